"""Types, formats and constraints of fields → checks of rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpack.findings import shortened
from factpack.plan import json_values
from factpack.plan.checks import RowCheck, Schema, missing_values, names
from factpack.plan.dialect import FEW
from factpack.plan.reading import Field, Reading, UnusableError, unusable
from factpack.plan.stored import TEXTUAL, Column, Kind
from factpack.plan.types import type_of
from factpack.plan.violations import Problem

Argument = Any
"""A constraint's argument is whatever JSON holds."""

MOST_SHOWN = 200
"""So much of a list of values or a pattern is shown."""


def field_checks(table: str, schema: Schema, columns: Mapping[str, Column]) -> Iterator[RowCheck | Problem]:
    """The checks of each field that has a column, and the problems of those parts that nothing can be held to."""
    primary = names(schema.get("primaryKey", ()))
    for field in schema.get("fields", ()):
        if field["name"] in columns:
            yield from _Field(table, field, columns[field["name"]], missing_values(schema, field)).checks(
                is_key=field["name"] in primary
            )


def empty(column: Column, missing: Sequence[str]) -> str:
    """SQL that is true where the cell is empty: NULL, or a text that stands for a missing value."""
    if missing and column.kind in TEXTUAL:
        return f"({column.sql} IS NULL OR {column.sql} IN {_words(column, missing)})"
    return f"{column.sql} IS NULL"


def present(column: Column, missing: Sequence[str]) -> str:
    """SQL that is true where the cell is not empty."""
    if missing and column.kind in TEXTUAL:
        return f"{column.sql} NOT IN {_words(column, missing)}"
    return f"{column.sql} IS NOT NULL"


def _words(column: Column, words: Sequence[str]) -> str:
    return column.dialect.listed([*map(column.dialect.text, words)])


@dataclass(frozen=True, slots=True)
class _Field:
    table: str
    field: Field
    column: Column
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.field["name"])

    def checks(self, *, is_key: bool) -> Iterator[RowCheck | Problem]:
        constraints = self.field.get("constraints", {})
        if self.column.nullable or (self.missing and self.column.kind in TEXTUAL):
            if is_key:
                yield self.check("key/missing", "a value, for the primary key", empty(self.column, self.missing))
            elif constraints.get("required"):
                yield self.check("type/missing-value", "a value", empty(self.column, self.missing))
        try:
            reading = type_of(self.field).read(self.field, self.column)
        except UnusableError as error:
            yield self.problem("descriptor/unknown-format", str(error))
            return
        if self.column.kind is not Kind.NULL:
            yield from self._held(reading, constraints)

    def _held(self, reading: Reading, constraints: Mapping[str, Argument]) -> Iterator[RowCheck | Problem]:
        if reading.malformed:
            yield self.value_check("type/wrong-format", reading.expected, reading.malformed)
        if "categories" in self.field:
            yield self.constraint("categories", self.field["categories"], reading)
        for name, argument in constraints.items():
            if name not in ("required", "unique"):
                yield self.constraint(name, argument, reading)

    def constraint(self, name: str, argument: Argument, reading: Reading) -> RowCheck | Problem:
        """The check of one constraint; a problem where it does not apply or its argument cannot be used."""
        field_type = self.field.get("type", "string")
        if name not in CONSTRAINTS:
            return self.problem("descriptor/wrong-constraint", f"there is no constraint {name!r}")
        applies, condition = CONSTRAINTS[name]
        if applies and field_type not in applies:
            return self.problem(
                "descriptor/wrong-constraint", f"the constraint {name!r} does not apply to the type {field_type!r}"
            )
        try:
            rule, expected, bad = condition(reading, argument, self.column)
        except (ValueError, OverflowError) as error:
            shown = shortened(repr(argument), MOST_SHOWN)
            return self.problem("descriptor/wrong-constraint", f"the argument of {name!r}, {shown}, {error}")
        return self.value_check(rule, expected, bad)

    def value_check(self, rule: str, expected: str, bad: str) -> RowCheck:
        """A check that empty cells pass."""
        if self.missing and self.column.kind in TEXTUAL:
            bad = f"({bad}) AND {present(self.column, self.missing)}"
        return self.check(rule, expected, bad)

    def check(self, rule: str, expected: str, bad: str) -> RowCheck:
        return RowCheck(rule, (self.name,), shortened(expected, MOST_SHOWN), bad)

    def problem(self, rule: str, message: str) -> Problem:
        return Problem(self.table, rule, self.name, message)


