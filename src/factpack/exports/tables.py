"""What is exported: tables as rows of Python values, among them the data dictionary; and what a format is."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpack.package.folder import Folder
from factpack.package.frames import load_arrow

DICTIONARY = "data-dictionary"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a value is text, a number, a boolean, a day, or None where there is none."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for people, how tables become files (given the descriptor), and how it is to be read."""

    title: str
    files: Callable[[Sequence[Table], Mapping[str, Any]], dict[str, bytes]]
    notes: str


def tables_of(package: Folder) -> Iterator[Table]:
    """Every table of the package."""
    for name in package.resources:
        table = load_arrow(package, name)
        columns = [column.to_pylist() for column in table.columns]
        yield Table(name, tuple(table.column_names), list(zip(*columns, strict=True)))


def dictionary_of(package: Folder) -> Table:
    """The data dictionary: a row for each column of each table."""
    rows = [row for name, resource in package.resources.items() for row in _described(name, resource["schema"])]
    return Table(DICTIONARY, tuple(rows[0]), [tuple(row.values()) for row in rows])


def _described(table: str, schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    references = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", ())}
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        reference = references.get(field["name"])
        yield {
            "table": table,
            "column": field["name"],
            "type": field["type"],
            "basis": field["factpack:basis"],
            "unit": field.get("factpack:unit"),
            "required": constraints.get("required", False),
            "key": field["name"] in schema["primaryKey"],
            "refers_to": f"{reference['resource']}.{reference['fields'][0]}" if reference else None,
            "vocabulary": ", ".join(map(str, constraints["enum"])) if "enum" in constraints else None,
            "description": field["description"],
        }


def not_a_number(value: object) -> str | None:
    """How Table Schema writes a NaN or an infinity, for which most formats have no number; None for all else."""
    if not isinstance(value, float) or math.isfinite(value):
        return None
    return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
