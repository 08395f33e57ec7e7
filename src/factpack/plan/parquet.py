"""The plan over Parquet files on disk: what `validate` runs."""

import re
import tempfile
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from factpack.plan.arrow import register
from factpack.plan.checks import ReferenceCheck, Schema, field_names, names
from factpack.plan.columns import usable_columns
from factpack.plan.compile import Table, parquet_source
from factpack.plan.demands import Demands, demands
from factpack.plan.duckdb_engine import SMALL, Connection, Engine, Ran, connect, effort, first_line, learn_json_schema
from factpack.plan.meter import Meter, Progress
from factpack.plan.sql import text
from factpack.plan.stored import Column, Kind
from factpack.plan.violations import Problem, Violation

Reader = Callable[[Sequence[str]], Iterator[Sequence[object]]]
"""Gives the cells of the named fields, row by row, of a table that is not Parquet."""

NESTED = {"STRUCT": Kind.STRUCT, "MAP": Kind.MAP, "ENUM": Kind.TEXT}
KINDS = {
    "VARCHAR": Kind.TEXT,
    "JSON": Kind.JSON,
    "UUID": Kind.UUID,
    "BLOB": Kind.BYTES,
    **dict.fromkeys(
        (f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")), Kind.INTEGER
    ),
    **dict.fromkeys(("INTEGER", "UINTEGER"), Kind.INTEGER),
    **dict.fromkeys(("FLOAT", "DOUBLE"), Kind.FLOAT),
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), Kind.TIMESTAMP),
    **dict.fromkeys(("TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS WITH TIME ZONE"), Kind.INSTANT),
    **dict.fromkeys(("TIME", "TIME_NS", "TIME WITH TIME ZONE"), Kind.TIME),
    "INTERVAL": Kind.INTERVAL,
    '"NULL"': Kind.NULL,
}
"""The types by which DuckDB reads Parquet's."""


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


@dataclass(frozen=True, slots=True)
class _Footer:
    """What a Parquet file says of itself."""

    columns: tuple[Column, ...]
    rows: int


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
        allowed = [*map(str, every_file), *map(_as_pattern, every_file)]
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
        asked |= {name: _references_only(asked[name], files) for name in others if name in tables}
        learn_json_schema(self.connection, (check for demand in asked.values() for check in demand.checks))
        work = sum(effort(tables[name].rows, demand.checks) for name, demand in asked.items())
        meter = Meter(self.progress, work, self.connection.query_progress)
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
                engine.fetch(table.name, table.rows, f"SELECT {_touch(table.columns)} FROM {table.source}")  # noqa: S608 our SQL
            if self.examples:
                found = tuple(engine.shown(table, found, usable_columns(table.schema, table.columns)))
        except duckdb.OutOfMemoryException:
            return Scan(table.rows, found, problems, out_of_memory=True)
        except duckdb.Error as error:
            return Scan(None, found, problems, first_line(error))
        return Scan(table.rows, found, problems)

    def table(self, held: str, name: str, parts: Sequence[Path]) -> Table:
        """The table of these files, by their footers; a small one is held in memory under the name `held`."""
        patterns = [_as_pattern(part) for part in parts]
        try:
            footers = [self.footer(pattern) for pattern in patterns]
        except duckdb.Error as error:
            raise UnreadableError(first_line(error)) from error
        for part, footer in zip(parts[1:], footers[1:], strict=True):
            if difference := _difference(footers[0], footer):
                message = f"{part.name} has not the columns of {parts[0].name}: {difference}"
                raise UnreadableError(message)
        offsets = [sum(footer.rows for footer in footers[:number]) for number in range(len(footers))]
        columns = footers[0].columns
        source = parquet_source(patterns, columns, offsets)
        rows = sum(footer.rows for footer in footers)
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

    def footer(self, pattern: str) -> _Footer:
        """What a file says of itself: its columns, those within them left out, and its rows."""
        asked = "name, repetition_type, num_children, duckdb_type"
        [_, *elements] = self.connection.execute(
            f"SELECT {asked} FROM parquet_schema({text(pattern)})"  # noqa: S608 a path, quoted
        ).fetchall()
        [(rows,)] = self.connection.execute(
            f"SELECT num_rows FROM parquet_file_metadata({text(pattern)})"  # noqa: S608 a path, quoted
        ).fetchall()
        return _Footer(tuple(_columns(elements)), rows)

    def keys_of(self, held: str, name: str, reader: Reader) -> Table:
        """Of a table that is not Parquet those fields that references need, held in memory."""
        import pyarrow as pa

        schema = self.schemas[name]
        fields = sorted(_in_references(name, self.schemas))
        try:
            cells = list(zip(*reader(fields), strict=True)) or [()] * len(fields)
            table = pa.table([pa.array(column) for column in cells], names=fields)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise UnreadableError(first_line(error)) from error
        return register(held, name, schema, table, self.connection)


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


def _references_only(demand: Demands, targets: Container[str]) -> Demands:
    """Of the demands on a table that is not Parquet those that lead to one that is."""
    checks = [check for check in demand.checks if isinstance(check, ReferenceCheck) and check.target in targets]
    return Demands(
        tuple(checks), (), tuple(problem for problem in demand.problems if problem.rule == "descriptor/wrong-key")
    )


def _as_pattern(file: Path) -> str:
    """The path as the engine's own pattern that names this file alone."""
    return re.sub(r"([*?\[])", r"[\1]", str(file))


def _columns(elements: Sequence[tuple[str, str, int | None, str]]) -> Iterator[Column]:
    """The columns of a footer's elements, which come in the order of a walk through their tree."""
    queue = deque(elements)
    number = 0
    while queue:
        name, repetition, children, stored = queue.popleft()
        members = tuple(member for member, *_ in _children(queue, children or 0))
        yield Column(name, f"c{number}", _kind(stored), stored, repetition != "REQUIRED", _items(stored), members)
        number += 1


def _children(queue: deque[tuple[str, str, int | None, str]], count: int) -> list[tuple[str, str, int | None, str]]:
    children = []
    for _ in range(count):
        child = queue.popleft()
        children.append(child)
        _children(queue, child[2] or 0)
    return children


def _kind(stored: str) -> Kind:
    if stored.endswith("]"):
        return Kind.LIST
    name, _, arguments = stored.partition("(")
    if name == "DECIMAL":
        return Kind.INTEGER if arguments.endswith(",0)") else Kind.DECIMAL
    return NESTED.get(name) or KINDS.get(stored, Kind.OTHER)


def _items(stored: str) -> Kind | None:
    return _kind(stored[: stored.rindex("[")]) if stored.endswith("]") else None


def _difference(first: _Footer, other: _Footer) -> str:
    """What a file has otherwise than the first file of its table."""
    there = {column.name: column.stored for column in other.columns}
    for column in first.columns:
        if (stored := there.pop(column.name, None)) != column.stored:
            return f"{column.name!r} is {stored or 'missing'}, not {column.stored}"
    return f"{next(iter(there))!r} is new" if there else ""


def _touch(columns: Sequence[Column]) -> str:
    return ", ".join(f"count({column.sql})" for column in columns) or "count(*)"
