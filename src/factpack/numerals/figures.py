"""Figures: the digit runs of a text, with their grouping and decimal marks, before any word is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factpack.numerals.cldr import CURRENCIES

HYPHENS = "-‐‑"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f\u0400-\u052f]"
_SPACES = " \u00a0\u2009\u202f"
_DAY, _MONTH = "0?[1-9]|[12][0-9]|3[01]", "0?[1-9]|1[0-2]"
_NO_MONTH = "1[3-9]|2[0-9]|3[01]"
# With the country's code, else with the trunk prefix 8 or 0; "+10 000 000 000" is a number.
_LONG_AND_NOT_GROUPED = r"(?=(?:[ ()-]{0,2}[0-9]){10})(?![0-9]{1,3}(?: [0-9]{3})++(?![ -]?[0-9]))"
_PHONES = (
    rf"\+{_LONG_AND_NOT_GROUPED}[1-9][0-9]{{0,14}}(?: ?\([0-9]{{1,5}}\))?(?:[ -][0-9]{{2,7}}){{0,5}}",
    r"8[ -]?\([0-9]{3,5}\)(?:[ -]?[0-9]{2,4}){2,3}",
    r"8(?P<dash>[ -])[0-9]{3}(?P=dash)[0-9]{3}(?:[ -]?[0-9]{2}){2}",
    r"(?:\(0[0-9]{1,4}\)|0[0-9]{2,4}(?=[ -]))(?:[ -]?[0-9]{3,4}){2}",
)
PHONE = rf"(?<![0-9.,])(?:{'|'.join(_PHONES)})(?![0-9])"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; `decimals` counts the digits after the decimal mark, less the zeros that a scale word stands for.

    `in_date` is True for each part of a date written in digits alone, and `month` is then set on its day. `declared` is
    True where curators say what words are worth.
    """

    start: int
    end: int
    digits: str
    decimals: int = 0
    in_date: bool = False
    month: int | None = None
    declared: bool = False

    @property
    def is_day(self) -> bool:
        """True if it can be the day of a month."""
        return self.decimals == 0 and len(self.digits) <= len("31") and int(self.digits) in range(1, 32)

    @property
    def is_year(self) -> bool:
        """True if it is printed as years are."""
        return self.end - self.start == len("2026") == len(self.digits) and self.digits[0] in "12"

    def scaled(self, exponent: int) -> Decimal:
        """Its value times ten to the `exponent`, exactly."""
        return Decimal(f"{self.digits}E{exponent - self.decimals}")


def figure_pattern(decimal: str, group: str, *, month_first: bool = False) -> re.Pattern[str]:
    """The pattern that finds figures where the language's marks are these.

    With slashes, the day of a date is before the month; where some who write the language put it behind
    (`month_first`), what may be both ("03/04/2026") is no date.

    A point or a comma that does not group is read as a decimal mark in every language. Each part of the pattern is
    possessive or bounded, so that the time stays linear in the text.
    """
    decimals = "".join(re.escape(mark) for mark in sorted({decimal, ".", ","} - {group}))
    groups = "".join(re.escape(mark) for mark in sorted({group, *_SPACES}))
    day = _NO_MONTH if month_first else _DAY
    fraction = rf"[{decimals}](?P<{{}}>[0-9]++)(?![.,][0-9])"
    return re.compile(
        rf"(?P<name>(?<={_LETTER})(?<!\b(?:{'|'.join(CURRENCIES)}))[{HYPHENS}]?[0-9]++(?:[.,+][0-9]++)*+)"
        rf"|(?P<phone>{PHONE})"
        r"|(?P<ymd>(?<![0-9]-)([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?!-?[0-9]))"
        rf"|(?P<dmy>(?<![0-9][.,])({_DAY})\.({_MONTH})\.([0-9]{{4}}|[0-9]{{2}})(?![.,]?[0-9]))"
        rf"|(?P<slashed_dmy>(?<![0-9]/)({day})/({_MONTH})/([0-9]{{4}})(?!/?[0-9]))"
        rf"|(?P<slashed_mdy>(?<![0-9]/)({_MONTH})/({_NO_MONTH})/([0-9]{{4}})(?!/?[0-9]))"
        rf"|[1-9][0-9]{{0,2}}(?:(?P<mark>[{groups}])[0-9]{{3}}(?![0-9]))"
        rf"(?:(?P=mark)[0-9]{{3}}(?![0-9]))*+(?:{fraction.format('grouped')})?"
        r"|[1-9][0-9]{0,2}(?P<lenient>[.,])[0-9]{3}(?:(?P=lenient)[0-9]{3}(?![0-9]))++(?![.,][0-9])"
        rf"|(?<![0-9][.,])[0-9]++{fraction.format('plain')}"
        r"|[0-9]++",
    )


def find_figures(text: str, pattern: re.Pattern[str]) -> Iterator[Figure]:
    """The figures of a text in order; digits glued to a name ("COVID-19", "C5+1") and telephone numbers are none."""
    for found in pattern.finditer(text):
        match found.lastgroup:
            case "name" | "phone":
                pass
            case "ymd" | "dmy" | "slashed_dmy" | "slashed_mdy" as order:
                yield from _date(found, order)
            case _:
                yield _figure(found)


def _figure(match: re.Match[str]) -> Figure:
    decimals = len(match["grouped"] or match["plain"] or "")
    digits = match[0] if match[0].isdigit() else re.sub("[^0-9]", "", match[0])
    return Figure(match.start(), match.end(), digits, decimals)


def _date(match: re.Match[str], order: str) -> Iterator[Figure]:
    first = match.re.groupindex[order] + 1
    parts = order[-3:]
    month = int(match[first + parts.index("m")])
    for index, part in enumerate(parts, first):
        yield Figure(*match.span(index), match[index], in_date=True, month=month if part == "d" else None)
