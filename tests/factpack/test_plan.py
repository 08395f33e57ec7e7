"""The plan: Table Schemas held against Arrow tables, by SQL."""

import datetime as dt
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpack.contract.arrow_schema import ARROW_TYPES
from factpack.errors import DataError, DefinitionError
from factpack.plan import Violation, run

Schema = dict[str, Any]


def field(name: str, field_type: str = "string", **constraints: object) -> Schema:
    """A field of a Table Schema."""
    return {"name": name, "type": field_type, "constraints": constraints}


def table(schema: Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    """A table of the schema's own types."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema["fields"])
    return pa.Table.from_arrays(
        [pa.array(column, ARROW_TYPES[f["type"]]) for f, column in zip(schema["fields"], columns, strict=True)],
        names=[f["name"] for f in schema["fields"]],
    )


def reference_to(resource: str, target: str) -> Schema:
    """A foreign key from the field `a`."""
    return {"fields": "a", "reference": {"resource": resource, "fields": target}}


def violations(schema: Schema, *rows: Sequence[object]) -> tuple[Violation, ...]:
    """What is found in a table of these rows."""
    return run({"t": schema}, {"t": table(schema, rows)})


def places(found: tuple[Violation, ...]) -> list[tuple[str, int, tuple[int, ...]]]:
    """What was found and where, in short."""
    return [(violation.rule, violation.count, violation.rows) for violation in found]


EVE, NEW_YEAR = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
CASES = [
    (field("c", required=True), "a", None, "type/missing-value", "a value"),
    (field("c", "boolean", required=True), False, None, "type/missing-value", "a value"),
    (field("c", minLength=2), "ab", "a", "bound/too-short", "at least 2 characters"),
    (field("c", maxLength=2), "жб", "жбв", "bound/too-long", "at most 2 characters"),
    (field("c", pattern="[A-Z]+"), "ABC", "ABC\n", "bound/pattern", "text of the form [A-Z]+"),
    (field("c", pattern="[A-Z]+"), "ABC", "xABCx", "bound/pattern", "text of the form [A-Z]+"),
    (field("c", pattern="a|bc"), "bc", "ac", "bound/pattern", "text of the form a|bc"),
    (field("c", pattern="it's"), "it's", "its", "bound/pattern", "text of the form it's"),
    (field("c", enum=["a", "o'b"]), "o'b", "b", "bound/not-in-enum", "one of a, o'b"),
    (field("c", "integer", enum=[1, 2]), 2, 3, "bound/not-in-enum", "one of 1, 2"),
    (field("c", "integer", minimum=0), 0, -1, "bound/below-minimum", "at least 0"),
    (field("c", "integer", minimum=0.5), 1, 0, "bound/below-minimum", "at least 0.5"),
    (field("c", "integer", minimum=-(2**63)), -(2**63), None, None, ""),
    (field("c", "integer", maximum=5), 5, 6, "bound/above-maximum", "at most 5"),
    (field("c", "number", minimum=0.1), 0.1, 0.0999, "bound/below-minimum", "at least 0.1"),
    (field("c", "number", exclusiveMinimum=0), 5e-324, 0.0, "bound/below-minimum", "more than 0"),
    (field("c", "number", exclusiveMaximum=1), 0.5, 1.0, "bound/above-maximum", "less than 1"),
    (field("c", "number", minimum=0), math.inf, -math.inf, "bound/below-minimum", "at least 0"),
    (field("c", "number", maximum=0), -math.inf, math.inf, "bound/above-maximum", "at most 0"),
    (field("c", "number", minimum=0), 0.0, math.nan, "bound/below-minimum", "at least 0"),
    (field("c", "number", maximum=0), 0.0, math.nan, "bound/above-maximum", "at most 0"),
    (field("c", "number"), math.nan, None, None, ""),
    (field("c", "date", minimum="2026-01-01"), NEW_YEAR, EVE, "bound/below-minimum", "at least 2026-01-01"),
    (field("c", "date", enum=["2026-01-01"]), NEW_YEAR, EVE, "bound/not-in-enum", "one of 2026-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "sound", "bad", "rule", "expected"), CASES)
def test_each_constraint_finds_its_bad_value_on_exactly_its_row(
    column: Schema, sound: object, bad: object, rule: str | None, expected: str
) -> None:
    """A bad value is found by its constraint and on its row; its sound twin is clear."""
    schema = {"fields": [column]}
    assert violations(schema, [sound], [sound]) == ()
    found = violations(schema, [sound], [bad], [sound])
    assert found == ((Violation("t", rule, ("c",), 1, (1,), expected),) if rule else ())


def test_null_passes_every_constraint_but_required() -> None:
    """An empty cell breaks no bound, pattern, vocabulary, unique key, reference or rule."""
    schema = {
        "fields": [
            field("s", minLength=1, pattern="a", enum=["a"], unique=True),
            field("n", "number", minimum=0, maximum=1),
        ],
        "uniqueKeys": [["s", "n"]],
        "foreignKeys": [{"fields": ["s", "n"], "reference": {"resource": "", "fields": ["s", "n"]}}],
        "factpack:rules": [{"name": "r", "sql": "n > 5"}],
    }
    assert violations(schema, [None, None], [None, None], ["a", None]) == ()


@pytest.mark.parametrize("key", ["id", ["id"]])
def test_a_primary_key_is_unique_and_never_null(key: object) -> None:
    """Rows that repeat an earlier key, and rows without one, are found; a first occurrence is not."""
    schema = {"fields": [field("id", required=True)], "primaryKey": key}
    found = violations(schema, ["a"], ["b"], ["a"], [None], ["a"], [None])
    assert places(found) == [("key/missing", 2, (3, 5)), ("key/not-unique", 2, (2, 4))]


def test_a_composite_key_repeats_only_as_a_whole() -> None:
    """Each part of a key may repeat as long as the whole does not."""
    schema = {"fields": [field("a"), field("b", "integer")], "uniqueKeys": [["a", "b"]]}
    assert violations(schema, ["x", 1], ["x", 2], ["y", 1]) == ()
    assert places(violations(schema, ["x", 1], ["y", 1], ["x", 1])) == [("key/not-unique", 1, (2,))]


def test_a_reference_that_leads_nowhere_is_found_across_tables() -> None:
    """A foreign key must name a row of its target, even where the target has an empty key."""
    entities = {"fields": [field("id")]}
    roles = {
        "fields": [field("entity")],
        "foreignKeys": [{"fields": ["entity"], "reference": {"resource": "entities", "fields": ["id"]}}],
    }
    schemas = {"roles": roles, "entities": entities}
    tables = {"roles": table(roles, [["a"], ["c"], [None]]), "entities": table(entities, [["a"], [None]])}
    expected = Violation("roles", "reference/leads-nowhere", ("entity",), 1, (1,), "a key of entities")
    assert run(schemas, tables) == (expected,)


def test_a_table_may_refer_to_itself() -> None:
    """A reference without a resource stays within the table."""
    schema = {
        "fields": [field("id"), field("parent")],
        "foreignKeys": [{"fields": "parent", "reference": {"fields": "id"}}],
    }
    assert places(violations(schema, ["a", None], ["b", "a"], ["c", "z"])) == [("reference/leads-nowhere", 1, (2,))]


def test_counts_are_exact_and_examples_are_the_first() -> None:
    """However many rows are wrong, all are counted and the first few are named."""
    schema = {"fields": [field("n", "integer", minimum=0)]}
    given_table = table(schema, [[-1]] * 1000)
    for examples in (0, 1, 5):
        [found] = run({"t": schema}, {"t": given_table}, examples)
        assert (found.count, found.rows) == (1000, tuple(range(examples)))


def test_positions_are_those_of_the_table_however_it_is_chunked() -> None:
    """Row positions count through all chunks of a large table in order."""
    chunks = [pa.array(range(start, start + 10_000), pa.int64()) for start in range(0, 500_000, 10_000)]
    given_table = pa.Table.from_arrays([pa.chunked_array(chunks)], names=["n"])
    [found] = run({"t": {"fields": [field("n", "integer", maximum=499_996)]}}, {"t": given_table})
    assert found.rows == (499_997, 499_998, 499_999)


def test_a_table_without_rows_is_clear_whatever_is_asked_of_it() -> None:
    """Zero rows break no constraint."""
    schema = {
        "fields": [field("a", required=True, unique=True, pattern="x")],
        "primaryKey": ["a"],
        "foreignKeys": [{"fields": ["a"], "reference": {"fields": ["a"]}}],
    }
    assert violations(schema) == ()
    assert run({"t": {"fields": []}}, {"t": pa.table({})}) == ()


HOSTILE = ['"', '";drop table t;--', "a\nb", "select", "row", "row_", "occurrence", "failed", "source", "target", "é'"]


def test_names_cannot_escape_their_quotes() -> None:
    """Columns and tables named with quotes, semicolons, newlines, or our own words are checked as any others."""
    schema = {
        "fields": [field(name, enum=["'", "b"], maxLength=3) for name in HOSTILE],
        "primaryKey": HOSTILE,
        "foreignKeys": [{"fields": HOSTILE[:2], "reference": {"fields": HOSTILE[1:3]}}],
        "factpack:rules": [{"name": "';--", "sql": "\"row\" <> 'c'"}],
    }
    for name in HOSTILE:
        rows = [["'"] * len(HOSTILE), ["'"] * len(HOSTILE), ["c"] * len(HOSTILE)]
        found = run({name: schema}, {name: table(schema, rows)})
        assert places(found) == [
            *[("bound/not-in-enum", 1, (2,))] * len(HOSTILE),
            ("rule/';--", 1, (2,)),
            ("key/not-unique", 1, (1,)),
        ]


def test_names_that_differ_in_case_alone_are_two() -> None:
    """SQL reads names without regard to case; a table's columns are told apart all the same."""
    schema = {"fields": [field("a"), field("A", enum=["x"])], "primaryKey": "a"}
    assert places(violations(schema, ["x", "x"], ["y", "y"])) == [("bound/not-in-enum", 1, (1,))]


def test_columns_are_held_to_the_schema_without_a_scan() -> None:
    """Missing, unexpected, doubled and mistyped columns are found, and stand for the checks they make impossible."""
    schema = {
        "fields": [field("a", required=True), field("b", "integer", minimum=0), field("c"), field("d", enum=["x"])],
        "primaryKey": ["a", "b"],
    }
    arrays = [pa.array(["1"]), pa.array(["y"]), pa.array(["z"]), pa.array(["z"]), pa.array([1])]
    found = run({"t": schema}, {"t": pa.Table.from_arrays(arrays, names=["b", "d", "c", "c", "e"])})
    assert [(v.rule, v.fields) for v in found] == [
        ("type/missing-column", ("a",)),
        ("type/wrong-type", ("b",)),
        ("type/duplicate-column", ("c",)),
        ("type/unexpected-column", ("e",)),
        ("bound/not-in-enum", ("d",)),
    ]


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"fields": [field("a", "integer", minLength=1)]}, "minLength"),
        ({"fields": [field("a", pattern="a)|(b")]}, "bound/pattern"),
        ({"fields": [field("a"), field("b", "date", minimum="soon")]}, "b: .*minimum.*soon"),
        ({"fields": [field("a")], "primaryKey": ["b"]}, "'b'"),
        ({"fields": [field("a")], "foreignKeys": [reference_to("x", "a")]}, "'x'"),
        ({"fields": [field("a"), field("b", "integer")], "foreignKeys": [reference_to("", "b")]}, "type"),
        ({"fields": [field("a")], "factpack:rules": [{"name": "r", "sql": "a + 1 > 5"}]}, "rule/r"),
    ],
)
def test_a_schema_that_cannot_be_run_is_refused_with_the_reason(schema: Schema, message: str) -> None:
    """A wrong definition raises and names the part that is wrong."""
    with pytest.raises(DefinitionError, match=message):
        violations(schema, [None] * len(schema["fields"]))


