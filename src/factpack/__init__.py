"""The engine that proves the facts of articles against their words, validates them and publishes them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

    from factpack.findings import Example, Finding, Report, Resource
    from factpack.names import Progress

__all__ = ["Example", "Finding", "Report", "Resource", "validate"]


def validate(  # noqa: PLR0913 what is looked at, by whom, and how much is told of it
    path: "str | Path",
    *,
    memory: str = "1GB",
    examples: int = 5,
    allow_remote: bool = False,
    progress: "Progress | None" = None,
    engine: "str | SparkSession" = "duckdb",
) -> "Report":
    """Everything that is wrong with a data package: its descriptor, its files and each row of its tables.

    `path` is its folder, or its descriptor in that folder; nothing else is read, and nothing remote unless
    `allow_remote` (then `path` may be a URL too). Counts are exact; `examples` is how many of the wrong rows a finding
    shows at most. `memory` (`"500MB"`, `"2GiB"`) bounds what the engine takes before it spills to disk. `progress` is
    told what is being done and which fraction of the whole is done, perhaps from another thread.

    `engine` is who looks at Parquet: `"duckdb"`, in this process, or Spark, where the rows are: `"spark"` (the session
    that is active, or a new one), the URL of a master (`"local[4]"`, `"spark://host:7077"`) or of a Spark Connect
    server (`"sc://host"`), or a session. With Spark `path` may be a URL of any filesystem that Spark reads.

    A package that cannot be looked at at all is a DataError, and a missing extra a ModuleNotFoundError.
    """
    from factpack.validation import validate as validate_package

    return validate_package(
        path, memory=memory, examples=examples, allow_remote=allow_remote, progress=progress, engine=engine
    )


def __getattr__(name: str) -> object:
    """The types of a report, when they are asked for."""
    if name in __all__:
        from factpack import findings

        return getattr(findings, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
