"""Numbers."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from factpack.numerals import Comparator, Numeral
from factpack.record import VALUE_WITHIN_BOUNDS, Computed, Editorial, Period, Rule, Stated, Unit, low_and_high
from kz_uk_facts.records.fact import Fact
from kz_uk_facts.vocabulary import Measure


class Indicator(Fact):
    """One number that the article states, with its unit, its period and its rounding."""

    table_name: ClassVar[str] = "indicators"
    title: ClassVar[str] = "Indicators"
    rules: ClassVar[tuple[Rule, ...]] = (VALUE_WITHIN_BOUNDS,)

    measure: Editorial[Measure] = Field(description="What is counted or measured.")
    value: Stated[float] = Field(ge=0, description="The number as the article gives it, in `unit`.")
    unit: Stated[Unit | None] = Field(default=None, description="ISO 4217 currency code or %; empty for a count.")
    comparator: Editorial[Comparator] = Field(
        default=Comparator.EXACT, description="How the quantity relates to the number; held to the words at it."
    )
    low: Computed[float | None] = Field(
        default=None,
        description="The least value that the words allow, in `unit`: where a measured number rounds from; "
        "exclusive for `more_than`; empty where there is none.",
    )
    high: Computed[float | None] = Field(
        default=None, description="The greatest value that the words allow, in `unit`; empty where there is none."
    )
    period: Stated[Period | None] = Field(default=None, description="The time that the value is of, ISO 8601.")

    def computed(self, numerals: Mapping[str, Numeral]) -> Mapping[str, object]:
        """The bounds, from the numeral that proves the value."""
        return low_and_high(numerals.get("value"))
