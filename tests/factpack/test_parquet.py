"""Parquet files describe themselves, and the content hash sees values and nothing else."""

import datetime as dt
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpack.content import content_hash
from factpack.errors import DefinitionError
from factpack.outputs.parquet import write

PEOPLE = pa.table(
    {
        "id": pa.array(["alice", "bob"]),
        "height": pa.array([1.7, None]),
        "born": pa.array([dt.date(1990, 1, 2), None]),
        "role": pa.array(["host", "guest"]).dictionary_encode(),
    }
)
PEOPLE_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "description": "Who it is.", "factpack:basis": "editorial"},
        {"name": "height", "description": "How tall.", "factpack:basis": "stated", "factpack:unit": "m"},
        {"name": "born", "description": "День рождения.", "factpack:basis": "stated"},
        {"name": "role", "description": "Part in it.", "factpack:basis": "inferred"},
    ],
    "primaryKey": ["id"],
}
SAMPLE_OF_EVERY_TYPE = pa.table(
    {
        "yes": pa.array([True, None]),
        "count": pa.array([7, None]),
        "share": pa.array([0.1, 1e22]),
        "name": pa.array(["Алматы\n", ""]),
        "day": pa.array([dt.date(2026, 2, 27), None]),
        "moment": pa.array([dt.datetime(2026, 2, 27, 9, 30), None], pa.timestamp("s")),  # noqa: DTZ001 - naive on purpose
        "instant": pa.array([dt.datetime(2026, 2, 27, 9, 30, tzinfo=dt.UTC), None]),
        "nothing": pa.nulls(2),
    }
)

VALUES = {
    pa.bool_(): st.booleans(),
    pa.int64(): st.integers(0, 2),
    pa.float64(): st.sampled_from([0.0, 1.0, 2.0, 0.1]),
    pa.string(): st.sampled_from(["", "0", "1", "null", "a", '"', ","]),
    pa.date32(): st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 2)),
}


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    """Draw a small table; names and values are so few that equal tables are common."""
    rows = draw(st.integers(0, 2))
    columns = {}
    for name in draw(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True)):
        kind = draw(st.sampled_from(list(VALUES)))
        values = draw(st.lists(st.none() | VALUES[kind], min_size=rows, max_size=rows))
        columns[name] = pa.array(values, kind)
    return pa.table(columns)


def rechunked(table: pa.Table, size: int) -> pa.Table:
    """Give the same values in chunks of `size` rows, text dictionary-encoded."""
    pieces = pa.Table.from_batches(table.to_batches(max_chunksize=size), table.schema)
    for index, column in enumerate(pieces.columns):
        if column.type == pa.string():
            pieces = pieces.set_column(index, pieces.column_names[index], column.dictionary_encode())
    return pieces


def test_columns_describe_themselves() -> None:
    """Description, unit and basis of each column are read back from the file, text in any script."""
    read = pq.read_table(pa.BufferReader(write(PEOPLE, PEOPLE_SCHEMA)))

    assert read.schema.field("height").metadata == {b"description": b"How tall.", b"unit": b"m", b"basis": b"stated"}
    assert read.schema.field("born").metadata[b"description"].decode() == "День рождения."
    assert read.equals(PEOPLE)


def test_files_are_zstd_and_say_how_they_are_sorted() -> None:
    """The file is compressed with zstd and declares the order of its primary key."""
    group = pq.ParquetFile(pa.BufferReader(write(PEOPLE, PEOPLE_SCHEMA))).metadata.row_group(0)

    assert {group.column(index).compression for index in range(4)} == {"ZSTD"}
    assert group.sorting_columns == (pq.SortingColumn(0),)


def test_a_key_of_one_column_may_be_written_as_text() -> None:
    """`primaryKey: id` and `primaryKey: [id]` give the same bytes."""
    assert write(PEOPLE, PEOPLE_SCHEMA | {"primaryKey": "id"}) == write(PEOPLE, PEOPLE_SCHEMA)


