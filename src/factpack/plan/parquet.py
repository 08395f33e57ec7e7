"""The plan over Parquet files on disk: what `validate` runs."""

import tempfile
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from factpack.names import Progress
from factpack.plan.arrow import register
from factpack.plan.checks import ReferenceCheck, Schema, field_names, names
from factpack.plan.columns import usable_columns
from factpack.plan.compile import Table, parquet_source, united
from factpack.plan.demands import Demands, demands
from factpack.plan.duckdb_engine import SMALL, Connection, Engine, Ran, connect, first_line, learn_json_schema
from factpack.plan.footers import Footer, as_pattern, common_columns, difference, footer
from factpack.plan.meter import Meter, effort
from factpack.plan.violations import Problem, Violation

if TYPE_CHECKING:
    import pyarrow as pa

Reader = Callable[[Sequence[str]], Iterator[Sequence[object]]]
"""Gives the cells of the named fields, row by row, of a table that is not Parquet."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What came of one table. `rows` is None and `unreadable` says why where its files could not be read at all."""

    rows: int | None
    violations: tuple[Violation, ...] = ()
    problems: tuple[Problem, ...] = ()
    unreadable: str = ""
    out_of_memory: bool = False


class UnreadableError(Exception):
    """A table's files cannot be read; the message is the engine's reason."""


def scan_files(  # noqa: PLR0913 what is read, and how it is run
    schemas: Mapping[str, Schema],
    files: Mapping[str, Sequence[Path]],
    *,
    memory: str = "1GB",
    examples: int = 5,
    progress: Progress | None = None,
    others: Mapping[str, Reader] | None = None,
) -> dict[str, Scan]:
    """Hold tables of Parquet files to their schemas, reading each once.

    `schemas` are those of all tables that there are, `files` those of each Parquet table, in their order. `others`
    read the tables that references come from or lead to and that are no Parquet; only their references are checked.
    `memory` bounds what is held in memory; what does not fit is spilled to a temporary folder.
    """
    with tempfile.TemporaryDirectory(prefix="factpack-", ignore_cleanup_errors=True) as spill:
        every_file = [file for parts in files.values() for file in parts]
        # A path is allowed as it stands and as the pattern that means it: the engine asks for both.
        allowed = [*map(str, every_file), *map(as_pattern, every_file)]
        with connect(allowed, memory, Path(spill)) as connection:
            return _Scanning(connection, schemas, examples, progress).scans(files, others or {})


class _Scanning:
    def __init__(
        self, connection: Connection, schemas: Mapping[str, Schema], examples: int, progress: Progress | None
    ) -> None:
        self.connection, self.schemas, self.examples, self.progress = connection, schemas, examples, progress

    def scans(self, files: Mapping[str, Sequence[Path]], others: Mapping[str, Reader]) -> dict[str, Scan]:
        tables: dict[str, Table] = {}
        scans: dict[str, Scan] = {}
        for number, name in enumerate((*files, *others)):
            try:
                tables[name] = (
                    self.table(f"table{number}", name, files[name])
                    if name in files
                    else self.keys_of(f"table{number}", name, others[name])
                )
            except UnreadableError as error:
                scans[name] = Scan(None, unreadable=str(error))
            except duckdb.OutOfMemoryException:
                scans[name] = Scan(None, out_of_memory=True)
        asked = demands(tables, self.schemas, self.connection)
        asked |= {name: references_only(tables[name], asked[name], files) for name in others if name in tables}
        learn_json_schema(self.connection, (check for demand in asked.values() for check in demand.checks))
        work = sum(effort(tables[name].rows, demand.checks) for name, demand in asked.items())
        meter = Meter(self.progress, work)
        engine = Engine(self.connection, tables, self.examples, meter)
        ran = engine.run({name: demand.checks for name, demand in asked.items()})
        return scans | {name: self.scan(engine, tables[name], asked[name], ran[name]) for name in asked}

    def scan(self, engine: Engine, table: Table, demand: Demands, ran: Ran) -> Scan:
        """What came of one table, with examples."""
        found, problems = (*demand.violations, *ran.violations), (*demand.problems, *ran.problems)
        try:
            if ran.error:
                raise ran.error
            if not demand.checks:  # nothing was asked of its cells: that they can be read is still worth knowing
                engine.touch(table)
            if self.examples:
                found = tuple(engine.shown(table, found, usable_columns(table.schema, table.columns)))
        except duckdb.OutOfMemoryException:
            return Scan(table.rows, found, problems, out_of_memory=True)
        except duckdb.Error as error:
            return Scan(None, found, problems, first_line(error))
        return Scan(table.rows, found, problems)

    def table(self, held: str, name: str, parts: Sequence[Path]) -> Table:
        """The table of these files, by their footers; a small one is held in memory under the name `held`."""
        patterns = [as_pattern(part) for part in parts]
        footers = footers_of(parts, self.connection)
        columns = common_columns(footers)
        offsets = list(accumulate((each.rows for each in footers), initial=0))
        if all(each.stored == footers[0].stored for each in footers):
            source = parquet_source(patterns, columns, offsets)
        else:
            parts_ = zip(patterns, footers, offsets, strict=False)
            sources = (parquet_source([name], its.columns, [offset]) for name, its, offset in parts_)
            source = united(sources, [each.columns for each in footers], columns)
        rows = sum(each.rows for each in footers)
        return Table(name, self.schemas.get(name, {}), columns, self.held(held, source, rows), rows)

    def held(self, held: str, source: str, rows: int) -> str:
        """Where the rows of a source are read from."""
        if rows > SMALL:
            return source
        try:
            self.connection.execute(f"CREATE TEMP TABLE {held} AS SELECT * FROM {source}")  # noqa: S608 our SQL
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise UnreadableError(first_line(error)) from error
        return held

    def keys_of(self, held: str, name: str, reader: Reader) -> Table:
        """Of a table that is not Parquet those fields that references need, held in memory."""
        return register(held, name, self.schemas[name], keys_of(name, self.schemas, reader), self.connection)


