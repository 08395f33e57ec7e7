"""The dataset of the tiny world."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from factpack import record
from factpack.dataset import Dataset
from factpack.numerals import Comparator, Numeral
from factpack.record import (
    VALUE_WITHIN_BOUNDS,
    Computed,
    Editorial,
    EntityId,
    Fact,
    Rule,
    Stated,
    Text,
    Unit,
    Year,
    low_and_high,
)


class Mood(StrEnum):
    """How somebody feels."""

    GLAD = "glad"
    SAD = "sad"


class TinyFact(Fact):
    """One fact of the tiny world."""

    speaker: Stated[EntityId | None] = Field(default=None, description="Who says it.")


class Meeting(TinyFact):
    """A meeting of two people."""

    table_name: ClassVar[str] = "meetings"
    title: ClassVar[str] = "Meetings"

    host: Stated[EntityId] = Field(description="Who invites.")
    guest: Stated[EntityId] = Field(description="Who comes.")
    year: Stated[Year | None] = Field(default=None, description="When.")


class Count(TinyFact):
    """A number."""

    table_name: ClassVar[str] = "counts"
    title: ClassVar[str] = "Counts"
    rules: ClassVar[tuple[Rule, ...]] = (VALUE_WITHIN_BOUNDS,)

    value: Stated[float] = Field(ge=0, description="The number, in `unit`.")
    unit: Stated[Unit | None] = Field(default=None, description="Its unit.")
    comparator: Editorial[Comparator] = Field(default=Comparator.EXACT, description="How it relates to the number.")
    low: Computed[float | None] = Field(default=None, description="The least value.")
    high: Computed[float | None] = Field(default=None, description="The greatest value.")

    def computed(self, numerals: Mapping[str, Numeral]) -> Mapping[str, object]:
        """The bounds, from the numeral."""
        return low_and_high(numerals.get("value"))


class Opinion(TinyFact):
    """What somebody feels."""

    table_name: ClassVar[str] = "opinions"
    title: ClassVar[str] = "Opinions"

    mood: Editorial[Mood] = Field(description="The feeling.")
    words: Stated[Text | None] = Field(default=None, description="The feeling in the article's words.")


class Entity(record.Entity):
    """A person or a factory."""


DATASET = Dataset(
    name="tiny-facts",
    title="Tiny facts",
    description="Three sentences.",
    records=(TinyFact, Meeting, Count, Opinion, Entity),
    created="2025-03-03T00:00:00Z",
    licenses=({"name": "CC0-1.0"},),
    contributors=({"title": "Nobody"},),
)
