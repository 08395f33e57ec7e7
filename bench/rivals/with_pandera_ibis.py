# mypy: disable-error-code="import-not-found"
"""The checks declared with pandera for ibis, which runs them in DuckDB."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.datatypes as types
import pandera.ibis as pa

from rivals.orders import AMOUNTS, CODE_PATTERN, FIRST_DAY, ID_PATTERN, NOTE_LENGTH, QUANTITIES, STATUSES, tell
from rivals.pandera_errors import broken


def schema(customers: list[int]) -> pa.DataFrameSchema:
    """What each column of orders must be."""
    columns = {
        "id": pa.Column(types.String, pa.Check.str_matches(f"^{ID_PATTERN}$")),
        "customer": pa.Column(types.Int64, pa.Check.isin(customers, name="reference")),
        "status": pa.Column(types.String, pa.Check.isin(STATUSES)),
        "code": pa.Column(types.String, pa.Check.str_matches(f"^{CODE_PATTERN}$")),
        "amount": pa.Column(types.Float64, [pa.Check.ge(AMOUNTS[0]), pa.Check.le(AMOUNTS[1])]),
        "quantity": pa.Column(types.Int64, [pa.Check.ge(QUANTITIES[0]), pa.Check.le(QUANTITIES[1])]),
        "day": pa.Column(types.Date, pa.Check.ge(dt.date.fromisoformat(FIRST_DAY))),
        "note": pa.Column(types.String, pa.Check.str_length(max_value=NOTE_LENGTH)),
    }
    # A column's unique=True lets duplicates pass; the schema's own unique= does not, but is slower than this.
    unique = pa.Check(lambda orders: orders.table.id.nunique() == orders.table.id.count(), name="unique")
    return pa.DataFrameSchema(columns, checks=unique, strict=True)


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    connection = ibis.duckdb.connect()
    orders, customers = (connection.read_parquet(folder / f"{name}.parquet") for name in ("orders", "customers"))
    try:
        schema(customers.id.to_pyarrow().to_pylist()).validate(orders, lazy=True)
    except pa.errors.SchemaErrors as errors:
        yield from broken(errors)


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
