"""The words that say a stated cell, as far as a package lets them be known."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factpack.evidence import Span, occurrences, whole_words
from factpack.numerals import Numeral, read_numerals
from factpack.outputs.site.content import Row

_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?:/[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?")


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that say a cell: where they stand in the article, and where the quote starts that holds them."""

    start: int
    end: int
    words: str
    quote: int


def whole(quote: Row) -> Lit:
    """A quote as a whole."""
    return _lit(quote, Span(0, len(quote["quote"])))


def words_for_entity(entity: str, quotes: Sequence[Row], mentions: Iterable[Row]) -> tuple[Lit, ...]:
    """Where the quotes name the entity."""
    named = [Span(mention["start"], mention["end"]) for mention in mentions if mention["entity"] == entity]
    held = {
        place: _lit(quote, Span(place.start - quote["start"], place.end - quote["start"]))
        for quote in quotes
        for place in named
        if Span(quote["start"], quote["end"]).holds(place.start, place.end)
    }
    return tuple(held[place] for place in sorted(held))


def words_for_value(value: object, quotes: Sequence[Row], language: str) -> tuple[Lit, ...]:
    """Where the quotes hold the number, unit, period or text; nothing where that cannot be told.

    Of a number, its first place: each numeral proves one cell, and which one the package does not say.
    """
    return _in_numerals(value, quotes, language) or _to_the_letter(str(value), quotes)


def _to_the_letter(text: str, quotes: Sequence[Row]) -> tuple[Lit, ...]:
    places = ((quote, place) for quote in quotes for place in occurrences(text, quote["quote"]))
    literal = (_lit(quote, place) for quote, place in places if whole_words(place, quote["quote"]) == place)
    return tuple(literal)[:1]


def _in_numerals(value: object, quotes: Sequence[Row], language: str) -> tuple[Lit, ...]:
    wanted = tuple(_numbers(value))
    found = [
        (numeral.value, numeral.month, _lit(quote, _whole(numeral, quote["quote"])))
        for quote in quotes
        for numeral in _numerals(quote["quote"], language)
        if numeral.unit == value or (numeral.value, numeral.month) in wanted
    ]
    if wanted:
        firsts = [next((lit for number, month, lit in found if (number, month) == each), None) for each in wanted]
        return tuple(dict.fromkeys(lit for lit in firsts if lit))
    return tuple(lit for _, _, lit in found[:1])


@cache
def _numerals(quote: str, language: str) -> tuple[Numeral, ...]:
    return read_numerals(quote, language)


def _numbers(value: object) -> Iterator[tuple[Decimal, int | None]]:
    """What numerals have to say, with the month of a day: a number, or the years and days of a period."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield Decimal(str(value)), None
        return
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    for part in text.split("/") if _ISO.fullmatch(text) else ():
        year, *month_and_day = (int(number) for number in part.split("-"))
        yield Decimal(year), None
        if month_and_day:
            yield Decimal(month_and_day[-1]), month_and_day[0]


def _whole(numeral: Numeral, quote: str) -> Span:
    """The place of a numeral with all that was read with it: comparator, scale word, unit."""
    read = (place for place in occurrences(numeral.text, quote) if place.holds(numeral.start, numeral.end))
    return next(read, Span(numeral.start, numeral.end))


def _lit(quote: Row, place: Span) -> Lit:
    start, end = place.start, place.end
    return Lit(quote["start"] + start, quote["start"] + end, quote["quote"][start:end], quote["start"])
