# ruff: noqa: S608 this module writes SQL for a living; values pass through factpack.plan.sql, and names never come here
"""Checks compiled to SQL text: one scan a table for all its row checks, and one of the key columns for each key.

A *search* returns, for each check that fails, its number, how many rows are wrong and the first of their positions
(from 0). Keys are proved first: a proof reads the key columns once and returns nothing if the key is unique.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpack.plan.checks import Cell, KeyCheck, ReferenceCheck, RowCheck, Schema
from factpack.plan.dialect import DUCKDB
from factpack.plan.stored import Column, Kind


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a plan reads it.

    `source` is a FROM item that has each column under its `sql` name, and the row's position as `row`.
    """

    name: str
    schema: Schema
    columns: tuple[Column, ...]
    source: str
    rows: int


def row_search(table: Table, checks: Sequence[tuple[int, RowCheck]], examples: int) -> str:
    """The search of all row checks of a table in one scan."""
    # Wrong rows are few: filtering them out first and then naming their checks takes half the time of a pair of
    # aggregates a check, count_if(bad) and min(row, 5) FILTER (WHERE bad): 21 checks, 100 rows or 3 million.
    failing = ", ".join(f"CASE WHEN {check.bad} THEN {number} END" for number, check in checks)
    wrong = f"SELECT row, unnest([{failing}]) AS failed FROM {table.source} WHERE {_anything(checks)}"
    return f"SELECT failed, {_found(examples)} FROM ({wrong}) WHERE failed IS NOT NULL GROUP BY failed"


def row_proof(table: Table, checks: Sequence[tuple[int, RowCheck]]) -> str:
    """A pass that returns nothing if no row is wrong; it takes half as long to plan as the search."""
    return f"SELECT 1 FROM {table.source} WHERE {_anything(checks)} LIMIT 1"


def sorted_proof(table: Table, check: KeyCheck) -> str:
    """A streaming pass that returns nothing if each key is greater than the one before it, and so unique."""
    keys = [cell.column.sql for cell in check.cells]
    before = ", ".join(f"lag({key}) OVER () AS before{n}" for n, key in enumerate(keys))
    greater = " OR ".join(
        f"({' AND '.join([*(f'{earlier} = before{m}' for m, earlier in enumerate(keys[:n])), f'{key} > before{n}'])})"
        for n, key in enumerate(keys)
    )
    pairs = f"SELECT {', '.join(keys)}, {before} FROM {table.source} WHERE {all_present(check.cells)}"
    return f"SELECT 1 FROM ({pairs}) WHERE NOT ({greater}) LIMIT 1"


def grouped_proof(table: Table, check: KeyCheck) -> str:
    """Grouping, which spills to disk where it must: returns nothing if no two rows have the same key."""
    keys = ", ".join(cell.column.sql for cell in check.cells)
    # A group a key of 8 bytes, whatever the keys are: two keys with one hash make a search, not a finding.
    there = f"{table.source} WHERE {all_present(check.cells)}"
    return f"SELECT 1 FROM {there} GROUP BY hash({keys}) HAVING count(*) > 1 LIMIT 1"


def key_search(number: int, table: Table, check: KeyCheck, examples: int) -> str:
    """The search of the rows whose key an earlier row has."""
    keys = ", ".join(cell.column.sql for cell in check.cells)
    occurrence = f"row_number() OVER (PARTITION BY {keys} ORDER BY row) AS occurrence"
    counted = f"SELECT row, {occurrence} FROM {table.source} WHERE {all_present(check.cells)}"
    return f"SELECT {number}, {_found(examples)} FROM ({counted}) WHERE occurrence > 1 HAVING count(*) > 0"


def reference_search(
    sources: Sequence[tuple[int, Table, ReferenceCheck]], target: Table, target_cells: Sequence[Cell], examples: int
) -> str:
    """The search of the rows whose key no row of the target has: one join for all references to the same key."""
    keys = [f"key{n}" for n in range(len(target_cells))]
    there = f"SELECT {as_keys(target_cells)} FROM {target.source} WHERE {all_present(target_cells)}"
    here = " UNION ALL ".join(
        f"SELECT {number} AS number, row, {as_keys(check.cells)} FROM {table.source} WHERE {all_present(check.cells)}"
        for number, table, check in sources
    )
    same = " AND ".join(f"target.{key} = source.{key}" for key in keys)
    dangling = f"({here}) AS source ANTI JOIN ({there}) AS target ON {same}"
    return f"SELECT number, {_found(examples)} FROM {dangling} GROUP BY number"


def cells(table: Table, columns: Sequence[Column], rows: Sequence[int], longest: int) -> str:
    """The cells of these columns in these rows as text, cut to the longest that anybody reads; one more tells it."""
    # The hexadecimal digits of bytes, and not the bytes: they are no text.
    shown = "".join(f", left(CAST({column.sql} AS VARCHAR), {longest + 1})" for column in columns)
    return f"SELECT row{shown} FROM {table.source} WHERE row IN ({', '.join(map(str, rows))}) ORDER BY row"


def parquet_source(files: Sequence[str], columns: Sequence[Column], offsets: Sequence[int]) -> str:
    """The FROM item of Parquet files that have the same columns; `offsets` are the rows before each file."""
    listed = ", ".join(map(DUCKDB.text, files))
    position = f"{offsets[0]} + file_row_number"
    if len(files) > 1:
        position = f"[{', '.join(map(str, offsets))}][CAST(file_index AS BIGINT) + 1] + file_row_number"
    names = ", ".join(column.sql for column in columns)
    # Nothing is read out of the names of folders and files, and no column is named by the file itself.
    scan = f"read_parquet([{listed}], hive_partitioning = false, union_by_name = false) AS file({names})"
    # Compared with a text, JSON would be parsed, and so would the text.
    texts = ", ".join(f"CAST({each.sql} AS VARCHAR) AS {each.sql}" for each in columns if each.kind is Kind.JSON)
    every = f"* REPLACE ({texts})" if texts else "*"
    return f"(SELECT {every}, {position} AS row FROM {scan})"


def united(sources: Iterable[str], parts: Sequence[Sequence[Column]], columns: Sequence[Column]) -> str:
    """The FROM item of parts that store the same columns in other types, or in another order."""
    selects = []
    for source, there in zip(sources, parts, strict=True):
        sql = {column.name: column.sql for column in there}
        renamed = ", ".join(f"{sql[column.name]} AS {column.sql}" for column in columns)
        selects.append(f"SELECT {renamed}, row FROM {source}")
    return f"({' UNION ALL '.join(selects)})"


def _anything(checks: Sequence[tuple[int, RowCheck]]) -> str:
    return " OR ".join(f"({check.bad})" for _, check in checks)


def _found(examples: int) -> str:
    return f"count(*), min(row, {max(examples, 1)})"


def as_keys(cells: Sequence[Cell]) -> str:
    """The cells as columns key0, key1 …, by which tables are joined."""
    return ", ".join(f"{cell.value} AS key{n}" for n, cell in enumerate(cells))


def all_present(cells: Sequence[Cell]) -> str:
    """True where no cell is empty."""
    return " AND ".join(cell.present for cell in cells)
