"""Who runs the plan: DuckDB in this process, or Spark where the rows are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from factpack.errors import DataError
from factpack.names import Progress
from factpack.validation.elsewhere import SparkFiles, is_elsewhere
from factpack.validation.files import Files
from factpack.validation.resources import Declared

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from factpack.plan import Reader, Scan

DUCKDB = "duckdb"


@dataclass(frozen=True, slots=True)
class Work:
    """What a runner is given: the arguments of `factpack.plan.scan_files`, with the tables as they are declared."""

    schemas: Mapping[str, Mapping[str, Any]]
    parquet: Mapping[str, Declared]
    others: Mapping[str, "Reader"]
    examples: int
    progress: Progress

    @property
    def asked(self) -> dict[str, Any]:
        """What every engine takes by the same name."""
        return {"others": self.others, "examples": self.examples, "progress": self.progress}


class Runner(Protocol):
    """What runs the plan of a package's tables, and finds their files."""

    def files(self, path: str | Path, temporary: Path, progress: Progress, *, allow_remote: bool) -> Files:
        """What finds the files of the package at `path`; what is fetched goes to the folder `temporary`."""

    def scans(self, work: Work) -> Mapping[str, "Scan"]:
        """What comes of each table."""


@contextmanager
def runner(engine: "str | SparkSession", memory: str) -> Iterator[Runner]:
    """The runner of this engine, with a session if it needs one; a DataError where there is no such engine."""
    if isinstance(engine, str) and engine == DUCKDB:
        yield _DuckDB(memory)
        return
    from factpack.plan.spark.session import is_spark, opened

    if not is_spark(engine):
        message = (
            f"{engine!r} is no engine: write duckdb, spark, the URL of a Spark master (local[4], spark://host:7077 …) "
            "or of a Spark Connect server (sc://host)"
        )
        raise DataError(message)
    with opened(engine) as session:
        yield _Spark(session)


@dataclass(frozen=True, slots=True)
class _DuckDB:
    memory: str

    def files(self, path: str | Path, temporary: Path, progress: Progress, *, allow_remote: bool) -> Files:  # noqa: ARG002 whatever the path
        return Files(temporary if allow_remote else None, progress)

    def scans(self, work: Work) -> Mapping[str, "Scan"]:
        from factpack.plan import scan_files

        files = {name: each.files for name, each in work.parquet.items()}
        return scan_files(work.schemas, files, memory=self.memory, **work.asked)


@dataclass(frozen=True, slots=True)
class _Spark:
    session: "SparkSession"

    def files(self, path: str | Path, temporary: Path, progress: Progress, *, allow_remote: bool) -> Files:
        if is_elsewhere(str(path)):
            return SparkFiles(self.session, temporary, progress)
        return Files(temporary if allow_remote else None, progress, folders=True)

    def scans(self, work: Work) -> Mapping[str, "Scan"]:
        from factpack.plan.spark import Local, Remote, scan_on_spark

        tables = {name: Remote(each.urls) if each.urls else Local(each.files) for name, each in work.parquet.items()}
        return scan_on_spark(self.session, work.schemas, tables, **work.asked)
