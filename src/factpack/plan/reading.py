"""How the cells of a column are read: by the field's type and format, and by the way the column is stored.

One function a type, listed in `TYPES`. What a type cannot do (a length of a number, an order of texts) is None.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from factpack.plan import geojson
from factpack.plan.sql import number, text
from factpack.plan.stored import NUMERIC, TEXTUAL, Column, Kind

Field = Mapping[str, Any]


class UnusableError(Exception):
    """A schema asks for what cannot be done; the message says what, in words that follow the name of the field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """SQL for the cells of one column, for those that are not empty.

    `malformed` is true where a cell is not what `expected` says. `value` is what bounds, enums and categories compare,
    and `literal` writes their arguments (a ValueError: it is no such value). `length` counts characters or items;
    `pattern` is the text that patterns match; `json` the JSON text that JSON Schemas look at; `ordered`: bounds apply.
    """

    value: str
    literal: Callable[[Any], str]
    ordered: bool = False
    malformed: str = ""
    expected: str = ""
    length: str = ""
    pattern: str = ""
    json: str = ""


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


def unusable(why: str) -> NoReturn:
    """Raise the one kind of error for arguments, whatever is wrong with them: the words follow the argument."""
    raise ValueError(why)


def _unlike(value: str, pattern: str) -> str:
    return f"NOT regexp_full_match({value}, {text(pattern)})"


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        unusable("is no text")
    return text(value)


def _as_number(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,38}", value):
        value = int(value)
    elif isinstance(value, str) and re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        unusable("is no number")
    return number(value)


# --- text -----------------------------------------------------------------------------------------------------------

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
    form = field.get("format", "default")
    written = {Kind.BYTES: f"to_base64({column.sql})", Kind.UUID: f"CAST({column.sql} AS VARCHAR)"}
    value = written.get(column.kind, column.sql)
    pattern, expected = _STRING_FORMATS.get(form, ("", ""))
    malformed = _unlike(value, pattern) if pattern and column.kind in TEXTUAL else ""
    return Reading(value, _as_text, malformed=malformed, expected=expected, length=f"length({value})", pattern=value)


# --- numbers and truth ----------------------------------------------------------------------------------------------


def _number(_: Field, column: Column) -> Reading:
    return Reading(column.sql, _as_number, ordered=True)


def _boolean(_: Field, column: Column) -> Reading:
    return Reading(column.sql, _as_boolean)


def _as_boolean(value: object) -> str:
    words = {"true": "TRUE", "false": "FALSE"}
    if (word := str(value).lower()) not in words:
        unusable("is neither true nor false")
    return words[word]


# --- time -----------------------------------------------------------------------------------------------------------

NANOSECONDS = {name: name for name in ("TIMESTAMP_NS", "TIMESTAMPTZ_NS", "TIME_NS")} | {"timestamp[ns]": "TIMESTAMP_NS"}
"""Stored types of nanoseconds, and the SQL type that their literals need."""

_PLAIN_FORMATS = frozenset({"default", "any"})


def _temporal_kinds(*native: Kind) -> Callable[[Field], frozenset[Kind]]:
    # Text is a date only where the schema says how to read it; Parquet has types of its own for all others.
    return lambda field: frozenset(native) | (set() if _strptime(field) is None else {Kind.TEXT})


def _strptime(field: Field) -> str | None:
    form = str(field.get("format", "default"))
    return None if form in _PLAIN_FORMATS else form.removeprefix("fmt:")


def _temporal(
    sql_type: str, read: Callable[[str], dt.datetime], write: Callable[[dt.datetime, Column], str]
) -> Callable[[Field, Column], Reading]:
    def reading(field: Field, column: Column) -> Reading:
        pattern = _strptime(field)

        def literal(value: object) -> str:
            if not isinstance(value, str):
                unusable("is no text in ISO 8601")
            return write(_moment(value, pattern, read), column)

        if column.kind is not Kind.TEXT or pattern is None:
            return Reading(column.sql, literal, ordered=True)
        parsed = f"try_strptime({column.sql}, {text(pattern)})"
        # Blanks around a text are no part of its format, nor are words, though the function takes both.
        words = ", ".join(map(text, ("infinity", "-infinity", "epoch")))
        malformed = f"({parsed} IS NULL OR {column.sql} <> trim({column.sql}) OR lower({column.sql}) IN ({words}))"
        expected = f"a text of the format {pattern}"
        value = f"CAST({parsed} AS {sql_type})"
        return Reading(value, literal, ordered=True, malformed=malformed, expected=expected)

    return reading


def _moment(value: str, pattern: str | None, read: Callable[[str], dt.datetime]) -> dt.datetime:
    """The moment that a constraint's argument means: written in the field's own format, or in ISO 8601."""
    if pattern is not None:
        try:
            return dt.datetime.strptime(value, pattern)  # noqa: DTZ007 without a time zone it is taken to be in UTC
        except ValueError:
            pass
    return read(value)


def _iso_date(value: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(value), dt.time())


