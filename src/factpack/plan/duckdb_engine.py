"""Runs plans over Arrow tables in memory, in an embedded DuckDB that can reach nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from factpack.errors import DataError, DefinitionError
from factpack.plan.columns import column_violations
from factpack.plan.compile import Plan, compile_plan
from factpack.plan.constraints import MISSING, Check, ReferenceCheck, Schema, checks_of, field_names, refuse_lookalikes
from factpack.plan.rules import parse_rules
from factpack.plan.violations import Violation

Connection = duckdb.DuckDBPyConnection


def run(
    schemas: Mapping[str, Mapping[str, Any]], tables: Mapping[str, pa.Table], examples: int = 5
) -> tuple[Violation, ...]:
    """Every violation of the schemas by the tables of the same names, by table and then by the order of its checks.

    Checks of a column that is missing or of another type are left out: that violation stands for them.
    A schema, a rule or a pattern that cannot be run is a DefinitionError.
    """
    if unmatched := schemas.keys() ^ tables.keys():
        message = f"not both a table and a schema: {', '.join(sorted(unmatched))}"
        raise DataError(message)
    refuse_lookalikes("the tables", schemas)
    with connect() as connection:
        checks = _checks(schemas, connection)
        columns = {name: tuple(column_violations(name, schemas[name], tables[name].schema)) for name in schemas}
        usable = {name: _usable(schemas[name], columns[name]) for name in schemas}
        for name, table in tables.items():
            if usable[name]:
                connection.register(name, table.select(usable[name]))
        runnable = {name: _runnable(name, tables[name], checks[name], usable) for name in schemas}
        found = _violations(compile_plan(runnable, usable, examples), connection, examples)
        return tuple(violation for name in schemas for violation in (*columns[name], *found[name]))


def connect() -> Connection:
    """A new DuckDB in memory, without files, network, extensions or a way to change that."""
    return duckdb.connect(
        ":memory:",
        config={
            "enable_external_access": False,
            "python_enable_replacements": False,
            "lock_configuration": True,
            # Makes a join of each list of values: no quicker on millions of rows, and slow to plan.
            "disabled_optimizers": "in_clause",
        },
    )


def _checks(schemas: Mapping[str, Schema], connection: Connection) -> dict[str, tuple[Check, ...]]:
    rules = {name: schema.get("factpack:rules", ()) for name, schema in schemas.items()}
    columns = {name: field_names(schema) for name, schema in schemas.items()}
    parsed = parse_rules(rules, columns, connection)
    return {name: checks_of(name, schemas, parsed[name]) for name in schemas}


def _usable(schema: Schema, violations: Sequence[Violation]) -> list[str]:
    broken = {field for violation in violations for field in violation.fields}
    return [name for name in field_names(schema) if name not in broken]


def _runnable(name: str, table: pa.Table, checks: Sequence[Check], usable: Mapping[str, Sequence[str]]) -> list[Check]:
    return [check for check in checks if _can_run(check, name, usable) and not _settled(check, table)]


def _can_run(check: Check, table: str, usable: Mapping[str, Sequence[str]]) -> bool:
    reaches = not isinstance(check, ReferenceCheck) or set(check.target_fields) <= set(usable[check.target])
    return reaches and set(check.fields) <= set(usable[table])


def _settled(check: Check, table: pa.Table) -> bool:
    # Arrow counts NULLs as it goes, and half of a usual contract is that there are none.
    return check.rule in MISSING and all(table.column(field).null_count == 0 for field in check.fields)


def _violations(plan: Plan, connection: Connection, examples: int) -> Mapping[str, Sequence[Violation]]:
    """What the plan finds, by table."""
    wanted = {number for probe in plan.probes() for (number,) in _fetch(plan, probe, connection)} - {None}
    found = [
        row for search in plan.searches if search.number in wanted for row in _fetch(plan, search.location, connection)
    ]
    violations: dict[str, list[Violation]] = defaultdict(list)
    for number, count, rows in sorted(found):
        table, check = plan.checks[number]
        violations[table].append(
            Violation(table, check.rule, check.fields, count, tuple(rows[:examples]), check.expected)
        )
    return violations


def _fetch(plan: Plan, sql: str, connection: Connection) -> list[Any]:
    try:
        return connection.execute(sql).fetchall()
    except duckdb.Error as error:
        message = f"{_culprit(plan, connection)} cannot be run: {error}"
        raise DefinitionError(message) from error


def _culprit(plan: Plan, connection: Connection) -> str:
    """The check that fails by itself: a plan's statements are for all."""
    for table, check in plan.checks:
        try:
            for probe in compile_plan({table: [check]}, {table: ()}, examples=1).probes():
                connection.execute(probe).fetchall()
        except duckdb.Error:
            return f"{table}: {check.rule} ({', '.join(check.fields)})"
    return "the plan"
