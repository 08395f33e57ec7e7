"""JSON, lists and places: what is in their cells, as JSON text or in types of Parquet's own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from factpack.plan import geojson
from factpack.plan.dialect import JsonType
from factpack.plan.reading import Field, Reading, UnusableError, as_text, as_words
from factpack.plan.stored import NUMERIC, TEXTUAL, Column, Kind


def _json_text(column: Column) -> str:
    sql = column.dialect
    return sql.as_text(column.sql) if column.kind in TEXTUAL else sql.to_json(column.sql)


def _json_reading(column: Column, json_type: JsonType, expected: str, length: str = "") -> Reading:
    """How JSON is read: `length` is that of what is not stored as text."""
    sql, is_text = column.dialect, column.kind in TEXTUAL
    json_text = _json_text(column)
    return Reading(
        json_text,
        partial(as_words, sql),
        malformed=sql.is_not_json(column.sql, json_type) if is_text else "",
        expected=expected,
        length=sql.json_length(column.sql, json_type) if is_text else length,
        json=json_text,
    )


def object_reading(_: Field, column: Column) -> Reading:
    """JSON objects, as text, structs or maps."""
    is_map = column.kind is Kind.MAP
    length = column.dialect.entry_count(column.sql) if is_map else f"({len(column.members)})"
    return _json_reading(column, "OBJECT", "a JSON object", length)


def array_reading(_: Field, column: Column) -> Reading:
    """JSON arrays, as text or lists."""
    return _json_reading(column, "ARRAY", "a JSON array", column.dialect.item_count(column.sql))


def geojson_reading(field: Field, column: Column) -> Reading:
    """GeoJSON or TopoJSON, as text."""
    topology = field.get("format") == "topojson"
    schema, expected = (geojson.TOPOJSON, "TopoJSON") if topology else (geojson.GEOJSON, "GeoJSON")
    malformed = f"NOT {column.dialect.conforms(_json_text(column), schema)}"
    return replace(_json_reading(column, "OBJECT", expected), malformed=malformed)


POINTS = {
    "default": ("a point such as 71.43, 51.13", TEXTUAL),
    "array": ("a point such as [71.43, 51.13]", TEXTUAL | {Kind.LIST}),
    "object": ('a point such as {"lon": 71.43, "lat": 51.13}', TEXTUAL | {Kind.STRUCT}),
}


def geopoint_reading(field: Field, column: Column) -> Reading:
    """Points of the globe, in each of the formats."""
    form, sql, cell = field.get("format", "default"), column.dialect, column.sql
    expected, _ = POINTS[form]
    if form == "default":
        lon, lat = (f"try_cast(split_part({cell}, ',', {n}) AS DOUBLE)" for n in (1, 2))
        malformed = f"{_off_the_globe(lon, lat)} OR {sql.full_match(cell, '[^,]*,[^,]*,.*')}"
        return Reading(cell, partial(as_text, sql), malformed=malformed, expected=expected)
    json_text = _json_text(column)
    if column.kind in TEXTUAL:
        malformed = f"NOT {sql.conforms(json_text, geojson.POINTS[form])}"
    elif form == "array":
        malformed = f"{sql.item_count(cell)} <> 2 OR {_off_the_globe(sql.item(cell, 1), sql.item(cell, 2))}"
    else:
        malformed = _off_the_globe(sql.member(cell, "lon"), sql.member(cell, "lat"))
    return Reading(json_text, partial(as_words, sql), malformed=malformed, expected=expected, json=json_text)


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
    delimiter, item_type, sql = field.get("delimiter", ","), field.get("itemType", "string"), column.dialect
    if item_type not in ITEMS:
        message = f"the itemType {item_type!r} is not one of {', '.join(ITEMS)}"
        raise UnusableError(message)
    if column.kind is Kind.LIST:
        json_text = _json_text(column)
        return Reading(json_text, partial(as_words, sql), length=sql.item_count(column.sql), json=json_text)
    items = sql.split(column.sql, delimiter)
    pattern, _ = ITEMS[item_type]
    malformed = "" if item_type == "string" else sql.any_item_unlike(items, pattern)
    expected = f"a list of the type {item_type}, with {delimiter!r} between items"
    return Reading(
        column.sql, partial(as_text, sql), malformed=malformed, expected=expected, length=sql.item_count(items)
    )
