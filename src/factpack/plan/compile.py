# ruff: noqa: S608 this module writes SQL for a living; every name and value passes through factpack.plan.sql
"""Checks compiled to SQL text: one scan a table for its row checks, and one of the key columns for each key.

Every search is written twice. The *probe* returns its number if anything is wrong at all: it stops at the first
wrong row and does not count positions, so sound tables, the usual case, cost only this. The *location* returns, for
each check that fails, its number, how many rows are wrong and the first of their positions (from 0).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpack.plan.constraints import Check, KeyCheck, ReferenceCheck, RowCheck
from factpack.plan.sql import identifier


@dataclass(frozen=True, slots=True)
class Search:
    """One pass over a table, on behalf of one or several checks of its plan; `number` is what its probe returns."""

    number: int
    probe: str
    location: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A table's contract as SQL: `probe` returns the numbers of those `searches` that have something to find."""

    table: str
    checks: tuple[Check, ...]
    searches: tuple[Search, ...]

    @property
    def probe(self) -> str:
        """One statement for all searches of the table; empty if there is nothing to look for."""
        return "\nUNION ALL\n".join(f"({search.probe})" for search in self.searches)


def compile_plan(table: str, checks: Sequence[Check], columns: Iterable[str], examples: int) -> Plan:
    """The plan of these checks; a location returns at most `examples` positions a check.

    `columns` are those of the table, among which the position needs a name of its own.
    """
    scan = _Scan(table, identifier(_free_name("row", columns)), max(examples, 1))
    row_checks = tuple((number, check) for number, check in enumerate(checks) if isinstance(check, RowCheck))
    searches = [scan.rows(row_checks)] if row_checks else []
    for number, check in enumerate(checks):
        if isinstance(check, KeyCheck):
            searches.append(scan.key(number, check))
        elif isinstance(check, ReferenceCheck):
            searches.append(scan.reference(number, check))
    return Plan(table, tuple(checks), tuple(searches))


@dataclass(frozen=True, slots=True)
class _Scan:
    """Writes the searches of one table; `position` is the quoted name that its row numbers go by."""

    table: str
    position: str
    examples: int

    @property
    def numbered(self) -> str:
        return f"(SELECT *, row_number() OVER () - 1 AS {self.position} FROM {identifier(self.table)})"

    @property
    def findings(self) -> str:
        return f"count(*), min({self.position}, {self.examples})"

    def rows(self, checks: Sequence[tuple[int, RowCheck]]) -> Search:
        # Wrong rows are few: filtering them out first and then naming their checks takes half the time of a pair of
        # aggregates a check, count_if(bad) and min(row, 5) FILTER (WHERE bad): 21 checks, 100 rows or 3 million.
        anything = " OR ".join(f"({check.bad})" for _, check in checks)
        failing = ", ".join(f"CASE WHEN {check.bad} THEN {number} END" for number, check in checks)
        wrong = f"SELECT {self.position}, unnest([{failing}]) AS failed FROM {self.numbered} WHERE {anything}"
        return Search(
            number=checks[0][0],
            probe=f"SELECT {checks[0][0]} FROM {identifier(self.table)} WHERE {anything} LIMIT 1",
            location=f"SELECT failed, {self.findings} FROM ({wrong}) WHERE failed IS NOT NULL GROUP BY failed",
        )

    def key(self, number: int, check: KeyCheck) -> Search:
        key = ", ".join(map(identifier, check.fields))
        present = " AND ".join(f"{identifier(field)} IS NOT NULL" for field in check.fields)
        occurrence = f"row_number() OVER (PARTITION BY {key} ORDER BY {self.position}) AS occurrence"
        counted = f"SELECT {self.position}, {occurrence} FROM {self.numbered} WHERE {present}"
        shared = f"{identifier(self.table)} WHERE {present} GROUP BY {key} HAVING count(*) > 1"
        return Search(
            number=number,
            probe=f"SELECT {number} FROM {shared} LIMIT 1",
            location=f"SELECT {number}, {self.findings} FROM ({counted}) WHERE occurrence > 1 HAVING count(*) > 0",
        )

    def reference(self, number: int, check: ReferenceCheck) -> Search:
        pairs = zip(check.fields, check.target_fields, strict=True)
        same = " AND ".join(f"target.{identifier(to)} = source.{identifier(field)}" for field, to in pairs)
        present = " AND ".join(f"source.{identifier(field)} IS NOT NULL" for field in check.fields)
        dangling = f"AS source ANTI JOIN {identifier(check.target)} AS target ON {same} WHERE {present}"
        return Search(
            number=number,
            probe=f"SELECT {number} FROM {identifier(self.table)} {dangling} LIMIT 1",
            location=f"SELECT {number}, {self.findings} FROM {self.numbered} {dangling} HAVING count(*) > 0",
        )


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    names = {name.casefold() for name in taken}
    while wanted in names:
        wanted += "_"
    return wanted
