"""Record classes: a table each. A field's type, bounds, description and basis stand here and nowhere else."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from factpack import record
from factpack.numerals import Comparator, Numeral
from factpack.record import VALUE_WITHIN_BOUNDS, Computed, Editorial, EntityId, Rule, Stated, Unit, low_and_high
from pydantic import Field


class Fact(record.Fact):
    """One fact that an article states, whatever its table; the first thing to load."""

    speaker: Stated[EntityId | None] = Field(default=None, description="Who says it, where the article names somebody.")


class EventKind(StrEnum):
    """What kind of event it is."""

    OPENING = "opening"
    MEETING = "meeting"


class Event(Fact):
    """Something that happens at a time and a place."""

    table_name: ClassVar[str] = "events"
    title: ClassVar[str] = "Events"

    kind: Editorial[EventKind] = Field(description="What kind of event it is.")
    place: Stated[EntityId | None] = Field(default=None, description="Where it takes place.")
    date: Stated[dt.date | None] = Field(default=None, description="The day.")


class Figure(Fact):
    """A number that an article states, with its unit and its rounding."""

    table_name: ClassVar[str] = "figures"
    title: ClassVar[str] = "Figures"
    rules: ClassVar[tuple[Rule, ...]] = (VALUE_WITHIN_BOUNDS,)

    value: Stated[float] = Field(ge=0, description="The number as the article gives it, in `unit`.")
    unit: Stated[Unit | None] = Field(default=None, description="ISO 4217 currency code or %; empty for a count.")
    comparator: Editorial[Comparator] = Field(
        default=Comparator.EXACT, description="How the quantity relates to the number; held to the words at it."
    )
    low: Computed[float | None] = Field(default=None, description="The least value that the words allow, in `unit`.")
    high: Computed[float | None] = Field(
        default=None, description="The greatest value that the words allow, in `unit`."
    )

    def computed(self, numerals: Mapping[str, Numeral]) -> Mapping[str, object]:
        """The bounds, from the numeral that proves the value."""
        return low_and_high(numerals.get("value"))
