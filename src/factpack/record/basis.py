"""How a cell is known, and what a stated cell must be found as.

A field of a record class says both in its annotation: `value: Stated[float]`, `unit: Stated[Unit | None]`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

T = TypeVar("T")


class Basis(StrEnum):
    """How a cell is known."""

    STATED = "stated"
    INFERRED = "inferred"
    EDITORIAL = "editorial"
    COMPUTED = "computed"


class Kind(StrEnum):
    """What a stated cell is found as in the quoted words."""

    NUMBER = "number"
    UNIT = "unit"
    YEAR = "year"
    PERIOD = "period"
    DATE = "date"
    ENTITY = "entity"
    TEXT = "text"


REFERENCES = "factpack:references"
"""What says so in JSON Schema."""


@dataclass(frozen=True, slots=True)
class References:
    """Marks a field that holds the `id` of a record in another table."""

    table: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema of the field, which says to which table it refers, wherever in a field it stands."""
        return handler(schema) | {REFERENCES: self.table}


class SeedOnlyMarker:
    """Marks a field that people write but that is no column: other tables, or checks, are made from it."""


Stated = Annotated[T, Basis.STATED]
Inferred = Annotated[T, Basis.INFERRED]
Editorial = Annotated[T, Basis.EDITORIAL]
Computed = Annotated[T, Basis.COMPUTED]
SeedOnly = Annotated[T, SeedOnlyMarker()]

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
UNIT = r"^(?:[A-Z]{3}|%)$"
_YEAR_MONTH_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD = rf"^{_YEAR_MONTH_DAY}(?:/{_YEAR_MONTH_DAY})?$"


def _possible(period: str) -> str:
    """The period, if the calendar has its days and it does not end before it starts."""
    start, *end = period.split("/")
    for day in (part for part in (start, *end) if len(part) == len("2026-03-05")):
        try:
            date.fromisoformat(day)
        except ValueError:
            kind, message = "impossible_period", "Input should be a day that the calendar has"
            raise PydanticCustomError(kind, message) from None
    if end and start[: len(end[0])] > end[0][: len(start)]:
        kind, message = "impossible_period", "Input should be a period that does not end before it starts"
        raise PydanticCustomError(kind, message)
    return period


Slug = Annotated[str, Field(pattern=SLUG, max_length=100)]
Text = Annotated[str, Field(min_length=1)]
EntityId = Annotated[str, References("entities")]
Unit = Annotated[str, Kind.UNIT, Field(pattern=UNIT)]
Year = Annotated[int, Kind.YEAR, Field(ge=1000, le=2999)]
Period = Annotated[str, Kind.PERIOD, Field(pattern=PERIOD), AfterValidator(_possible)]
