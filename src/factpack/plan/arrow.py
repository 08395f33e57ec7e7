"""The plan over Arrow tables in memory: what `check` runs."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from factpack.errors import DataError, DefinitionError
from factpack.plan.checks import Schema
from factpack.plan.compile import Table
from factpack.plan.demands import demands
from factpack.plan.duckdb_engine import Engine, connect, first_line, learn_json_schema
from factpack.plan.meter import Meter
from factpack.plan.stored import Column, Kind
from factpack.plan.violations import Problem, Violation

if TYPE_CHECKING:
    import pyarrow as pa

    from factpack.plan.duckdb_engine import Connection

KINDS = {
    **dict.fromkeys(("string", "large_string", "string_view"), Kind.TEXT),
    **dict.fromkeys(("binary", "large_binary", "binary_view"), Kind.BYTES),
    **dict.fromkeys((f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)), Kind.INTEGER),
    **dict.fromkeys(("halffloat", "float", "double"), Kind.FLOAT),
    **dict.fromkeys(("date32[day]", "date64[ms]"), Kind.DATE),
    **dict.fromkeys((f"timestamp[{unit}]" for unit in ("s", "ms", "us", "ns")), Kind.TIMESTAMP),
    **dict.fromkeys(
        (f"time{bits}[{unit}]" for bits, unit in ((32, "s"), (32, "ms"), (64, "us"), (64, "ns"))), Kind.TIME
    ),
    "bool": Kind.BOOLEAN,
    "null": Kind.NULL,
}
"""Arrow's types of columns in seeds' tables; any other is of the kind `other`."""


def run(
    schemas: Mapping[str, Mapping[str, Any]], tables: Mapping[str, "pa.Table"], examples: int = 5
) -> tuple[Violation, ...]:
    """Every violation of the schemas by the tables of the same names, by table and then by the order of its checks.

    Checks of a column that is missing or of another type are left out: that violation stands for them.
    A schema, a rule or a pattern that cannot be run is a DefinitionError.
    """
    if unmatched := schemas.keys() ^ tables.keys():
        message = f"not both a table and a schema: {', '.join(sorted(unmatched))}"
        raise DataError(message)
    with connect() as connection:
        read = {
            name: register(f"table{number}", name, schemas[name], tables[name], connection)
            for number, name in enumerate(schemas)
        }
        asked = demands(read, schemas, connection)
        learn_json_schema(connection, (check for demand in asked.values() for check in demand.checks))
        engine = Engine(connection, read, examples, Meter(None, 0))
        _refuse(problem for demand in asked.values() for problem in demand.problems)
        ran = engine.run({name: demand.checks for name, demand in asked.items()})
        _refuse(problem for each in ran.values() for problem in each.problems)
        for each in ran.values():
            if each.error:
                raise DefinitionError(first_line(each.error)) from each.error
        return tuple(found for name in asked for found in (*asked[name].violations, *ran[name].violations))


def register(registered: str, name: str, schema: Schema, table: "pa.Table", connection: "Connection") -> Table:
    """Show the connection an Arrow table under the name `registered`."""
    columns = tuple(
        # Arrow counts NULLs as it goes, and half of a usual contract is that there are none.
        Column(
            field.name,
            f"c{number}",
            kind_of_arrow(str(field.type)),
            str(field.type),
            table.column(number).null_count > 0,
        )
        for number, field in enumerate(table.schema)
    )
    if not columns:
        return Table(name, schema, (), "(SELECT 0 AS row WHERE FALSE)", 0)
    connection.register(registered, table.rename_columns([column.sql for column in columns]))
    source = f"(SELECT *, row_number() OVER () - 1 AS row FROM {registered})"  # noqa: S608 a name of ours
    return Table(name, schema, columns, source, table.num_rows)


def kind_of_arrow(arrow_type: str) -> Kind:
    """The kind of an Arrow type."""
    if arrow_type.startswith("decimal"):
        return Kind.INTEGER if arrow_type.endswith(", 0)") else Kind.DECIMAL
    if arrow_type.startswith("timestamp[") and "tz=" in arrow_type:
        return Kind.INSTANT
    return KINDS.get(arrow_type, Kind.OTHER)


def _refuse(problems: Iterable[Problem]) -> None:
    for problem in problems:
        place = f"{problem.table}.{problem.field}" if problem.field else problem.table
        message = f"{place}: {problem.message}"
        raise DefinitionError(message)
