"""Numbers in prose: what each is worth, and that none is missed."""

import re
import time
from decimal import Decimal
from itertools import pairwise

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from factpack.numerals import Comparator, Numeral, read_numerals
from factpack.numerals.figures import PHONE

E, MORE, LEAST = Comparator.EXACT, Comparator.MORE_THAN, Comparator.AT_LEAST
LESS, MOST, ABOUT = Comparator.LESS_THAN, Comparator.AT_MOST, Comparator.ABOUT

# text, the whole reading, value, unit, comparator, step
QUANTITIES: dict[str, list[tuple[str, str, str, str | None, Comparator, str]]] = {
    "ru": [
        ("достиг 1,6 млрд долларов США, и", "1,6 млрд долларов США", "1.6e9", "USD", E, "1e8"),
        ("увеличившись на 84%.", "84%", "84", "%", E, "1"),
        ("отмечают 34-летие", "34", "34", None, E, "0"),
        ("функционируют более 500 компаний", "более 500", "500", None, MORE, "0"),
        ("свыше $1 млрд", "свыше $1 млрд", "1e9", "USD", MORE, "1e9"),
        ("не менее чем на 5,5 процента", "не менее чем на 5,5 процента", "5.5", "%", LEAST, "0.1"),
        ("не более, чем 500", "не более, чем 500", "500", None, MOST, "0"),
        ("около 12.5 млн тонн", "около 12.5 млн", "12.5e6", None, ABOUT, "1e5"),
        ("до 500 мест", "до 500", "500", None, MOST, "0"),
        ("до 2030 года", "2030", "2030", None, E, "0"),
        ("менее 20 британских фунтов стерлингов", "менее 20 британских фунтов стерлингов", "20", "GBP", LESS, "0"),
        ("10 000 тенге", "10 000 тенге", "10000", "KZT", E, "0"),
        ("10\u00a0000 км", "10\u00a0000", "10000", None, E, "0"),
        ("10\u202f000\u202f000 евро", "10\u202f000\u202f000 евро", "1e7", "EUR", E, "0"),
        ("100 миллионам рублей", "100 миллионам рублей", "1e8", "RUB", E, "1e6"),
        ("5 тыс. человек", "5 тыс.", "5e3", None, E, "1e3"),
        ("5 тыс. Далее", "5 тыс", "5e3", None, E, "1e3"),
        ("1,6 млрд. тенге", "1,6 млрд. тенге", "1.6e9", "KZT", E, "1e8"),
        ("снижение −5%", "−5%", "-5", "%", E, "1"),
        ("снижение (-5%)", "-5%", "-5", "%", E, "1"),
        ("21-й век", "21", "21", None, E, "0"),
        ("5 процентных пунктов", "5", "5", None, E, "0"),
        ("500 и более", "500 и более", "500", None, LEAST, "0"),
        ("бюджет 1.234.567 сомов", "1.234.567", "1234567", None, E, "0"),
        ("стоит 5. Доллар упал", "5", "5", None, E, "0"),
    ],
    "en": [
        ("worth $1.18 billion", "$1.18 billion", "1.18e9", "USD", E, "1e7"),
        ("£5.4m", "£5.4m", "5.4e6", "GBP", E, "1e5"),
        ("5 m long", "5", "5", None, E, "0"),
        ("US$5bn EUR", "US$5bn", "5e9", "USD", E, "1e9"),
        ("GBP5.4m", "GBP5.4m", "5.4e6", "GBP", E, "1e5"),
        ("1,234,567 people", "1,234,567", "1234567", None, E, "0"),
        ("1,234.56", "1,234.56", "1234.56", None, E, "0.01"),
        ("more than 500", "more than 500", "500", None, MORE, "0"),
        ("at least 5 percent", "at least 5 percent", "5", "%", LEAST, "1"),
        ("fewer than 1.6 per cent", "fewer than 1.6 per cent", "1.6", "%", LESS, "0.1"),
        ("up to 50 billion tenge", "up to 50 billion tenge", "5e10", "KZT", MOST, "1e9"),
        ("about €5K", "about €5K", "5e3", "EUR", ABOUT, "1e3"),
        ("~5 million", "~5 million", "5e6", None, ABOUT, "1e6"),
        ("500+ firms", "500+", "500", None, LEAST, "0"),
        ("5 million Australian dollars", "5 million Australian dollars", "5e6", "AUD", E, "1e6"),
        ("a 10-million-dollar deal", "10-million-dollar", "1e7", "USD", E, "1e6"),
        ("lost -$5 million", "-$5 million", "-5e6", "USD", E, "1e6"),
        ("and 5 may join", "5", "5", None, E, "0"),
    ],
    "kk": [
        ("500-ден астам компания", "500-ден астам", "500", None, MORE, "0"),
        ("500 компаниядан астам", "500 компаниядан астам", "500", None, MORE, "0"),
        ("1,6 млрд АҚШ долларынан артық", "1,6 млрд АҚШ долларынан артық", "1.6e9", "USD", MORE, "1e8"),
        ("84%-дан астам", "84%-дан астам", "84", "%", MORE, "1"),
        ("84 пайызға өсті", "84 пайызға", "84", "%", E, "1"),
        ("500-ге дейін", "500-ге дейін", "500", None, MOST, "0"),
        ("2030 жылға дейін", "2030", "2030", None, E, "0"),
        ("500-ге жуық", "500-ге жуық", "500", None, ABOUT, "0"),
        ("кемінде 500", "кемінде 500", "500", None, LEAST, "0"),
        ("шамамен 1,5 миллион", "шамамен 1,5 миллион", "1.5e6", None, ABOUT, "1e5"),
        ("100 мың теңге", "100 мың теңге", "1e5", "KZT", E, "1e3"),
        ("500 маман", "500", "500", None, E, "0"),
    ],
    "de": [("5,5 Millionen Euro", "5,5 Millionen Euro", "5.5e6", "EUR", E, "1e5")],
}

