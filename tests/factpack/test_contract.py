"""The contract is derived from the record class: Table Schema, Arrow schema, pandera schema."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, ClassVar

import pandas as pd
import pandera.errors
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from factpack import plan
from factpack.contract import arrow_schema, table_schema
from factpack.contract.pandera_schema import pandera_schema
from factpack.errors import DefinitionError
from factpack.record import Computed, Editorial, EntityId, Record, References, Rule, Slug, Stated


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class Jar(Record):
    """A jar on a shelf."""

    table_name: ClassVar[str] = "jars"
    title: ClassVar[str] = "Jars"
    key: ClassVar[tuple[str, ...]] = ("id", "shelf")
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("label",), ("owner", "filled"))
    rules: ClassVar[tuple[Rule, ...]] = (Rule("not_too_full", "weight < 9", "It holds."),)

    id: Editorial[Slug] = Field(description="Its name.")
    shelf: Editorial[Annotated[str, References("shelves")]] = Field(description="Where it stands.")
    owner: Stated[EntityId | None] = Field(default=None, description="Whose it is.")
    label: Stated[Annotated[str, Field(min_length=1, max_length=9)] | None] = Field(default=None, description="Words.")
    weight: Stated[float] = Field(gt=0, le=10, description="How heavy.", json_schema_extra={"unit": "kg"})
    pieces: Stated[int | None] = Field(default=None, ge=1, lt=5, description="How many.")
    filled: Stated[dt.date | None] = Field(default=None, description="When.")
    colour: Editorial[Colour | None] = Field(default=None, description="Which colour.")
    open: Computed[bool] = Field(default=False, description="Whether it is open.")


SCHEMA = table_schema(Jar)
FIELDS = {field["name"]: field for field in SCHEMA["fields"]}


@pytest.mark.parametrize(
    ("name", "kind", "basis", "constraints"),
    [
        ("id", "string", "editorial", {"maxLength": 100, "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$", "required": True}),
        ("shelf", "string", "editorial", {"required": True}),
        ("owner", "string", "stated", None),
        ("label", "string", "stated", {"minLength": 1, "maxLength": 9}),
        ("weight", "number", "stated", {"maximum": 10, "exclusiveMinimum": 0, "required": True}),
        ("pieces", "integer", "stated", {"minimum": 1, "exclusiveMaximum": 5}),
        ("filled", "date", "stated", None),
        ("colour", "string", "editorial", {"enum": ["red", "blue"]}),
        ("open", "boolean", "computed", {"required": True}),
    ],
)
def test_each_field_has_its_type_basis_and_constraints(
    name: str, kind: str, basis: str, constraints: dict[str, object] | None
) -> None:
    """What the annotation says stands in the Table Schema, under the words of that standard."""
    field = FIELDS[name]
    assert (field["type"], field["factpack:basis"], field.get("constraints")) == (kind, basis, constraints)
    assert field["title"] == name.capitalize()
    assert field["description"] == Jar.model_fields[name].description


def test_keys_references_rules_and_units_stand_in_the_table_schema() -> None:
    """Each reference leads to the id of its table; a rule has name, SQL and description; only one field has a unit."""
    assert SCHEMA["primaryKey"] == ["id", "shelf"]
    assert SCHEMA["uniqueKeys"] == [["label"], ["owner", "filled"]]
    assert [(key["fields"], key["reference"]) for key in SCHEMA["foreignKeys"]] == [
        (["shelf"], {"resource": "shelves", "fields": ["id"]}),
        (["owner"], {"resource": "entities", "fields": ["id"]}),
    ]
    assert SCHEMA["factpack:rules"] == [{"name": "not_too_full", "sql": "weight < 9", "description": "It holds."}]
    assert {name: field["factpack:unit"] for name, field in FIELDS.items() if "factpack:unit" in field} == {
        "weight": "kg"
    }


def test_what_a_class_does_not_say_does_not_stand_in_its_table_schema() -> None:
    """A class without rules, references and unique keys has none of these properties."""
    plain = type(
        "Plain",
        (Record,),
        {"__annotations__": {"id": Editorial[str]}, "id": Field(description="A name."), "__module__": __name__},
    )
    assert table_schema(plain).keys() == {"$schema", "fields", "missingValues", "primaryKey"}


def test_the_arrow_schema_has_a_type_for_each_field_and_no_null_where_required() -> None:
    """Dates are days, integers and numbers have 64 bits."""
    text, number, whole = pa.string(), pa.float64(), pa.int64()
    assert arrow_schema(SCHEMA) == pa.schema(
        [
            *(pa.field("id", text, nullable=False), pa.field("shelf", text, nullable=False)),
            *(pa.field("owner", text), pa.field("label", text), pa.field("weight", number, nullable=False)),
            *(pa.field("pieces", whole), pa.field("filled", pa.date32()), pa.field("colour", text)),
            pa.field("open", pa.bool_(), nullable=False),
        ]
    )


def test_the_pandera_schema_tells_what_a_column_is() -> None:
    """Names, titles and descriptions of the Table Schema are those of the pandera schema."""
    columns = pandera_schema(SCHEMA, "jars").columns
    assert [(name, column.title, column.description) for name, column in columns.items()] == [
        (name, field["title"], field["description"]) for name, field in FIELDS.items()
    ]


def frame(rule: str, column: str, values: list[object], dtype: str) -> bool:
    """Whether pandera finds that `rule` holds for a column of these values."""
    schema = {
        "fields": [{"name": column, "type": {"float64": "number", "Int64": "integer", "str": "string"}[dtype]}],
        "factpack:rules": [{"name": "rule", "sql": rule}],
    }
    data = pd.DataFrame({column: pd.Series(values, dtype=dtype)})
    try:
        pandera_schema(schema, "rows").validate(data, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


def by_plan(rule: str, column: str, values: list[object], dtype: str) -> bool:
    """Whether the plan finds the same."""
    kind, arrow = {
        "float64": ("number", pa.float64()),
        "Int64": ("integer", pa.int64()),
        "str": ("string", pa.string()),
    }[dtype]
    schema = {"fields": [{"name": column, "type": kind}], "factpack:rules": [{"name": "rule", "sql": rule}]}
    return not plan.run({"rows": schema}, {"rows": pa.table({column: pa.array(values, arrow)})})


@pytest.mark.parametrize(
    ("rule", "values", "dtype", "holds"),
    [
        ("x > 0", [1.0, None], "float64", True),
        ("x > 0", [1.0, -1.0], "float64", False),
        ("x > 0 AND x IS NOT NULL", [1.0, None], "float64", False),
        ("x / 2 = 1.5", [3], "Int64", True),
        ("x IN (1, 2) OR NULL", [1, 3], "Int64", True),
        ("NOT (x BETWEEN 1 AND 2)", [2], "Int64", False),
        ("x <> 'b'", ["a", None], "str", True),
        ("x <> 'b'", ["a", "b"], "str", False),
        ("regexp_full_match(x, '[a-z]+')", ["a\n"], "str", False),
        ("length(x) = 1", ["ж", "😀"], "str", True),
    ],
)
def test_a_rule_means_the_same_to_pandera_and_to_the_plan(
    rule: str,
    values: list[object],
    dtype: str,
    holds: bool,  # noqa: FBT001 (a verdict in a table of cases)
) -> None:
    """Null passes, division is of numbers, and text is compared by code point, in both."""
    assert (frame(rule, "x", values, dtype), by_plan(rule, "x", values, dtype)) == (holds, holds)


@settings(deadline=None, max_examples=30)  # pandera is slow, and slowest the first time
@given(st.lists(st.none() | st.floats(-3, 3), max_size=4), st.sampled_from(["<", "<=", ">", ">=", "=", "<>"]))
def test_a_comparison_means_the_same_to_pandera_and_to_the_plan(values: list[float | None], sign: str) -> None:
    """For any numbers and empty cells, both reach the same verdict."""
    rule, cells = f"x {sign} 1", list[object](values)
    assert frame(rule, "x", cells, "float64") == by_plan(rule, "x", cells, "float64")


def test_column_names_that_are_words_of_sql_are_no_trouble() -> None:
    """A column may be called `order`, or have a quotation mark in its name."""
    assert not frame('"order" > 1', "order", [1], "Int64")
    assert frame('"a""b" > 1', 'a"b', [2], "Int64")


def test_a_pattern_without_anchors_is_refused() -> None:
    """A pattern that pydantic would search for, and the plan match in full, is a mistake in the class."""

    class Loose(Record):
        """A record with a loose pattern."""

        table_name: ClassVar[str] = "loose"
        key: ClassVar[tuple[str, ...]] = ("code",)

        code: Editorial[str] = Field(pattern="[a-z]", description="A code.")

    with pytest.raises(DefinitionError, match=r"Loose\.code.*between \^ and \$"):
        table_schema(Loose)


RULES = (
    "low <= high AND NOT low = 2",
    "low IS NULL OR high IS NOT NULL",
    "low IS DISTINCT FROM high",
    "low IS NOT DISTINCT FROM high",
    "low BETWEEN 1 AND 2.5",
    "low NOT BETWEEN 1 AND 2",
    "word IN ('ёж', 'it''s')",
    "word NOT IN ('ёж')",
    "low + high * 2 > low / 3 - 1",
    "count / 2 = 0.5",
    "CASE WHEN ok THEN low > 1 ELSE high > 1 END",
    "length(word) = 2",
    "lower(word) = 'ёж'",
    "upper(word) = 'ЁЖ'",
    "abs(low) = 1",
    "nullif(low, 1) IS NULL",
    "coalesce(word, 'x') = 'x'",
    "starts_with(word, 'Ё')",
    "ends_with(word, 'ж')",
    "contains(word, 'ё')",
    "regexp_full_match(word, '[а-яё]+')",
    "word LIKE 'ё%' AND word NOT LIKE '%s'",
    "word LIKE 'A%'",
    "word || '!' = 'a!'",
    "day < DATE '2026-01-01'",
    "ok",
    "ok IS TRUE",
)


@pytest.mark.parametrize("sql", RULES)
def test_pandera_and_the_plan_agree_on_every_rule(sql: str) -> None:
    """All that a rule may hold gives the same verdict on each row by the plan's engine and by pandera's."""
    kinds = {"low": "number", "high": "number", "count": "integer", "word": "string", "ok": "boolean", "day": "date"}
    schema = {
        "fields": [{"name": name, "type": kind} for name, kind in kinds.items()],
        "factpack:rules": [{"name": "r", "sql": sql, "description": "It holds."}],
    }
    rows = [
        (1.0, 2.0, 1, "ёж", True, dt.date(2025, 12, 31)),
        (2.0, 1.0, 2, "Ёж", False, dt.date(2026, 1, 1)),
        (-1.0, -1.0, 3, "it's", True, dt.date(2026, 1, 2)),
        (3.0, None, 4, "a", None, None),
        (None, None, None, None, None, None),
    ]
    columns = [
        pa.array(column, type=kind)
        for column, kind in zip(zip(*rows, strict=True), arrow_schema(schema).types, strict=True)
    ]
    table = pa.Table.from_arrays(columns, schema=arrow_schema(schema))
    by_plan = {row for violation in plan.run({"t": schema}, {"t": table}) for row in violation.rows}

    frame = table.to_pandas(
        date_as_object=False, types_mapper={pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}.get
    )
    frame["day"] = frame["day"].astype("datetime64[s]")
    try:
        pandera_schema(schema, "t").validate(frame, lazy=True)
        by_pandera = set()
    except pandera.errors.SchemaErrors as error:
        by_pandera = set(error.failure_cases["index"])
    assert by_pandera == by_plan


def test_a_rule_from_a_descriptor_can_only_read() -> None:
    """Text that stands as a rule in a stranger's descriptor cannot make SQLite attach files or run pragmas."""
    schema = {
        "fields": [{"name": "a", "type": "integer"}],
        "factpack:rules": [{"name": "r", "sql": "(SELECT count(*) FROM pragma_database_list) > 0", "description": ""}],
    }
    frame = pd.DataFrame({"a": pd.array([1], dtype="Int64")})
    with pytest.raises(pandera.errors.SchemaErrors):
        pandera_schema(schema, "t").validate(frame, lazy=True)
