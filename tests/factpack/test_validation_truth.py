# ruff: noqa: E501 a case a line is read more easily
"""Small packages in which one verdict would be easy to lose: each with all that is to be found in it."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import factpack
from factpack.errors import DataError

Found = list[tuple[str, str]]
Tables = Mapping[str, tuple[Any, Mapping[str, Any]]]


def field(name: str, field_type: str = "string", **more: object) -> dict[str, Any]:
    """A field of a Table Schema."""
    return {"name": name, "type": field_type, **more}


def schema(*fields: Mapping[str, Any], refers: Sequence[tuple[str, str, str]] = (), **more: object) -> dict[str, Any]:
    """A Table Schema; `refers` are its foreign keys: field, table, field."""
    keys = [{"fields": here, "reference": {"resource": table, "fields": there}} for here, table, there in refers]
    return {"fields": fields, "foreignKeys": keys} | more


def found(folder: Path, tables: Tables) -> Found:
    """What is found in a package of these tables: of columns as Parquet, of text as CSV, of nothing as no table."""
    resources: list[dict[str, Any]] = []
    for name, (rows, table_schema) in tables.items():
        path = f"{name}{'.csv' if isinstance(rows, str) else '.txt' if rows is None else '.parquet'}"
        if isinstance(rows, str) or rows is None:
            (folder / path).write_text(rows or "", encoding="utf-8")
        else:
            pq.write_table(pa.table(rows), folder / path)
        resources.append({"name": name, "path": path, **({"schema": table_schema} if table_schema else {})})
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return [(finding.rule, finding.record) for finding in factpack.validate(folder)]


NUMBERS, TEXTS = schema(field("id", "integer")), schema(field("id"))
NOWHERE = "reference/leads-nowhere"
JSON = pa.array(['{"a": 1}', None], pa.json_())
OVERFLOWING = {"a": [2**63 - 1, -5], "b": [5, 5], "c": ["(", "x"]}


def bounded(name: str, field_type: str, **constraints: object) -> dict[str, Any]:
    """A schema of one field with these constraints."""
    return schema(field(name, field_type, constraints=constraints))


def ruled(sql: str) -> dict[str, Any]:
    """A schema for the table that overflows, with a bound and this rule."""
    fields = field("a", "integer", constraints={"minimum": 0}), field("b", "integer"), field("c")
    return schema(*fields) | {"factpack:rules": [{"name": "r", "sql": sql}]}


CASES: dict[str, tuple[Tables, Found]] = {
    "the first of two references dangles": (
        {"s": ({"x": ["abc", "1"], "y": [1, 1]}, schema(field("x", "any"), field("y", "integer"), refers=[("x", "p", "id"), ("y", "p", "id")])), "p": ({"id": [1]}, NUMBERS)},
        [(NOWHERE, "s.x")],
    ),
    "the second of two references dangles": (
        {"s": ({"x": ["abc", "1"], "y": [1, 1]}, schema(field("x", "any"), field("y", "integer"), refers=[("y", "p", "id"), ("x", "p", "id")])), "p": ({"id": [1]}, NUMBERS)},
        [(NOWHERE, "s.x")],
    ),
    "integers are not compared as another table's floats": (
        {"s": ({"y": [2**53 + 1]}, schema(field("y", "integer"), refers=[("y", "p", "id")])), "u": ({"y": [2.0**53]}, schema(field("y", "number"), refers=[("y", "p", "id")])), "p": ({"id": [2**53]}, NUMBERS)},
        [(NOWHERE, "s.y")],
    ),
    "a reference to what is no table, from Parquet": (
        {"s": ({"y": [1]}, schema(field("y", "integer"), refers=[("y", "p", "id")])), "p": (None, {})},
        [("descriptor/wrong-key", "s.y")],
    ),
    "a reference to what is no table, from CSV": (
        {"s": ("y\n1\n", schema(field("y", "integer"), refers=[("y", "p", "id")])), "p": (None, {})},
        [("descriptor/wrong-key", "s")],
    ),
    "a key type that cannot be compared between formats": (
        {"s": ({"y": ["P2D"]}, schema(field("y", "duration"), refers=[("y", "p", "id")])), "p": ("id\nP1D\n", schema(field("id", "duration")))},
        [("descriptor/wrong-key", "p.id")],
    ),
    "a primary key without its column": (
        {"s": ({"a": [1]}, schema(field("a", "integer"), field("id"), fieldsMatch="superset", primaryKey="id"))},
        [("type/missing-column", "s.id")],
    ),
    "a required field without its column": (
        {"s": ({"a": [1]}, schema(field("a", "integer"), field("b", constraints={"required": True}), fieldsMatch="partial"))},
        [("type/missing-column", "s.b")],
    ),
    "a reference to a field without its column": (
        {"s": ({"a": [1]}, schema(field("a", "integer"), refers=[("a", "p", "id")])), "p": ({"b": [1]}, schema(field("b", "integer"), field("id", "integer"), fieldsMatch="superset"))},
        [("descriptor/wrong-key", "s.a")],
    ),
    "a decimal just above its bound": ({"s": ({"a": [Decimal("0.1000000000000000000001")]}, bounded("a", "number", maximum=0.1))}, [("bound/above-maximum", "s.a")]),
    "a float of 32 bits at its bound": ({"s": ({"a": pa.array([0.1], pa.float32())}, bounded("a", "number", maximum=0.1, enum=[0.1]))}, []),
    "an integer just above a bound that is written as a float": ({"s": ({"a": [2**53 + 1]}, bounded("a", "integer", maximum=2.0**53))}, [("bound/above-maximum", "s.a")]),
    "bounds beyond all integers": ({"s": ({"a": [5]}, bounded("a", "integer", minimum=-(10**60), maximum=10**60))}, []),
    "a bound of times with a zone": ({"s": ({"a": [dt.time(10)]}, bounded("a", "time", maximum="12:00:00+05:00"))}, [("descriptor/wrong-constraint", "s.a")]),
    "bounds beyond all nanoseconds": ({"s": ({"a": pa.array([1], pa.timestamp("ns"))}, bounded("a", "datetime", minimum="0001-01-01T00:00:00", maximum="9999-12-31T00:00:00"))}, []),
    "JSON that is an object": ({"s": ({"a": JSON}, schema(field("a", "object")))}, []),
    "JSON that is required": ({"s": ({"a": JSON}, bounded("a", "string", required=True))}, [("type/missing-value", "s.a")]),
    "JSON that is no email address": ({"s": ({"a": JSON}, schema(field("a", format="email")))}, [("type/wrong-format", "s.a")]),
    "JSON with a pattern and a length": ({"s": ({"a": JSON}, bounded("a", "string", pattern="x", minLength=3))}, [("bound/pattern", "s.a")]),
    "JSON that is a key": (
        {"s": ({"a": pa.array(["1", "2"], pa.json_())}, schema(field("a"), refers=[("a", "p", "id")], primaryKey="a")), "p": ({"id": ["1"]}, TEXTS)},
        [(NOWHERE, "s.a")],
    ),
    "a rule that overflows in one row": ({"s": (OVERFLOWING, ruled("a + b > 0"))}, [("descriptor/wrong-rule", "s"), ("bound/below-minimum", "s.a")]),
    "a rule that reads a date where there is none": ({"s": (OVERFLOWING, ruled("CAST(c AS DATE) > DATE '2020-01-01'"))}, [("descriptor/wrong-rule", "s"), ("bound/below-minimum", "s.a")]),
    "a rule that takes a cell for a pattern": ({"s": (OVERFLOWING, ruled("regexp_full_match('x', c)"))}, [("descriptor/wrong-rule", "s"), ("bound/below-minimum", "s.a")]),
    "dates as text that refer to dates": (
        {"s": ({"a": ["01.02.2020", "03.02.2020"]}, schema(field("a", "date", format="%d.%m.%Y"), refers=[("a", "p", "id")])), "p": ({"id": [dt.date(2020, 2, 1)]}, schema(field("id", "date")))},
        [(NOWHERE, "s.a")],
    ),
    "base64 that refers to bytes": (
        {"s": ({"a": ["YQ==", "Yg=="]}, schema(field("a", format="binary"), refers=[("a", "p", "id")])), "p": ({"id": [b"a"]}, schema(field("id", format="binary")))},
        [(NOWHERE, "s.a")],
    ),
    "a NUL in each text that reaches SQL": (
        {"s": ({"a": ["x", None], "b": ["x", "y"]}, schema(field("a", missingValues=["\0", "x"], constraints={"required": True, "enum": ["\0"]}), field("b", "list", delimiter="\0", itemType="integer")))},
        [("type/missing-value", "s.a"), ("type/wrong-format", "s.b")],
    ),
    "bounds of nanoseconds in a time zone": ({"s": ({"a": pa.array([1, 2], pa.timestamp("ns", "UTC"))}, bounded("a", "datetime", minimum="1970-01-01T00:00:00.000001Z", maximum="9999-12-31T00:00:00Z"))}, [("bound/below-minimum", "s.a")]),
    "bounds of times in nanoseconds": ({"s": ({"a": pa.array([1], pa.time64("ns"))}, bounded("a", "time", minimum="09:00:00"))}, [("bound/below-minimum", "s.a")]),
    "words that are no dates": ({"s": ({"a": ["infinity", "epoch", "27.02.2026"]}, schema(field("a", "date", format="%d.%m.%Y")))}, [("type/wrong-format", "s.a")]),
    "a year that no integer holds": ({"s": ({"a": ["999999999999999999-01"], "b": [-1]}, schema(field("a", "yearmonth", constraints={"minimum": "2000-01"}), field("b", "integer", constraints={"minimum": 0})))}, [("type/wrong-format", "s.a"), ("bound/below-minimum", "s.b")]),
    "a field that stands twice in a key": ({"s": ({"a": ["x", "x"]}, schema(field("a"), primaryKey=["a", "a"]))}, [("key/not-unique", "s.a")]),
    "a jsonSchema whose references fan out": ({"s": ({"a": ["{}"]}, bounded("a", "object", jsonSchema={"$ref": "#/$defs/d0", "$defs": {**{f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)}, "d40": {"type": "object"}}}))}, [("descriptor/wrong-constraint", "s.a")]),
    "a jsonSchema whose references go in a circle": ({"s": ({"a": ['{"x": {"x": 1}}', '{"x": {"x": {}}}']}, bounded("a", "object", jsonSchema={"type": "object", "properties": {"x": {"$ref": "#"}}}))}, [("bound/json-schema", "s.a")]),
    "more missing values than are compared one by one": ({"s": ({"a": ["n7", "x", None, "n30"]}, schema(field("a", constraints={"required": True, "enum": [f"e{n}" for n in range(30)]}), missingValues=[f"n{n}" for n in range(30)]))}, [("type/missing-value", "s.a"), ("bound/not-in-enum", "s.a")]),
    "a key of more than 64 bits in CSV": (
        {"s": ({"y": [1]}, schema(field("y", "integer"), refers=[("y", "p", "id")])), "p": (f"id\n{2**64}\n", NUMBERS)},
        [("package/unreadable", "p")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_lost_and_nothing_invented(name: str, tmp_path: Path) -> None:
    """Exactly the findings that the case declares, whatever stands beside them."""
    tables, expected = CASES[name]
    assert sorted(found(tmp_path, tables)) == sorted(expected)


DATES = "2020-01-01", pa.array([dt.date(2020, 1, 1)]), pa.array([dt.date(2020, 1, 2)])
BETWEEN_FORMATS = {
    "string": ("a", pa.array(["a"]), pa.array(["b"])),
    "integer": ("1", pa.array([1]), pa.array([2])),
    "number": ("1.5", pa.array([1.5]), pa.array([2.5])),
    "boolean": ("true", pa.array([True]), pa.array([False])),
    "date": DATES,
    "time": ("10:00:00", pa.array([dt.time(10)]), pa.array([dt.time(11)])),
    "datetime": ("2020-01-01T00:00:00Z", pa.array([dt.datetime(2020, 1, 1)]), pa.array([dt.datetime(2020, 1, 2)])),  # noqa: DTZ001 UTC
    "year": ("2020", pa.array([2020]), pa.array([2021])),
    "yearmonth": ("2020-01", pa.array(["2020-01"]), pa.array(["2020-02"])),
}


@pytest.mark.parametrize("field_type", BETWEEN_FORMATS)
def test_references_lead_from_one_format_to_another(field_type: str, tmp_path: Path) -> None:
    """From Parquet to CSV and back: a key that is there is found, and one that is not is told."""
    cell, sound, dangling = BETWEEN_FORMATS[field_type]
    source, target = schema(field("y", field_type), refers=[("y", "p", "id")]), schema(field("id", field_type))
    assert found(tmp_path, {"s": ({"y": sound}, source), "p": (f"id\n{cell}\n", target)}) == []
    assert found(tmp_path, {"s": ({"y": dangling}, source), "p": (f"id\n{cell}\n", target)}) == [(NOWHERE, "s.y")]
    assert found(tmp_path, {"s": (f"y\n{cell}\n", source), "p": ({"id": sound}, target)}) == []
    assert found(tmp_path, {"s": (f"y\n{cell}\n", source), "p": ({"id": dangling}, target)}) == [(NOWHERE, "s.y")]


def test_parts_of_a_table_may_store_it_in_several_types_of_a_kind(tmp_path: Path) -> None:
    """Of 32 and 64 bits, or empty in one of them; where one part rules NULLs out, the others are looked at."""
    first = pa.table(
        {"id": [1, 2], "a": pa.nulls(2)},
        schema=pa.schema([pa.field("id", pa.int32(), nullable=False), ("a", pa.null())]),
    )
    second = pa.table({"a": ["x", "y"], "id": pa.array([None, 2], pa.int64())})
    pq.write_table(first, tmp_path / "1.parquet")
    pq.write_table(second, tmp_path / "2.parquet")
    parts = {"name": "s", "path": ["1.parquet", "2.parquet"]}
    table = schema(field("id", "integer"), field("a", constraints={"enum": ["x"]}), primaryKey="id")
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [{**parts, "schema": table}]}))
    report = factpack.validate(tmp_path)
    assert {(finding.rule, finding.examples[0].row) for finding in report} == {
        ("key/missing", 2),
        ("key/not-unique", 3),
        ("bound/not-in-enum", 3),
    }
    assert report.resources[0].rows == 4


def test_parts_whose_names_differ_in_case_alone_stand_in_one_order(tmp_path: Path) -> None:
    """The engine would take one for the other."""
    pq.write_table(pa.table({"a": [1], "A": [100]}), tmp_path / "1.parquet")
    pq.write_table(pa.table({"A": [100], "a": [1]}), tmp_path / "2.parquet")
    parts = {
        "name": "s",
        "path": ["1.parquet", "2.parquet"],
        "schema": schema(field("a", "integer"), field("A", "integer")),
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [parts]}))
    [finding] = factpack.validate(tmp_path)
    assert (finding.rule, "another order" in finding.message) == ("package/unreadable", True)


def test_a_misspelt_column_is_told_by_the_name_that_it_has(tmp_path: Path) -> None:
    """And an index that pandas has written by the way to leave it out."""
    found(tmp_path, {"s": ({"amuont": [1], "__index_level_0__": [0]}, schema(field("amount", "integer")))})
    findings = {finding.record: finding for finding in factpack.validate(tmp_path)}
    assert findings["s.amount"].message == "expected a column of the type integer (is it 'amuont'?)"
    assert "index=False" in findings["s.__index_level_0__"].mend


def test_long_lists_and_patterns_are_shortened(tmp_path: Path) -> None:
    """A report is for people, whatever a descriptor holds."""
    words = [f"word {number}" for number in range(50_000)]
    assert found(tmp_path, {"s": ({"a": ["x"]}, bounded("a", "string", enum=words, pattern="y" * 900))}) == [
        ("bound/not-in-enum", "s.a"),
        ("bound/pattern", "s.a"),
    ]
    assert all(len(finding.message) < 250 for finding in factpack.validate(tmp_path))


def test_packages_are_validated_at_the_same_time(tmp_path: Path) -> None:
    """Threads do not disturb one another, and leave frictionless as careful as it was."""
    from frictionless import system

    folders = [tmp_path / str(number) for number in range(4)]
    for folder in folders:
        folder.mkdir()
        assert found(folder, {"s": ("y\n1\n", schema(field("y", "integer"))), "p": ({"id": [1]}, NUMBERS)}) == []
    with ThreadPoolExecutor(4) as pool:
        assert all(report.ok for report in pool.map(factpack.validate, folders * 3))
    assert system.trusted is False


def test_the_types_of_a_report_have_names(tmp_path: Path) -> None:
    """Who writes code for reports finds their types in the package itself."""
    tables = {"s": ({"a": [-1]}, bounded("a", "integer", minimum=0))}
    assert found(tmp_path, tables)
    report = factpack.validate(tmp_path)
    assert isinstance(report, factpack.Report)
    assert isinstance(report.findings[0], factpack.Finding)
    assert isinstance(report.findings[0].examples[0], factpack.Example)
    assert isinstance(report.resources[0], factpack.Resource)


@pytest.mark.parametrize("memory", ["abc", "1B", "0GB", "", "GB", "1 GB"])
def test_memory_is_a_size(memory: str, tmp_path: Path) -> None:
    """Anything else is one sentence."""
    with pytest.raises(DataError, match="size of memory"):
        factpack.validate(tmp_path, memory=memory)
