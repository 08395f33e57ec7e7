"""The plan over Parquet that Spark reads: files and partitioned folders, local or on any filesystem that it knows."""

import os
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb

from factpack.names import Progress
from factpack.plan.checks import Schema, ask_for_json_schema
from factpack.plan.compile import Table
from factpack.plan.demands import Demands, demands
from factpack.plan.duckdb_engine import connect
from factpack.plan.footers import Footer, as_pattern, common_columns
from factpack.plan.json_values import conforms
from factpack.plan.meter import Meter, effort
from factpack.plan.parquet import Reader, Scan, UnreadableError, footers_of, keys_of, references_only
from factpack.plan.spark.columns import (
    SPARK,
    arrow_type,
    found_by_spark,
    of_arrow,
    quoted,
    read_by_spark,
    readable,
    schema_text,
    selected,
)
from factpack.plan.spark.engine import Engine, Ran
from factpack.plan.spark.session import reason
from factpack.plan.stored import Column

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructField

GLOB = re.compile(r"([{}\[\]*?\\])")
HIDDEN = ("_", ".")
"""Spark passes over files and folders whose names begin so."""


@dataclass(frozen=True, slots=True)
class Local:
    """A table's files on this machine, or the one folder of them."""

    paths: tuple[Path, ...]

    def files(self) -> tuple[Path, ...]:
        """All its files, in order."""
        [first, *more] = self.paths
        return self.paths if more or not first.is_dir() else tuple(sorted(_within(first)))


@dataclass(frozen=True, slots=True)
class Remote:
    """A table's files or folders, at URLs that Spark reads."""

    urls: tuple[str, ...]


Found = tuple[Sequence[Column], "DataFrame", int]
"""A table's columns, the frame that has them in this order, and how many rows there are as far as it is known."""


def scan_on_spark(  # noqa: PLR0913 what is read, and how it is run
    session: "SparkSession",
    schemas: Mapping[str, Schema],
    tables: Mapping[str, Local | Remote],
    *,
    examples: int = 5,
    progress: Progress | None = None,
    others: Mapping[str, Reader] | None = None,
) -> dict[str, Scan]:
    """Hold tables of Parquet to their schemas where the rows are; for the arguments see `scan_files`."""
    files = [file for table in tables.values() if isinstance(table, Local) for file in table.files()]
    with connect([*map(str, files), *map(as_pattern, files)]) as connection:
        return _Scanning(session, connection, schemas, examples, progress).scans(tables, others or {})


