"""Cells whose form is not that of their type or format."""

import datetime as dt

import pyarrow as pa

from .case import Case, Cells, Json, Stored, column, field

FORMAT = "type/wrong-format"


def malformed(what: str, spec: Json, bad: str, sound: str, *, why: str = "") -> Case:
    """A second row of another form than its field says."""
    return column(what, FORMAT, spec, [sound, bad], [sound, sound], why=why)


def items(kind: str, *, delimiter: str = ",") -> Json:
    """A list of items of this type."""
    return field("list") | {"itemType": kind, "delimiter": delimiter}


STRUCTS = "reads points from JSON text only, not from stored structs"
UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
POINT = '{"type": "Point", "coordinates": [71.4, 51.1]}'
FEATURE = '{"type": "Feature", "geometry": null, "properties": {}}'
TOPOLOGY = '{"type": "Topology", "objects": {"a": {"type": "Point", "coordinates": [1, 2]}}, "arcs": []}'

TEXTS = (
    malformed("email without an @", field("string", "email"), "nobody", "anna@example.org"),
    malformed("uri without a scheme", field("string", "uri"), "example.org/a", "https://example.org/a"),
    malformed(
        "uri with a space",
        field("string", "uri"),
        "https://example.org/a b",
        "https://example.org/a%20b",
        why="looks for a scheme in a URI and for little else",
    ),
    malformed("uuid of too few digits", field("string", "uuid"), UUID[:-1], UUID),
    column(
        "uuid as bytes where text is said",
        "type/wrong-type",
        field("string"),
        Stored([b"0123456789abcdef"], pa.uuid()),
        [UUID],
    ),
    malformed("binary that is not base64", field("string", "binary"), "a", "aGk="),
    malformed(
        "binary with signs that base64 lacks",
        field("string", "binary"),
        "a*Gk=",
        "aGk=",
        why="decodes base64 leniently, dropping what is none",
    ),
)

TIMES = (
    malformed("date in another order than its pattern", field("date", "%d/%m/%Y"), "02/27/2026", "27/02/2026"),
    malformed("date that no calendar has", field("date", "%d/%m/%Y"), "30/02/2026", "28/02/2026"),
    malformed("date with more after its pattern", field("date", "%d/%m/%Y"), "27/02/2026 ", "27/02/2026"),
    malformed("date of a v1 pattern", field("date", "fmt:%d/%m/%Y"), "2026-02-27", "27/02/2026"),
    malformed("time of another pattern", field("time", "%H.%M"), "09:30", "09.30"),
    malformed("datetime without its time", field("datetime", "%Y-%m-%d %H:%M"), "2026-02-27", "2026-02-27 09:30"),
    malformed("month 13", field("yearmonth"), "2026-13", "2026-12"),
    malformed("month of one digit", field("yearmonth"), "2026-2", "2026-02", why="takes months of one digit"),
    malformed("duration in words", field("duration"), "one day", "P1D"),
    malformed("duration of nothing", field("duration"), "PT", "PT0S", why="takes a duration of no parts"),
    column(
        "integers where a date pattern is said",
        "type/wrong-type",
        field("date", "%d/%m/%Y"),
        [27022026],
        [dt.date(2026, 2, 27)],
    ),
)


def pair(what: str, spec: Json, bad: Cells, sound: Cells, *, why: str = "") -> Case:
    """A column of lists or structs, one of which is wrong."""
    return column(what, FORMAT, spec, bad, sound, why=why)


STRUCTURES = (
    malformed("object that is an array", field("object"), "[1]", "{}"),
    malformed("object that is no JSON", field("object"), "{a: 1}", "{}"),
    malformed("array that is an object", field("array"), "{}", "[1]"),
    malformed("array that is no JSON", field("array"), "[1", "[1]"),
    malformed("word in a list of integers", items("integer"), "1,x", "1,2"),
    malformed("comma in a list with semicolons", items("integer", delimiter=";"), "1,2", "1;2"),
    malformed("word in a list of dates", items("date"), "2026-02-27,soon", "2026-02-27"),
    malformed("word in a list of booleans", items("boolean"), "true,perhaps", "true,false"),
)

PLACES = (
    malformed("geopoint of one number", field("geopoint"), "71.4", "71.4, 51.1"),
    malformed("geopoint beyond the pole", field("geopoint"), "51.1, 91", "51.1, 90"),
    malformed("geopoint in words", field("geopoint"), "here, there", "71.4, 51.1"),
    malformed("geopoint array of one number", field("geopoint", "array"), "[71.4]", "[71.4, 51.1]"),
    malformed("geopoint array as default", field("geopoint", "array"), "71.4, 51.1", "[71.4, 51.1]"),
    pair("geopoint list of three numbers", field("geopoint", "array"), [[1.0, 2.0], [1.0, 2.0, 3.0]], [[1.0, 2.0]] * 2),
    malformed("geopoint object without lat", field("geopoint", "object"), '{"lon": 71}', '{"lon": 71, "lat": 51}'),
    pair(
        "geopoint struct beyond the date line",
        field("geopoint", "object"),
        [{"lon": 71.4, "lat": 51.1}, {"lon": 181.0, "lat": 51.1}],
        [{"lon": 71.4, "lat": 51.1}, {"lon": 180.0, "lat": 51.1}],
        why=STRUCTS,
    ),
    column(
        "geopoint struct of other names",
        "type/wrong-type",
        field("geopoint", "object"),
        [{"x": 71.4, "y": 51.1}],
        [{"lon": 71.4, "lat": 51.1}],
        why=STRUCTS,
    ),
    malformed("geojson that is no JSON", field("geojson"), "POINT (71.4 51.1)", POINT),
    malformed("geojson of an unknown shape", field("geojson"), POINT.replace("Point", "Spot"), POINT),
    malformed("geojson point without coordinates", field("geojson"), '{"type": "Point"}', POINT),
    malformed("topojson without arcs", field("geojson", "topojson"), '{"type": "Topology", "objects": {}}', TOPOLOGY),
    malformed("topojson that is geojson", field("geojson", "topojson"), FEATURE, TOPOLOGY),
)

CASES = (*TEXTS, *TIMES, *STRUCTURES, *PLACES)
