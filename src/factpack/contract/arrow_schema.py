"""Table Schema → Arrow schema."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(schema: Mapping[str, Any]) -> pa.Schema:
    """The Arrow schema of a table; a required field is not nullable."""
    return pa.schema(
        [
            pa.field(
                field["name"],
                ARROW_TYPES[field["type"]],
                nullable=not field.get("constraints", {}).get("required", False),
            )
            for field in schema["fields"]
        ]
    )
