"""Reads the numerals of a text: finds the figures, then the words to the left and to the right of each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from string import digits, whitespace

from factpack.numerals.figures import Figure, find_figures
from factpack.numerals.joining import join
from factpack.numerals.lexicon import Lexicon, lexicon_of
from factpack.numerals.numeral import Comparator, Numeral
from factpack.numerals.partial import Partial
from factpack.numerals.spelt import find_declared, find_spelt

# A hyphen is a minus after a space or an opening mark, unless a number stands before the space.
_SIGN = re.compile(r"""(?:(?<=[\s(\[«“„"'>≥<≤~≈])|\A)(?<![0-9%]\s)[-−+]\Z""")
_DIGIT = re.compile("[0-9]")
# Between what something rose by and the level that it reached: "на 12%, до 5 млрд".
_BEFORE_LEVEL = f"{whitespace},–—-"
# As far as the verb before a level is looked for.
_REACH = 72
_NO_WORD_FOLLOWS = re.compile(r"\s*(?:[^\w\s]|\Z)")


def read_numerals(
    text: str, language: str, *, in_words: bool = True, reads: Mapping[str, float] | None = None
) -> tuple[Numeral, ...]:
    """Every number that stands in a text, in order, read by the language's BCP-47 code.

    Those in words are read where `in_words` is true and text2num knows the language; `reads` says what other words are.
    Digits glued to a preceding Latin or Cyrillic letter, or to one with a hyphen, are part of a name ("COVID-19",
    "G20"), telephone numbers are none, and both are left out; every other ASCII digit is in exactly one numeral.
    """
    lexicon = lexicon_of(language)
    figures = [*find_figures(text, lexicon.figures)] if _DIGIT.search(text) else []
    figures += find_spelt(text, language, lexicon) if in_words else ()
    figures += [
        figure
        for figure in find_declared(text, reads or {}, lexicon)
        if not any(read.start < figure.end and figure.start < read.end for read in figures)
    ]
    figures.sort(key=attrgetter("start"))
    return tuple(partial.numeral(text) for partial in join(_partials(figures, text, lexicon), text, lexicon))


def _partials(figures: Iterable[Figure], text: str, lexicon: Lexicon) -> Iterator[Partial]:
    floor = 0
    for figure in figures:
        if figure.start < floor:
            continue  # the scale word of "one point five million" is read already
        partial = Partial(figure, figure.start, figure.end, month=figure.month)
        if not figure.in_date and not _stands_alone(figure, text, floor):
            _read_left(partial, text, lexicon, floor)
            _read_month(partial, text, lexicon, floor)
            if partial.month is None:
                _read_right(partial, text, lexicon)
            _read_comparator(partial, text, lexicon, floor)
        floor = partial.end
        yield partial


def _stands_alone(figure: Figure, text: str, floor: int) -> bool:
    """True where no word can belong to it, as in a table of numbers: spares most of the work."""
    left, right = text[max(floor, figure.start - 3) : figure.start], text[figure.end : figure.end + 2]
    return not left.strip() and not right.strip(digits + whitespace)


def _read_left(partial: Partial, text: str, lexicon: Lexicon, floor: int) -> None:
    if currency := lexicon.currencies_before.before(text, floor, partial.start):
        partial.start, partial.unit = currency.start, currency.meaning
    if sign := _SIGN.search(text, max(floor, partial.start - 1), partial.start):
        partial.start, partial.negative = sign.start(), sign[0] != "+"


def _read_month(partial: Partial, text: str, lexicon: Lexicon, floor: int) -> None:
    if not partial.figure.is_day or partial.unit:
        return
    if after := lexicon.months_after.after(text, partial.end):
        partial.month, partial.end = after.meaning, after.end
    elif before := lexicon.months_before.before(text, floor, partial.start):
        partial.month, partial.start = before.meaning, before.start


def _read_right(partial: Partial, text: str, lexicon: Lexicon) -> None:
    if not partial.figure.decimals and (half := lexicon.halves.after(text, partial.end)):
        partial.add_half(half.end)
    scale = lexicon.scales.after(text, partial.end)
    if scale is None and partial.unit:
        scale = lexicon.letter_scales.after(text, partial.end)
    if scale:
        partial.scale, partial.end = scale.meaning, scale.end
    unit = lexicon.units.after(text, partial.end)
    if unit and unit.meaning and partial.unit in {None, unit.meaning}:
        partial.unit, partial.end = unit.meaning, unit.end


def _read_comparator(partial: Partial, text: str, lexicon: Lexicon, floor: int) -> None:
    if partial.figure.is_year and partial.figure.digits[-1] == "0" and lexicon.decade.match(text, partial.end):
        partial.comparator = Comparator.ABOUT  # so that it proves no year
        return
    time = partial.month is not None or _is_year(partial, text, lexicon)
    if before := lexicon.comparators_before.before(text, floor, partial.start):
        comparator, limit = before.meaning
        if limit and (_may_be_year(partial, text) or _is_level(text, floor, before.start, lexicon)):
            return
        if comparator is Comparator.ABOUT or not time:
            partial.comparator, partial.start = comparator, before.start
    elif after := lexicon.comparators_after.after(text, partial.end):
        comparator, limit = after.meaning
        if limit and (time or _was_reached(partial, text, floor, after.end, lexicon)):
            return
        if partial.month is None:
            partial.comparator, partial.end = comparator, after.end


def _was_reached(partial: Partial, text: str, floor: int, end: int, lexicon: Lexicon) -> bool:
    """True if the limit that ends here says what was reached: "5-тен 10-ға дейін", "10 пайызға дейін өсті"."""
    after_number = floor > 0 and lexicon.range_joins.fullmatch(text, floor, partial.start) is not None
    return after_number or lexicon.reached.match(text, end) is not None


def _is_level(text: str, floor: int, start: int, lexicon: Lexicon) -> bool:
    """True if the limit that begins here says what was reached: "с 5 до 10", "вырос до 10"."""
    after_number = floor > 0 and not text[floor:start].strip(_BEFORE_LEVEL)
    return after_number or lexicon.reaching.search(text, max(floor, start - _REACH), start) is not None


def _is_year(partial: Partial, text: str, lexicon: Lexicon) -> bool:
    return partial.figure.is_year and lexicon.year_follows.match(text, partial.figure.end) is not None


def _may_be_year(partial: Partial, text: str) -> bool:
    return partial.figure.is_year and _NO_WORD_FOLLOWS.match(text, partial.end) is not None
