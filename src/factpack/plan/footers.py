"""What Parquet files say of themselves: their columns and how many rows they have."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from factpack.plan.dialect import DUCKDB
from factpack.plan.stored import Column, Kind

Element = tuple[str, str, int | None, str]
"""An element of a footer: name, repetition, how many elements are within it, and how DuckDB reads it."""

NESTED = {"STRUCT": Kind.STRUCT, "MAP": Kind.MAP, "ENUM": Kind.TEXT}
KINDS = {
    "VARCHAR": Kind.TEXT,
    "JSON": Kind.JSON,
    "UUID": Kind.UUID,
    "BLOB": Kind.BYTES,
    **dict.fromkeys(
        (f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")), Kind.INTEGER
    ),
    **dict.fromkeys(("INTEGER", "UINTEGER"), Kind.INTEGER),
    **dict.fromkeys(("FLOAT", "DOUBLE"), Kind.FLOAT),
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), Kind.TIMESTAMP),
    **dict.fromkeys(("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS"), Kind.INSTANT),
    **dict.fromkeys(("TIME", "TIME_NS", "TIME WITH TIME ZONE"), Kind.TIME),
    "INTERVAL": Kind.INTERVAL,
    '"NULL"': Kind.NULL,
}
"""The types by which DuckDB reads Parquet's."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What a Parquet file says of itself."""

    columns: tuple[Column, ...]
    rows: int

    @property
    def stored(self) -> dict[str, str]:
        """How each column is stored."""
        return {column.name: column.stored for column in self.columns}


def footer(pattern: str, connection: duckdb.DuckDBPyConnection) -> Footer:
    """The footer of the file that the pattern means."""
    asked = "name, repetition_type, num_children, duckdb_type"
    [_, *elements] = connection.execute(f"SELECT {asked} FROM parquet_schema({DUCKDB.text(pattern)})").fetchall()  # noqa: S608 a path, quoted
    [(rows,)] = connection.execute(f"SELECT num_rows FROM parquet_file_metadata({DUCKDB.text(pattern)})").fetchall()  # noqa: S608 as above
    return Footer(tuple(_columns(elements)), rows)


def as_pattern(file: Path) -> str:
    """The path as the engine's own pattern that names this file alone."""
    return re.sub(r"([*?\[])", r"[\1]", str(file))


def difference(first: Footer, other: Footer) -> str:
    """What a file has otherwise than the first file of its table: its columns are of the same names and kinds."""
    names_, there = [column.name for column in first.columns], [column.name for column in other.columns]
    if sorted(names_) != sorted(there):
        missing = next((name for name in names_ if name not in there), "")
        return (
            f"{missing!r} is missing" if missing else f"{next(name for name in there if name not in names_)!r} is new"
        )
    if names_ != there and len({name.casefold() for name in names_}) < len(names_):
        return "names that differ in case alone stand in another order"
    kinds = {column.name: column for column in other.columns}
    for column in first.columns:
        if {column.kind, kinds[column.name].kind} - {Kind.NULL} not in (
            {column.kind},
            {kinds[column.name].kind},
            set(),
        ):
            return f"{column.name!r} holds {kinds[column.name]}, not {column}"
    return ""


def common_columns(footers: Sequence[Footer]) -> tuple[Column, ...]:
    """The columns of a table, whose files may store them in several types of one kind, or leave one empty."""
    others = [{column.name: column for column in footer.columns} for footer in footers]
    return tuple(
        replace(
            next((each[column.name] for each in others if each[column.name].kind is not Kind.NULL), column),
            sql=column.sql,
            nullable=any(each[column.name].nullable for each in others),
        )
        if len(footers) > 1
        else column
        for column in footers[0].columns
    )


def _columns(elements: Sequence[Element]) -> Iterator[Column]:
    """The columns of a footer's elements, which come in the order of a walk through their tree."""
    queue = deque(elements)
    number = 0
    while queue:
        name, repetition, children, stored = queue.popleft()
        members = tuple(member for member, *_ in _children(queue, children or 0))
        yield Column(name, f"c{number}", _kind(stored), stored, repetition != "REQUIRED", _items(stored), members)
        number += 1


def _children(queue: deque[Element], count: int) -> list[Element]:
    children = []
    for _ in range(count):
        child = queue.popleft()
        children.append(child)
        _children(queue, child[2] or 0)
    return children


def _kind(stored: str) -> Kind:
    if stored.endswith("]"):
        return Kind.LIST
    name, _, arguments = stored.partition("(")
    if name == "DECIMAL":
        return Kind.INTEGER if arguments.endswith(",0)") else Kind.DECIMAL
    return NESTED.get(name) or KINDS.get(stored, Kind.OTHER)


def _items(stored: str) -> Kind | None:
    return _kind(stored[: stored.rindex("[")]) if stored.endswith("]") else None
