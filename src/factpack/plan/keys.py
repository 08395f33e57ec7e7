"""Primary, unique and foreign keys → checks across rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpack.plan.checks import Cell, KeyCheck, ReferenceCheck, Schema, field_names, missing_values, names
from factpack.plan.constraints import present
from factpack.plan.stored import Column
from factpack.plan.violations import Problem

_COMPARABLE = ({"integer", "number", "year"},)
"""Types of fields that can refer to one another, beyond those that are the same."""

Columns = Mapping[str, Mapping[str, Column]]


def key_checks(table: str, schema: Schema, columns: Mapping[str, Column]) -> Iterator[KeyCheck | Problem]:
    """The keys in which no two rows may agree: primary key, unique keys, and fields that are unique by themselves."""
    keys = [names(schema.get("primaryKey", ())), *map(names, schema.get("uniqueKeys", ()))]
    keys += ((field["name"],) for field in schema.get("fields", ()) if field.get("constraints", {}).get("unique"))
    for key in dict.fromkeys(filter(None, keys)):
        if problem := _unknown(table, key, table, schema):
            yield problem
        elif columns.keys() >= set(key):
            yield KeyCheck(key, _cells(schema, key, columns))


def reference_checks(table: str, schemas: Mapping[str, Schema], columns: Columns) -> Iterator[ReferenceCheck | Problem]:
    """The foreign keys of a table; a field without a column, here or there, is left out."""
    for key in schemas[table].get("foreignKeys", ()):
        reference = _Reference.of(table, key)
        if problem := reference.problem(schemas):
            yield problem
        elif columns[table].keys() >= set(reference.fields) and columns.get(reference.target, {}).keys() >= set(
            reference.target_fields
        ):
            yield ReferenceCheck(
                reference.fields,
                _cells(schemas[table], reference.fields, columns[table]),
                reference.target,
                _cells(schemas[reference.target], reference.target_fields, columns[reference.target]),
            )


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

    def _differs(self, schemas: Mapping[str, Schema]) -> Problem | None:
        ours, theirs = _types(schemas[self.table], self.fields), _types(schemas[self.target], self.target_fields)
        for here, there in zip(ours, theirs, strict=True):
            if "any" not in (here, there) and here != there and not any({here, there} <= same for same in _COMPARABLE):
                return self._wrong(
                    f"the foreign key {self.fields} and its target {self.target_fields} differ in type: {here}, {there}"
                )
        return None

    def _wrong(self, message: str) -> Problem:
        return Problem(self.table, "descriptor/wrong-key", self.fields[0] if self.fields else "", message)


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
    return tuple(Cell(columns[name], present(columns[name], missing_values(schema, fields[name]))) for name in key)
