"""Runs plans in an embedded DuckDB that can reach the files it was given, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from factpack.findings import Example, shortened
from factpack.plan import compile as write
from factpack.plan.checks import Check, KeyCheck, ReferenceCheck, RowCheck, names
from factpack.plan.compile import Table
from factpack.plan.json_values import conforms
from factpack.plan.meter import Meter
from factpack.plan.stored import Column
from factpack.plan.violations import Problem, Violation

Connection = duckdb.DuckDBPyConnection
Found = tuple[int, int, list[int]]
"""What a search returns: a check's number, how many rows are wrong, and the first of their positions."""

LONGEST = 120
"""How many characters of a cell an example shows."""

SMALL = 100_000
"""Up to so many rows planning takes longer than reading."""


class UnreadableError(Exception):
    """A table's files cannot be read; the message is the engine's reason."""


def connect(files: Iterable[Path] = (), memory: str = "", spill: Path | None = None) -> Connection:
    """A new DuckDB in memory, with these files to read: no other files, no network, no extensions, and no way back.

    `memory` bounds what it may use ("1GB"); what does not fit goes to the folder `spill`, or fails.
    """
    config: dict[str, Any] = {
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        # Makes a join of each list of values: no quicker on millions of rows, and slow to plan.
        "disabled_optimizers": "in_clause",
        "temp_directory": str(spill or ""),
        **({"memory_limit": memory} if memory else {}),
    }
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    connection.execute("SET allowed_paths = ?", [[str(file) for file in files]])
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def learn_json_schema(connection: Connection, checks: Iterable[Check]) -> None:
    """Give the connection the function `conforms` if a check calls it: that takes 0.1 s."""
    if any("conforms(" in check.bad for check in checks if isinstance(check, RowCheck)):
        connection.create_function("conforms", conforms, ["VARCHAR", "VARCHAR"], "BOOLEAN")


class Engine:
    """Holds tables to their checks; at most `examples` positions are given for each violation."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], examples: int, meter: Meter) -> None:
        self.connection, self.tables, self.examples, self.meter = connection, tables, examples, meter

    def run(self, name: str, checks: Sequence[Check]) -> Iterator[Violation | Problem]:
        """What is wrong in a table, in the order of its checks; a check that cannot run is a problem.

        Raises UnreadableError where it is the table that cannot be read.
        """
        table = self.tables[name]
        problems = {}
        try:
            found = list(self._found(table, list(enumerate(checks))))
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            problems = {check: reason for check in checks if (reason := self._refused(table, check))}
            if not problems:
                raise UnreadableError(first_line(error)) from error
            sound = [(number, check) for number, check in enumerate(checks) if check not in problems]
            found = list(self._found(table, sound))
        for check, reason in problems.items():
            yield Problem(name, _blame(check), _field(check), f"{check.rule} cannot be checked: {reason}")
        for number, count, rows in sorted(found):
            check = checks[number]
            yield Violation(name, check.rule, check.fields, count, tuple(rows[: self.examples]), check.expected)

    def _found(self, table: Table, checks: Sequence[tuple[int, Check]]) -> Iterator[Found]:
        if row_checks := [(number, check) for number, check in checks if isinstance(check, RowCheck)]:
            yield from self.fetch(table, write.row_search(table, row_checks, self.examples))
        for number, check in checks:
            if isinstance(check, KeyCheck):
                yield from self._repeated(table, number, check)
        references = [(number, check) for number, check in checks if isinstance(check, ReferenceCheck)]
        yield from self._dangling(table, references)

    def _repeated(self, table: Table, number: int, check: KeyCheck) -> list[Found]:
        for proof in (write.sorted_proof, write.grouped_proof):
            if not self.fetch(table, proof(table, check)):
                return []
        return self.fetch(table, write.key_search(number, table, check, self.examples))

    def _dangling(self, table: Table, checks: Sequence[tuple[int, ReferenceCheck]]) -> Iterator[Found]:
        targets = {check.target: self.tables[check.target] for _, check in checks}
        searches = [
            write.reference_search(number, table, check, targets[check.target], self.examples)
            for number, check in checks
        ]
        # One statement for all is quicker where planning takes longer than reading, and holds the keys of all targets
        # in memory at once.
        together = sum(each.rows for each in (table, *targets.values())) <= SMALL
        for search in [" UNION ALL ".join(searches)] if together and searches else searches:
            yield from self.fetch(table, search)

    def fetch(self, table: Table, sql: str) -> list[Any]:
        """The rows of a statement that reads the table once."""
        with self.meter.reading(table.name, table.rows):
            return self.connection.execute(sql).fetchall()

    def _refused(self, table: Table, check: Check) -> str:
        """Why the check can run on no table at all; nothing if it can."""
        if not isinstance(check, RowCheck):
            return ""
        try:
            # Reads no row, but compiles every pattern and format.
            self.connection.execute(f"SELECT {check.bad} FROM {table.source} LIMIT 0").fetchall()  # noqa: S608 our SQL
        except duckdb.Error as error:
            return first_line(error)
        return ""

    def shown(self, table: Table, violations: Sequence[Violation], fields: Mapping[str, Column]) -> Iterator[Violation]:
        """The violations with examples: of each of their rows the primary key and the cells that are wrong."""
        key = [name for name in names(table.schema.get("primaryKey", ())) if name in fields]
        wanted = list(dict.fromkeys([*key, *(name for found in violations for name in found.fields if name in fields)]))
        rows = sorted({row for violation in violations for row in violation.rows})
        texts = self._cells(table, [fields[name] for name in wanted], rows) if rows else {}
        for found in violations:
            yield _with_examples(found, key, {row: dict(zip(wanted, texts[row], strict=True)) for row in found.rows})

    def _cells(self, table: Table, columns: Sequence[Column], rows: Sequence[int]) -> dict[int, list[str | None]]:
        fetched = self.connection.execute(write.cells(table, columns, rows, LONGEST)).fetchall()
        return {row: [cell and shortened(cell, LONGEST) for cell in cells] for row, *cells in fetched}


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


def _blame(check: Check) -> str:
    if check.rule.startswith("rule/"):
        return "descriptor/wrong-rule"
    return "descriptor/unknown-format" if check.rule == "type/wrong-format" else "descriptor/wrong-constraint"


def _field(check: Check) -> str:
    return check.fields[0] if check.fields and not check.rule.startswith("rule/") else ""


def first_line(error: Exception) -> str:
    """The engine's reason without the statement that it prints below it."""
    return str(error).splitlines()[0]
