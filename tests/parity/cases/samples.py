"""Two cells of every type of Table Schema, as Parquet stores them and as JSON writes them."""

import datetime as dt
from typing import NamedTuple


class Sample(NamedTuple):
    """Two cells of a type, the lesser first, and how a constraint names them."""

    low: object
    high: object
    written_low: object
    written_high: object


def _same(low: object, high: object) -> Sample:
    return Sample(low, high, low, high)


ORDERED = {
    "integer": _same(1, 2),
    "number": _same(1.5, 2.5),
    "date": Sample(dt.date(2026, 2, 27), dt.date(2026, 3, 1), "2026-02-27", "2026-03-01"),
    "time": Sample(dt.time(9, 30), dt.time(10, 0), "09:30:00", "10:00:00"),
    "datetime": Sample(
        dt.datetime(2026, 2, 27, 9, 30),  # noqa: DTZ001 a datetime without a zone is what is stored
        dt.datetime(2026, 2, 27, 10, 0),  # noqa: DTZ001 as above
        "2026-02-27T09:30:00",
        "2026-02-27T10:00:00",
    ),
    "year": _same(2025, 2026),
    "yearmonth": _same("2025-12", "2026-02"),
    "duration": _same("PT36H", "P2D"),
}
LONG = {
    "string": _same("ж", "жа"),
    "array": _same("[1]", "[1, 2]"),
    "object": _same('{"a": 1}', '{"a": 1, "b": 2}'),
    "list": _same("a", "a,b"),
}
SAMPLES = (
    ORDERED
    | LONG
    | {
        "array": Sample("[1]", "[1, 2]", [1], [1, 2]),
        "object": Sample('{"a": 1}', '{"a": 1, "b": 2}', {"a": 1}, {"a": 1, "b": 2}),
        "boolean": _same(False, True),  # noqa: FBT003 cells
        "geopoint": _same("71.4, 51.1", "71.4, 51.2"),
        "geojson": Sample(
            '{"type": "Point", "coordinates": [1, 2]}',
            '{"type": "Point", "coordinates": [1, 3]}',
            {"type": "Point", "coordinates": [1, 2]},
            {"type": "Point", "coordinates": [1, 3]},
        ),
        "any": _same("a", "b"),
    }
)
