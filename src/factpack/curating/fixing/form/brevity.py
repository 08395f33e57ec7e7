"""The short way to write what can be written in two."""

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from factpack.curating.fixing.form.nodes import BLOCK, Edit, Node
from factpack.curating.fixing.form.sheet import Sheet
from factpack.record import Fact
from factpack.seeds import scalar

OPENING = re.compile(r"[\s\[{-]*(?:quote\s*:\s*)?")
CLOSING = re.compile(r"[\s,\]}]*")
TEXT = "tag:yaml.org,2002:str"


def one_for_a_list(sheet: Sheet) -> Iterator[Edit]:
    """`x` for a list of one, under evidence and under the roles, and for a quote that has neither prefix nor suffix."""
    for record_class, node in sheet.records:
        evidence, roles = node.child("evidence"), node.child("roles")
        if issubclass(record_class, Fact):
            quotes = [each for each in (evidence.children if evidence else ()) if _is_quote(each)]
            yield from _shortened([evidence, *quotes] if evidence else [], sheet.text)
            entities = [each for each in (roles.children if roles else ()) if each.kind == "sequence"]
            yield from _shortened(entities, sheet.text)


def fewer_quotes(sheet: Sheet) -> Iterator[Edit]:
    """Texts without quotes, or with others, where that is shorter and reads the same."""
    for node in sheet.root.walk() if sheet.root else ():
        written = sheet.text[node.start : node.end]
        if node.kind == "scalar" and node.style in ('"', "'") and written[:1] == node.style and "\n" not in written:
            shorter = scalar(node.scalar, in_flow=node.in_flow)
            if len(shorter) < len(written) and (shorter[0] in "\"'" or _needs_no_quotes(shorter)):
                yield Edit(node.start, node.end, shorter)


def _shortened(found: list[Node], text: str) -> Iterator[Edit]:
    """An edit for the outermost that can be shortened, or for those beside each other."""
    done = -1
    for node in found:
        if node.start >= done and (edit := _unwrapped(node, text)):
            done = edit.end
            yield edit


def _unwrapped(node: Node, text: str) -> Edit | None:
    """The one value of a list or a quote in its place, where that is a matter of one line."""
    if len(node.children) != 1 or not (node.kind == "sequence" or _is_quote(node)):
        return None
    inside = node.children[0]
    if inside.kind == "sequence" or inside.style in ("|", ">") or (inside.kind == "mapping" and inside.style == BLOCK):
        return None
    words = text[inside.start : inside.end]
    around = OPENING.fullmatch(text[node.start : inside.start]) and CLOSING.fullmatch(text[inside.end : node.end])
    if not around or not words or "\n" in words:
        return None
    if inside.style == BLOCK and not words[0].isalnum():  # a lone dash is a text in brackets alone
        return None
    start = node.start
    if "\n" in text[node.key_end : node.start]:
        start = node.key_end + 1
        if text[start : node.start].strip():
            return None
        words = f" {words}"
    return Edit(start, node.end, words)


def _is_quote(node: Node) -> bool:
    return node.kind == "mapping" and [child.path[-1] for child in node.children] == ["quote"]


def _needs_no_quotes(words: str) -> bool:
    """True if it begins with a letter, and is text to readers of YAML 1.1 too: dates and `no` keep their quotes."""
    resolver = VersionedResolver(version=(1, 1))
    return words[0].isalpha() and resolver.resolve(ScalarNode, words, (True, False)) == TEXT
