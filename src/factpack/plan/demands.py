"""All that the schemas of some tables ask for: checks to run, and what can be said without a look at the rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from factpack.plan.checks import Check, Schema
from factpack.plan.columns import column_violations, usable_columns
from factpack.plan.compile import Table
from factpack.plan.constraints import field_checks
from factpack.plan.dialect import DUCKDB, Dialect
from factpack.plan.keys import key_checks, reference_checks
from factpack.plan.rules import parse_rules
from factpack.plan.violations import Problem, Violation


@dataclass(frozen=True, slots=True)
class Demands:
    """What one table's schema asks for; `violations` and `problems` are those that its columns show already."""

    checks: tuple[Check, ...]
    violations: tuple[Violation, ...]
    problems: tuple[Problem, ...]


def demands(
    tables: Mapping[str, Table],
    schemas: Mapping[str, Schema],
    connection: duckdb.DuckDBPyConnection,
    dialect: Dialect = DUCKDB,
) -> dict[str, Demands]:
    """The demands on each table; `schemas` are those of all tables that there are.

    `connection` parses rules, and `dialect` is what they are written in. Checks of a column that is missing or of
    another type are left out: that violation stands for them.
    """
    usable = {name: usable_columns(table.schema, table.columns) for name, table in tables.items()}
    rules = parse_rules(tables, usable, connection, dialect)
    return {
        name: _sorted_out(
            *column_violations(name, table.schema, table.columns),
            *field_checks(name, table.schema, usable[name]),
            *rules[name],
            *key_checks(name, table.schema, usable[name]),
            *reference_checks(name, schemas, usable),
        )
        for name, table in tables.items()
    }


def _sorted_out(*asked: Check | Violation | Problem) -> Demands:
    checks = [item for item in dict.fromkeys(asked) if not isinstance(item, Violation | Problem)]
    violations = [item for item in asked if isinstance(item, Violation)]
    problems = [item for item in dict.fromkeys(asked) if isinstance(item, Problem)]
    return Demands(tuple(checks), tuple(violations), tuple(problems))
