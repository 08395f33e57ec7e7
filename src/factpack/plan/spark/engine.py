"""Runs the checks of tables on Spark."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from factpack.findings import Example, shortened
from factpack.plan.checks import Check, KeyCheck, ReferenceCheck, RowCheck, names
from factpack.plan.columns import usable_columns
from factpack.plan.compile import Table
from factpack.plan.duckdb_engine import LONGEST
from factpack.plan.meter import KEY, REFERENCE, ROWS, Meter
from factpack.plan.spark import compile as write
from factpack.plan.spark.session import reason
from factpack.plan.stored import Column
from factpack.plan.violations import Problem, Violation, cannot_run

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(slots=True)
class Ran:
    """What came of the checks of a table; where it could not be read, `unreadable` says why."""

    rows: int | None = None
    found: dict[Check, Violation] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: str = ""


class Engine:
    """Holds tables to their checks; each violation has at most so many `examples`."""

    def __init__(self, session: "SparkSession", tables: Mapping[str, Table], examples: int, meter: Meter) -> None:
        self.session, self.tables, self.examples, self.meter = session, tables, examples, meter

    def run(self, checks: Mapping[str, Sequence[Check]]) -> dict[str, Ran]:
        """What is wrong in each table, in the order of its checks; a check that can run nowhere is a problem."""
        ran = {name: self._within(self.tables[name], checks[name]) for name in checks}
        for name, mine in checks.items():
            for check in mine:
                if isinstance(check, ReferenceCheck) and not (ran[name].unreadable or ran[check.target].unreadable):
                    self._refer(ran[name], self.tables[name], check)
            ran[name].found = {check: ran[name].found[check] for check in mine if check in ran[name].found}
        return ran

    def _within(self, table: Table, checks: Sequence[Check]) -> Ran:
        ran = Ran()
        row_checks = [check for check in checks if isinstance(check, RowCheck)]
        try:
            counts = self._counts(ran, table, row_checks)
        except Exception as error:  # noqa: BLE001 whatever a stranger's file makes Spark raise
            ran.unreadable = reason(error)
            return ran
        for row_check, count in counts.items():
            if count:
                self._found(ran, table, row_check, count)
        for check in checks:
            if isinstance(check, KeyCheck):
                self._attempt(ran, table, check, KEY, write.repeated(table, check))
        return ran

    def _counts(self, ran: Ran, table: Table, checks: Sequence[RowCheck]) -> dict[RowCheck, int]:
        """How many rows are wrong by each check; where one of them cannot run, all are tried apart."""
        if not checks:
            [ran.rows, *_] = self._row(table.name, table.rows * ROWS, write.touched(table))
            return {}
        try:
            [ran.rows, *counts] = self._row(table.name, table.rows * ROWS, write.row_counts(table, checks))
            return dict(zip(checks, counts, strict=True))
        except Exception:  # noqa: BLE001 as above
            [ran.rows, *_] = self._row(table.name, 0, write.touched(table))
        found = {}
        for check in checks:
            try:
                [_, found[check]] = self._row(table.name, 0, write.row_counts(table, [check]))
            except Exception as error:  # noqa: BLE001 as above
                ran.problems.append(cannot_run(table.name, check, reason(error)))
        return found

    def _refer(self, ran: Ran, table: Table, check: ReferenceCheck) -> None:
        target = self.tables[check.target]
        self._attempt(ran, table, check, REFERENCE, write.dangling(table, target, check))

    def _attempt(self, ran: Ran, table: Table, check: KeyCheck | ReferenceCheck, effort: float, sql: str) -> None:
        try:
            [count] = self._row(table.name, table.rows * effort, sql)
            if count:
                self._found(ran, table, check, int(count))
        except Exception as error:  # noqa: BLE001 as above
            ran.unreadable = ran.unreadable or reason(error)

    def _found(self, ran: Ran, table: Table, check: Check, count: int) -> None:
        found = Violation(table.name, check.rule, check.fields, count, (), check.expected)
        ran.found[check] = replace(found, examples=tuple(self._examples(table, check)) if self.examples else ())

    def _examples(self, table: Table, check: Check) -> Iterator[Example]:
        fields = usable_columns(table.schema, table.columns)
        key = [name for name in names(table.schema.get("primaryKey", ())) if name in fields]
        there = [name for name in check.fields if name in fields]
        wanted = list(dict.fromkeys([*key, *there]))
        rows = self.session.sql(self._examples_sql(table, check, [fields[name] for name in wanted])).collect()
        for row in rows:
            cells = {name: cell and shortened(cell, LONGEST) for name, cell in zip(wanted, row, strict=False)}
            yield Example(
                None, tuple((each, cells[each]) for each in key), tuple((each, cells[each]) for each in there)
            )

    def _examples_sql(self, table: Table, check: Check, shown: Sequence[Column]) -> str:
        match check:
            case RowCheck():
                return write.wrong_rows(table, check, shown, self.examples, LONGEST)
            case KeyCheck():
                return write.repeated_rows(table, check, shown, self.examples, LONGEST)
            case ReferenceCheck():
                target = self.tables[check.target]
                return write.dangling_rows(table, target, check, shown, self.examples, LONGEST)

    def _row(self, what: str, effort: float, sql: str) -> Sequence[Any]:
        """The one row that a statement gives, which takes so much effort."""
        self.meter.tell(what, effort, 0)
        [row] = self.session.sql(sql).collect()
        self.meter.finish(effort)
        return list(row)
