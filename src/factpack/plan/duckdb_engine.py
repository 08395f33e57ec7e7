"""Runs plans in an embedded DuckDB that can reach the files it was given, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from factpack.findings import Example, shortened
from factpack.plan import compile as write
from factpack.plan.checks import Cell, Check, KeyCheck, ReferenceCheck, RowCheck, ask_for_json_schema, names
from factpack.plan.compile import Table
from factpack.plan.json_values import conforms
from factpack.plan.meter import KEY, REFERENCE, ROWS, Meter
from factpack.plan.stored import Column
from factpack.plan.violations import Problem, Violation, cannot_run

Connection = duckdb.DuckDBPyConnection
Found = tuple[int, int, list[int]]
"""What a search returns: a check's number, how many rows are wrong, and the first of their positions."""

Source = tuple[int, Table, ReferenceCheck]
"""A reference: its number, and the table that it comes from."""

Target = tuple[str, tuple[Cell, ...]]
"""What references lead to: a table and its key."""

SMALL = 100_000
"""Up to so many rows a statement takes longer to plan, and files take longer to open, than they take to read."""

DISABLED = (
    # Both believe what Parquet's statistics say of rows that nobody has looked at yet: they leave NaN out, and may lie.
    "filter_pushdown",
    "statistics_propagation",
)
"""What DuckDB may not do to a statement."""

EVERY = 0.2
"""Seconds between two looks at how far a statement has come."""

MOST_SORTED = 16
"""So many fields has a key at most that is looked at for its order."""

LONGEST = 120
"""How many characters of a cell an example shows."""


def connect(files: Iterable[str] = (), memory: str = "", spill: Path | None = None) -> Connection:
    """A new DuckDB in memory, with these paths to read: no other files, no network, no extensions, and no way back.

    `memory` bounds what it may use ("1GB"); what does not fit goes to the folder `spill`, or fails.
    """
    config: dict[str, Any] = {
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "disabled_optimizers": ",".join(DISABLED),
        "temp_directory": str(spill or ""),
        **({"memory_limit": memory} if memory else {}),
    }
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    connection.execute("SET allowed_paths = ?", [list(files)])
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def learn_json_schema(connection: Connection, checks: Iterable[Check]) -> None:
    """Give the connection the function `conforms` if a check calls it: that takes 0.1 s."""
    if ask_for_json_schema(checks):
        connection.create_function("conforms", conforms, ["VARCHAR", "VARCHAR"], "BOOLEAN")


