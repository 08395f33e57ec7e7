"""Runs plans over Arrow tables in memory, in an embedded DuckDB that can reach nothing else."""

from collections.abc import Iterator, Mapping, Sequence
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
        plans = {name: _plan(name, tables[name], checks[name], usable, examples) for name in schemas}
        return tuple(
            violation
            for name, plan in plans.items()
            for violation in (*columns[name], *_violations(plan, connection, examples))
        )


def connect() -> Connection:
    """A new DuckDB in memory, without files, network, extensions or a way to change that."""
    return duckdb.connect(
        ":memory:",
        config={"enable_external_access": False, "python_enable_replacements": False, "lock_configuration": True},
    )


def _checks(schemas: Mapping[str, Schema], connection: Connection) -> dict[str, tuple[Check, ...]]:
    rules = {name: schema.get("factpack:rules", ()) for name, schema in schemas.items()}
    columns = {name: field_names(schema) for name, schema in schemas.items()}
    parsed = parse_rules(rules, columns, connection)
    return {name: checks_of(name, schemas, parsed[name]) for name in schemas}


def _usable(schema: Schema, violations: Sequence[Violation]) -> list[str]:
    broken = {field for violation in violations for field in violation.fields}
    return [name for name in field_names(schema) if name not in broken]


def _plan(
    name: str, table: pa.Table, checks: Sequence[Check], usable: Mapping[str, Sequence[str]], examples: int
) -> Plan:
    runnable = (check for check in checks if _can_run(check, name, usable))
    return compile_plan(name, [check for check in runnable if not _settled(check, table)], usable[name], examples)


def _can_run(check: Check, table: str, usable: Mapping[str, Sequence[str]]) -> bool:
    reaches = not isinstance(check, ReferenceCheck) or set(check.target_fields) <= set(usable[check.target])
    return reaches and set(check.fields) <= set(usable[table])


def _settled(check: Check, table: pa.Table) -> bool:
    # Arrow counts NULLs as it goes, and half of a usual contract is that there are none.
    return check.rule in MISSING and all(table.column(field).null_count == 0 for field in check.fields)


def _violations(plan: Plan, connection: Connection, examples: int) -> Iterator[Violation]:
    if not plan.searches:
        return
    wanted = {number for (number,) in _fetch(plan, plan.probe, connection)}
    found = {
        number: (count, tuple(rows[:examples]))
        for search in plan.searches
        if search.number in wanted
        for number, count, rows in _fetch(plan, search.location, connection)
    }
    for number, (count, rows) in sorted(found.items()):
        check = plan.checks[number]
        yield Violation(plan.table, check.rule, check.fields, count, rows, check.expected)


def _fetch(plan: Plan, sql: str, connection: Connection) -> list[Any]:
    try:
        return connection.execute(sql).fetchall()
    except duckdb.Error as error:
        message = f"{plan.table}: {_culprit(plan, connection)} cannot be run: {error}"
        raise DefinitionError(message) from error


def _culprit(plan: Plan, connection: Connection) -> str:
    """The check that fails by itself: a plan's statement is one for all."""
    for check in plan.checks:
        [search] = compile_plan(plan.table, [check], (), examples=1).searches
        try:
            connection.execute(search.probe).fetchall()
        except duckdb.Error:
            return f"{check.rule} ({', '.join(check.fields)})"
    return "the plan"
