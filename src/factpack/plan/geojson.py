"""GeoJSON (RFC 7946), TopoJSON and points in JSON, as JSON Schemas: what Table Schema's geographic types hold."""

from typing import Any

Schema = dict[str, Any]


def _list_of(items: Schema, least: int) -> Schema:
    return {"type": "array", "minItems": least, "items": items}


_POSITION = _list_of({"type": "number"}, 2)
_LINE = _list_of(_POSITION, 2)
_POLYGON = _list_of(_list_of(_POSITION, 4), 0)
_COORDINATES = {
    "Point": _POSITION,
    "MultiPoint": _list_of(_POSITION, 0),
    "LineString": _LINE,
    "MultiLineString": _list_of(_LINE, 0),
    "Polygon": _POLYGON,
    "MultiPolygon": _list_of(_POLYGON, 0),
}


def _object(name: str, **properties: object) -> Schema:
    return {"type": "object", "required": ["type", *properties], "properties": {"type": {"const": name}, **properties}}


_GEOMETRY: Schema = {
    "anyOf": [
        *(_object(name, coordinates=coordinates) for name, coordinates in _COORDINATES.items()),
        _object("GeometryCollection", geometries={"type": "array", "items": {"$ref": "#/$defs/geometry"}}),
    ]
}
_FEATURE = _object(
    "Feature",
    geometry={"anyOf": [{"type": "null"}, {"$ref": "#/$defs/geometry"}]},
    properties={"type": ["object", "null"]},
)
GEOJSON: Schema = {
    "$defs": {"geometry": _GEOMETRY, "feature": _FEATURE},
    "anyOf": [
        {"$ref": "#/$defs/geometry"},
        {"$ref": "#/$defs/feature"},
        _object("FeatureCollection", features={"type": "array", "items": {"$ref": "#/$defs/feature"}}),
    ],
}
_ARCS = {"type": "array"}
_TOPOLOGY_OBJECT: Schema = {
    "anyOf": [
        {"type": "object", "required": ["type"], "properties": {"type": {"type": "null"}}},
        *(_object(name, coordinates=_COORDINATES[name]) for name in ("Point", "MultiPoint")),
        *(_object(name, arcs=_ARCS) for name in ("LineString", "MultiLineString", "Polygon", "MultiPolygon")),
        _object("GeometryCollection", geometries={"type": "array", "items": {"$ref": "#/$defs/object"}}),
    ]
}
TOPOJSON: Schema = {
    "$defs": {"object": _TOPOLOGY_OBJECT},
    "anyOf": [
        {"$ref": "#/$defs/object"},
        _object(
            "Topology",
            objects={"type": "object", "additionalProperties": {"$ref": "#/$defs/object"}},
            arcs=_list_of(_list_of(_POSITION, 2), 0),
        ),
    ],
}
_LON = {"type": "number", "minimum": -180, "maximum": 180}
_LAT = {"type": "number", "minimum": -90, "maximum": 90}
POINTS: dict[str, Schema] = {
    "array": {"type": "array", "prefixItems": [_LON, _LAT], "minItems": 2, "maxItems": 2},
    "object": {
        "type": "object",
        "properties": {"lon": _LON, "lat": _LAT},
        "required": ["lon", "lat"],
        "additionalProperties": False,
    },
}
