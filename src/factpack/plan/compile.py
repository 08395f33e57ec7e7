# ruff: noqa: S608 this module writes SQL for a living; every name and value passes through factpack.plan.sql
"""Checks compiled to SQL text: one scan a table for its row checks, and one of the key columns for each key.

Every search is written twice. The *probe* says whether anything is wrong at all: it stops at the first wrong row and
does not count positions, so sound tables, the usual case, cost only this. The *location* returns, for each check that
fails, its number, how many rows are wrong and the first of their positions (from 0).

On small tables the time goes into statements and joins, not into rows: one statement probes all tables, and all
references to a table share one join.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from factpack.plan.constraints import Check, KeyCheck, ReferenceCheck, RowCheck
from factpack.plan.sql import identifier

Numbered = tuple[int, Check]


@dataclass(frozen=True, slots=True)
class Search:
    """One pass over a table, on behalf of one or several checks; `number` is what its probe returns.

    `probe` is an aggregate that is true if anything is wrong. A reference has `keys` to be looked up in its `target`.
    """

    number: int
    table: str
    location: str
    probe: str = ""
    keys: tuple[str, ...] = ()
    target: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The contracts of all tables as SQL; a check's number is its position in `checks`."""

    checks: tuple[tuple[str, Check], ...]
    searches: tuple[Search, ...]

    def probes(self) -> Iterator[str]:
        """Statements that return the numbers of those searches that have something to find."""
        tables: dict[str, list[Search]] = defaultdict(list)
        references: dict[tuple[str, tuple[str, ...]], dict[str, list[Search]]] = defaultdict(lambda: defaultdict(list))
        for search in self.searches:
            group = references[search.target] if search.target else tables
            group[search.table].append(search)
        if tables:
            yield "\nUNION ALL\n".join(_wrong(table, searches) for table, searches in tables.items())
        for target, sources in references.items():
            yield _dangling(*target, [_keys(table, searches) for table, searches in sources.items()])


def compile_plan(checks: Mapping[str, Sequence[Check]], columns: Mapping[str, Iterable[str]], examples: int) -> Plan:
    """The plan of these checks, by table; a location returns at most `examples` positions a check.

    `columns` are those of each table, among which the position needs a name of its own.
    """
    numbers = count()
    numbered = {table: [(next(numbers), check) for check in checks[table]] for table in checks}
    scans = {table: _Scan(table, _free_name("row", columns[table]), max(examples, 1)) for table in checks}
    return Plan(
        tuple((table, check) for table in checks for check in checks[table]),
        tuple(search for table, scan in scans.items() for search in scan.searches(numbered[table])),
    )


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

    def searches(self, checks: Sequence[Numbered]) -> Iterator[Search]:
        if row_checks := [(number, check) for number, check in checks if isinstance(check, RowCheck)]:
            yield self.rows(row_checks)
        for number, check in checks:
            if isinstance(check, KeyCheck):
                yield self.key(number, check)
            elif isinstance(check, ReferenceCheck):
                yield self.reference(number, check)

    def rows(self, checks: Sequence[tuple[int, RowCheck]]) -> Search:
        # Wrong rows are few: filtering them out first and then naming their checks takes half the time of a pair of
        # aggregates a check, count_if(bad) and min(row, 5) FILTER (WHERE bad): 21 checks, 100 rows or 3 million.
        anything = " OR ".join(f"({check.bad})" for _, check in checks)
        failing = ", ".join(f"CASE WHEN {check.bad} THEN {number} END" for number, check in checks)
        wrong = f"SELECT {self.position}, unnest([{failing}]) AS failed FROM {self.numbered} WHERE {anything}"
        return Search(
            number=checks[0][0],
            table=self.table,
            probe=f"bool_or({anything})",
            location=f"SELECT failed, {self.findings} FROM ({wrong}) WHERE failed IS NOT NULL GROUP BY failed",
        )

    def key(self, number: int, check: KeyCheck) -> Search:
        key = ", ".join(map(identifier, check.fields))
        present = " AND ".join(f"{identifier(field)} IS NOT NULL" for field in check.fields)
        occurrence = f"row_number() OVER (PARTITION BY {key} ORDER BY {self.position}) AS occurrence"
        counted = f"SELECT {self.position}, {occurrence} FROM {self.numbered} WHERE {present}"
        return Search(
            number=number,
            table=self.table,
            probe=f"count(*) FILTER (WHERE {present}) > count(DISTINCT ({key})) FILTER (WHERE {present})",
            location=f"SELECT {number}, {self.findings} FROM ({counted}) WHERE occurrence > 1 HAVING count(*) > 0",
        )

    def reference(self, number: int, check: ReferenceCheck) -> Search:
        pairs = zip(check.fields, check.target_fields, strict=True)
        same = " AND ".join(f"target.{identifier(to)} = source.{identifier(field)}" for field, to in pairs)
        present = " AND ".join(f"source.{identifier(field)} IS NOT NULL" for field in check.fields)
        dangling = f"AS source ANTI JOIN {identifier(check.target)} AS target ON {same} WHERE {present}"
        return Search(
            number=number,
            table=self.table,
            keys=check.fields,
            location=f"SELECT {number}, {self.findings} FROM {self.numbered} {dangling} HAVING count(*) > 0",
            target=(check.target, check.target_fields),
        )


def _wrong(table: str, searches: Sequence[Search]) -> str:
    """The numbers of those searches of a table that have something to find, and NULL for each of the others."""
    numbers = ", ".join(f"CASE WHEN {search.probe} THEN {search.number} END" for search in searches)
    return f"SELECT unnest([{numbers}]) FROM {identifier(table)}"


def _keys(table: str, searches: Sequence[Search]) -> str:
    """For each row and each search: its number, and the key to be looked up."""
    numbers = ", ".join(str(search.number) for search in searches)
    keys = zip(*(search.keys for search in searches), strict=True)
    columns = ", ".join(f"unnest([{', '.join(map(identifier, parts))}])" for parts in keys)
    return f"SELECT unnest([{numbers}]), {columns} FROM {identifier(table)}"


def _dangling(table: str, fields: Sequence[str], sources: Sequence[str]) -> str:
    """The numbers of those sources that have a key which no row of the table has."""
    keys = [f"key{position}" for position in range(len(fields))]
    same = " AND ".join(f"target.{identifier(field)} = source.{key}" for field, key in zip(fields, keys, strict=True))
    present = " AND ".join(f"source.{key} IS NOT NULL" for key in keys)
    named = f"({' UNION ALL '.join(sources)}) AS source(number, {', '.join(keys)})"
    return (
        f"SELECT DISTINCT source.number FROM {named} ANTI JOIN {identifier(table)} AS target ON {same} WHERE {present}"
    )


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    names = {name.casefold() for name in taken}
    while wanted in names:
        wanted += "_"
    return identifier(wanted)
