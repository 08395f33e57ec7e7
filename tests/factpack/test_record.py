"""A record class says all that there is to say of a table; one that says it wrongly fails when it is defined."""

from enum import StrEnum
from typing import ClassVar

import pytest
from pydantic import Field, ValidationError

from factpack.errors import DefinitionError
from factpack.record import (
    Basis,
    Computed,
    Editorial,
    EntityId,
    Kind,
    Period,
    Record,
    SeedOnly,
    Slug,
    Stated,
    Text,
    Unit,
    Year,
)


class Mood(StrEnum):
    """How somebody feels."""

    GLAD = "glad"
    SAD = "sad"


class Thing(Record):
    """A thing.

    It is made for the tests.
    """

    table_name: ClassVar[str] = "things"
    key: ClassVar[tuple[str, ...]] = ("place", "id")

    size: Stated[float] = Field(description="How big.")
    id: Editorial[Slug] = Field(description="Its name.")
    place: Stated[EntityId] = Field(description="Where.")
    notes: SeedOnly[tuple[Text, ...]] = Field(default=(), description="No column.")


class BigThing(Thing):
    """A thing that is big."""

    unit: Stated[Unit | None] = Field(default=None, description="The unit.")
    year: Stated[Year | None] = Field(default=None, description="When.")
    period: Computed[Period | None] = Field(default=None, description="How long.")


class Pile(Record):
    """A pile of things."""

    table_name: ClassVar[str] = "piles"

    id: Editorial[Slug] = Field(description="Its name.")
    count: Editorial[int] = Field(description="How many.")


def define(field: str) -> None:
    """Define a record class with this field."""
    source = f"class Bad(Record):\n    {field}"
    exec(source, {"__name__": __name__, **globals()})  # noqa: S102 (a type checker would refuse these classes)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ('n: int = Field(description="N.")', ["Bad.n", "needs exactly one basis", "Stated[…]"]),
        ('n: Stated[int] | None = Field(description="N.")', ["did you write Stated[X] | None for Stated[X | None]?"]),
        ('n: Stated[Editorial[int]] = Field(description="N.")', ["Bad.n", "needs exactly one basis"]),
        ("n: Stated[int]", ["Bad.n", "needs a description: Field(description=…)"]),
        ("n: Stated[int] = Field(ge=0)", ["Bad.n", "needs a description"]),
        ('n: Stated[bool] = Field(description="N.")', ["Bad.n", "cannot be stated", "bool", "Editorial[…]"]),
        ('n: Stated[bool | None] = Field(description="N.")', ["Bad.n", "cannot be stated", "bool"]),
        ('n: Stated[Mood] = Field(description="N.")', ["Bad.n", "cannot be stated", "Mood", "Editorial[…]"]),
        ('n: Stated[Mood | None] = Field(description="N.")', ["Bad.n", "cannot be stated", "Mood"]),
    ],
)
def test_a_wrong_field_fails_when_its_class_is_defined(field: str, words: list[str]) -> None:
    """The error names the class and the field, and says what to write."""
    with pytest.raises(DefinitionError) as caught:
        define(field)
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_hint_is_given_only_where_a_basis_is_lost() -> None:
    """A field that names no basis at all is not asked about a union."""
    with pytest.raises(DefinitionError, match=r"Computed\[…\]$"):
        define('n: int = Field(description="N.")')


def test_columns_stand_in_the_order_that_a_reader_wants() -> None:
    """The key comes first, then what opens a table, then what is inherited; a field of the seeds alone is no column."""

    class Tower(Thing):
        """A thing with a table of its own."""

        table_name: ClassVar[str] = "towers"

        floors: Editorial[int] = Field(description="How many floors.")

    assert [column.name for column in Thing.columns] == ["id", "place", "size"]
    assert [column.name for column in Tower.columns] == ["id", "place", "floors", "size"]


def test_a_class_that_extends_its_parents_table_adds_at_the_end() -> None:
    """A dataset's own columns of a standard table follow the standard ones."""
    assert [column.name for column in BigThing.columns] == ["id", "place", "size", "unit", "year", "period"]


def test_a_column_knows_how_its_cells_are_known_and_found() -> None:
    """Basis, kind, type, nullability and reference are read from the annotation."""
    columns = {column.name: column for column in BigThing.columns}
    found = {name: (c.basis, c.kind, c.type, c.nullable, c.references) for name, c in columns.items()}
    assert found == {
        "id": (Basis.EDITORIAL, Kind.TEXT, str, False, None),
        "place": (Basis.STATED, Kind.ENTITY, str, False, "entities"),
        "size": (Basis.STATED, Kind.NUMBER, float, False, None),
        "unit": (Basis.STATED, Kind.UNIT, str, True, None),
        "year": (Basis.STATED, Kind.YEAR, int, True, None),
        "period": (Basis.COMPUTED, Kind.PERIOD, str, True, None),
    }


def test_a_record_is_frozen_and_describes_itself() -> None:
    """A row cannot be changed; its class is described by its docstring on one line, its key as one text."""
    thing = Thing(id="big", place="hill", size=1.5)
    with pytest.raises(ValidationError, match="frozen"):
        thing.size = 2.0
    assert Thing.description() == "A thing. It is made for the tests."
    assert thing.key_text() == "hill/big"
    assert thing.computed({}) == {}


@pytest.mark.parametrize("size", ["NaN", "Infinity", "-Infinity", '"1.5"', "true", "null"])
def test_a_record_takes_nothing_but_a_finite_number_for_a_number(size: str) -> None:
    """Neither what JSON parsers add to numbers nor what could be read as one passes."""
    with pytest.raises(ValidationError):
        Thing.model_validate_json(f'{{"id": "big", "place": "hill", "size": {size}}}')


@pytest.mark.parametrize(("count", "fits"), [(2**63 - 1, True), (-(2**63), True), (2**63, False), (-(10**40), False)])
def test_an_integer_must_fit_its_column(count: int, fits: bool) -> None:  # noqa: FBT001 (a verdict in a table of cases)
    """Arrow and Parquet hold 64 bits: what is larger is refused while its place in the seeds is still known."""
    try:
        assert Pile(id="big", count=count).count == count
    except ValidationError as error:
        refused = error.errors()
    else:
        refused = []
    assert [detail["msg"] for detail in refused] == ["Input should be an integer of at most 64 bits"] * (not fits)


@pytest.mark.parametrize(
    "period", ["2024", "2024-02", "2024-02-29", "2024/2025", "2024-05/2024", "2024/2024-12-31", "2024-05-31/2024-06"]
)
def test_a_period_of_the_calendar_fits(period: str) -> None:
    """A year, a month, a day and an interval of any two of them are periods."""
    assert BigThing(id="big", place="hill", size=1.5, period=period).period == period


@pytest.mark.parametrize(
    "period",
    [
        *("2025-13", "2025-00", "2025-01-32", "2025-01-00", "2026-02-30", "2025-02-29", "2025-04-31", "0000-01-01"),
        *("2027/2026", "2026-05/2026-04", "2026-05-02/2026-05-01", "2026/2025-12-31", "2026-01/2026-02-30", "20２6"),
    ],
)
def test_a_period_that_cannot_be_is_refused(period: str) -> None:
    """No month is the thirteenth, no February has 30 days, and no interval ends before it starts."""
    with pytest.raises(ValidationError):
        BigThing(id="big", place="hill", size=1.5, period=period)
