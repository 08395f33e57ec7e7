"""A session of Spark to run plans in, set up so that statements mean the same everywhere. Our door to pyspark."""

import logging
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from factpack.errors import DataError, install

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SPARK = "spark"
MASTER = re.compile(r"local(\[.*\])?|spark://.+|yarn|k8s://.+")
REMOTE = re.compile(r"sc://.+")

SETTINGS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parser.escapedStringLiterals": "false",
    # A text of a schema that looks like ${…} is a text.
    "spark.sql.variable.substitute": "false",
    "spark.sql.timeType.enabled": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.legacy.parquet.nanosAsLong": "false",
    "spark.sql.variant.allowDuplicateKeys": "true",
    # Parquet's statistics leave NaN out, and may lie of rows that nobody has looked at yet.
    "spark.sql.parquet.filterPushdown": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
"""What statements rely on; given back as it was when a session that is not ours has been used."""


def is_spark(engine: object) -> bool:
    """True if the engine is Spark: its name, a master's or a server's URL, or a session."""
    return not isinstance(engine, str) or engine == SPARK or bool(MASTER.fullmatch(engine) or REMOTE.fullmatch(engine))


@contextmanager
def opened(engine: "str | SparkSession") -> Iterator["SparkSession"]:
    """The session: the given one, the one that is active, or one of our own, which ends with the context.

    Raises DataError where a session cannot be had, or pyspark.
    """
    with warnings.catch_warnings(), _quiet():
        # It warns of pandas, which nothing here asks of it, and of settings that it still heeds.
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", UserWarning)
        try:
            import pyspark.sql  # noqa: F401 whether it is there
        except ModuleNotFoundError as error:
            message = f"the engine spark needs {str(error.name).partition('.')[0]}: {install('spark')}"
            raise DataError(message) from error
        session = _active(engine) if isinstance(engine, str) else engine
        ours = session is None
        session = session or _started(str(engine))
        there = {name: session.conf.get(name, None) for name in SETTINGS}
        before = {name: value for name, value in there.items() if value != SETTINGS[name]}
        try:
            for name in before:
                session.conf.set(name, SETTINGS[name])
            yield session
        finally:
            if ours:
                session.stop()
            else:
                _restore(session, before)


def _active(engine: str) -> "SparkSession | None":
    """The session that this process has already; there is no second one beside it, on another master."""
    from pyspark.sql import SparkSession

    session: SparkSession | None = SparkSession.getActiveSession()
    master = session.conf.get("spark.master", "") if session else ""
    if session and engine not in (SPARK, master):
        where = master or "a server"
        message = f"this process has a session of Spark already, on {where}: stop it, or hand it over as the engine"
        raise DataError(message)
    return session


def _restore(session: "SparkSession", before: Mapping[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            session.conf.unset(name)
        else:
            session.conf.set(name, value)


def _started(engine: str) -> "SparkSession":
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("factpack validate").config("spark.ui.showConsoleProgress", "false")
    if REMOTE.fullmatch(engine):
        builder = builder.remote(engine)
    else:
        _must_have_java()
        builder = builder.master(engine) if engine != SPARK else builder
    with _apart() as said:
        try:
            return builder.getOrCreate()
        except Exception as error:  # whatever Java, Python's gateway to it or the network raise
            message = f"Spark did not start ({engine}): {_reason(error, said)}"
            raise DataError(message) from error


def _must_have_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        message = "Spark needs Java 17 or newer, and there is none: install it, or set JAVA_HOME"
        raise DataError(message)


@contextmanager
def _apart() -> Iterator[IO[bytes]]:
    """What is written to standard error while a process is started that keeps it: Java's own log, for nobody's eyes."""
    sys.stderr.flush()
    with tempfile.TemporaryFile() as said:
        kept = os.dup(2)
        os.dup2(said.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _reason(error: Exception, said: IO[bytes]) -> str:
    said.seek(0)
    log = said.read().decode(errors="replace").splitlines()
    causes = [line for line in log if re.match(r"(Caused by|Exception|Error|.*(Error|Exception):)", line)]
    first = str(error).strip().splitlines() or [type(error).__name__]
    return causes[-1] if causes else first[0]


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing is logged by pyspark, nor by its gateway to Java: what goes wrong is told as a finding."""
    root, logger = logging.getLogger(), logging.getLogger("SQLQueryContextLogger")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    root.addFilter(_is_not_of_gateway)
    try:
        yield
    finally:
        root.removeFilter(_is_not_of_gateway)
        logger.setLevel(before)


def _is_not_of_gateway(record: logging.LogRecord) -> bool:
    # It logs with no logger of its own that whoever waited for Java has pressed Ctrl-C.
    return "py4j" not in record.pathname


def reason(error: Exception) -> str:
    """Why Spark refused, or failed, in one line."""
    text = str(error)
    with suppress(Exception):  # errors that come from workers have a message of their own
        text = error.getMessage() or text  # type: ignore[attr-defined]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    if "[PYTHON_EXCEPTION]" in text:  # of a worker: the last of its lines says what
        causes = [line for line in lines if re.match(r"\w+(\.\w+)*(Error|Exception): ", line)][-1:]
    told = (causes or lines or [type(error).__name__])[0]
    return re.sub(r" SQLSTATE: \w+$", "", re.sub(r"^Caused by: (\S+Exception: )?", "", told))
