"""What neighbouring numbers say together: one number in two steps ("1 млн 200 тыс."), or the two ends of a range."""

import re
from collections.abc import Iterable
from itertools import pairwise

from factpack.numerals.figures import HYPHENS, Figure
from factpack.numerals.lexicon import Lexicon
from factpack.numerals.numeral import Comparator
from factpack.numerals.partial import Partial

_RANGE_DASH = re.compile(rf"[{HYPHENS}–—]")
_SPACE = re.compile(r"\s")
# As far as the word before a range is looked for.
_REACH = 16


def join(partials: Iterable[Partial], text: str, lexicon: Lexicon) -> list[Partial]:
    """The numbers of a text, each whole, and each end of a range with what the range prints once."""
    joined = _steps_joined(partials, text)
    for left, right in reversed(list(pairwise(joined))):
        if _RANGE_DASH.fullmatch(text, left.end, right.start):
            _share(left, right)
        elif _is_range_in_words(left, right, text, lexicon):
            _share_in_words(left, right)
    return joined


def _steps_joined(partials: Iterable[Partial], text: str) -> list[Partial]:
    joined: list[Partial] = []
    for right in partials:
        left = joined[-1] if joined else None
        if left and _is_next_step(left, right, text):
            _add_step(left, right)
        else:
            joined.append(right)
    return joined


def _is_next_step(left: Partial, right: Partial, text: str) -> bool:
    """True if the right number is less than one of the left one's scale word and stands right after it."""
    if left.scale is None or left.unit or right.start != right.figure.start or right.month:
        return False
    whole = left.figure.decimals == right.figure.decimals == 0 and not right.figure.in_date
    is_less = len(right.figure.digits) <= min(3, left.scale - (right.scale or 0))
    return whole and is_less and _SPACE.fullmatch(text, left.end, right.start) is not None


def _add_step(left: Partial, right: Partial) -> None:
    value = left.figure.scaled((left.scale or 0) - (right.scale or 0)) + right.figure.scaled(0)
    declared = left.figure.declared or right.figure.declared
    left.figure = Figure(left.figure.start, right.figure.end, f"{value:f}", declared=declared)
    left.scale, left.unit, left.end = right.scale, right.unit, right.end
    if left.comparator is Comparator.EXACT:
        left.comparator = right.comparator


def _share(left: Partial, right: Partial) -> None:
    """Exchange what a range prints once for both its ends: "5-6 млрд", "$5-6 млрд", "27-28 февраля", "March 1-5"."""
    if not left.is_bare or left.figure.in_date or left.figure.scaled(0) >= right.figure.scaled(0):
        return
    if left.month and right.is_bare and right.figure.is_day:
        right.month = left.month
        return
    right.unit = right.unit or left.unit
    if not right.is_bare:
        left.scale, left.unit, left.end = right.scale, left.unit or right.unit, right.end
        left.month = right.month if left.figure.is_day else None


def _is_range_in_words(left: Partial, right: Partial, text: str, lexicon: Lexicon) -> bool:
    joins = lexicon.range_joins.fullmatch(text, left.end, right.start)
    opens = lexicon.range_opens.search(text, max(0, left.start - _REACH), left.start)
    return bool(joins and opens and not left.figure.is_year)


def _share_in_words(left: Partial, right: Partial) -> None:
    """As a dash does; of a range that falls ("с 10 до 5%"), the % sign alone is sure to be that of both ends."""
    if left.figure.scaled(0) < right.figure.scaled(0):
        _share(left, right)
    elif left.is_bare and right.unit == "%" and right.scale is None:
        left.unit, left.end = left.unit or right.unit, right.end
