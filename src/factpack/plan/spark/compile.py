# ruff: noqa: S608 this module writes SQL for a living; values pass through a dialect, and names never come here
"""Checks compiled to SQL that gathers rows nowhere: counts by aggregation, keys by grouping, references by anti-join.

Examples are other statements, with a limit: they run for what failed alone.
"""

from collections.abc import Sequence

from factpack.plan.checks import KeyCheck, ReferenceCheck, RowCheck
from factpack.plan.compile import Table, all_present, as_keys
from factpack.plan.stored import Column, Kind


def row_counts(table: Table, checks: Sequence[RowCheck]) -> str:
    """One scan: how many rows there are, and how many are wrong by each check."""
    wrong = "".join(f", count_if({check.bad})" for check in checks)
    return f"SELECT count(*){wrong} FROM {table.source}"


def touched(table: Table) -> str:
    """A scan that reads every cell."""
    return f"SELECT count(*){''.join(f', count({column.sql})' for column in table.columns)} FROM {table.source}"


def repeated(table: Table, check: KeyCheck) -> str:
    """How many rows have a key that another row has too, the first of each aside."""
    counted = f"SELECT count(*) AS rows FROM {table.source} WHERE {all_present(check.cells)} GROUP BY {_keys(check)}"
    return f"SELECT coalesce(sum(rows - 1), 0) FROM ({counted} HAVING count(*) > 1)"


def dangling(source: Table, target: Table, check: ReferenceCheck) -> str:
    """How many rows have a key that no row of the target has."""
    return f"SELECT count(*) FROM {_anti_join(source, target, check)}"


def wrong_rows(table: Table, check: RowCheck, shown: Sequence[Column], most: int, longest: int) -> str:
    """Some of the rows that are wrong, their cells as text."""
    return f"SELECT {_texts(shown, longest)} FROM {table.source} WHERE {check.bad} LIMIT {most}"


def repeated_rows(table: Table, check: KeyCheck, shown: Sequence[Column], most: int, longest: int) -> str:
    """Of some of the keys that several rows have, one row of each."""
    one = ", ".join(f"any_value({_text(column, longest)})" for column in shown)
    there = f"FROM {table.source} WHERE {all_present(check.cells)} GROUP BY {_keys(check)}"
    return f"SELECT {one} {there} HAVING count(*) > 1 LIMIT {most}"


def dangling_rows(  # noqa: PLR0913, PLR0917 what is joined, and what is shown of it
    source: Table, target: Table, check: ReferenceCheck, shown: Sequence[Column], most: int, longest: int
) -> str:
    """Some of the rows that have a key which no row of the target has."""
    return f"SELECT {_texts(shown, longest)} FROM {_anti_join(source, target, check)} LIMIT {most}"


def _anti_join(source: Table, target: Table, check: ReferenceCheck) -> str:
    keys = range(len(check.cells))
    here = f"SELECT *, {as_keys(check.cells)} FROM {source.source} WHERE {all_present(check.cells)}"
    there = f"SELECT {as_keys(check.target_cells)} FROM {target.source} WHERE {all_present(check.target_cells)}"
    same = " AND ".join(f"target.key{number} = source.key{number}" for number in keys)
    return f"({here}) AS source LEFT ANTI JOIN ({there}) AS target ON {same}"


def _keys(check: KeyCheck) -> str:
    return ", ".join(cell.column.sql for cell in check.cells)


def _texts(columns: Sequence[Column], longest: int) -> str:
    return ", ".join(_text(column, longest) for column in columns) or "1"


def _text(column: Column, longest: int) -> str:
    """A cell as text, cut to one character more than is shown; bytes, which are no text, as hexadecimal digits."""
    value = f"hex({column.sql})" if column.kind is Kind.BYTES else column.dialect.as_text(column.sql)
    return f"left({value}, {longest + 1})"