Condition = tuple[str, str, str]
"""The name of the rule, what is expected, and the SQL of what is not."""


def _bound(rule: str, words: str, operator: str) -> Callable[[Reading, Argument, Column], Condition]:
    def condition(reading: Reading, argument: Argument, column: Column) -> Condition:
        bad = f"{reading.value} {operator} {reading.literal(argument)}"
        # SQL engines sort NaN above every number: within lower bounds.
        not_ordered = column.kind is Kind.FLOAT
        return rule, f"{words} {argument}", f"({bad} OR isnan({column.sql}))" if not_ordered else bad

    return condition


def _length(
    rule: str, words: str, operator: str, bytes_a_character: int
) -> Callable[[Reading, Argument, Column], Condition]:
    def condition(reading: Reading, argument: Argument, column: Column) -> Condition:
        if isinstance(argument, bool) or not isinstance(argument, int):
            unusable("is no whole number")
        unit = ("character" if reading.pattern else "item") + "s" * (argument != 1)
        bad = f"{reading.length} {operator} ({argument})"
        if reading.pattern:
            # Most texts need no counting: how many bytes they have is known.
            bad = f"{column.dialect.byte_count(reading.pattern)} {operator} ({argument * bytes_a_character}) AND {bad}"
        return rule, f"{words} {argument} {unit}", bad

    return condition


def _pattern(reading: Reading, argument: Argument, column: Column) -> Condition:
    if not isinstance(argument, str):
        unusable("is no text")
    bad = f"NOT {column.dialect.full_match(reading.pattern, argument)}"
    return "bound/pattern", f"text of the form {argument}", bad


def _enum(reading: Reading, argument: Argument, column: Column) -> Condition:
    expected = f"one of {', '.join(map(str, argument))}"
    if reading.json:
        return "bound/not-in-enum", expected, f"NOT {column.dialect.conforms(reading.json, {'enum': list(argument)})}"
    return "bound/not-in-enum", expected, _outside(reading, argument, column)


def _categories(reading: Reading, argument: Argument, column: Column) -> Condition:
    values = [item["value"] if isinstance(item, Mapping) else item for item in argument]
    return (
        "bound/not-in-categories",
        f"one of the categories {', '.join(map(str, values))}",
        _outside(reading, values, column),
    )


def _outside(reading: Reading, values: Sequence[Argument], column: Column) -> str:
    if not values:
        return f"{reading.value} IS NOT NULL"
    literals = [reading.literal(value) for value in values]
    if len(literals) > FEW or "(" in reading.value:  # what is computed, is computed once
        return f"{reading.value} NOT IN {column.dialect.listed(literals)}"
    # Comparisons look at each word of a dictionary once, a list of words at each row: a third of the time.
    return " AND ".join(f"{reading.value} <> {literal}" for literal in literals)


def _json_schema(reading: Reading, argument: Argument, column: Column) -> Condition:
    if reason := json_values.usable(argument):
        unusable(f"cannot be used as a JSON Schema: {reason}")
    return (
        "bound/json-schema",
        "JSON of the field's jsonSchema",
        f"NOT {column.dialect.conforms(reading.json, argument)}",
    )


_ORDERED = frozenset({"integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration"})
_LONG = frozenset({"string", "array", "object", "list", "geojson"})

CONSTRAINTS: Mapping[str, tuple[frozenset[str], Callable[[Reading, Argument, Column], Condition]]] = {
    "minimum": (_ORDERED, _bound("bound/below-minimum", "at least", "<")),
    "exclusiveMinimum": (_ORDERED, _bound("bound/below-minimum", "more than", "<=")),
    "maximum": (_ORDERED, _bound("bound/above-maximum", "at most", ">")),
    "exclusiveMaximum": (_ORDERED, _bound("bound/above-maximum", "less than", ">=")),
    "minLength": (_LONG, _length("bound/too-short", "at least", "<", 4)),
    "maxLength": (_LONG, _length("bound/too-long", "at most", ">", 1)),
    "pattern": (frozenset({"string"}), _pattern),
    "enum": (frozenset(), _enum),
    "categories": (frozenset({"string", "integer"}), _categories),
    "jsonSchema": (frozenset({"object", "array"}), _json_schema),
}
"""Each constraint: the types that it applies to (none listed: to all), and its condition."""
