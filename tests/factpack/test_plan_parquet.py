"""The plan over Parquet files: how columns are stored, tables in several files, keys, and files that are broken."""

import datetime as dt
import decimal
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpack.findings import Example
from factpack.plan import Scan, Violation, duckdb_engine, scan_files
from factpack.plan.duckdb_engine import SMALL

DOCUMENT = Path(__file__).parents[2] / "docs" / "validate.md"
WHOLE = [f"{sign}INT{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)]
STORED: dict[str, pa.Array] = {
    "STRING": pa.array(["x"]),
    "JSON": pa.array(['{"a": 1}'], pa.json_()),
    "UUID": pa.array([uuid.UUID(int=1).bytes], pa.uuid()),
    "BYTE_ARRAY": pa.array([b"x"]),
    "FIXED_LEN_BYTE_ARRAY": pa.array([b"xy"], pa.binary(2)),
    **{name: pa.array([1], getattr(pa, name.lower())()) for name in WHOLE},
    "DECIMAL(p, 0)": pa.array([decimal.Decimal(1)], pa.decimal128(20, 0)),
    "DECIMAL(p, s)": pa.array([decimal.Decimal("1.50")], pa.decimal128(20, 2)),
    "FLOAT16": pa.array([1.0], pa.float16()),
    "FLOAT": pa.array([1.0], pa.float32()),
    "DOUBLE": pa.array([1.0]),
    "BOOLEAN": pa.array([True]),
    "DATE": pa.array([dt.date(2026, 2, 27)]),
    "TIME(MILLIS)": pa.array([dt.time(1, 2)], pa.time32("ms")),
    "TIME(MICROS)": pa.array([dt.time(1, 2)], pa.time64("us")),
    "TIME(NANOS)": pa.array([1], pa.time64("ns")),
    **{
        f"TIMESTAMP({name})": pa.array([1], pa.timestamp(unit))
        for name, unit in (("MILLIS", "ms"), ("MICROS", "us"), ("NANOS", "ns"))
    },
    "TIMESTAMP(UTC)": pa.array([1], pa.timestamp("us", "UTC")),
    "LIST": pa.array([["x"]]),
    "STRUCT": pa.array([{"lon": 1.0, "lat": 2.0}]),
    "MAP": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
}
"""A column of each of Parquet's types that pyarrow writes; DuckDB writes ENUM and INTERVAL."""

Schema = dict[str, Any]


def write(folder: Path, name: str = "t.parquet", **columns: pa.Array) -> Path:
    """A Parquet file of these columns."""
    pq.write_table(pa.table(columns), folder / name)
    return folder / name


def scan(schema: Schema, *files: Path, **options: Any) -> Scan:  # noqa: ANN401 whatever scan_files takes
    """What comes of one table."""
    return scan_files({"t": schema}, {"t": files}, **options)["t"]


def rules(found: Scan) -> list[str]:
    """The names of what is wrong in a table that was read."""
    assert not found.unreadable
    assert not found.out_of_memory
    return [violation.rule for violation in found.violations]


def documented() -> Iterator[tuple[str, str, frozenset[str]]]:
    """The rows of the document's table: type, format, and how a column may be stored."""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 3 and cells[0] not in ("type", "---"):
            pattern = re.search(r"`(.+)`", cells[1])
            for form in [pattern[1]] if pattern else cells[1].split(", "):
                yield cells[0], form, frozenset(re.findall(r"[A-Z][\w]*(?:\([^)]*\))?", cells[2]))


@pytest.mark.parametrize(("field_type", "form", "accepted"), list(documented()))
def test_each_type_is_stored_as_the_documentation_says(
    field_type: str, form: str, accepted: frozenset[str], tmp_path: Path
) -> None:
    """Each field type takes those of Parquet's types that the document lists, and refuses all others."""
    form = "default" if form == "any word" else form
    points = {"LIST": pa.array([[1.5, 2.5]])} if field_type == "geopoint" else {}
    file = write(tmp_path, **(STORED | points))
    found = scan({"fields": [{"name": stored, "type": field_type, "format": form} for stored in STORED]}, file)
    refused = {violation.fields[0] for violation in found.violations if violation.rule == "type/wrong-type"}
    assert not found.problems
    assert refused == (set() if field_type == "any" else STORED.keys() - accepted)


@pytest.mark.parametrize(("sql", "fits"), [("'a'::ENUM('a')", "string"), ("INTERVAL '1 day'", "duration")])
def test_what_pyarrow_does_not_write_is_read_too(sql: str, fits: str, tmp_path: Path) -> None:
    """ENUM is text, and INTERVAL is a duration."""
    file = tmp_path / "t.parquet"
    duckdb.execute(f"COPY (SELECT {sql} AS a) TO '{file}'")
    assert rules(scan({"fields": [{"name": "a", "type": fits}]}, file)) == []
    assert rules(scan({"fields": [{"name": "a", "type": "integer"}]}, file)) == ["type/wrong-type"]


def test_a_column_of_nothing_is_right_for_any_type(tmp_path: Path) -> None:
    """Where no cell has a value none can be wrong; a required one is missing all the same."""
    file = write(tmp_path, a=pa.nulls(2))
    for field_type in ("string", "integer", "date", "geojson", "list", "boolean"):
        field: Schema = {"name": "a", "type": field_type, "constraints": {"enum": []}}
        assert rules(scan({"fields": [field]}, file)) == []
        field["constraints"] = {"required": True}
        assert rules(scan({"fields": [field]}, file)) == ["type/missing-value"]


def test_examples_have_row_key_and_cells(tmp_path: Path) -> None:
    """The first rows, as many as asked for, each with its primary key and what is wrong; the count is exact."""
    file = write(tmp_path, id=pa.array(["a", "b", "c", "d"]), n=pa.array([1, -1, -2, -3]))
    schema = {
        "fields": [{"name": "id"}, {"name": "n", "type": "integer", "constraints": {"minimum": 0}}],
        "primaryKey": "id",
    }
    expected = Example(1, (("id", "b"),), (("n", "-1"),)), Example(2, (("id", "c"),), (("n", "-2"),))
    assert scan(schema, file, examples=2) == Scan(
        4, (Violation("t", "bound/below-minimum", ("n",), 3, (1, 2), "at least 0", expected),)
    )
    assert scan(schema, file, examples=0).violations[0].examples == ()


def test_a_table_in_several_files_is_one(tmp_path: Path) -> None:
    """Rows are counted on from file to file, keys are unique across them, and columns may stand in another order."""
    first = write(tmp_path, "1.parquet", id=pa.array(["a", "b"]), n=pa.array([1, 2]))
    second = write(tmp_path, "2.parquet", n=pa.array([3, -4]), id=pa.array(["b", "c"]))
    schema = {
        "fields": [{"name": "id"}, {"name": "n", "type": "integer", "constraints": {"minimum": 0}}],
        "primaryKey": ["id"],
    }
    found = scan(schema, first, second)
    assert found.rows == 4
    assert [(v.rule, v.rows) for v in found.violations] == [("bound/below-minimum", (3,)), ("key/not-unique", (2,))]


def test_files_of_a_table_have_the_same_columns(tmp_path: Path) -> None:
    """A file of other columns is told by name, and nothing is read in its stead."""
    first = write(tmp_path, "1.parquet", a=pa.array([1]))
    for other in (pa.array(["x"]), pa.array([1.5])):
        second = write(tmp_path, "2.parquet", a=other)
        assert "2.parquet has not the columns of 1.parquet: 'a'" in scan({}, first, second).unreadable
    assert "'b' is new" in scan({}, first, write(tmp_path, "3.parquet", a=pa.array([1]), b=pa.array([1]))).unreadable


NAMES = ["a", "A", "file_row_number", "filename", "file_index", "row", 'we"ird;\n', "select", "c0", "é'"]


@pytest.mark.parametrize("rows", [2, SMALL + 2])
def test_columns_may_bear_any_name(rows: int, tmp_path: Path) -> None:
    """Quotes, line ends, the engine's own words, and names that differ in case: each column is told apart."""
    last = pa.array([*["x"] * (rows - 1), "y"])
    file = write(tmp_path, **dict.fromkeys(NAMES, last))
    schema = {"fields": [{"name": name, "constraints": {"enum": ["x"]}} for name in NAMES]}
    found = scan(schema, file)
    assert [(v.rule, v.fields, v.rows) for v in found.violations] == [
        ("bound/not-in-enum", (name,), (rows - 1,)) for name in NAMES
    ]


@pytest.mark.parametrize("name", ["[ab]*?.parquet", "it's;\".parquet", "k=1/t.parquet", "два слова.parquet"])
def test_files_may_bear_any_name(name: str, tmp_path: Path) -> None:
    """A path means one file, never a pattern of paths, and its folders make no columns."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    write(tmp_path, "b.parquet", a=pa.array(["other"]))
    file = write(tmp_path, name, a=pa.array(["mine"]))
    assert scan({"fields": [{"name": "a", "constraints": {"enum": ["mine"]}}]}, file) == Scan(1)


CELLS = st.tuples(st.sampled_from([None, "", "a", "b"]), st.sampled_from([None, 1, 2]))


@settings(deadline=None, max_examples=60)  # each example writes files and opens an engine
@given(st.lists(CELLS, max_size=9), st.lists(CELLS, max_size=5), st.booleans())
def test_keys_and_references_agree_with_a_plain_reading(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str | None, int | None]],
    targets: list[tuple[str | None, int | None]],
    in_order: bool,  # noqa: FBT001 hypothesis gives it
) -> None:
    """On any small tables, sorted or not, SQL and a loop give the same verdicts; empty texts are empty cells."""
    folder = tmp_path_factory.mktemp("keys")
    rows = sorted(rows, key=str) if in_order else rows
    fields = [{"name": "x"}, {"name": "y", "type": "integer"}]
    key = {"fields": ["x", "y"], "reference": {"resource": "target", "fields": ["x", "y"]}}
    source: Schema = {"fields": fields, "uniqueKeys": [["x", "y"]], "foreignKeys": [key]}
    schemas = {"t": source, "target": {"fields": fields}}
    files = {}
    for name, cells in (("t", rows), ("target", targets)):
        x, y = pa.array([x for x, _ in cells], pa.string()), pa.array([y for _, y in cells], pa.int64())
        files[name] = [write(folder, f"{name}.parquet", x=x, y=y)]
    found = scan_files(schemas, files, examples=9)["t"]
    whole = [(position, row) for position, row in enumerate(rows) if row[0] and row[1]]
    expected = {
        "key/not-unique": tuple(position for position, row in whole if row in rows[:position]),
        "reference/leads-nowhere": tuple(position for position, row in whole if row not in targets),
    }
    assert {v.rule: v.rows for v in found.violations} == {rule: at for rule, at in expected.items() if at}


@pytest.mark.parametrize("order", ["i", "hash(i)"])
@pytest.mark.parametrize("repeated", [False, True])
def test_keys_of_large_tables_are_unique_sorted_or_not(order: str, repeated: bool, tmp_path: Path) -> None:  # noqa: FBT001 a parameter
    """A million keys in order are proved in passing and others by grouping; both find the one that stands twice."""
    file = tmp_path / "t.parquet"
    key = f"CASE WHEN i = 999999 AND {repeated} THEN 'k0' ELSE 'k' || i END"
    duckdb.execute(f"COPY (SELECT {key} AS id FROM range(1000000) t(i) ORDER BY {order}) TO '{file}'")  # noqa: S608 ours
    found = scan({"fields": [{"name": "id"}], "primaryKey": ["id"]}, file, memory="200MB")
    assert [(v.rule, v.count) for v in found.violations] == [("key/not-unique", 1)] * repeated


def test_what_does_not_fit_into_memory_is_told(tmp_path: Path) -> None:
    """A table that needs more than it may have is no table without mistakes."""
    file = tmp_path / "t.parquet"
    duckdb.execute(f"COPY (SELECT repeat('x', 30000000) || i AS a FROM range(3) t(i)) TO '{file}'")  # noqa: S608 ours
    found = scan({"fields": [{"name": "a", "constraints": {"unique": True}}]}, file, memory="20MB")
    assert found.out_of_memory


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "too small"), (b"not parquet at all", "magic bytes"), (b"PAR1" + b"\0" * 20 + b"PAR1", "")],
)
def test_a_broken_file_is_told_and_the_others_are_read(content: bytes, reason: str, tmp_path: Path) -> None:
    """What is no Parquet file has no rows, and nothing is said of the references that lead to it."""
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(content)
    key = {"fields": "a", "reference": {"resource": "broken", "fields": "a"}}
    plain = {"fields": [{"name": "a"}]}
    schemas: dict[str, Schema] = {"t": {**plain, "foreignKeys": [key]}, "broken": plain}
    found = scan_files(schemas, {"t": [write(tmp_path, a=pa.array(["x"]))], "broken": [broken]})
    assert found["t"] == Scan(1)
    assert found["broken"].rows is None
    assert reason in found["broken"].unreadable


def test_no_flipped_bit_crashes_the_engine(tmp_path: Path) -> None:
    """Any byte of a file may be wrong: it is read, or told to be unreadable, and the process goes on."""
    file = write(tmp_path, a=pa.array(["x", "y"] * 20), b=pa.array(range(40)), c=pa.array([[1, 2]] * 40))
    sound = file.read_bytes()
    for position in range(0, len(sound), 23):
        file.write_bytes(sound[:position] + bytes([sound[position] ^ 0xFF]) + sound[position + 1 :])
        found = scan(
            {"fields": [{"name": "a"}, {"name": "b", "type": "integer"}, {"name": "c", "type": "array"}]}, file
        )
        assert (found.rows is None) == bool(found.unreadable)


def test_progress_comes_from_nothing_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told never goes back, and names the table that is read."""
    monkeypatch.setattr(duckdb_engine, "EVERY", 0.01)
    file = tmp_path / "t.parquet"
    duckdb.execute(f"COPY (SELECT 'k' || hash(i) AS id FROM range(2000000) t(i)) TO '{file}'")  # noqa: S608 ours
    told: list[tuple[str, float]] = []
    schema = {"fields": [{"name": "id", "constraints": {"pattern": "k[0-9]+"}}], "primaryKey": "id"}
    scan(schema, file, progress=lambda what, fraction: told.append((what, fraction)))
    assert {what for what, _ in told} == {"t"}
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert fractions[0] < 0.5 < fractions[-1] <= 1
