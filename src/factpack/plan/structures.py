"""JSON, lists and places: what is in their cells, as JSON text or in types of Parquet's own."""

import json
from collections.abc import Mapping

from factpack.plan import geojson
from factpack.plan.reading import Field, Reading, UnusableError, as_text, as_words
from factpack.plan.sql import text
from factpack.plan.stored import NUMERIC, TEXTUAL, Column, Kind


def _json_text(column: Column) -> str:
    return f"CAST({column.sql if column.kind in TEXTUAL else f'to_json({column.sql})'} AS VARCHAR)"


def conforms(value: str, schema: object) -> str:
    """SQL that is true where the JSON text conforms to the JSON Schema (`factpack.plan.json_values`)."""
    return f"conforms({value}, {text(json.dumps(schema))})"


def _of_json_type(column: Column, json_type: str) -> str:
    if column.kind not in TEXTUAL:
        return ""
    return f"CASE WHEN json_valid({column.sql}) THEN json_type({column.sql}) <> '{json_type}' ELSE TRUE END"


def _if_json(column: Column, expression: str) -> str:
    return f"CASE WHEN json_valid({column.sql}) THEN {expression} END"


def object_reading(_: Field, column: Column) -> Reading:
    """JSON objects, as text, structs or maps."""
    lengths = {Kind.STRUCT: f"({len(column.members)})", Kind.MAP: f"cardinality({column.sql})"}
    length = lengths.get(column.kind) or _if_json(column, f"len(json_keys({column.sql}))")
    malformed = _of_json_type(column, "OBJECT")
    json_text = _json_text(column)
    return Reading(json_text, as_words, malformed=malformed, expected="a JSON object", length=length, json=json_text)


def array_reading(_: Field, column: Column) -> Reading:
    """JSON arrays, as text or lists."""
    length = f"len({column.sql})"
    if column.kind in TEXTUAL:
        length = _if_json(column, f"json_array_length({column.sql})")
    malformed = _of_json_type(column, "ARRAY")
    json_text = _json_text(column)
    return Reading(json_text, as_words, malformed=malformed, expected="a JSON array", length=length, json=json_text)


def geojson_reading(field: Field, column: Column) -> Reading:
    """GeoJSON or TopoJSON, as text."""
    topology = field.get("format") == "topojson"
    schema, expected = (geojson.TOPOJSON, "TopoJSON") if topology else (geojson.GEOJSON, "GeoJSON")
    json_text = _json_text(column)
    length = _if_json(column, f"len(json_keys({column.sql}))")
    return Reading(
        json_text,
        as_words,
        malformed=f"NOT {conforms(json_text, schema)}",
        expected=expected,
        length=length,
        json=json_text,
    )


POINTS = {
    "default": ("a point such as 71.43, 51.13", TEXTUAL),
    "array": ("a point such as [71.43, 51.13]", TEXTUAL | {Kind.LIST}),
    "object": ('a point such as {"lon": 71.43, "lat": 51.13}', TEXTUAL | {Kind.STRUCT}),
}


def geopoint_reading(field: Field, column: Column) -> Reading:
    """Points of the globe, in each of the formats."""
    form, sql = field.get("format", "default"), column.sql
    expected, _ = POINTS[form]
    if form == "default":
        lon, lat = (f"try_cast(split_part({sql}, ',', {n}) AS DOUBLE)" for n in (1, 2))
        malformed = f"{_off_the_globe(lon, lat)} OR regexp_full_match({sql}, '[^,]*,[^,]*,.*')"
        return Reading(sql, as_text, malformed=malformed, expected=expected)
    json_text = _json_text(column)
    if column.kind in TEXTUAL:
        malformed = f"NOT {conforms(json_text, geojson.POINTS[form])}"
    elif form == "array":
        malformed = f"len({sql}) <> 2 OR {_off_the_globe(f'{sql}[1]', f'{sql}[2]')}"
    else:
        malformed = _off_the_globe(f"struct_extract({sql}, 'lon')", f"struct_extract({sql}, 'lat')")
    return Reading(json_text, as_words, malformed=malformed, expected=expected, json=json_text)


def _off_the_globe(lon: str, lat: str) -> str:
    return f"NOT coalesce(abs({lon}) <= 180 AND abs({lat}) <= 90, FALSE)"


ITEMS: Mapping[str, tuple[str, frozenset[Kind]]] = {
    "string": (".*", TEXTUAL),
    "integer": (r"\s*[+-]?[0-9]+\s*", frozenset({Kind.INTEGER})),
    "number": (r"\s*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|-?INF)\s*", NUMERIC),
    "boolean": (r"\s*(true|True|TRUE|1|false|False|FALSE|0)\s*", frozenset({Kind.BOOLEAN})),
    "date": (r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*", frozenset({Kind.DATE})),
    "datetime": (
        r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?\s*",
        frozenset({Kind.TIMESTAMP, Kind.INSTANT}),
    ),
    "time": (r"\s*[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?\s*", frozenset({Kind.TIME})),
}
"""The types that the items of a list may have: how they look in text, and how they are stored."""


def list_reading(field: Field, column: Column) -> Reading:
    """Lists, as text with delimiters or as lists."""
    delimiter, item_type = field.get("delimiter", ","), field.get("itemType", "string")
    if item_type not in ITEMS:
        message = f"the itemType {item_type!r} is not one of {', '.join(ITEMS)}"
        raise UnusableError(message)
    if column.kind is Kind.LIST:
        json_text = _json_text(column)
        return Reading(json_text, as_words, length=f"len({column.sql})", json=json_text)
    items = f"string_split({column.sql}, {as_text(delimiter)})"
    pattern, _ = ITEMS[item_type]
    wrong = f"len(list_filter({items}, lambda item: NOT regexp_full_match(item, {text(pattern)}))) > 0"
    malformed = "" if item_type == "string" else wrong
    expected = f"a list of the type {item_type}, with {delimiter!r} between items"
    return Reading(column.sql, as_text, malformed=malformed, expected=expected, length=f"len({items})")
