"""Primary, unique and foreign keys → checks across rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factpack.plan.checks import Cell, KeyCheck, ReferenceCheck, Schema, field_names, missing_values, names
from factpack.plan.columns import may_lack_columns
from factpack.plan.constraints import present
from factpack.plan.reading import UnusableError
from factpack.plan.stored import MOMENTS, NUMERIC, TEXTUAL, Column
from factpack.plan.types import type_of
from factpack.plan.violations import Problem

_COMPARABLE = ({"integer", "number", "year"},)
"""Types of fields that can refer to one another, beyond those that are the same."""

Columns = Mapping[str, Mapping[str, Column]]


def key_checks(table: str, schema: Schema, columns: Mapping[str, Column]) -> Iterator[KeyCheck | Problem]:
    """The keys in which no two rows may agree: primary key, unique keys, and fields that are unique by themselves."""
    keys = [names(schema.get("primaryKey", ())), *map(names, schema.get("uniqueKeys", ()))]
    keys += ((field["name"],) for field in schema.get("fields", ()) if field.get("constraints", {}).get("unique"))
    for key in dict.fromkeys(tuple(dict.fromkeys(key)) for key in keys if key):
        if problem := _unknown(table, key, table, schema):
            yield problem
        elif columns.keys() >= set(key):
            yield KeyCheck(key, _cells(schema, key, columns))


def reference_checks(table: str, schemas: Mapping[str, Schema], columns: Columns) -> Iterator[ReferenceCheck | Problem]:
    """The foreign keys of a table; a field without a column, here or there, is left out."""
    for key in schemas[table].get("foreignKeys", ()):
        reference = _Reference.of(table, key)
        if (problem := reference.problem(schemas)) or (problem := reference.leads_to_no_column(schemas, columns)):
            yield problem
        elif columns[table].keys() >= set(reference.fields) and columns.get(reference.target, {}).keys() >= set(
            reference.target_fields
        ):
            yield _reference(reference, schemas, columns)


def _reference(reference: "_Reference", schemas: Mapping[str, Schema], columns: Columns) -> ReferenceCheck:
    here = _cells(schemas[reference.table], reference.fields, columns[reference.table])
    there = _cells(schemas[reference.target], reference.target_fields, columns[reference.target])
    pairs = [_comparable(from_, to) for from_, to in zip(here, there, strict=True)]
    return ReferenceCheck(
        reference.fields, tuple(cell for cell, _ in pairs), reference.target, tuple(cell for _, cell in pairs)
    )


def _comparable(one: Cell, other: Cell) -> tuple[Cell, Cell]:
    """The two cells with what SQL can compare of them: what is stored, if it is stored alike, or else their texts."""
    kinds = {one.column.kind, other.column.kind}
    if len(kinds) == 1 or any(kinds <= alike for alike in (NUMERIC, TEXTUAL, MOMENTS)):
        return one, other
    return _as_text(one), _as_text(other)


def _as_text(cell: Cell) -> Cell:
    return replace(cell, value=cell.column.dialect.as_text(cell.read))


@dataclass(frozen=True, slots=True)
class _Reference:
    table: str
    fields: tuple[str, ...]
    target: str
    target_fields: tuple[str, ...]

    @classmethod
    def of(cls, table: str, key: Mapping[str, Any]) -> "_Reference":
        # No resource, or an empty one as v1 has it: the table itself.
        target = key["reference"].get("resource") or table
        return cls(table, names(key["fields"]), target, names(key["reference"]["fields"]))

    def problem(self, schemas: Mapping[str, Schema]) -> Problem | None:
        if self.target not in schemas:
            return self._wrong(f"a foreign key refers to {self.target!r}, which is no table")
        if len(self.fields) != len(self.target_fields):
            return self._wrong(
                f"the foreign key {self.fields} refers to another number of fields, {self.target_fields}"
            )
        unknown = _unknown(self.table, self.fields, self.table, schemas[self.table])
        unknown = unknown or _unknown(self.table, self.target_fields, self.target, schemas[self.target])
        return unknown or self._differs(schemas)

    def leads_to_no_column(self, schemas: Mapping[str, Schema], columns: Columns) -> Problem | None:
        """A problem where the target may lack the column, and does: no other finding says so."""
        lacking = set(self.target_fields) - columns.get(self.target, {}).keys()
        if self.target in columns and lacking and may_lack_columns(schemas[self.target]):
            return self._wrong(f"a foreign key refers to {min(lacking)!r}, and {self.target} has no such column")
        return None

    def _differs(self, schemas: Mapping[str, Schema]) -> Problem | None:
        ours, theirs = _types(schemas[self.table], self.fields), _types(schemas[self.target], self.target_fields)
        for here, there in zip(ours, theirs, strict=True):
            if "any" not in (here, there) and here != there and not any({here, there} <= same for same in _COMPARABLE):
                fields, target_fields = _listed(self.fields), _listed(self.target_fields)
                message = f"the foreign key {fields} and its target {target_fields} differ in type: {here}, {there}"
                return self._wrong(message)
        return None

    def _wrong(self, message: str) -> Problem:
        return Problem(self.table, "descriptor/wrong-key", self.fields[0] if self.fields else "", message)


def _listed(fields: Sequence[str]) -> str:
    return " and ".join(fields)


def _unknown(table: str, key: Sequence[str], owner: str, schema: Schema) -> Problem | None:
    for name in key:
        if name not in field_names(schema):
            message = f"a key names the field {name!r}, which the schema of {owner} does not have"
            return Problem(table, "descriptor/wrong-key", name, message)
    return None


def _types(schema: Schema, key: Sequence[str]) -> list[str]:
    types = {field["name"]: str(field.get("type", "string")) for field in schema["fields"]}
    return [types[name] for name in key]


def _cells(schema: Schema, key: Sequence[str], columns: Mapping[str, Column]) -> tuple[Cell, ...]:
    fields = {field["name"]: field for field in schema["fields"]}
    return tuple(_cell(fields[name], columns[name], missing_values(schema, fields[name])) for name in key)


def _cell(field: Mapping[str, Any], column: Column, missing: Sequence[str]) -> Cell:
    try:
        read = type_of(field).read(field, column).value
    except UnusableError:  # the field has a problem of its own, which says so
        read = column.sql
    return Cell(column, present(column, missing), column.sql, read)
