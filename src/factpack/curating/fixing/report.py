"""What was mended, for people: the difference, and a line that counts."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from factpack.curating.fixing.fixing import Fixed, Mended
from factpack.reports import Page, printable
from factpack.reports.columns import width_of, wrapped
from factpack.reports.wording import counted

HANG = "    "
"""What a line goes on with below, on a terminal that is narrower than it."""


LEAST = 20
"""The columns that words are given, however deep they stand."""


def fixed_text(fixed: Fixed, folder: str, page: Page, *, fold: bool) -> str:
    """A unified diff of each file, then what was mended; `fold` breaks long lines, which no `patch` would read.

    `folder` is the project's root as the reader sees it.
    """
    diffs = [line for mended in fixed.mended for line in _diff(mended, folder, page, fold=fold)]
    return "\n".join([*diffs, *wrapped(_counts(fixed), page.width)])


def _diff(mended: Mended, folder: str, page: Page, *, fold: bool) -> Iterator[str]:
    name = mended.name if folder in {"", "."} else f"{folder}/{mended.name}"
    for line in unified_diff(_lines(mended.before), _lines(mended.after), name, name, lineterm=""):
        for part in line.split("\n"):
            pieces = _folded(printable(part), page.width) if fold else [printable(part)]
            yield from (_painted(line, piece, page) for piece in pieces)


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _folded(line: str, width: int) -> list[str]:
    """The line in pieces that fit, each with its sign and indented as the line is."""
    words = line[1:].lstrip()
    if width_of(line) <= width or not words:
        return [line]
    indent = line[: len(line) - len(words)]
    first, *others = wrapped(words, max(LEAST, width - len(indent) - len(HANG)))
    return [f"{indent}{first}", *(f"{indent}{HANG}{each}" for each in others)]


def _painted(line: str, piece: str, page: Page) -> str:
    if re.match(r"(?:---|\+\+\+) ", line):
        return page.bold(piece)
    match line[:1]:
        case "+":
            return page.green(piece)
        case "-":
            return page.red(piece)
        case "@":
            return page.dim(piece)
        case _:
            return piece


def _counts(fixed: Fixed) -> str:
    if not fixed.mended:
        return "mended nothing"
    quotes = sum(mended.quotes for mended in fixed.mended)
    types = sum(mended.types for mended in fixed.mended)
    form = sum(mended.form for mended in fixed.mended)
    parts = [
        f"{counted(quotes, 'quote')} told apart" if quotes else "",
        f"{counted(types, 'value')} put in quotes or taken out of them" if types else "",
        f"the form of {counted(form, 'file')}" if form else "",
    ]
    return f"mended {counted(len(fixed.mended), 'file')}: {', '.join(part for part in parts if part)}"


def offer(mends: int) -> str:
    """What is said under findings of which so many can be mended."""
    return f"factpack check --fix mends {mends} of them"
