"""Columns of text, aligned by the width that a terminal gives to each character."""

import unicodedata
from collections.abc import Collection, Sequence

_GAP = "  "
_NARROWEST = 8
_MOST_MARKS = 4  # accents on one letter may be piled up without end


def width_of(text: str) -> int:
    """How many columns of a terminal the text takes: two for an ideograph, none for an accent that combines."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cut(text: str, most: int) -> str:
    """The text in at most so many columns, … for what is left out."""
    if width_of(text) <= most and len(text) <= _MOST_MARKS * most:
        return text
    taken, end = 1, 0
    for character in text[: _MOST_MARKS * most]:
        taken += _width(character)
        if taken > most:
            break
        end += 1
    return f"{text[:end]}…"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at blanks; a word that is longer stands alone."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def aligned(rows: Sequence[Sequence[str]], width: int, right: Collection[int] = ()) -> list[str]:
    """A line for each row, of `width` columns at most where cells can be cut so far; those in `right` end flush."""
    widths = _fitted([max(map(width_of, column)) for column in zip(*rows, strict=True)], width)
    return [_GAP.join(_cells(row, widths, right)) for row in rows]


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """The widths, the widest made narrower until together they fit."""
    fitted = list(widths)
    excess = sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    while excess > 0 and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
        excess -= 1
    return fitted


def _cells(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> list[str]:
    cells = [cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    blanks = [" " * (width - width_of(cell)) for cell, width in zip(cells, widths, strict=True)]
    both = zip(cells, blanks, strict=True)
    return [blank + cell if number in right else cell + blank for number, (cell, blank) in enumerate(both)]


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
