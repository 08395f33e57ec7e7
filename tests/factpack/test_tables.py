"""Records become Arrow tables cell by cell, whatever their text holds."""

import datetime as dt
import subprocess
import sys
from enum import StrEnum
from typing import ClassVar

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from factpack.contract import arrow_schema, table_schema
from factpack.record import Editorial, Record, SeedOnly
from factpack.tables import to_arrow


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class Row(Record):
    """A row with a column of each type."""

    table_name: ClassVar[str] = "rows"

    count: Editorial[int | None] = Field(default=None, description="An integer.")
    id: Editorial[str] = Field(description="A text.")
    share: Editorial[float | None] = Field(default=None, description="A number.")
    sound: Editorial[bool | None] = Field(default=None, description="A boolean.")
    day: Editorial[dt.date | None] = Field(default=None, description="A date.")
    colour: Editorial[Colour | None] = Field(default=None, description="A word.")
    notes: SeedOnly[tuple[str, ...]] = Field(default=(), description="No column.")


SCHEMA = table_schema(Row)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.builds(
    Row,
    id=TEXT,
    count=st.none() | st.integers(-(2**63), 2**63 - 1),
    share=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    sound=st.none() | st.booleans(),
    day=st.none() | st.dates(),
    colour=st.none() | st.sampled_from(Colour),
    notes=st.lists(TEXT, max_size=1).map(tuple),
)


@given(st.lists(ROWS, max_size=4))
def test_a_table_has_the_cells_of_its_records_in_their_order(records: list[Row]) -> None:
    """Text of any script and control characters, the last bit of a number, the first and the last day: all survive."""
    table = to_arrow(records, SCHEMA)
    assert table.to_pylist() == [record.model_dump(exclude={"notes"}, mode="python") for record in records]
    assert table.schema.types == arrow_schema(SCHEMA).types
    assert table.column_names == ["id", "count", "share", "sound", "day", "colour"]


def test_no_records_make_an_empty_table_of_the_same_columns() -> None:
    """Names and types do not depend on there being a row."""
    assert to_arrow([], SCHEMA).schema.types == to_arrow([Row(id="a")], SCHEMA).schema.types
    assert to_arrow([], SCHEMA).num_rows == 0


def test_a_text_may_be_longer_than_a_block_of_the_reader() -> None:
    """A quote of three million characters is a cell like any other."""
    assert to_arrow([Row(id="ж" * 3_000_000), Row(id="b")], SCHEMA)["id"].to_pylist() == ["ж" * 3_000_000, "b"]


def test_a_null_where_none_may_be_is_left_for_the_plan_to_find() -> None:
    """A record that skipped validation makes a row, not an exception."""
    table = to_arrow([Row.model_construct(id=None)], SCHEMA)
    assert table.num_rows == table["id"].null_count == 1


def test_making_tables_imports_no_pandas() -> None:
    """It would cost every `factpack check` a second."""
    code = """
import sys
from factpack.contract import table_schema
from factpack.record import Role
from factpack.tables import to_arrow
to_arrow([Role(fact="a", role="b", entity="c")], table_schema(Role))
assert "pandas" not in sys.modules
import pandas
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_types_are_those_of_the_contract() -> None:
    """Integers and numbers have 64 bits, dates are days, words are text."""
    kinds = dict(zip(arrow_schema(SCHEMA).names, arrow_schema(SCHEMA).types, strict=True))
    assert kinds == {
        "id": pa.string(),
        "count": pa.int64(),
        "share": pa.float64(),
        "sound": pa.bool_(),
        "day": pa.date32(),
        "colour": pa.string(),
    }
