"""Dates, times, months and durations: how they are stored, read and compared."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from factpack.plan.dialect import Dialect, Moment
from factpack.plan.reading import Field, Reading, unusable
from factpack.plan.stored import Column, Kind

_PLAIN_FORMATS = frozenset({"default", "any"})


def or_text(*native: Kind) -> Callable[[Field], frozenset[Kind]]:
    """How a field may be stored: as these, or as text where its format says how to read that."""
    # Text is a date only where the schema says how to read it; Parquet has types of its own for all others.
    return lambda field: frozenset(native) | (set() if _strptime(field) is None else {Kind.TEXT})


def _strptime(field: Field) -> str | None:
    form = str(field.get("format", "default"))
    return None if form in _PLAIN_FORMATS else form.removeprefix("fmt:")


def _temporal(
    moment: Moment, read: Callable[[str], dt.datetime], write: Callable[[dt.datetime, Column], str]
) -> Callable[[Field, Column], Reading]:
    def reading(field: Field, column: Column) -> Reading:
        pattern, sql = _strptime(field), column.dialect

        def literal(value: object) -> str:
            if not isinstance(value, str):
                unusable("is no text in ISO 8601")
            return write(_moment(value, pattern, read), column)

        if column.kind is not Kind.TEXT or pattern is None:
            return Reading(column.sql, literal, ordered=True)
        parsed = sql.parsed_moment(column.sql, pattern)
        # Blanks around a text are no part of its format, nor are words, though the function takes both.
        words = ", ".join(map(sql.text, ("infinity", "-infinity", "epoch")))
        malformed = f"({parsed} IS NULL OR {column.sql} <> trim({column.sql}) OR lower({column.sql}) IN ({words}))"
        expected = f"a text of the format {pattern}"
        return Reading(sql.as_moment(parsed, moment), literal, ordered=True, malformed=malformed, expected=expected)

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


def _as_date(moment: dt.datetime, column: Column) -> str:
    return column.dialect.date(moment.date())


def _as_datetime(moment: dt.datetime, column: Column) -> str:
    # A column without a time zone is taken to be in UTC, and so is a bound without one.
    universal = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    return column.dialect.timestamp(universal.replace(tzinfo=None), column.stored, zoned=column.kind is Kind.INSTANT)


def _as_time(moment: dt.datetime, column: Column) -> str:
    if moment.tzinfo:
        unusable("has a time zone, which times have not")
    return column.dialect.time(moment.time(), column.stored)


_YEARMONTH = r"-?[0-9]{4,9}-(0[1-9]|1[0-2])"


def yearmonth_reading(_: Field, column: Column) -> Reading:
    """Months as text, counted from the year 0."""

    def literal(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(_YEARMONTH, value):
            message = "is no month such as 2026-02"
            raise ValueError(message)
        return f"({int(value[:-3]) * 12 + int(value[-2:])})"

    cell = column.sql
    years, month = (
        f"try_cast(left({cell}, greatest(length({cell}) - 3, 0)) AS INTEGER)",
        f"try_cast(right({cell}, 2) AS INTEGER)",
    )
    months = f"(CAST({years} AS BIGINT) * 12 + {month})"
    return Reading(
        months,
        literal,
        ordered=True,
        malformed=f"NOT {column.dialect.full_match(cell, _YEARMONTH)}",
        expected="a month such as 2026-02",
    )


_SECONDS = {"Y": 360 * 86400, "M": 30 * 86400, "D": 86400, "H": 3600, "m": 60, "S": 1}
_DURATION = r"-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
_NO_DURATION = r".*(P|T)"


def duration_reading(_: Field, column: Column) -> Reading:
    """Durations as text or intervals, in seconds."""
    cell, sql, literal = column.sql, column.dialect, partial(_as_seconds, column.dialect)
    if column.kind is Kind.INTERVAL:
        return Reading(sql.seconds(cell), literal, ordered=True)
    return Reading(
        _seconds(cell, sql),
        literal,
        ordered=True,
        malformed=f"(NOT {sql.full_match(cell, _DURATION)} OR {sql.full_match(cell, _NO_DURATION)})",
        expected="a duration such as P1DT12H",
    )


def _seconds(cell: str, sql: Dialect) -> str:
    """The length of a duration, a year of 12 months and a month of 30 days, as SQL engines order intervals."""
    day, clock = f"split_part({cell}, 'T', 1)", f"split_part({cell}, 'T', 2)"
    parts = [(day, "Y", "Y"), (day, "M", "M"), (day, "D", "D"), (clock, "H", "H"), (clock, "M", "m"), (clock, "S", "S")]
    terms = (
        f"coalesce(try_cast(regexp_extract({part}, '([0-9.]+){letter}', 1) AS DOUBLE), 0) * {_SECONDS[unit]}"
        for part, letter, unit in parts
    )
    return (
        f"(({' + '.join(terms)}) * CASE WHEN {sql.function('starts_with', [cell, sql.text('-')])} THEN -1 ELSE 1 END)"
    )


def _as_seconds(sql: Dialect, value: object) -> str:
    parts = re.fullmatch(_DURATION, value) if isinstance(value, str) else None
    if not parts or re.fullmatch(_NO_DURATION, parts.string):
        unusable("is no duration such as P1DT12H")
    numbers = (float((part or "0").rstrip("YMDHS")) for part in parts.group(1, 2, 3, 5, 6, 7))
    seconds = sum(count * size for count, size in zip(numbers, _SECONDS.values(), strict=True))
    return sql.number(-seconds if parts.string.startswith("-") else seconds)


date_reading = _temporal("DATE", _iso_date, _as_date)
time_reading = _temporal("TIME", _iso_time, _as_time)
datetime_reading = _temporal("TIMESTAMP", dt.datetime.fromisoformat, _as_datetime)