# text, the digits as printed, the month of each
SEQUENCES: dict[str, list[tuple[str, list[str], list[int | None]]]] = {
    "ru": [
        ("2026-2027 годы", ["2026", "2027"], [None, None]),
        ("27.02.2026 г.", ["27", "02", "2026"], [2, None, None]),
        ("2026-02-27", ["2026", "02", "27"], [None, None, 2]),
        ("27 февраля", ["27"], [2]),
        ("27-28 ФЕВРАЛЯ", ["27", "28"], [2, 2]),
        ("36 минералов, в феврале 22", ["36", "22"], [None, None]),
        ("192.168.1.1", ["192", "168", "1", "1"], [None] * 4),
        ("2026 500 и 10 0000", ["2026", "500", "10", "0000"], [None] * 4),
        ("COVID-19, Ту-154, G20, GPT-4.5", [], []),
    ],
    "en": [
        ("February 27, 2026", ["27", "2026"], [2, None]),
        ("the 21st of February", ["21"], [2]),
        ("12,5", ["12", "5"], [None, None]),
    ],
    "kk": [("27 ақпанда", ["27"], [2]), ("ақпанның 27-сінде", ["27"], [2])],
}

NUMBER_WORDS = ("a", "and", "half", "one", "five", "twenty", "sixty-two", "hundred", "million", "third", "o", "point")
ANY_TEXT = st.text(st.sampled_from("0123456789 .,-−–%$mbA1я\n\u00a0\u202f") | st.characters(codec="utf-8"))
NAME = re.compile(rf"(?<=[A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f\u0400-\u052f])[-‐‑]?[0-9]+(?:[.,+][0-9]+)*|{PHONE}")


def only(text: str, language: str) -> Numeral:
    """The one numeral of the text."""
    (numeral,) = read_numerals(text, language)
    return numeral


@pytest.mark.parametrize(
    ("language", "text", "whole", "value", "unit", "comparator", "step"),
    [(language, *case) for language, cases in QUANTITIES.items() for case in cases],
)
def test_a_quantity_is_read_whole(  # noqa: PLR0913, PLR0917 - one row of the table
    language: str,
    text: str,
    whole: str,
    value: str,
    unit: str | None,
    comparator: Comparator,
    step: str,
) -> None:
    """A number is read with its comparator, scale word and unit, in the inflections of its language."""
    numeral = only(text, language)
    assert (numeral.text, numeral.value, numeral.unit) == (whole, Decimal(value), unit)
    assert (numeral.comparator, numeral.step) == (comparator, Decimal(step))


@pytest.mark.parametrize(
    ("language", "text", "printed", "months"),
    [(language, *case) for language, cases in SEQUENCES.items() for case in cases],
)
def test_digits_are_told_apart(language: str, text: str, printed: list[str], months: list[int | None]) -> None:
    """Dates, ranges, addresses and names come apart into the numbers that they are made of."""
    numerals = read_numerals(text, language)
    assert [text[numeral.start : numeral.end] for numeral in numerals] == printed
    assert [numeral.month for numeral in numerals] == months


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,6 млрд", "1.55e9", "1.65e9"),
        ("84%", "83.5", "84.5"),
        ("36", "36", "36"),
        ("более 500", "500", None),
        ("до 500 мест", None, "500"),
        ("около 500", None, None),
        ("около 1,6 млрд", "1.55e9", "1.65e9"),
    ],
)
def test_bounds_are_what_rounds_to_the_print(text: str, low: str | None, high: str | None) -> None:
    """A measured quantity stands for the interval that rounds to it, a count for itself, a comparator for one side."""
    assert only(text, "ru").bounds == (low and Decimal(low), high and Decimal(high))


