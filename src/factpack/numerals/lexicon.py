"""Lexicon: the words of one language around a number, from CLDR and our own table, ready to match."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from factpack.numerals.cldr import CURRENCIES, Cldr, load_cldr
from factpack.numerals.figures import HYPHENS, figure_pattern
from factpack.numerals.numeral import Comparator
from factpack.numerals.phrasebook import Phrasebook
from factpack.numerals.words import NONE, WORDS, Words

_SIGNS = {
    ">": Comparator.MORE_THAN,
    "≥": Comparator.AT_LEAST,
    "<": Comparator.LESS_THAN,
    "≤": Comparator.AT_MOST,
    "~": Comparator.ABOUT,
    "≈": Comparator.ABOUT,
}
# A hyphen joins a number to a word ("10-million"), never to a sign: in "5-$6" the sign is the next number's.
_GAP = rf"(?:\s|[{HYPHENS}](?=[^\W\d_]))?"
# The full stop of an abbreviation belongs to it if the sentence goes on.
_STOP = r"(?:\.(?=\s?(?-i:[a-zа-яёәғқңөұүһі$€£₸₽]|[A-Z]{3}\b)))?"

# What may stand between the verb and the level that was reached: "увеличить экспорт в полтора раза – до 15 млн".
_OBJECT = r"(?:\s[^\W\d_]{1,20}+){0,5}+(?:,|\s[–—-])?"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that reading the numbers of one language needs."""

    figures: re.Pattern[str]
    comparators_before: Phrasebook[tuple[Comparator, bool]]
    comparators_after: Phrasebook[tuple[Comparator, bool]]
    currencies_before: Phrasebook[str]
    scales: Phrasebook[int]
    letter_scales: Phrasebook[int]
    units: Phrasebook[str]
    months_before: Phrasebook[int]
    months_after: Phrasebook[int]
    year_follows: re.Pattern[str]
    decade: re.Pattern[str]
    reached: re.Pattern[str]
    reaching: re.Pattern[str]
    range_opens: re.Pattern[str]
    range_joins: re.Pattern[str]
    halves: Phrasebook[bool]
    one_of: re.Pattern[str]
    fractions: re.Pattern[str]
    no_numbers: frozenset[str]


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon for a BCP-47 code; built once."""
    words = WORDS.get(language.partition("-")[0].lower(), NONE)
    cldr = load_cldr(language)
    scales = {**cldr.scales, **words.scales}
    return Lexicon(
        figures=figure_pattern(cldr.decimal, cldr.group, month_first=cldr.month_first),
        comparators_before=_comparators_before(words),
        comparators_after=_comparators_after(words),
        currencies_before=_currencies_before(cldr),
        scales=_scales({word: exponent for word, exponent in scales.items() if len(word) > 1}, words, _GAP),
        letter_scales=_scales({word: exponent for word, exponent in scales.items() if len(word) == 1}, words, ""),
        units=_units(cldr, words),
        months_before=_months_before(cldr, words),
        months_after=_months_after(cldr, words),
        year_follows=_year_follows(words),
        decade=re.compile(words.decade, re.IGNORECASE),
        reached=re.compile(rf"\s(?:{_any_of(words.reaching)})", re.IGNORECASE),
        reaching=re.compile(rf"(?<!\w)(?:{_any_of(words.reaching)})[^\W\d_]{{0,9}}{_OBJECT}\s\Z", re.IGNORECASE),
        range_opens=re.compile(rf"(?<!\w)(?:{words.range_opens})\s?\Z", re.IGNORECASE),
        range_joins=re.compile(words.range_joins, re.IGNORECASE),
        halves=Phrasebook(dict.fromkeys(words.halves, True), lead=r"\s"),
        one_of=re.compile(rf"{words.one_of}\Z", re.IGNORECASE),
        fractions=re.compile(rf"[{HYPHENS}\s](?:{_any_of(words.fractions)})(?!\w)", re.IGNORECASE),
        no_numbers=words.no_numbers,
    )


def _comparators_before(words: Words) -> Phrasebook[tuple[Comparator, bool]]:
    phrases = {phrase: (comparator, phrase in words.limits) for phrase, comparator in words.comparators_before.items()}
    between = rf"(?:\s(?:{'|'.join(words.between)}))?" if words.between else ""
    signs = {sign: (comparator, False) for sign, comparator in _SIGNS.items()}
    return Phrasebook(phrases | signs, trail=rf"(?:{between}\s{{1,2}}|(?<=[{''.join(_SIGNS)}]))\Z")


def _comparators_after(words: Words) -> Phrasebook[tuple[Comparator, bool]]:
    phrases = {phrase: (comparator, phrase in words.limits) for phrase, comparator in words.comparators_after.items()}
    plus = {"+": (Comparator.AT_LEAST, True)}
    return Phrasebook(phrases | plus, lead=rf"(?:(?=[+-])|{words.gap_to_comparator_after})", trail="(?![0-9])")


def _currencies_before(cldr: Cldr) -> Phrasebook[str]:
    codes = {code: code for code in CURRENCIES}
    # A letter before "$" tells another dollar: "HK$".
    return Phrasebook({**cldr.currency_symbols, **codes}, lead=r"(?<![^\W\d_])", trail=r"\s?\Z")


def _scales(scales: Mapping[str, int], words: Words, gap: str) -> Phrasebook[int]:
    return Phrasebook(scales, ending=words.ending, lead=gap, trail=_STOP)


def _units(cldr: Cldr, words: Words) -> Phrasebook[str]:
    percent = {cldr.percent: "%", "%": "%"}
    names = {_inflected(name, words): code for name, code in cldr.currency_names.items()}
    units = {**names, **cldr.currency_symbols, **words.units, **percent}
    return Phrasebook(units, ending=words.ending, lead=_GAP, trail=rf"{_STOP}(?![0-9])")


def _inflected(name: str, words: Words) -> str:
    """The name of a currency, its words open to the language's endings; a code or an abbreviation stays as it is."""
    if words.stripped is None:
        return name
    stripped = re.compile(rf"(?:{words.stripped})?\Z")
    return " ".join(part if part.isupper() else stripped.sub("~", part, count=1) for part in name.split())


def _months_before(cldr: Cldr, words: Words) -> Phrasebook[int]:
    if words.month_before_day_ending is None:
        return Phrasebook({})
    months = _printed({**cldr.months, **cldr.month_abbreviations}, "~")
    return Phrasebook(months, ending=words.month_before_day_ending, trail=r"\.?\s\Z", case_sensitive=True)


def _months_after(cldr: Cldr, words: Words) -> Phrasebook[int]:
    months = {**_printed(cldr.month_abbreviations), **_printed(cldr.months, "~")}
    lead = rf"(?:{words.ordinal_ending})?\s"
    return Phrasebook(months, ending=words.month_ending, lead=lead, case_sensitive=True)


def _printed(months: Mapping[str, int], suffix: str = "") -> dict[str, int]:
    """The names as CLDR prints them, capitalised and in capitals; not in small letters, for "may" is a verb."""
    return {
        form + suffix: number
        for name, number in months.items()
        for form in (name, name[:1].upper() + name[1:], name.upper())
    }


def _year_follows(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_any_of(words.years)})(?!\w)|[{HYPHENS}–—][0-9]{{4}}(?![0-9])", re.IGNORECASE)


def _any_of(options: Iterable[str]) -> str:
    return "|".join(map(re.escape, options)) or "(?!)"
