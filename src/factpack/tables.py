"""Records → Arrow tables, without pandas: JSON lines from pydantic, read by pyarrow against an explicit schema."""

import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.json

from factpack.contract import TableSchema, arrow_schema
from factpack.record import Record


def to_arrow(records: Sequence[Record], schema: TableSchema) -> pa.Table:
    """The Arrow table of `records`, a row each in their order, with the columns of `schema`."""
    wanted = arrow_schema(schema)
    if not records:
        return wanted.empty_table()
    columns = set(wanted.names)
    lines = "\n".join(record.model_dump_json(include=columns) for record in records)
    # The reader knows no date32 and refuses a null for a required field: both are for the cast and the plan to see.
    as_read = pa.schema([pa.field(name, _as_read(kind)) for name, kind in zip(wanted.names, wanted.types, strict=True)])
    options = pyarrow.json.ParseOptions(explicit_schema=as_read, unexpected_field_behavior="error")
    # One line must fit one block: a quote can be long.
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines.encode()) + 1)
    table = pyarrow.json.read_json(io.BytesIO(lines.encode()), read_options=read, parse_options=options)
    nullable = pa.schema([field.with_nullable(True) for field in wanted])  # noqa: FBT003 (pyarrow's signature)
    return table.select(wanted.names).cast(nullable)


def _as_read(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_date(kind) else kind
