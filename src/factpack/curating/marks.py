"""Marks: what stands out or stands back in a text, in lines of a terminal; signs where there are no colours."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise

from factpack.evidence import Span
from factpack.reports import Page, printable
from factpack.reports.columns import width_of

Sign = tuple[str, "Mark"]
"""What is shown for a character, and how."""


class Mark(StrEnum):
    """How a part of a text is shown."""

    PLAIN = "plain"
    DONE = "done"
    FOUND = "found"
    OPEN = "open"


BETWEEN_SIGNS = (Mark.FOUND, Mark.OPEN)
"""What has to be seen where there are no colours too."""


def marked(text: str, around: Span, marks: Iterable[tuple[Mark, Span]], page: Page) -> list[str]:
    """The part `around` of a text in lines as wide as the page; where marks overlap, the later one holds.

    White space of any kind is a blank. What is found or open stands between » and « where there are no colours.
    """
    shown = [Mark.PLAIN] * (around.end - around.start)
    for mark, span in marks:
        for position in range(max(span.start, around.start), min(span.end, around.end)):
            shown[position - around.start] = mark
    signs = list(_signs(text[around.start : around.end], shown))
    if not page.colour:
        signs = list(_with_quotes(signs))
    return ["".join(_painted(line, page)) for line in _lines(signs, page.width)]


def _signs(text: str, marks: Sequence[Mark]) -> Iterator[Sign]:
    for character, mark in zip(text, marks, strict=True):
        yield (" " if character.isspace() else printable(character)), mark


def _with_quotes(signs: Sequence[Sign]) -> Iterator[Sign]:
    edge: Sign = ("", Mark.PLAIN)
    for (_, before), (sign, mark) in pairwise([edge, *signs, edge]):
        if (before in BETWEEN_SIGNS) is not (mark in BETWEEN_SIGNS):
            yield ("»" if mark in BETWEEN_SIGNS else "«"), mark
        yield sign, mark


def _lines(signs: Iterable[Sign], width: int) -> list[list[Sign]]:
    lines: list[list[Sign]] = [[]]
    blank: list[Sign] = []
    for is_blank, group in groupby(signs, key=lambda sign: sign[0] == " "):
        word = list(group)
        if is_blank:
            blank = word[:1]
        elif lines[-1] and _width([*lines[-1], *blank, *word]) > width:
            lines.append(word)
        else:
            lines[-1] += [*blank, *word] if lines[-1] else word
    return lines


def _width(signs: Iterable[Sign]) -> int:
    return width_of("".join(sign for sign, _ in signs))


def _painted(line: Iterable[Sign], page: Page) -> Iterator[str]:
    for mark, group in groupby(line, key=lambda sign: sign[1]):
        words = "".join(sign for sign, _ in group)
        match mark:
            case Mark.DONE:
                yield page.dim(words)
            case Mark.FOUND:
                yield page.bold(page.green(words))
            case Mark.OPEN:
                yield page.bold(page.red(words))
            case Mark.PLAIN:
                yield words
