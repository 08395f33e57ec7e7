"""Mendings: values of a seeds file that are to be written in another way, each with the edit that does it."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factpack.curating.fixing.form import BLOCK, Classes, Edit, Node, column, edited, line_end, nodes
from factpack.findings import Finding
from factpack.record import Quote
from factpack.seeds import Seed, double_quoted, scalar
from factpack.seeds.validation import IN_QUOTES, NUMBER, WITHOUT_QUOTES, records_in, validate
from factpack.seeds.yaml_file import Path, YamlFile, parse_yaml


@dataclass(frozen=True, slots=True)
class Mending:
    """The value at `path` becomes `value`."""

    path: Path
    value: object
    edit: Edit


def applied(text: str, mendings: Iterable[Mending]) -> str:
    """The text with the mendings; as it was where it would then say anything else than they do."""
    mendings = list(mendings)
    new = edited(text, (mending.edit for mending in mendings))
    expected = copy.deepcopy(parse_yaml(text, "").value)
    for mending in mendings:
        _set(expected, mending)
    file = parse_yaml(new, "")
    return new if not file.findings and file.value == expected else text


def typed(text: str, classes: Classes) -> list[Mending]:
    """Each number that is to be a text put in quotes, and the other way round, where nothing else is wrong with it."""
    file = parse_yaml(text, "")
    wrong = _wrongly_typed(file, classes)
    if not wrong:
        return []
    root = nodes(text)
    mendings = [mending for path in wrong if root and (node := root.at(path)) and (mending := _retyped(node, text))]
    still_wrong = _wrong(parse_yaml(applied(text, mendings), ""), classes)
    return [mending for mending in mendings if mending.path not in still_wrong]


def sides(text: str, quotes: Iterable[tuple[Seed, int, Quote]]) -> Iterator[Mending]:
    """The prefixes and suffixes of quotes, each by its fact and its position there."""
    root = nodes(text)
    for seed, position, quote in quotes:
        node = root.at((*seed.path, "evidence")) if root else None
        if node and node.kind == "sequence":
            node = node.child(position)
        if node and node.style not in ("|", ">"):
            yield Mending(node.path, quote.model_dump(exclude_defaults=True), _with_sides(node, quote, text))


def _set(root: Any, mending: Mending) -> None:  # noqa: ANN401 (whatever stands in the YAML)
    *steps, last = mending.path
    for step in steps:
        root = root[step]
    root[last] = mending.value


def _outcomes(file: YamlFile, classes: Classes) -> Iterator[Seed | Finding]:
    if isinstance(classes, Mapping):
        yield from records_in(file, classes, "")
    else:
        outcome = validate(classes, file.value, file, (), "")
        yield from outcome if isinstance(outcome, tuple) else (outcome,)


def _wrong(file: YamlFile, classes: Classes) -> dict[Path, Finding]:
    """The values that findings are about."""
    paths = {place: path for path, place in file.places.items()}
    findings = (outcome for outcome in _outcomes(file, classes) if isinstance(outcome, Finding))
    return {paths[finding.place]: finding for finding in findings if finding.place in paths}


def _wrongly_typed(file: YamlFile, classes: Classes) -> list[Path]:
    return [path for path, finding in _wrong(file, classes).items() if finding.mend in (IN_QUOTES, WITHOUT_QUOTES)]


def _retyped(node: Node, text: str) -> Mending | None:
    written = text[node.start : node.end]
    if node.style == BLOCK:
        return Mending(node.path, written, Edit(node.start, node.end, f'"{written}"'))
    if node.style in ('"', "'") and NUMBER.fullmatch(node.scalar):
        return Mending(node.path, parse_yaml(node.scalar, "").value, Edit(node.start, node.end, node.scalar))
    return None


def _with_sides(node: Node, quote: Quote, text: str) -> Edit:
    """The edit that writes the prefix and the suffix, leaving what stands there already as it is."""
    given = (("prefix", quote.prefix), ("suffix", quote.suffix))
    written = {name: double_quoted(side) for name, side in given if side}
    if node.kind == "scalar":
        words = {"quote": scalar(quote.quote, in_flow=True)} | written
        return Edit(node.start, node.end, "{{{}}}".format(", ".join(f"{name}: {each}" for name, each in words.items())))
    flows = node.style != BLOCK
    end = max(child.end for child in node.children) if flows else line_end(text, node.end)
    before = ", " if flows else f"\n{' ' * column(text, node.children[0].key_start)}"
    edits = []
    for name, side in given:
        there = node.child(name)
        if there and there.scalar != side:
            edits.append(Edit(there.start - node.start, there.end - node.start, written[name]))
        elif side and not there:
            edits.append(Edit(end - node.start, end - node.start, f"{before}{name}: {written[name]}"))
    return Edit(node.start, end, edited(text[node.start : end], edits))
