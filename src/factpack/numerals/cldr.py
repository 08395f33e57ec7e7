"""What CLDR says of a language's numbers, months and currencies. The only door to Babel.

Babel is imported when it is first needed: record classes can be used where it is not installed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# All of CLDR's names would clash (RUB with RUR) and cost time: those that trade and news around the article use.
CURRENCIES = (
    *("USD", "EUR", "GBP", "KZT", "RUB", "CNY", "JPY", "CHF", "TRY", "UZS", "KGS", "AZN", "UAH", "INR", "KRW"),
    *("AED", "SAR", "PLN", "CAD", "AUD"),
)
_PLURAL_SAMPLES = (1, 2, 5, 1.5)
# Read so in every language that gives the sign no other meaning.
_SYMBOLS = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "₸": "KZT", "₽": "RUB"}


@dataclass(frozen=True, slots=True)
class Cldr:
    """One language's data; `months` maps names to 1…12, `scales` words to powers of ten, the others to ISO codes.

    `month_first` is true where some write the month of a date in digits before its day.
    """

    decimal: str
    group: str
    percent: str
    month_first: bool
    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    scales: Mapping[str, int]
    currency_names: Mapping[str, str]
    currency_symbols: Mapping[str, str]


def load_cldr(language: str) -> Cldr:
    """The data for a BCP-47 code; a code that CLDR does not know gets CLDR's root."""
    locale = _locale(language)
    marks = locale.number_symbols["latn"]
    return Cldr(
        decimal=marks["decimal"],
        group=marks["group"],
        percent=marks["percentSign"],
        month_first=locale.date_formats["short"].pattern.startswith("M"),
        months=_months(locale, "wide"),
        month_abbreviations=_months(locale, "abbreviated"),
        scales=_scales(locale),
        currency_names=_currency_names(locale),
        currency_symbols=_SYMBOLS | _currency_symbols(locale),
    )


def is_language(language: str) -> bool:
    """True if CLDR has data under this very code: another code for the same language finds no words of ours."""
    from babel.localedata import exists

    return bool(exists(language))


def nearest_language(language: str) -> str:
    """The code that CLDR uses for the same language, else the one spelt most like it; empty where there is none."""
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    if alias := get_global("language_aliases").get(language):
        return str(alias)
    known = [code for code in locale_identifiers() if code.isalpha() and code != "root"]
    return next(iter(get_close_matches(language, known, n=1)), "")


def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    for code in (language, language.partition("-")[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("root")


def _months(locale: "Locale", width: str) -> dict[str, int]:
    return {
        name: number
        for context in ("format", "stand-alone")
        for number, name in locale.months[context][width].items()
        if not name[0].isdigit() and not name[-1].isdigit()
    }


def _scales(locale: "Locale") -> dict[str, int]:
    return {
        word: exponent
        for width in ("short", "long")
        for plural in locale.compact_decimal_formats.get(width, {}).values()
        for magnitude, pattern in plural.items()
        for word, exponent in _scale(magnitude, pattern.pattern)
    }


def _scale(magnitude: str, pattern: str) -> list[tuple[str, int]]:
    """The scale word of a compact pattern, such as 3 for "00 тыс'.'" at 10000; none where it has no word."""
    zeros = pattern.count("0")
    word = " ".join(re.sub("[0'¤]", "", pattern).split()).rstrip(".")
    return [(word, len(magnitude) - zeros)] if zeros and word else []


def _currency_names(locale: "Locale") -> dict[str, str]:
    from babel.numbers import get_currency_name

    names = {
        get_currency_name(code, count=count, locale=locale): code
        for code in reversed(CURRENCIES)
        for count in (None, *_PLURAL_SAMPLES)
    }
    return names | {code: code for code in CURRENCIES}


def _currency_symbols(locale: "Locale") -> dict[str, str]:
    from babel.numbers import get_currency_symbol

    symbols = {get_currency_symbol(code, locale=locale): code for code in reversed(CURRENCIES)}
    return {symbol: code for symbol, code in symbols.items() if symbol != code}
