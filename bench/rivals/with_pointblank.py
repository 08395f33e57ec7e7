# mypy: disable-error-code="import-not-found"
"""The checks declared with pointblank, on polars frames in memory: quicker there than on lazy ones and in DuckDB."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pointblank as pb
import polars as pl

from rivals.orders import AMOUNTS, CODE_PATTERN, FIELDS, FIRST_DAY, ID_PATTERN, NOTE_LENGTH, QUANTITIES, STATUSES, tell

CONSTRAINTS = {
    "col_vals_not_null": "required",
    "rows_distinct": "unique",
    "col_vals_regex": "pattern",
    "col_vals_in_set": "enum",
    "col_vals_in_table": "reference",
    "col_vals_ge": "minimum",
    "col_vals_le": "maximum",
    "col_vals_str_len": "maxLength",
}


def plan(orders: pl.DataFrame, customers: pl.DataFrame) -> pb.Validate:
    """The steps, not yet taken."""
    return (
        pb.Validate(orders)
        .col_vals_not_null([*FIELDS])
        .rows_distinct("id")
        .col_vals_regex("id", f"^{ID_PATTERN}$", na_pass=True)
        .col_vals_in_table("customer", customers, "id", na_pass=True)
        .col_vals_in_set("status", [*STATUSES, None])
        .col_vals_regex("code", f"^{CODE_PATTERN}$", na_pass=True)
        .col_vals_ge("amount", AMOUNTS[0], na_pass=True)
        .col_vals_le("amount", AMOUNTS[1], na_pass=True)
        .col_vals_ge("quantity", QUANTITIES[0], na_pass=True)
        .col_vals_le("quantity", QUANTITIES[1], na_pass=True)
        .col_vals_ge("day", dt.date.fromisoformat(FIRST_DAY), na_pass=True)
        .col_vals_str_len("note", max_val=NOTE_LENGTH, na_pass=True)
    )


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    orders, customers = (pl.read_parquet(folder / f"{name}.parquet") for name in ("orders", "customers"))
    taken = plan(orders, customers).interrogate(collect_extracts=False, collect_tbl_checked=False)
    for step in taken.validation_info:
        if not step.all_passed:
            column = step.column if isinstance(step.column, str) else step.column[0]
            yield column, CONSTRAINTS[step.assertion_type]


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