def test_a_range_shares_what_it_prints_once() -> None:
    """Both ends of "$5-6 млрд" are billions of dollars, but a year before a number is no range."""
    five, six = read_numerals("$5-6 млрд", "ru")
    assert [five.value, six.value] == [Decimal("5e9"), Decimal("6e9")]
    assert five.unit == six.unit == "USD"
    year, billions = read_numerals("2026-5 млрд", "ru")
    assert [year.value, billions.value] == [Decimal(2026), Decimal("5e9")]


@pytest.mark.parametrize("text", ["с 5 до 10 млрд", "вырос до 10 млрд", "до 10 марта", "до 2030 года", "до 2030."])
def test_a_level_or_a_time_is_no_upper_limit(text: str) -> None:
    """The word for "up to" is a comparator only where it neither says what was reached nor until when."""
    assert read_numerals(text, "ru")[-1].comparator is Comparator.EXACT


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from(["ru", "en", "kk", "de", "kk-KZ", "en-GB"]))
def test_what_cldr_writes_is_read_back(number: Decimal, language: str) -> None:
    """A number that CLDR formats for a language is read back as its value."""
    printed = format_decimal(number, locale=language.replace("-", "_"), decimal_quantization=False)
    assert only(printed, language).value == number


@given(st.integers(1, 999), st.sampled_from([3, 6, 9, 12]), st.sampled_from(["ru", "en", "kk"]))
def test_scale_words_of_cldr_are_read_back(count: int, exponent: int, language: str) -> None:
    """A round number that CLDR formats with a scale word is read back as its value."""
    number = count * 10**exponent
    assert only(format_compact_decimal(number, format_type="long", locale=language), language).value == number


@given(
    st.lists(st.sampled_from([*NUMBER_WORDS, "firms", "5", "$1.5", ",", "2026"])).map(" ".join) | ANY_TEXT,
    st.sampled_from(["en", "de", "fr", "it"]),
    st.dictionaries(st.sampled_from(["five", "firms", "half a", "5 million", "m"]), st.floats(0, 10**15)),
)
def test_numbers_in_words_never_overlap(text: str, language: str, reads: dict[str, float]) -> None:
    """Whatever the words and whatever is declared, each number has a place of its own, and nothing fails."""
    numerals = read_numerals(text, language, reads=reads)
    assert all(left.end <= right.start for left, right in pairwise(numerals))
    assert all(numeral.declared in {"", text[numeral.start : numeral.end]} for numeral in numerals)


@given(ANY_TEXT, st.sampled_from(["ru", "en", "kk", "fr"]))
def test_every_digit_has_one_numeral(text: str, language: str) -> None:
    """Each ASCII digit that is no part of a name lies in exactly one numeral, and spans hold digits and marks only."""
    numerals = read_numerals(text, language, in_words=False)
    covered = [offset for numeral in numerals for offset in range(numeral.start, numeral.end)]
    assert len(covered) == len(set(covered))
    named = {offset for match in NAME.finditer(text) for offset in range(*match.span())}
    assert {i for i, char in enumerate(text) if char in "0123456789"} - named <= set(covered)
    assert all(re.fullmatch(r"[0-9](?:[.,\s\u2009\u202f’]?[0-9])*", text[n.start : n.end]) for n in numerals)
    assert all(text[n.start : n.end] in n.text for n in numerals)


def test_an_unknown_language_still_reads_digits() -> None:
    """A language that CLDR does not know loses its words, not its numbers."""
    assert only("500 klingons", "tlh-Piqd").value == 500


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 10**6, id="digits"),
        pytest.param("123 " * 250_000, id="groups"),
        pytest.param("1," * 50_000, id="commas"),
        pytest.param("+1 23 45 " * 10_000, id="telephones"),
        pytest.param("а1" * 500_000, id="names"),
        pytest.param("более " * 150_000, id="comparators"),
        pytest.param("-" * 10**6, id="hyphens"),
        pytest.param("1 " + "а" * 10**6, id="word"),
        pytest.param("two " * 100_000, id="number words"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_garbage_does_not_hang(text: str, language: str) -> None:
    """A megabyte of digits or garbage is read in seconds."""
    begun = time.perf_counter()
    for numeral in read_numerals(text, language):
        assert len(numeral.bounds) == 2
    assert time.perf_counter() - begun < 10
