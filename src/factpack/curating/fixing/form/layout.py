"""Indentation, blank lines, and the line that tells editors which schema a file follows."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from factpack.curating.adding.stubs import EDITORS
from factpack.curating.fixing.form.nodes import BLOCK, Edit, Node, above, column, comments, line_start
from factpack.curating.fixing.form.sheet import Sheet

STEP = 2
"""The columns that each level is indented by."""
SERVER = "# yaml-language-server:"
OUTSIDE = ("---", "...", "%")
"""How lines begin that are no part of the values."""


def with_schema(sheet: Sheet) -> Iterator[Edit]:
    """The line for editors on top, where there is none."""
    if not any(comment.startswith(SERVER) for comment in comments(sheet.text, sheet.root)):
        name = "seeds" if isinstance(sheet.classes, Mapping) else "article"
        yield Edit(0, 0, EDITORS.format(name).replace("../../", "../" * sheet.depth))


def indented(sheet: Sheet) -> Iterator[Edit]:
    """Each level two columns to the right of the one around it; comments go with the line below them."""
    heads = dict(_heads(sheet.root, 0, sheet.text)) if sheet.root else {}
    within = _inside_texts(sheet)
    above_shift, waiting = 0, list[int]()
    for start, line in _lines(sheet.text):
        indent = len(line) - len(line.lstrip(" "))
        position = start + indent
        if position in heads:
            shift = heads[position] - indent
            yield from (_shifted(comment, sheet.text, shift) for comment in waiting)
            above_shift, waiting = shift, []
            yield Edit(start, position, " " * heads[position])
        elif line.strip() and not line.startswith(OUTSIDE):
            if line.lstrip().startswith("#") and start not in within:
                waiting.append(start)
            else:
                yield from (_shifted(each, sheet.text, above_shift) for each in (*waiting, start))
                waiting = []
    yield from _dashes(sheet)


def _shifted(start: int, text: str, shift: int) -> Edit:
    end = start
    while text[end : end + 1] == " ":
        end += 1
    return Edit(start, end, " " * max(0, end - start + shift))


def _heads(node: Node, indent: int, text: str) -> Iterator[tuple[int, int]]:
    """Where a key, a dash or a value begins, and the column where it should if it is the first in its line."""
    yield node.start, indent
    for child in node.children if node.style == BLOCK else ():
        if node.kind == "mapping":
            yield child.key_start, indent
            yield from _heads(child, indent + STEP, text)
        else:
            yield _dash(child, text), indent
            yield from _heads(child, indent + STEP, text)


def _dashes(sheet: Sheet) -> Iterator[Edit]:
    """One blank after each dash."""
    for node in sheet.root.walk() if sheet.root else ():
        for item in node.children if node.kind == "sequence" and node.style == BLOCK else ():
            after = _dash(item, sheet.text) + 1
            if "\n" not in sheet.text[after : item.start] and item.end > item.start:
                yield Edit(after, item.start, " ")


def _dash(item: Node, text: str) -> int:
    return text.rfind("-", 0, item.start)


def blank_lines(sheet: Sheet) -> Iterator[Edit]:
    """One above each table, never two, none at the ends; and no blanks at the end of a line."""
    within = _inside_texts(sheet)
    lines = list(_lines(sheet.text))
    is_blank = {start: not line.strip() and start not in within for start, line in lines}
    for (start, line), (after, _) in pairwise([*lines, (len(sheet.text) + 1, "")]):
        stripped = line.rstrip()
        if is_blank[start] and (start == 0 or is_blank.get(after, True)):
            yield Edit(start, min(after, len(sheet.text)), "")
        elif start not in within and stripped != line:
            yield Edit(start + len(stripped), start + len(line), "")
    if sheet.text and not sheet.text.endswith("\n"):
        yield Edit(len(sheet.text), len(sheet.text), "\n")
    tables = sheet.root.children[1:] if sheet.root and isinstance(sheet.classes, Mapping) else ()
    for table in tables if sheet.root and sheet.root.style == BLOCK else ():
        start = above(sheet.text, line_start(sheet.text, table.key_start), 0, column(sheet.text, table.key_start))
        if not sheet.text[start:].startswith("\n") and sheet.text[start - 2 : start] != "\n\n":
            yield Edit(start, start, "\n")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _inside_texts(sheet: Sheet) -> set[int]:
    """Where the lines begin that go on with a text: nothing in them is a comment, and their blanks may count."""
    inside = set[int]()
    for node in sheet.root.walk() if sheet.root else ():
        if node.kind == "scalar":
            inside |= {
                node.start + offset + 1
                for offset, sign in enumerate(sheet.text[node.start : node.end])
                if sign == "\n" and node.start + offset + 1 < node.end
            }
    return inside