def _iso_time(value: str) -> dt.datetime:
    return dt.datetime.combine(dt.date(1970, 1, 1), dt.time.fromisoformat(value))


def _as_date(moment: dt.datetime, _: Column) -> str:
    return f"DATE '{moment.date()}'"


def _as_datetime(moment: dt.datetime, column: Column) -> str:
    # A column without a time zone is taken to be in UTC, and so is a bound without one.
    universal = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    plain = universal.replace(tzinfo=None)
    if column.stored in NANOSECONDS:  # since 1970 in 64 bits: a bound beyond them is the last of them
        plain = min(max(plain, dt.datetime(1677, 9, 22)), dt.datetime(2262, 4, 11))  # noqa: DTZ001 in UTC
    written = plain.isoformat(sep=" ")
    zoned = column.kind is Kind.INSTANT
    sql_type = NANOSECONDS.get(column.stored) or ("TIMESTAMPTZ" if zoned else "TIMESTAMP")
    return f"CAST('{written}{'+00' * zoned}' AS {sql_type})"


def _as_time(moment: dt.datetime, column: Column) -> str:
    if moment.tzinfo:
        unusable("has a time zone, which times have not")
    return f"CAST('{moment.time()}' AS {NANOSECONDS.get(column.stored, 'TIME')})"


_YEARMONTH = r"-?[0-9]{4,9}-(0[1-9]|1[0-2])"


