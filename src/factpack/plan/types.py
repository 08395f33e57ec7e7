"""The types of Table Schema: how each may be stored, and how its cells are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from factpack.plan.moments import (
    date_reading,
    datetime_reading,
    duration_reading,
    or_text,
    time_reading,
    yearmonth_reading,
)
from factpack.plan.reading import Field, Reading, UnusableError, as_number, as_text, as_words, unusable
from factpack.plan.stored import NUMERIC, TEXTUAL, Column, Kind
from factpack.plan.structures import (
    POINTS,
    array_reading,
    geojson_reading,
    geopoint_reading,
    list_reading,
    object_reading,
)


@dataclass(frozen=True, slots=True)
class Type:
    """A type of Table Schema: what it is called in messages, its formats, how it may be stored and how it is read.

    `formats` empty: any word is a format (a strptime pattern).
    """

    noun: str
    read: Callable[[Field, Column], Reading]
    kinds: Callable[[Field], frozenset[Kind]]
    formats: tuple[str, ...] = ("default",)


def type_of(field: Field) -> Type:
    """The type of a field; an UnusableError where Table Schema has no such type or format."""
    name, form = field.get("type", "string"), field.get("format", "default")
    if name not in TYPES:
        message = f"the type {name!r} is not one of {', '.join(TYPES)}"
        raise UnusableError(message)
    if TYPES[name].formats and form not in TYPES[name].formats:
        message = f"the format {form!r} is not one of those of the type {name!r}: {', '.join(TYPES[name].formats)}"
        raise UnusableError(message)
    return TYPES[name]


_STRING_FORMATS = {
    "email": (r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*", "an email address"),
    "uri": (r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+", "a URI"),
    "uuid": (r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", "a UUID"),
    "binary": (r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", "base64"),
}


def _string_kinds(field: Field) -> frozenset[Kind]:
    extra = {"binary": Kind.BYTES, "uuid": Kind.UUID}.get(field.get("format", "default"))
    return TEXTUAL | {extra} if extra else TEXTUAL


def _string(field: Field, column: Column) -> Reading:
    form, sql = field.get("format", "default"), column.dialect
    written = {Kind.BYTES: sql.base64(column.sql), Kind.UUID: sql.as_text(column.sql)}
    value = written.get(column.kind, column.sql)
    pattern, expected = _STRING_FORMATS.get(form, ("", ""))
    malformed = f"NOT {sql.full_match(value, pattern)}" if pattern and column.kind in TEXTUAL else ""
    literal, length = partial(as_text, sql), f"length({value})"
    return Reading(value, literal, malformed=malformed, expected=expected, length=length, pattern=value)


def _number(_: Field, column: Column) -> Reading:
    return Reading(column.sql, partial(as_number, column), ordered=True)


def _boolean(_: Field, column: Column) -> Reading:
    return Reading(column.sql, _as_boolean)


def _as_boolean(value: object) -> str:
    words = {"true": "TRUE", "false": "FALSE"}
    if (word := str(value).lower()) not in words:
        unusable("is neither true nor false")
    return words[word]


def _any(_: Field, column: Column) -> Reading:
    return Reading(column.dialect.as_text(column.sql), partial(as_words, column.dialect))


def _only(*kinds: Kind) -> Callable[[Field], frozenset[Kind]]:
    return lambda _: frozenset(kinds)


def _point_kinds(field: Field) -> frozenset[Kind]:
    return POINTS[field.get("format", "default")][1]


TYPES: Mapping[str, Type] = {
    "string": Type("text", _string, _string_kinds, ("default", *_STRING_FORMATS)),
    "number": Type("a number", _number, _only(*NUMERIC)),
    "integer": Type("an integer", _number, _only(Kind.INTEGER)),
    "boolean": Type("true or false", _boolean, _only(Kind.BOOLEAN)),
    "object": Type("a JSON object", object_reading, _only(*TEXTUAL, Kind.STRUCT, Kind.MAP)),
    "array": Type("a JSON array", array_reading, _only(*TEXTUAL, Kind.LIST)),
    "list": Type("a list", list_reading, _only(Kind.TEXT, Kind.LIST)),
    "datetime": Type(
        "a date with a time",
        datetime_reading,
        or_text(Kind.TIMESTAMP, Kind.INSTANT),
        (),
    ),
    "date": Type("a date", date_reading, or_text(Kind.DATE), ()),
    "time": Type("a time", time_reading, or_text(Kind.TIME), ()),
    "year": Type("a year", _number, _only(Kind.INTEGER)),
    "yearmonth": Type("a month of a year", yearmonth_reading, _only(Kind.TEXT)),
    "duration": Type("a duration", duration_reading, _only(Kind.TEXT, Kind.INTERVAL)),
    "geopoint": Type("a point", geopoint_reading, _point_kinds, tuple(POINTS)),
    "geojson": Type("GeoJSON", geojson_reading, _only(*TEXTUAL), ("default", "topojson")),
    "any": Type("anything", _any, _only(*Kind), ()),
}
"""The types of Table Schema v2 (those of v1 are among them)."""
