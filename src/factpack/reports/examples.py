"""The first rows that are wrong, as a small table: their numbers, their keys, and what was found in them."""

import re
from collections.abc import Sequence

from factpack.findings import Example
from factpack.reports.columns import aligned, cut
from factpack.reports.page import Page
from factpack.reports.wording import EMPTY, cell, printable

_LONGEST = 60
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?|[-+]?inf|nan", re.IGNORECASE)


def examples_table(examples: Sequence[Example], page: Page) -> list[str]:
    """A line of names, then a line for each row; numbers end flush."""
    names = list(dict.fromkeys(name for example in examples for name, _ in (*example.key, *example.found)))
    numbered = [example.row for example in examples if example.row is not None]
    rows = [[*["row"][: len(numbered)], *(cut(printable(name), _LONGEST) for name in names)]]
    for example in examples:
        cells = dict((*example.key, *example.found))
        values = (cut(cell(cells[name]), _LONGEST) if name in cells else "" for name in names)
        number = [] if example.row is None else [f"{example.row:,}"]
        rows.append([*number, *values])
    numbers = [number for number, column in enumerate(zip(*rows[1:], strict=True)) if _is_numeric(column)]
    head, *lines = (line.rstrip() for line in aligned(rows, page.width, numbers))
    return [page.dim(head), *lines]


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell != EMPTY]
    return bool(filled) and all(map(_NUMBER.fullmatch, filled))
