# mypy: disable-error-code="import-not-found, misc"
# It is installed for measuring only: mypy sees a base class of any type, or none at all.
"""The checks declared with dataframely, on lazy scans."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import dataframely as dy
import polars as pl

from rivals.orders import AMOUNTS, CODE_PATTERN, FIRST_DAY, ID_PATTERN, NOTE_LENGTH, QUANTITIES, STATUSES, tell

CONSTRAINTS = {
    "nullability": "required",
    "regex": "pattern",
    "check": "enum",
    "min": "minimum",
    "max": "maximum",
    "max_length": "maxLength",
}


class Orders(dy.Schema):
    """One order a row."""

    id = dy.String(primary_key=True, regex=f"^{ID_PATTERN}$")
    customer = dy.Int64()
    # dy.Enum takes only columns that are stored as polars' own Enum.
    status = dy.String(check=lambda status: status.is_in(STATUSES))
    code = dy.String(regex=f"^{CODE_PATTERN}$")
    amount = dy.Float64(min=AMOUNTS[0], max=AMOUNTS[1])
    quantity = dy.Int64(min=QUANTITIES[0], max=QUANTITIES[1])
    day = dy.Date(min=dt.date.fromisoformat(FIRST_DAY))
    note = dy.String(max_length=NOTE_LENGTH)


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    orders, customers = (pl.scan_parquet(folder / f"{name}.parquet") for name in ("orders", "customers"))
    # Orders.validate on a lazy frame names some of the rules that fail; filter names all, and takes no longer.
    for rule in Orders.filter(orders).failure.counts():
        field, _, constraint = rule.partition("|")
        yield ("id", "unique") if rule == "primary_key" else (field, CONSTRAINTS[constraint])
    # A reference between two tables is a filter of a collection there, and that is a join as well.
    dangling = orders.drop_nulls("customer").join(customers, left_on="customer", right_on="id", how="anti")
    if dangling.select(pl.len()).collect().item():
        yield "customer", "reference"


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
