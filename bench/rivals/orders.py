# ruff: noqa: S608 this writes SQL, of constants and a number
"""The package that everybody validates: what it promises, sound rows, and one row that breaks each promise.

Run as a program it writes the package: `python -m rivals.orders FOLDER ROWS [--kind sound|faulty|shuffled]`.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

ID_PATTERN = "K[0-9]{10}"
CODE_PATTERN = "[A-Z]{2}-[0-9]{4}"
STATUSES = ("new", "paid", "sent", "done")
AMOUNTS = (0, 1000)
QUANTITIES = (1, 100)
FIRST_DAY = "2020-01-01"
NOTE_LENGTH = 12

CUSTOMERS = 1000
FAULTY_ROWS = 1000
FAULT_EVERY = 40

FIELDS: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "constraints": {"pattern": ID_PATTERN}},
    "customer": {"type": "integer"},
    "status": {"type": "string", "constraints": {"enum": [*STATUSES]}},
    "code": {"type": "string", "constraints": {"pattern": CODE_PATTERN}},
    "amount": {"type": "number", "constraints": {"minimum": AMOUNTS[0], "maximum": AMOUNTS[1]}},
    "quantity": {"type": "integer", "constraints": {"minimum": QUANTITIES[0], "maximum": QUANTITIES[1]}},
    "day": {"type": "date", "constraints": {"minimum": FIRST_DAY}},
    "note": {"type": "string", "constraints": {"maxLength": NOTE_LENGTH}},
}

ROW = {
    "id": "'K' || lpad({i}::VARCHAR, 10, '0')",
    "customer": f"(hash({{i}}) % {CUSTOMERS})::BIGINT",
    "status": f"{[*STATUSES]}[1 + (hash({{i}} + 1) % {len(STATUSES)})::INT]",
    "code": "chr((65 + hash({i} + 2) % 26)::INT) || chr((65 + hash({i} + 3) % 26)::INT) || '-'"
    " || lpad((hash({i} + 4) % 10000)::VARCHAR, 4, '0')",
    "amount": "((hash({i} + 5) % 100000) / 100.0)::DOUBLE",
    "quantity": "(1 + hash({i} + 6) % 100)::BIGINT",
    "day": f"DATE '{FIRST_DAY}' + (hash({{i}} + 7) % 2000)::INT",
    "note": "'note ' || (hash({i} + 8) % 100000)::VARCHAR",
}
"""The SQL of a sound cell of the row `{i}`."""

FAULTS = {
    **{(column, "required"): "NULL" for column in FIELDS},
    ("id", "unique"): "'K' || lpad((i - 1)::VARCHAR, 10, '0')",
    ("id", "pattern"): "'K' || i",
    ("customer", "reference"): f"{CUSTOMERS}",
    ("status", "enum"): "'lost'",
    ("code", "pattern"): "'AB-12'",
    ("amount", "minimum"): f"{AMOUNTS[0]} - 0.01",
    ("amount", "maximum"): f"{AMOUNTS[1]} + 0.01",
    ("quantity", "minimum"): f"{QUANTITIES[0]} - 1",
    ("quantity", "maximum"): f"{QUANTITIES[1]} + 1",
    ("day", "minimum"): f"DATE '{FIRST_DAY}' - 1",
    ("note", "maxLength"): f"repeat('x', {NOTE_LENGTH + 1})",
}
"""The SQL of the one cell that breaks the constraint, by field and constraint."""


def tell(faults: Iterable[tuple[str, str]]) -> NoReturn:
    """Print the fields and constraints that are broken, and leave with the status 1 if there are any."""
    broken = sorted({" ".join(fault) for fault in faults})
    print("\n".join(broken))
    sys.exit(int(bool(broken)))


def descriptor() -> dict[str, Any]:
    """The Data Package of orders and customers."""
    fields = [
        {"name": name, **field, "constraints": {**field.get("constraints", {}), "required": True}}
        for name, field in FIELDS.items()
    ]
    reference = {"fields": ["customer"], "reference": {"resource": "customers", "fields": ["id"]}}
    orders = {"fields": fields, "primaryKey": ["id"], "foreignKeys": [reference]}
    customers = {
        "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}],
        "primaryKey": ["id"],
    }
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "orders",
        "resources": [_resource("orders", orders), _resource("customers", customers)],
    }


def _resource(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    path = f"{name}.parquet"
    return {"name": name, "type": "table", "path": path, "format": "parquet", "schema": schema}


def write(folder: Path, rows: int, kind: str) -> None:
    """Write the package: `sound`, `shuffled` (sound, but its keys in no order) or `faulty` (one row for each fault)."""
    import duckdb

    # A prime, so that each number comes once.
    number = f"((i * 7368787 + 11) % {rows})" if kind == "shuffled" else "i"
    cells = {column: sound.format(i=number) for column, sound in ROW.items()}
    if kind == "faulty":
        for row, ((column, _), bad) in zip(range(10, rows, FAULT_EVERY), FAULTS.items(), strict=False):
            cells[column] = f"CASE WHEN i = {row} THEN {bad} ELSE {cells[column]} END"
    select = ", ".join(f"{cell} AS {column}" for column, cell in cells.items())
    queries = {
        "orders": f"SELECT {select} FROM range({rows}) AS numbers(i)",
        "customers": f"SELECT i AS id, 'customer ' || i AS name FROM range({CUSTOMERS}) AS numbers(i)",
    }
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor(), indent=2))
    with duckdb.connect() as connection:
        for name, query in queries.items():
            connection.sql(query).write_parquet(str(folder / f"{name}.parquet"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the package that everybody validates.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--kind", choices=("sound", "faulty", "shuffled"), default="sound")
    asked = parser.parse_args()
    write(asked.folder, asked.rows, asked.kind)
