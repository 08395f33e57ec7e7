"""Reads the numerals of a text: finds the figures, then the words to the left and to the right of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from string import digits, whitespace

from factpack.numerals.figures import HYPHENS, Figure, find_figures
from factpack.numerals.lexicon import Lexicon, lexicon_of
from factpack.numerals.numeral import Comparator, Numeral

# A hyphen is a minus after a space or an opening mark, unless a number stands before the space.
_SIGN = re.compile(r"""(?:(?<=[\s(\[«“„"'>≥<≤~≈])|\A)(?<![0-9%]\s)[-−+]\Z""")
_DIGIT = re.compile("[0-9]")
_RANGE_DASH = re.compile(rf"[{HYPHENS}–—]")
_NO_WORD_FOLLOWS = re.compile(r"\s*(?:[^\w\s]|\Z)")


def read_numerals(text: str, language: str) -> tuple[Numeral, ...]:
    """Every number that stands in digits in a text, in order, read by the language's BCP-47 code.

    Digits glued to a preceding Latin or Cyrillic letter, or to one with a hyphen, are part of a name ("COVID-19",
    "G20") and left out; every other ASCII digit is in exactly one numeral.
    """
    if not _DIGIT.search(text):
        return ()
    readings = list(_readings(text, lexicon_of(language)))
    for left, right in reversed(list(pairwise(readings))):
        if _RANGE_DASH.fullmatch(text, left.end, right.start):
            left.share(right)
    return tuple(reading.numeral(text) for reading in readings)


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one numeral; `start` and `end` are the span of the whole reading."""

    figure: Figure
    start: int
    end: int
    negative: bool = False
    comparator: Comparator = Comparator.EXACT
    scale: int | None = None
    unit: str | None = None
    month: int | None = None

    def share(self, right: "_Reading") -> None:
        """Exchange what a range prints once for both its ends: "5-6 млрд", "$5-6 млрд", "27-28 февраля"."""
        if self.end != self.figure.end or self.figure.in_date or self.figure.scaled(0) >= right.figure.scaled(0):
            return
        right.unit = right.unit or self.unit
        if right.end != right.figure.end:
            self.scale, self.unit, self.end = right.scale, self.unit or right.unit, right.end
            self.month = right.month if self.figure.is_day else None

    def numeral(self, text: str) -> Numeral:
        """The numeral that has been read."""
        figure, scale = self.figure, self.scale or 0
        measured = self.scale is not None or figure.decimals > 0 or self.unit == "%"
        value = figure.scaled(scale)
        return Numeral(
            start=figure.start,
            end=figure.end,
            text=text[self.start : self.end],
            value=value.copy_negate() if self.negative else value,
            unit=self.unit,
            comparator=self.comparator,
            step=Decimal(f"1E{scale - figure.decimals}") if measured else Decimal(0),
            month=self.month,
        )


def _readings(text: str, lexicon: Lexicon) -> Iterator[_Reading]:
    floor = 0
    for figure in find_figures(text, lexicon.figures):
        reading = _Reading(figure, figure.start, figure.end, month=figure.month)
        if not figure.in_date and not _stands_alone(figure, text, floor):
            _read_left(reading, text, lexicon, floor)
            _read_month(reading, text, lexicon, floor)
            if reading.month is None:
                _read_right(reading, text, lexicon)
            _read_comparator(reading, text, lexicon, floor)
        floor = reading.end
        yield reading


def _stands_alone(figure: Figure, text: str, floor: int) -> bool:
    """True where no word can belong to it, as in a table of numbers: spares most of the work."""
    left, right = text[max(floor, figure.start - 3) : figure.start], text[figure.end : figure.end + 2]
    return not left.strip() and not right.strip(digits + whitespace)


def _read_left(reading: _Reading, text: str, lexicon: Lexicon, floor: int) -> None:
    if currency := lexicon.currencies_before.before(text, floor, reading.start):
        reading.start, reading.unit = currency.start, currency.meaning
    if sign := _SIGN.search(text, max(floor, reading.start - 1), reading.start):
        reading.start, reading.negative = sign.start(), sign[0] != "+"


def _read_month(reading: _Reading, text: str, lexicon: Lexicon, floor: int) -> None:
    if not reading.figure.is_day or reading.unit:
        return
    if after := lexicon.months_after.after(text, reading.end):
        reading.month, reading.end = after.meaning, after.end
    elif before := lexicon.months_before.before(text, floor, reading.start):
        reading.month, reading.start = before.meaning, before.start


def _read_right(reading: _Reading, text: str, lexicon: Lexicon) -> None:
    scale = lexicon.scales.after(text, reading.end)
    if scale is None and reading.unit:
        scale = lexicon.letter_scales.after(text, reading.end)
    if scale:
        reading.scale, reading.end = scale.meaning, scale.end
    unit = lexicon.units.after(text, reading.end)
    if unit and reading.unit in {None, unit.meaning}:
        reading.unit, reading.end = unit.meaning, unit.end


def _read_comparator(reading: _Reading, text: str, lexicon: Lexicon, floor: int) -> None:
    time = reading.month is not None or _is_year(reading, text, lexicon)
    if before := lexicon.comparators_before.before(text, floor, reading.start):
        comparator, limit = before.meaning
        if limit and (_may_be_year(reading, text) or _is_level(text, floor, before.start, lexicon)):
            return
        if comparator is Comparator.ABOUT or not time:
            reading.comparator, reading.start = comparator, before.start
    elif not time and (after := lexicon.comparators_after.after(text, reading.end)):
        reading.comparator, reading.end = after.meaning, after.end


def _is_level(text: str, floor: int, start: int, lexicon: Lexicon) -> bool:
    """True if the limit that begins here says what was reached: "с 5 до 10", "вырос до 10"."""
    after_number = floor > 0 and not text[floor:start].strip()
    return after_number or lexicon.reaching.search(text, max(floor, start - 24), start) is not None


def _is_year(reading: _Reading, text: str, lexicon: Lexicon) -> bool:
    return reading.figure.is_year and lexicon.year_follows.match(text, reading.figure.end) is not None


def _may_be_year(reading: _Reading, text: str) -> bool:
    return reading.figure.is_year and _NO_WORD_FOLLOWS.match(text, reading.end) is not None