def footers_of(parts: Sequence[Path], connection: Connection) -> list[Footer]:
    """The footers of a table's files, which have the same columns; an UnreadableError where they have not."""
    try:
        footers = [footer(as_pattern(part), connection) for part in parts]
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise UnreadableError(first_line(error)) from error
    for part, its in zip(parts[1:], footers[1:], strict=True):
        if other := difference(footers[0], its):
            message = f"{part.name} has not the columns of {parts[0].name}: {other}"
            raise UnreadableError(message)
    return footers


def keys_of(name: str, schemas: Mapping[str, Schema], reader: Reader) -> "pa.Table":
    """Of a table that is not Parquet those fields that references need."""
    import pyarrow as pa

    fields = sorted(_in_references(name, schemas))
    try:
        cells = list(zip(*reader(fields), strict=True)) or [()] * len(fields)
        return pa.table([pa.array(list(map(_plain, column))) for column in cells], names=fields)
    except OverflowError as error:
        message = "its keys hold numbers of more than 64 bits"
        raise UnreadableError(message) from error
    except (pa.ArrowException, UnicodeError) as error:
        raise UnreadableError(first_line(error)) from error


def _in_references(name: str, schemas: Mapping[str, Schema]) -> set[str]:
    """The fields of a table from which, or to which, a reference leads."""
    sources = {
        field
        for key in schemas[name].get("foreignKeys", ())
        for field in names(key["fields"])
        if field in field_names(schemas[name])
    }
    targets = {
        field
        for schema in schemas.values()
        for key in schema.get("foreignKeys", ())
        if key["reference"].get("resource") == name
        for field in names(key["reference"]["fields"])
        if field in field_names(schemas[name])
    }
    return sources | targets


def _plain(value: object) -> object:
    """The value as Arrow takes it: of a month, which is a tuple, the text; of a number, which may be NaN, a float."""
    if isinstance(value, Decimal):
        return float(value)
    return f"{value[0]:04}-{value[1]:02}" if isinstance(value, tuple) and len(value) == 2 else value  # noqa: PLR2004 year and month


def references_only(table: Table, demand: Demands, targets: Container[str]) -> Demands:
    """Of the demands on a table that is not Parquet those that lead to one that is."""
    unlike = {column.name for column in table.columns} - usable_columns(table.schema, table.columns).keys()
    message = "a key of this type cannot be compared with a table in another format"
    beyond = [Problem(table.name, "descriptor/wrong-key", name, message) for name in sorted(unlike)]
    checks = [check for check in demand.checks if isinstance(check, ReferenceCheck) and check.target in targets]
    problems = [problem for problem in demand.problems if problem.rule == "descriptor/wrong-key"]
    return Demands(tuple(checks), (), (*problems, *beyond))
