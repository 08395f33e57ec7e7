"""A hash of a table's values that outlives any one writer of Parquet."""

import hashlib
import json
from typing import Any

import pyarrow as pa

from factpack.errors import DefinitionError


def content_hash(table: pa.Table) -> str:
    """Give the sha256 of the table's values: the same for any chunking, encoding, compression or version of pyarrow.

    What is hashed is UTF-8 text, one JSON array a line with no spaces: first `[name, type]` for each column, where type
    is a Table Schema word (`boolean`, `integer`, `number`, `string`, `date`, `datetime`, or `any` for a column of
    nulls), then the values of each row. Null is `null`, text is not escaped beyond what JSON asks for, a number is the
    shortest text that reads back as the same double and always has a point or an exponent (also `NaN`, `Infinity`).
    A date is ISO 8601 text, a datetime the whole number of microseconds since 1970-01-01T00:00 (in UTC, if zoned).
    """
    digest = hashlib.sha256(_line([[column.name, _type_word(column.type)] for column in table.schema]))
    for row in zip(*(_values(column) for column in table.columns), strict=True):
        digest.update(_line(row))
    return digest.hexdigest()


def _line(values: object) -> bytes:
    return _TO_JSON(values).encode() + b"\n"


def _values(column: pa.ChunkedArray) -> list[Any]:
    kind = column.type
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz)).cast(pa.int64())  # to_pylist() of a timestamp imports pandas
    values: list[Any] = column.to_pylist()
    return [day and day.isoformat() for day in values] if pa.types.is_date(kind) else values


def _type_word(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _type_word(kind.value_type)
    for word, recognises in _TYPE_WORDS.items():
        if recognises(kind):
            return word
    message = f"a column of Arrow type {kind} has no content hash; the types that have one: {', '.join(_TYPE_WORDS)}"
    raise DefinitionError(message)


def _is_text(kind: pa.DataType) -> bool:
    return any((pa.types.is_string(kind), pa.types.is_large_string(kind), pa.types.is_string_view(kind)))


_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TYPE_WORDS = {
    "boolean": pa.types.is_boolean,
    "integer": pa.types.is_integer,
    "number": pa.types.is_floating,
    "string": _is_text,
    "date": pa.types.is_date,
    "datetime": pa.types.is_timestamp,
    "any": pa.types.is_null,
}