class _Scanning:
    def __init__(
        self,
        session: "SparkSession",
        connection: duckdb.DuckDBPyConnection,
        schemas: Mapping[str, Schema],
        examples: int,
        progress: Progress | None,
    ) -> None:
        self.session, self.connection = session, connection
        self.schemas, self.examples, self.progress = schemas, examples, progress

    def scans(self, sources: Mapping[str, Local | Remote], others: Mapping[str, Reader]) -> dict[str, Scan]:
        tables: dict[str, Table] = {}
        scans: dict[str, Scan] = {}
        views = {name: f"factpack_{number}" for number, name in enumerate((*sources, *others))}
        try:
            for name, view in views.items():
                try:
                    is_parquet = name in sources
                    found = self.of_parquet(name, sources[name]) if is_parquet else self.of_cells(name, others[name])
                    tables[name] = _viewed(view, name, self.schemas.get(name, {}), found)
                except UnreadableError as error:
                    scans[name] = Scan(None, unreadable=str(error))
                except Exception as error:  # noqa: BLE001 whatever a stranger's file makes Spark raise
                    scans[name] = Scan(None, unreadable=reason(error))
            return scans | self.ran(tables, sources, others)
        finally:
            for view in views.values():
                self.session.catalog.dropTempView(view)

    def ran(
        self, tables: Mapping[str, Table], sources: Mapping[str, object], others: Mapping[str, Reader]
    ) -> dict[str, Scan]:
        """What came of the tables' checks."""
        asked = demands(tables, self.schemas, self.connection, SPARK)
        asked |= {name: references_only(tables[name], asked[name], sources) for name in others if name in tables}
        if ask_for_json_schema(check for demand in asked.values() for check in demand.checks):
            self.session.udf.register("conforms", _conforms, "boolean")
        work = sum(effort(tables[name].rows, demand.checks) for name, demand in asked.items())
        engine = Engine(self.session, tables, self.examples, Meter(self.progress, work))
        ran = engine.run({name: demand.checks for name, demand in asked.items()})
        return {name: _scan(tables[name], asked[name], ran[name]) for name in asked}

    def of_parquet(self, name: str, source: Local | Remote) -> Found:
        """A table by the footers of its files or, where they are not at hand, as Spark itself finds it."""
        fields = self.schemas.get(name, {}).get("fields", ())
        texts = frozenset(field["name"] for field in fields if field.get("type", "string") == "string")
        if isinstance(source, Local):
            return self.local(source, texts)
        frame = self.read(source.urls, "", texts)
        columns = found_by_spark(frame.schema.fields)
        return columns, frame.toDF(*(column.sql for column in columns)), 0

    def local(self, table: Local, texts: Container[str]) -> Found:
        """A table on this machine, of columns that are in the files, and of those that the names of folders tell."""
        files = table.files()
        if not files:
            message = "there is no file of Parquet in the folder"
            raise UnreadableError(message)
        if hidden := next((path.name for path in table.paths if path.name.startswith(HIDDEN)), ""):
            message = f"Spark passes over files whose names begin with {hidden[0]}, as that of {hidden} does"
            raise UnreadableError(message)
        footers = footers_of(files, self.connection)
        columns = read_by_spark(common_columns(footers))
        if not columns:
            return (), self.session.range(0), 0
        once = readable(columns)
        alike = _alike(table, footers)
        frames = [self.read(urls, schema_text(once, stored), texts) for stored, urls in alike]
        folders = found_by_spark(frames[0].schema.fields[len(once) :], len(columns))
        names = [column.sql for column in (*once, *folders)]
        cells = [*selected(columns), *(column.sql for column in folders)]
        united = reduce(lambda one, more: one.unionAll(more), (each.toDF(*names).selectExpr(*cells) for each in frames))
        return (*columns, *folders), united, sum(each.rows for each in footers)

    def read(self, urls: Sequence[str], schema: str, texts: Container[str]) -> "DataFrame":
        """The frame of these files or folders; what folders tell of a column of texts stays text."""
        reader = self.session.read.option("mergeSchema", "false")
        frame = (reader.schema(schema) if schema else reader).parquet(*urls)
        told = _told_by_folders(frame)
        guessed = [
            field for field in frame.schema.fields if field.name in told and field.name in texts and not _is_text(field)
        ]
        if not guessed:
            return frame
        fields = [field for field in frame.schema.fields if field not in guessed]
        written = ", ".join([*map(_declared, fields), *(f"{quoted(field.name)} STRING" for field in guessed)])
        return reader.schema(written).parquet(*urls)

    def of_cells(self, name: str, reader: Reader) -> Found:
        """Of a table that is not Parquet those fields that references need."""
        table = keys_of(name, self.schemas, reader)
        columns = of_arrow(table.schema)
        types = ", ".join(f"{column.sql} {arrow_type(column.stored)}" for column in columns)
        rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
        return columns, self.session.createDataFrame(rows, types), table.num_rows


def _conforms(value: str | None, schema: str) -> bool | None:
    return None if value is None else conforms(value, schema)


def _viewed(view: str, name: str, schema: Schema, found: Found) -> Table:
    """The table, which statements find under the name of the view."""
    columns, frame, rows = found
    frame.createOrReplaceTempView(view)
    return Table(name, schema, tuple(columns), view, rows)


def _scan(table: Table, demand: Demands, ran: Ran) -> Scan:
    unreadable = ran.unreadable
    if not unreadable and table.rows and ran.rows != table.rows:
        unreadable = f"Spark reads {ran.rows:,} of its {table.rows:,} rows"
    found, problems = (*demand.violations, *ran.found.values()), (*demand.problems, *ran.problems)
    return Scan(None if unreadable else ran.rows, found, problems, unreadable)


def _alike(table: Local, footers: Sequence[Footer]) -> list[tuple[Mapping[str, str], list[str]]]:
    """The URLs of files that store their columns alike, with how they do; a folder is one."""
    if len(table.paths) < len(footers):
        return [(footers[0].stored, [_url(table.paths[0])])]
    groups: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for path, its in zip(table.paths, footers, strict=True):
        groups[tuple(sorted(its.stored.items()))].append(_url(path))
    return [(dict(stored), urls) for stored, urls in groups.items()]


def _url(path: Path) -> str:
    # What Hadoop would take for a pattern is a name.
    return "file://" + GLOB.sub(r"\\\1", str(path))


def _within(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        yield from (Path(parent, name) for name in files if not name.startswith(HIDDEN))


def _told_by_folders(frame: "DataFrame") -> frozenset[str]:
    """The columns that the names of folders tell (`year=2026`)."""
    return frozenset(unquote(name) for url in frame.inputFiles()[:1] for name in re.findall(r"([^/=]+)=[^/]*/", url))


def _is_text(field: "StructField") -> bool:
    return bool(field.dataType.typeName() == "string")


def _declared(field: "StructField") -> str:
    return f"{quoted(field.name)} {field.dataType.simpleString()}"
