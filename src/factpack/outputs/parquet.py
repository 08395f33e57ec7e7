"""Parquet bytes of a table."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# Arrow metadata key → property of a Table Schema field.
_FIELD_METADATA = {"description": "description", "unit": "factpack:unit", "basis": "factpack:basis"}


def write(table: pa.Table, schema: Mapping[str, Any]) -> bytes:
    """Give the Parquet file (zstd) of `table`, whose rows stand in the order of the schema's primary key.

    The description, unit and basis of each column stand in its Arrow field metadata.
    The same table and schema give the same bytes under one version of pyarrow.
    """
    described = table.cast(_with_metadata(table.schema, schema))
    stream = pa.BufferOutputStream()
    pq.write_table(
        described.combine_chunks(),
        stream,
        compression="zstd",
        sorting_columns=_sorting(described.schema, schema),
    )
    content: bytes = stream.getvalue().to_pybytes()
    return content


def _with_metadata(columns: pa.Schema, schema: Mapping[str, Any]) -> pa.Schema:
    descriptors = {descriptor["name"]: descriptor for descriptor in schema["fields"]}
    return pa.schema(column.with_metadata(_metadata(descriptors[column.name])) for column in columns)


def _metadata(descriptor: Mapping[str, Any]) -> dict[str, str]:
    return {key: descriptor[name] for key, name in _FIELD_METADATA.items() if descriptor.get(name)}


def _sorting(columns: pa.Schema, schema: Mapping[str, Any]) -> tuple[pq.SortingColumn, ...]:
    key = schema.get("primaryKey", [])
    names = [key] if isinstance(key, str) else key
    return tuple(pq.SortingColumn(columns.get_field_index(name)) for name in names)
