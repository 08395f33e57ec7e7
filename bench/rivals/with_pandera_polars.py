# mypy: disable-error-code="import-not-found"
"""The checks declared with pandera for polars, on a frame in memory: it would read a lazy one anew for each check."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pandera.polars as pa
import polars as pl
from pandera.config import ValidationDepth, config_context

from rivals.orders import AMOUNTS, CODE_PATTERN, FIRST_DAY, ID_PATTERN, NOTE_LENGTH, QUANTITIES, STATUSES, tell
from rivals.pandera_errors import broken


def schema(customers: list[int]) -> pa.DataFrameSchema:
    """What each column of orders must be."""
    columns = {
        "id": pa.Column(pl.String, pa.Check.str_matches(f"^{ID_PATTERN}$"), unique=True),
        "customer": pa.Column(pl.Int64, pa.Check.isin(customers, name="reference")),
        "status": pa.Column(pl.String, pa.Check.isin(STATUSES)),
        "code": pa.Column(pl.String, pa.Check.str_matches(f"^{CODE_PATTERN}$")),
        "amount": pa.Column(pl.Float64, [pa.Check.ge(AMOUNTS[0]), pa.Check.le(AMOUNTS[1])]),
        "quantity": pa.Column(pl.Int64, [pa.Check.ge(QUANTITIES[0]), pa.Check.le(QUANTITIES[1])]),
        "day": pa.Column(pl.Date, pa.Check.ge(dt.date.fromisoformat(FIRST_DAY))),
        "note": pa.Column(pl.String, pa.Check.str_length(max_value=NOTE_LENGTH)),
    }
    return pa.DataFrameSchema(columns, strict=True)


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    customers = pl.read_parquet(folder / "customers.parquet", columns=["id"])["id"].to_list()
    try:
        with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema(customers).validate(pl.read_parquet(folder / "orders.parquet"), lazy=True)
    except pa.errors.SchemaErrors as errors:
        yield from broken(errors)


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
