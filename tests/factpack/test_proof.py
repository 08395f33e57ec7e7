"""What a machine finds of a fact in the quoted words, and what it does not."""

import datetime as dt
from typing import Any, ClassVar

import pytest
from pydantic import Field

from factpack.article import read_article
from factpack.mentions import Forms
from factpack.numerals import Comparator
from factpack.proof import Proof, prove
from factpack.reading import Reading
from factpack.record import Editorial, Fact, Inferred, Period, Quote, Stated, Unit


class Journey(Fact):
    """A record of every kind of stated cell, two of some."""

    table_name: ClassVar[str] = "journeys"

    first: Stated[float | None] = Field(default=None, description="A number.")
    second: Stated[int | None] = Field(default=None, description="Another number.")
    unit: Stated[Unit | None] = Field(default=None, description="The unit of the first.")
    comparator: Editorial[Comparator] = Field(default=Comparator.EXACT, description="Of the first.")
    period: Stated[Period | None] = Field(default=None, description="The time it took.")
    day: Stated[dt.date | None] = Field(default=None, description="The day it began.")
    mood: Inferred[str | None] = Field(default=None, description="How it felt.")


def proof_of(text: str, *quotes: str, because: str = "", **cells: object) -> Proof:
    """The proof of a journey from quotes of a text, or from all of it, with a reason for the field `because`."""
    article = read_article("a", text.encode(), "ru")
    evidence = [Quote(quote=quote) for quote in quotes or (text,)]
    reasons = {because: "so"} if because else {}
    journey = Journey.model_validate({"id": "x", "statement": "S.", "evidence": evidence, "because": reasons} | cells)
    return prove(journey, Reading(article, Forms(()).mentions(text)))


def gaps_of(proof: Proof) -> list[str]:
    """The cells that are not borne out, as `path rule`."""
    return [f"{'.'.join(gap.path)} {gap.rule.removeprefix('basis/')}" for gap in proof.gaps]


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("5 и 7", {"first": 5.0, "second": 7}, []),
        ("5 и 5", {"first": 5.0, "second": 5}, []),
        ("5", {"first": 5.0, "second": 5}, ["second number-not-in-quote"]),
        ("2025", {"first": 2025.0, "period": "2025"}, ["first number-not-in-quote"]),
        ("2026-2027", {"period": "2026/2027"}, []),
        ("2027 и 2026", {"period": "2026/2027"}, ["period period-not-in-quote"]),
        ("2027, 2026-2027", {"period": "2026/2027"}, []),
        ("2026-2027", {"period": "2026/2028"}, ["period period-not-in-quote"]),
        ("2026-2027", {"period": "2026/2026"}, ["period period-not-in-quote"]),
        ("2026-2027", {"period": "2026/2027", "second": 2027}, ["second number-not-in-quote"]),
        ("27 февраля 2026 года", {"day": dt.date(2026, 2, 27)}, []),
        ("27 марта 2026 года", {"day": dt.date(2026, 2, 27)}, ["day date-not-in-quote"]),
        ("28 февраля 2026 года", {"day": dt.date(2026, 2, 27)}, ["day date-not-in-quote"]),
        ("27 февраля 2025 года", {"day": dt.date(2026, 2, 27)}, ["day date-not-in-quote"]),
        ("27 февраля", {"day": dt.date(2026, 2, 27)}, ["day date-not-in-quote"]),
        ("27.02.2026", {"day": dt.date(2026, 2, 27), "second": 2}, ["second number-not-in-quote"]),
        ("2 на 2026-02-27", {"day": dt.date(2026, 2, 27), "second": 2}, []),
        ("27 февраля 2026 года", {"second": 27}, ["second number-not-in-quote"]),
        ("около 5", {"second": 5}, ["comparator comparator-not-in-quote"]),
        ("рад", {"mood": "glad"}, ["mood reason-missing"]),
    ],
)
def test_a_cell_is_borne_out_by_numerals_of_its_own(text: str, cells: dict[str, Any], expected: list[str]) -> None:
    """Each numeral serves one cell, a day needs its month's name and its year, and a range is two years."""
    assert gaps_of(proof_of(text, **cells)) == expected


def test_a_reason_takes_no_numeral_from_a_stated_cell() -> None:
    """Where a number stands once, the cell without a reason has it, in whatever order the class declares them."""
    proof = proof_of("5", first=5.0, second=5, because="first")

    assert gaps_of(proof) == []
    assert list(proof.numerals) == ["second"]


def test_an_inferred_class_asks_for_a_reason_and_takes_it() -> None:
    """A cell that the class declares inferred is never searched for, and its reason is never needless."""
    assert gaps_of(proof_of("glad", mood="glad", because="mood")) == []


def test_the_unit_stands_at_the_number() -> None:
    """A unit elsewhere in the quotes is not that of the number."""
    assert gaps_of(proof_of("5 долларов и 7", first=5.0, unit="USD")) == []
    assert gaps_of(proof_of("5 и 7 долларов", first=5.0, unit="USD")) == ["unit unit-not-in-quote"]


def test_quotes_that_overlap_give_their_numeral_once() -> None:
    """A numeral that stands in two quotes of a fact is still one numeral."""
    assert gaps_of(proof_of("итого 5 штук", "итого 5", "5 штук", first=5.0, second=5)) == ["second number-not-in-quote"]


def test_a_quote_with_no_single_place_proves_nothing() -> None:
    """Where one quote is not found, or found twice, no cell is looked at: the quote comes first."""
    for quote in ("6", "5"):
        proof = proof_of("5 и 5", quote, first=6.0)
        assert proof.is_broken
        assert (proof.gaps, proof.spans) == ((), ())


@pytest.mark.parametrize(
    ("value", "shown"), [(84.0, "84"), (1.5, "1.5"), (1.6e9, "1.6e9"), (0.0, "0"), (1234567.0, "1234567"), (5e2, "500")]
)
def test_numbers_are_shown_as_people_write_them(value: float, shown: str) -> None:
    """No digit is lost, and a long row of zeros is an exponent."""
    assert proof_of("нет", first=value).gaps[0].message == f"{shown} is not in the quotes; they hold no number"


@pytest.mark.parametrize("text", ["2026 долларов США", "2026%", "более 2026 станков"])
def test_a_sum_is_no_year(text: str) -> None:
    """A numeral with a unit or a comparator does not prove a year, though its value is the same."""
    assert gaps_of(proof_of(text, period="2026")) == ["period period-not-in-quote"]


@pytest.mark.parametrize(("text", "numerals"), [("27.02.2026", 3), ("2026-02-27", 3), ("27 февраля 2026 года", 2)])
def test_a_date_takes_up_the_month_in_digits_too(text: str, numerals: int) -> None:
    """Of a date in digits nothing is left for another cell to take up."""
    assert len(proof_of(text, day=dt.date(2026, 2, 27)).witnesses["day"]) == numerals


def test_a_month_is_not_proved_by_a_day() -> None:
    """The 2 of "2 февраля" is no February: a month without a day needs a reason."""
    assert gaps_of(proof_of("2 февраля 2026 года", period="2026-02")) == ["period period-not-in-quote"]


def test_a_unit_is_that_of_the_first_number() -> None:
    """A % sign at another number is not the unit of the first."""
    proof = proof_of("500 станков и 84%", first=500.0, second=84, unit="%")
    assert "unit unit-not-in-quote" in gaps_of(proof)