def _yearmonth(_: Field, column: Column) -> Reading:
    def literal(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(_YEARMONTH, value):
            message = "is no month such as 2026-02"
            raise ValueError(message)
        return f"({int(value[:-3]) * 12 + int(value[-2:])})"

    years, month = f"try_cast({column.sql}[:-4] AS INTEGER)", f"try_cast({column.sql}[-2:] AS INTEGER)"
    months = f"(CAST({years} AS BIGINT) * 12 + {month})"
    return Reading(
        months,
        literal,
        ordered=True,
        malformed=_unlike(column.sql, _YEARMONTH),
        expected="a month such as 2026-02",
    )


_SECONDS = {"Y": 360 * 86400, "M": 30 * 86400, "D": 86400, "H": 3600, "m": 60, "S": 1}
_DURATION = r"-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
_NO_DURATION = r".*(P|T)"


def _duration(_: Field, column: Column) -> Reading:
    if column.kind is Kind.INTERVAL:
        return Reading(f"epoch({column.sql})", _as_seconds, ordered=True)
    return Reading(
        _seconds(column.sql),
        _as_seconds,
        ordered=True,
        malformed=f"({_unlike(column.sql, _DURATION)} OR regexp_full_match({column.sql}, {text(_NO_DURATION)}))",
        expected="a duration such as P1DT12H",
    )


def _seconds(sql: str) -> str:
    """The length of a duration, a year of 12 months and a month of 30 days, as SQL engines order intervals."""
    day, clock = f"split_part({sql}, 'T', 1)", f"split_part({sql}, 'T', 2)"
    parts = [(day, "Y", "Y"), (day, "M", "M"), (day, "D", "D"), (clock, "H", "H"), (clock, "M", "m"), (clock, "S", "S")]
    terms = (
        f"coalesce(try_cast(regexp_extract({part}, '([0-9.]+){letter}', 1) AS DOUBLE), 0) * {_SECONDS[unit]}"
        for part, letter, unit in parts
    )
    return f"(({' + '.join(terms)}) * CASE WHEN starts_with({sql}, '-') THEN -1 ELSE 1 END)"


def _as_seconds(value: object) -> str:
    parts = re.fullmatch(_DURATION, value) if isinstance(value, str) else None
    if not parts or re.fullmatch(_NO_DURATION, parts.string):
        unusable("is no duration such as P1DT12H")
    numbers = (float((part or "0").rstrip("YMDHS")) for part in parts.group(1, 2, 3, 5, 6, 7))
    seconds = sum(count * size for count, size in zip(numbers, _SECONDS.values(), strict=True))
    return number(-seconds if parts.string.startswith("-") else seconds)


# --- structures -----------------------------------------------------------------------------------------------------


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


def _object(_: Field, column: Column) -> Reading:
    lengths = {Kind.STRUCT: f"({len(column.members)})", Kind.MAP: f"cardinality({column.sql})"}
    length = lengths.get(column.kind) or _if_json(column, f"len(json_keys({column.sql}))")
    malformed = _of_json_type(column, "OBJECT")
    json_text = _json_text(column)
    return Reading(json_text, _as_words, malformed=malformed, expected="a JSON object", length=length, json=json_text)


def _array(_: Field, column: Column) -> Reading:
    length = f"len({column.sql})"
    if column.kind in TEXTUAL:
        length = _if_json(column, f"json_array_length({column.sql})")
    malformed = _of_json_type(column, "ARRAY")
    json_text = _json_text(column)
    return Reading(json_text, _as_words, malformed=malformed, expected="a JSON array", length=length, json=json_text)


def _geojson(field: Field, column: Column) -> Reading:
    topology = field.get("format") == "topojson"
    schema, expected = (geojson.TOPOJSON, "TopoJSON") if topology else (geojson.GEOJSON, "GeoJSON")
    json_text = _json_text(column)
    length = _if_json(column, f"len(json_keys({column.sql}))")
    return Reading(
        json_text,
        _as_words,
        malformed=f"NOT {conforms(json_text, schema)}",
        expected=expected,
        length=length,
        json=json_text,
    )


_POINTS = {
    "default": ("a point such as 71.43, 51.13", TEXTUAL),
    "array": ("a point such as [71.43, 51.13]", TEXTUAL | {Kind.LIST}),
    "object": ('a point such as {"lon": 71.43, "lat": 51.13}', TEXTUAL | {Kind.STRUCT}),
}


def _geopoint(field: Field, column: Column) -> Reading:
    form, sql = field.get("format", "default"), column.sql
    expected, _ = _POINTS[form]
    if form == "default":
        lon, lat = (f"try_cast(split_part({sql}, ',', {n}) AS DOUBLE)" for n in (1, 2))
        malformed = f"{_off_the_globe(lon, lat)} OR regexp_full_match({sql}, '[^,]*,[^,]*,.*')"
        return Reading(sql, _as_text, malformed=malformed, expected=expected)
    json_text = _json_text(column)
    if column.kind in TEXTUAL:
        malformed = f"NOT {conforms(json_text, geojson.POINTS[form])}"
    elif form == "array":
        malformed = f"len({sql}) <> 2 OR {_off_the_globe(f'{sql}[1]', f'{sql}[2]')}"
    else:
        malformed = _off_the_globe(f"struct_extract({sql}, 'lon')", f"struct_extract({sql}, 'lat')")
    return Reading(json_text, _as_words, malformed=malformed, expected=expected, json=json_text)


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


def _list(field: Field, column: Column) -> Reading:
    delimiter, item_type = field.get("delimiter", ","), field.get("itemType", "string")
    if item_type not in ITEMS:
        message = f"the itemType {item_type!r} is not one of {', '.join(ITEMS)}"
        raise UnusableError(message)
    if column.kind is Kind.LIST:
        json_text = _json_text(column)
        return Reading(json_text, _as_words, length=f"len({column.sql})", json=json_text)
    items = f"string_split({column.sql}, {_as_text(delimiter)})"
    pattern, _ = ITEMS[item_type]
    wrong = f"len(list_filter({items}, lambda item: NOT regexp_full_match(item, {text(pattern)}))) > 0"
    malformed = "" if item_type == "string" else wrong
    expected = f"a list of the type {item_type}, with {delimiter!r} between items"
    return Reading(column.sql, _as_text, malformed=malformed, expected=expected, length=f"len({items})")


def _any(_: Field, column: Column) -> Reading:
    return Reading(f"CAST({column.sql} AS VARCHAR)", _as_words)


def _as_words(value: object) -> str:
    return text(value if isinstance(value, str) else json.dumps(value))


# --- the table of types ---------------------------------------------------------------------------------------------


def _only(*kinds: Kind) -> Callable[[Field], frozenset[Kind]]:
    return lambda _: frozenset(kinds)


TYPES: Mapping[str, Type] = {
    "string": Type("text", _string, _string_kinds, ("default", *_STRING_FORMATS)),
    "number": Type("a number", _number, _only(*NUMERIC)),
    "integer": Type("an integer", _number, _only(Kind.INTEGER)),
    "boolean": Type("true or false", _boolean, _only(Kind.BOOLEAN)),
    "object": Type("a JSON object", _object, _only(*TEXTUAL, Kind.STRUCT, Kind.MAP)),
    "array": Type("a JSON array", _array, _only(*TEXTUAL, Kind.LIST)),
    "list": Type("a list", _list, _only(Kind.TEXT, Kind.LIST)),
    "datetime": Type(
        "a date with a time",
        _temporal("TIMESTAMP", dt.datetime.fromisoformat, _as_datetime),
        _temporal_kinds(Kind.TIMESTAMP, Kind.INSTANT),
        (),
    ),
    "date": Type("a date", _temporal("DATE", _iso_date, _as_date), _temporal_kinds(Kind.DATE), ()),
    "time": Type("a time", _temporal("TIME", _iso_time, _as_time), _temporal_kinds(Kind.TIME), ()),
    "year": Type("a year", _number, _only(Kind.INTEGER)),
    "yearmonth": Type("a month of a year", _yearmonth, _only(Kind.TEXT)),
    "duration": Type("a duration", _duration, _only(Kind.TEXT, Kind.INTERVAL)),
    "geopoint": Type("a point", _geopoint, lambda field: _POINTS[field.get("format", "default")][1], tuple(_POINTS)),
    "geojson": Type("GeoJSON", _geojson, _only(*TEXTUAL), ("default", "topojson")),
    "any": Type("anything", _any, _only(*Kind), ()),
}
"""The types of Table Schema v2 (those of v1 are among them)."""
