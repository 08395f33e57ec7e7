"""Records → Arrow tables, without pandas: JSON lines, read by pyarrow against an explicit schema."""

import io
import json
from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.json

from factpack.contract import TableSchema, arrow_schema
from factpack.record import Record

EPOCH = date(1970, 1, 1)


def to_arrow(records: Sequence[Record], schema: TableSchema) -> pa.Table:
    """The Arrow table of `records`, a row each in their order, with the columns of `schema`."""
    wanted = arrow_schema(schema)
    if not records:
        return pa.Table.from_batches([], schema=wanted)  # empty_table() imports pandas
    lines = "\n".join(_TO_JSON({name: getattr(record, name) for name in wanted.names}) for record in records).encode()
    # The reader refuses a null for a required field: that is for the plan to see.
    nullable = pa.schema([field.with_nullable(True) for field in wanted])  # noqa: FBT003 (pyarrow's signature)
    options = pyarrow.json.ParseOptions(explicit_schema=nullable, unexpected_field_behavior="error")
    # One line must fit one block: a quote can be long.
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return pyarrow.json.read_json(io.BytesIO(lines), read_options=read, parse_options=options)


def _days_since_epoch(value: object) -> int:
    """A date as pyarrow's JSON reader takes it; a cast from text would import pyarrow.compute (50 ms)."""
    if isinstance(value, date):
        return (value - EPOCH).days
    message = f"a column cannot hold {value!r}"
    raise TypeError(message)


_TO_JSON = json.JSONEncoder(ensure_ascii=False, default=_days_since_epoch).encode