@dataclass(slots=True)
class Ran:
    """What came of the checks of a table; with an `error` they came to nothing."""

    violations: list[Violation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    error: duckdb.Error | None = None


class Engine:
    """Holds tables to their checks; at most `examples` positions are given for each violation."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], examples: int, meter: Meter) -> None:
        self.connection, self.tables, self.examples, self.meter = connection, tables, examples, meter

    def run(self, checks: Mapping[str, Sequence[Check]]) -> dict[str, Ran]:
        """What is wrong in each table, in the order of its checks; a check that can run nowhere is a problem."""
        numbers = count()
        numbered = {name: [(next(numbers), check) for check in checks[name]] for name in checks}
        owners = [(name, check) for name in checks for check in checks[name]]
        ran = {name: Ran() for name in checks}
        found: list[Found] = []
        for name, mine in numbered.items():
            searched, ran[name].error = _attempt(self._within(self.tables[name], mine))
            found += self._apart(name, mine, ran[name]) if ran[name].error else searched
        found += self._across(numbered, ran)
        for number, wrong, rows in sorted(found):
            name, check = owners[number]
            violation = Violation(name, check.rule, check.fields, wrong, tuple(rows[: self.examples]), check.expected)
            ran[name].violations.append(violation)
        return ran

    def _apart(self, name: str, checks: Sequence[tuple[int, Check]], ran: Ran) -> list[Found]:
        """The same once more, where all checks together came to nothing, without those that cannot run.

        If the table itself cannot be read, the error stands.
        """
        table = self.tables[name]
        if isinstance(ran.error, duckdb.OutOfMemoryException) or not self._is_readable(table):
            return []
        refused = {number for number, check in checks if self._refuses(ran, table, check)}
        sound = [(number, check) for number, check in checks if number not in refused]
        found, error = _attempt(self._within(table, sound))
        ran.error = error if isinstance(error, duckdb.OutOfMemoryException) else None
        if error and not ran.error:  # a value, and not the check, is what one of them cannot take
            return [found for number, check in sound for found in self._alone(ran, table, number, check)]
        return found

    def _refuses(self, ran: Ran, table: Table, check: Check) -> bool:
        # Reads no row, but compiles every pattern and format.
        if not isinstance(check, RowCheck):
            return False
        try:
            self.connection.execute(f"SELECT {check.bad} FROM {table.source} LIMIT 0").fetchall()  # noqa: S608 our SQL
        except duckdb.OutOfMemoryException:
            return False
        except duckdb.Error as error:
            ran.problems.append(cannot_run(table.name, check, first_line(error)))
            return True
        return False

    def _alone(self, ran: Ran, table: Table, number: int, check: Check) -> list[Found]:
        found, error = _attempt(self._within(table, [(number, check)]))
        if isinstance(error, duckdb.OutOfMemoryException):
            ran.error = error
        elif error:
            ran.problems.append(cannot_run(table.name, check, first_line(error)))
        return found

    def _is_readable(self, table: Table) -> bool:
        try:
            self.touch(table)
        except duckdb.Error:
            return False
        return True

    def touch(self, table: Table) -> None:
        """Read every cell of the table."""
        counts = ", ".join(f"count({column.sql})" for column in table.columns) or "count(*)"
        self._read(table, f"SELECT {counts} FROM {table.source}", ROWS)  # noqa: S608 our SQL

    def _within(self, table: Table, checks: Sequence[tuple[int, Check]]) -> Iterator[Found]:
        row_checks = [(number, check) for number, check in checks if isinstance(check, RowCheck)]
        if row_checks and not (table.rows <= SMALL and not self._read(table, write.row_proof(table, row_checks), 0)):
            yield from self._read(table, write.row_search(table, row_checks, self.examples), ROWS)
        for number, check in checks:
            if isinstance(check, KeyCheck):
                yield from self._repeated(table, number, check)

    def _repeated(self, table: Table, number: int, check: KeyCheck) -> list[Found]:
        # In SQL that a key is greater than another takes all its fields for each of them.
        for proof in (write.sorted_proof, write.grouped_proof)[len(check.cells) > MOST_SORTED :]:
            if not self._read(table, proof(table, check), KEY):
                return []
        return self._read(table, write.key_search(number, table, check, self.examples), KEY)

    def _across(self, numbered: Mapping[str, Sequence[tuple[int, Check]]], ran: Mapping[str, Ran]) -> Iterator[Found]:
        # Keys that are stored alike: joined with others they would be compared as what all of them can be cast to.
        alike: dict[tuple[Target, tuple[str, ...]], list[Source]] = defaultdict(list)
        for name, checks in numbered.items():
            for number, check in checks:
                if isinstance(check, ReferenceCheck) and not (ran[name].error or ran[check.target].error):
                    stored = tuple(cell.column.stored for cell in check.cells)
                    alike[(check.target, check.target_cells), stored].append((number, self.tables[name], check))
        for (target, _), sources in alike.items():
            found, error = _attempt(self._dangling(target, sources))
            yield from found
            for source in sources if error else ():  # for one of them: each by itself, to tell which
                found, error = _attempt(self._dangling(target, [source]))
                ran[source[1].name].error = ran[source[1].name].error or error
                yield from found

    def _dangling(self, target: Target, sources: Sequence[Source]) -> Iterator[Found]:
        name, cells = target
        what = ", ".join(dict.fromkeys(table.name for _, table, _ in sources))
        effort = sum(table.rows for _, table, _ in sources) * REFERENCE
        yield from self.fetch(what, effort, write.reference_search(sources, self.tables[name], cells, self.examples))

    def _read(self, table: Table, sql: str, effort: float) -> list[Any]:
        return self.fetch(table.name, table.rows * effort, sql)

    def fetch(self, what: str, effort: float, sql: str) -> list[Any]:
        """What a statement gives that takes so much effort."""
        if effort <= SMALL:
            return self._execute(sql)
        with ThreadPoolExecutor(1) as pool:
            # The engine looks at no signals while it works: who waits for it can be interrupted, and interrupts it.
            running = pool.submit(self._execute, sql)
            try:
                while not wait([running], timeout=EVERY).done:
                    self.meter.tell(what, effort, self.connection.query_progress())
            except BaseException:
                self.connection.interrupt()
                raise
        self.meter.finish(effort)
        return running.result()

    def _execute(self, sql: str) -> list[Any]:
        return self.connection.execute(sql).fetchall()

    def shown(self, table: Table, violations: Sequence[Violation], fields: Mapping[str, Column]) -> Iterator[Violation]:
        """The violations with examples: of each of their rows the primary key and the cells that are wrong."""
        key = [name for name in names(table.schema.get("primaryKey", ())) if name in fields]
        wanted = list(dict.fromkeys([*key, *(name for found in violations for name in found.fields if name in fields)]))
        rows = sorted({row for violation in violations for row in violation.rows})
        texts = self._cells(table, [fields[name] for name in wanted], rows) if rows else {}
        for found in violations:
            yield _with_examples(found, key, {row: dict(zip(wanted, texts[row], strict=True)) for row in found.rows})

    def _cells(self, table: Table, columns: Sequence[Column], rows: Sequence[int]) -> dict[int, list[str | None]]:
        fetched = self._read(table, write.cells(table, columns, rows, LONGEST), KEY)
        return {row: [cell and shortened(cell, LONGEST) for cell in cells] for row, *cells in fetched}


def _attempt(search: Iterable[Found]) -> tuple[list[Found], duckdb.Error | None]:
    """What a search finds, or nothing and the error that ended it."""
    try:
        return list(search), None
    except duckdb.Error as error:
        return [], error


def _with_examples(
    violation: Violation, key: Sequence[str], cells: Mapping[int, Mapping[str, str | None]]
) -> Violation:
    examples = (
        Example(
            row,
            tuple((name, cells[row][name]) for name in key),
            tuple((name, cells[row][name]) for name in violation.fields if name in cells[row]),
        )
        for row in violation.rows
    )
    return replace(violation, examples=tuple(examples))


def first_line(error: Exception) -> str:
    """The engine's reason without the statement that it prints below it."""
    return re.sub(r" when casting from source column \w+", "", str(error).splitlines()[0])
