# ruff: noqa: S608 this is SQL written by hand, of constants
"""The checks as SQL for DuckDB, as a good engineer writes them for this one package."""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from rivals.orders import (  # type: ignore[import-not-found] # beside this program; mypy looks into src
    AMOUNTS,
    CODE_PATTERN,
    FIELDS,
    FIRST_DAY,
    ID_PATTERN,
    NOTE_LENGTH,
    QUANTITIES,
    STATUSES,
    tell,
)

COUNTS = {
    **{(name, "required"): f"count(*) - count({name})" for name in FIELDS},
    ("id", "pattern"): f"count_if(NOT regexp_full_match(id, '{ID_PATTERN}'))",
    ("status", "enum"): f"count_if(status NOT IN {STATUSES})",
    ("code", "pattern"): f"count_if(NOT regexp_full_match(code, '{CODE_PATTERN}'))",
    ("amount", "minimum"): f"count_if(amount < {AMOUNTS[0]})",
    ("amount", "maximum"): f"count_if(amount > {AMOUNTS[1]})",
    ("quantity", "minimum"): f"count_if(quantity < {QUANTITIES[0]})",
    ("quantity", "maximum"): f"count_if(quantity > {QUANTITIES[1]})",
    ("day", "minimum"): f"count_if(day < DATE '{FIRST_DAY}')",
    ("note", "maxLength"): f"count_if(length(note) > {NOTE_LENGTH})",
}
"""How many rows are wrong, by field and constraint."""

STEPS = "SELECT id, lag(id, 1, '') OVER () AS before FROM orders"
SORTED = f"SELECT count(*) = count_if(before < id) FROM ({STEPS})"
"""Whether each id is greater than the one before it, and so unique: a pass that keeps nothing."""

DUPLICATES = "SELECT 1 FROM orders WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1 LIMIT 1"
DANGLING = """
SELECT 1 FROM orders ANTI JOIN customers ON orders.customer = customers.id WHERE orders.customer IS NOT NULL LIMIT 1
"""


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    with duckdb.connect() as connection:
        for name in ("orders", "customers"):
            connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        counts = connection.execute(f"SELECT {', '.join(COUNTS.values())} FROM orders").fetchone() or ()
        yield from (fault for fault, count in zip(COUNTS, counts, strict=True) if count)
        if connection.execute(SORTED).fetchone() != (True,) and connection.execute(DUPLICATES).fetchone():
            yield "id", "unique"
        if connection.execute(DANGLING).fetchone():
            yield "customer", "reference"


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