def test_a_type_that_is_not_known_is_refused() -> None:
    """No column is taken on trust."""
    with pytest.raises(DefinitionError, match=r"t\.a.*geography"):
        run({"t": {"fields": [field("a", "geography")]}}, {"t": pa.table({})})


def test_tables_and_schemas_must_match_by_name() -> None:
    """A table that no schema describes, or the reverse, is refused."""
    with pytest.raises(DataError, match="other"):
        run({"t": {"fields": []}}, {"t": pa.table({}), "other": pa.table({})})


KEYS = st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.sampled_from([None, 1, 2])), max_size=8)


@settings(deadline=None)  # each example opens an engine
@given(KEYS, KEYS)
def test_keys_and_references_agree_with_a_plain_reading(
    rows: list[tuple[str | None, int | None]], targets: list[tuple[str | None, int | None]]
) -> None:
    """On any small tables, SQL and a loop give the same verdicts."""
    target = {"fields": [field("x"), field("y", "integer")]}
    reference = {"resource": "target", "fields": ["x", "y"]}
    source = {
        "fields": [field("x"), field("y", "integer")],
        "uniqueKeys": [["x", "y"]],
        "foreignKeys": [{"fields": ["x", "y"], "reference": reference}],
    }
    found = run(
        {"source": source, "target": target}, {"source": table(source, rows), "target": table(target, targets)}, 9
    )
    whole = [(position, row) for position, row in enumerate(rows) if None not in row]
    expected: Mapping[str, tuple[int, ...]] = {
        "key/not-unique": tuple(position for position, row in whole if row in rows[:position]),
        "reference/leads-nowhere": tuple(position for position, row in whole if row not in targets),
    }
    assert {v.rule: v.rows for v in found} == {rule: positions for rule, positions in expected.items() if positions}
    assert all(v.count == len(v.rows) for v in found)


LIGHT = """
import io, sys
import pyarrow as pa, pyarrow.json
from factpack.plan import run
rows = pyarrow.json.read_json(io.BytesIO(b'{"a": "x"}\\n{"a": "x"}'))
rules = [{"name": "r", "sql": "a > ''"}]
schema = {"fields": [{"name": "a", "type": "string"}], "primaryKey": "a", "factpack:rules": rules}
assert len(run({"t": schema}, {"t": rows})) == 1
sys.exit("pandas" in sys.modules)
"""


def test_a_run_does_not_import_pandas() -> None:
    """Checking stays quick: nothing that it needs takes a second to import."""
    assert subprocess.run([sys.executable, "-c", LIGHT], check=False).returncode == 0
