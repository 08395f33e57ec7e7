"""Record class → Table Schema (Data Package v2), from which every other form of the contract is derived."""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, get_args

from pydantic.fields import FieldInfo

from factpack.errors import DefinitionError
from factpack.record import Column, Record

TableSchema = dict[str, Any]

BASIS = "factpack:basis"
RULES = "factpack:rules"
UNIT = "factpack:unit"

_TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", date: "date"}
_CONSTRAINTS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
}
"""The constraints of Table Schema, by the names that pydantic and annotated_types give them.

pydantic's own JSON Schema would say the same, a hundred times slower: `check` waits for it.
"""


def table_schema(record_class: type[Record]) -> TableSchema:
    """The Table Schema of the class's table: fields with constraints and basis, keys, references and rules."""
    schema: TableSchema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(record_class, column) for column in record_class.columns],
        # An empty text is a text: no constraint lets it pass as a missing value.
        "missingValues": [],
        "primaryKey": list(record_class.key),
    }
    if record_class.unique:
        schema["uniqueKeys"] = [list(names) for names in record_class.unique]
    if references := [column for column in record_class.columns if column.references]:
        schema["foreignKeys"] = [
            {"fields": [column.name], "reference": {"resource": column.references, "fields": ["id"]}}
            for column in references
        ]
    if record_class.rules:
        schema[RULES] = [
            {"name": rule.name, "sql": rule.sql, "description": rule.description} for rule in record_class.rules
        ]
    return schema


def _field(record_class: type[Record], column: Column) -> dict[str, Any]:
    values = [member.value for member in column.type] if issubclass(column.type, Enum) else []
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "description": column.info.description,
        "type": _type(record_class, column, type(values[0]) if values else column.type),
    }
    # What the field says itself comes last and wins.
    markers = [*_markers(column.info.annotation), column.info]
    constraints = {key: value for marker in markers for key, value in _constraints(marker).items()}
    constraints = {keyword: constraints[keyword] for keyword in _CONSTRAINTS if keyword in constraints}
    _must_be_anchored(record_class, column, constraints.get("pattern", "^$"))
    constraints |= {"enum": values} if values else {}
    constraints |= {} if column.nullable else {"required": True}
    if constraints:
        field["constraints"] = constraints
    if unit := next(filter(None, map(_unit, reversed(markers))), None):
        field[UNIT] = unit
    field[BASIS] = column.basis.value
    return field


def _type(record_class: type[Record], column: Column, plain: type) -> str:
    if plain not in _TYPES:
        known = ", ".join(python.__name__ for python in _TYPES)
        message = f"{record_class.__name__}.{column.name}: a column is one of {known} or an Enum of them, not {plain}"
        raise DefinitionError(message)
    return _TYPES[plain]


def _must_be_anchored(record_class: type[Record], column: Column, pattern: str) -> None:
    """A pattern is a search to pydantic and a full match to all others; between ^ and $ it is the same to all."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        message = f"{record_class.__name__}.{column.name}: write the pattern {pattern!r} between ^ and $"
        raise DefinitionError(message)


def _markers(annotation: Any) -> Iterator[object]:  # noqa: ANN401 (an annotation can be anything)
    """Whatever stands in the `Annotated[…]` inside an annotation."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _markers(part)


def _constraints(marker: object) -> dict[str, Any]:
    if isinstance(marker, FieldInfo):
        return {key: value for part in marker.metadata for key, value in _constraints(part).items()}
    given = {keyword: getattr(marker, name, None) for keyword, name in _CONSTRAINTS.items()}
    return {
        keyword: value.pattern if isinstance(value, re.Pattern) else value
        for keyword, value in given.items()
        if value is not None
    }


def _unit(marker: object) -> object:
    extra = marker.json_schema_extra if isinstance(marker, FieldInfo) else None
    return extra.get("unit") if isinstance(extra, dict) else None
