"""Stored types that are not those which the schema says."""

import datetime as dt
from decimal import Decimal

import pyarrow as pa

from .case import Case, Cells, Stored, column, field

DAY, MOMENT, CLOCK = dt.date(2026, 2, 27), dt.datetime(2026, 2, 27, 9, 30), dt.time(9, 30)  # noqa: DTZ001 a datetime without a zone is what is stored
POINT = '{"type": "Point", "coordinates": [71.4, 51.1]}'

AS_IN_CSV = "reads text as it reads CSV, whatever the column's stored type"
WHOLE = "takes a whole number of any stored type for an integer"
NO_ROWS = "looks at cells, never at the stored type"
ARRAYS = "takes stored lists, which pandas hands it as arrays, for no list"

SOUND: dict[str, Cells] = {
    "string": ["a"],
    "number": [1.5],
    "integer": [1],
    "boolean": [True],
    "object": ['{"a": 1}'],
    "array": ["[1]"],
    "list": ["a,b"],
    "datetime": [MOMENT],
    "date": [DAY],
    "time": [CLOCK],
    "year": [2026],
    "yearmonth": ["2026-02"],
    "duration": ["P1D"],
    "geopoint": ["71.4, 51.1"],
    "geojson": [POINT],
}


def stored(what: str, said: str, bad: Cells, *, sound: Cells = (), why: str = "") -> Case:
    """A column that holds something else than the type that is said."""
    name = f"{what} where {said} is said"
    return column(name, "type/wrong-type", field(said), bad, sound or SOUND[said], why=why)


CASES = (
    stored("integers", "string", [1]),
    stored("booleans", "string", [True]),
    stored("bytes", "string", [b"a"]),
    stored("dates", "string", [DAY]),
    stored("text", "number", ["1.5"], why=AS_IN_CSV),
    stored("booleans", "number", [True]),
    stored("text", "integer", ["1"], why=AS_IN_CSV),
    stored("floats", "integer", [1.0], why=WHOLE),
    stored(
        "decimals with a fraction",
        "integer",
        Stored([Decimal("1.00")], pa.decimal128(5, 2)),
        sound=Stored([Decimal(1)], pa.decimal128(5, 0)),
        why=WHOLE,
    ),
    stored("booleans", "integer", [True]),
    stored("text of no rows", "integer", Stored([], pa.string()), sound=Stored([], pa.int64()), why=NO_ROWS),
    stored("text", "boolean", ["true"], why=AS_IN_CSV),
    stored("integers", "boolean", [1]),
    stored("integers", "object", [1]),
    stored("lists", "object", [[1]], sound=[{"a": 1}]),
    stored("integers", "array", [1]),
    stored("structs", "array", [{"a": 1}], sound=[[1]], why=ARRAYS),
    stored("integers", "list", [1]),
    stored("lists of integers", "list", [[1, 2]], sound=[["a", "b"]], why=ARRAYS),
    stored("text", "datetime", ["2026-02-27T09:30:00"], why=AS_IN_CSV),
    stored("dates", "datetime", [DAY]),
    stored("text", "date", ["2026-02-27"], why=AS_IN_CSV),
    stored("timestamps", "date", [MOMENT]),
    stored("integers", "date", [20260227]),
    stored("text", "time", ["09:30:00"], why=AS_IN_CSV),
    stored("timestamps", "time", [MOMENT]),
    stored("text", "year", ["2026"], why=AS_IN_CSV),
    stored("dates", "year", [DAY]),
    stored("integers", "yearmonth", [202602]),
    stored("dates", "yearmonth", [DAY]),
    stored("integers", "duration", [86400]),
    stored("floats", "geopoint", [71.4]),
    stored("lists", "geopoint", [[71.4, 51.1]], why="takes a stored list for a point of the default format"),
    stored("integers", "geojson", [1]),
)
