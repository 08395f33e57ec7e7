"""Record class → Table Schema (Data Package v2), from which every other form of the contract is derived."""

from collections.abc import Mapping
from typing import Any

from factpack.record import Column, Record

TableSchema = dict[str, Any]

BASIS = "factpack:basis"
RULES = "factpack:rules"
UNIT = "factpack:unit"

_CONSTRAINTS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "enum",
)
"""The keywords of JSON Schema that are constraints of Table Schema by the same name."""


def table_schema(record_class: type[Record]) -> TableSchema:
    """The Table Schema of the class's table: fields with constraints and basis, keys, references and rules."""
    json_schema = record_class.model_json_schema()
    schema: TableSchema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, json_schema) for column in record_class.columns],
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


def _field(column: Column, json_schema: Mapping[str, Any]) -> dict[str, Any]:
    keywords = _resolved(json_schema["properties"][column.name], json_schema.get("$defs", {}))
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "description": column.info.description,
        "type": "date" if keywords.get("format") == "date" else keywords["type"],
    }
    constraints = {keyword: keywords[keyword] for keyword in _CONSTRAINTS if keyword in keywords}
    constraints |= {} if column.nullable else {"required": True}
    if constraints:
        field["constraints"] = constraints
    if unit := keywords.get("unit"):
        field[UNIT] = unit
    field[BASIS] = column.basis.value
    return field


def _resolved(keywords: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords with references followed and the alternative `null` left out."""
    merged = {key: value for key, value in keywords.items() if key not in ("$ref", "anyOf", "allOf")}
    parts = [part for part in keywords.get("anyOf", ()) if part.get("type") != "null"]
    if "$ref" in keywords:
        parts.append(definitions[keywords["$ref"].rsplit("/", 1)[1]])
    for part in parts:
        merged |= _resolved(part, definitions)
    return merged
