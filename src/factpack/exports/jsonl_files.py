"""JSON Lines: an object a row, for programs."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from factpack.exports.tables import Format, Table, not_a_number


def jsonl_files(tables: Sequence[Table], _: Mapping[str, Any]) -> dict[str, bytes]:
    """A file a table."""
    return {f"{table.name}.jsonl": "".join(_lines(table)).encode() for table in tables}


def _lines(table: Table) -> list[str]:
    return [f"{_TO_JSON(dict(zip(table.columns, map(_value, row), strict=True)))}\n" for row in table.rows]


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else not_a_number(value) or value


_TO_JSON = json.JSONEncoder(ensure_ascii=False).encode

JSONL = Format(
    "JSON Lines",
    jsonl_files,
    """\
- UTF-8, an object a line with all columns; null where there is no value. Text is as it is.
- Days are text ("2026-02-27"); so are NaN, INF and -INF, for which JSON has no number.
""",
)
