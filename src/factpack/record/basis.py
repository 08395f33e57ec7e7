"""How a cell is known, and what a stated cell must be found as.

A field of a record class says both in its annotation: `value: Stated[float]`, `unit: Stated[Unit | None]`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import Field

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


@dataclass(frozen=True, slots=True)
class References:
    """Marks a field that holds the `id` of a record in another table."""

    table: str


class SeedOnlyMarker:
    """Marks a field that people write but that is no column: it is published in a table of its own."""


Stated = Annotated[T, Basis.STATED]
Inferred = Annotated[T, Basis.INFERRED]
Editorial = Annotated[T, Basis.EDITORIAL]
Computed = Annotated[T, Basis.COMPUTED]
SeedOnly = Annotated[T, SeedOnlyMarker()]

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_YEAR_MONTH_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"

Slug = Annotated[str, Field(pattern=SLUG, max_length=100)]
Text = Annotated[str, Field(min_length=1)]
EntityId = Annotated[str, References("entities")]
Unit = Annotated[str, Kind.UNIT, Field(pattern=r"^(?:[A-Z]{3}|%)$")]
Year = Annotated[int, Kind.YEAR, Field(ge=1000, le=2999)]
Period = Annotated[str, Kind.PERIOD, Field(pattern=rf"^{_YEAR_MONTH_DAY}(?:/{_YEAR_MONTH_DAY})?$")]