def test_bytes_do_not_depend_on_chunks() -> None:
    """The same table gives the same bytes, however it is chunked."""
    in_chunks = pa.concat_tables([PEOPLE.slice(0, 1), PEOPLE.slice(1)])

    assert write(in_chunks, PEOPLE_SCHEMA) == write(PEOPLE, PEOPLE_SCHEMA)


def test_writing_and_hashing_import_no_pandas() -> None:
    """A table read from JSON lines is written and hashed without pandas, although it is installed."""
    code = """
import io, sys
import pyarrow as pa
import pyarrow.json
from factpack.content import content_hash
from factpack.outputs.parquet import write
lines = io.BytesIO(b'{"a": "x", "d": "2026-02-27", "t": "2026-02-27T09:30:00Z"}')
types = pa.schema({"a": pa.string(), "d": pa.string(), "t": pa.string()})
table = pyarrow.json.read_json(lines, parse_options=pyarrow.json.ParseOptions(explicit_schema=types))
table = table.cast(pa.schema({"a": pa.string(), "d": pa.date32(), "t": pa.timestamp("ns", "UTC")}))
write(table, {"fields": [{"name": "a", "description": "A."}, {"name": "d"}, {"name": "t"}], "primaryKey": "a"})
content_hash(table)
assert "pandas" not in sys.modules
import pandas
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_content_hash_is_pinned() -> None:
    """The hash of a table with every type stays what it was when it was first published."""
    assert content_hash(SAMPLE_OF_EVERY_TYPE) == "033a12e965148540db00f87ccccaa0c447ed5e86d8c5119122a38cc0bf240863"


@given(first=tables(), second=tables(), size=st.integers(1, 3))
def test_content_hash_is_equal_if_and_only_if_values_are(first: pa.Table, second: pa.Table, size: int) -> None:
    """Two tables hash alike exactly if names, types and values are equal, however they are chunked and encoded."""
    assert (content_hash(first) == content_hash(rechunked(second, size))) == first.equals(second)
    assert content_hash(first) == content_hash(rechunked(first, size))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([None], [""]),
        ([None], ["null"]),
        ([None], [0]),
        ([0], [0.0]),
        ([1], [True]),
        ([1], ["1"]),
        (["2026-02-27"], [dt.date(2026, 2, 27)]),
        (["a", "b"], ["b", "a"]),
        (["a"], ["a", None]),
        (['","'], [",,"]),
    ],
)
def test_content_hash_tells_apart(first: list[object], second: list[object]) -> None:
    """Values that look alike once printed have different hashes."""
    assert content_hash(pa.table({"x": first})) != content_hash(pa.table({"x": second}))


def test_content_hash_sees_names_order_and_type_of_empty_columns() -> None:
    """With no rows at all, the names, their order and their types still count."""
    empty = [pa.table({"a": pa.array([], kind), "b": pa.array([], pa.string())}) for kind in (pa.string(), pa.int64())]
    renamed = [empty[0].rename_columns(["b", "a"]), empty[0].select(["b", "a"]), empty[0].select(["a"])]

    assert len({content_hash(table) for table in empty}) == 2
    assert content_hash(renamed[0]) == content_hash(renamed[1])
    assert len({content_hash(table) for table in [*empty, *renamed[1:]]}) == 4


def test_content_hash_survives_the_file() -> None:
    """What is read back from a Parquet file has the hash of what was written to it."""
    schema = {"fields": [{"name": name} for name in SAMPLE_OF_EVERY_TYPE.column_names]}

    assert content_hash(pq.read_table(pa.BufferReader(write(SAMPLE_OF_EVERY_TYPE, schema)))) == content_hash(
        SAMPLE_OF_EVERY_TYPE
    )


def test_a_type_without_content_hash_is_refused() -> None:
    """A list column, which the package may not have, is refused by name."""
    with pytest.raises(DefinitionError, match="list<"):
        content_hash(pa.table({"x": [[1]]}))
