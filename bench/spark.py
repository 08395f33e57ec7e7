"""What `factpack validate --engine spark` takes on a standalone cluster of two workers, next to DuckDB on this machine.

A worker has one core; DuckDB has all that there are. Each package is validated by a driver of its own, whose heap is
bounded, after a small one has warmed it up. The keys are in no order. `--big` adds a package ten times as large.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import PYTHON, ROOT, Line, show  # type: ignore[import-not-found] # beside this script; mypy looks into src
from rivals.contestants import run  # type: ignore[import-not-found] # beside this script as well

sys.path.insert(0, str(ROOT / "tests" / "spark"))

WARM_UP = 100_000
HEAP = "512m"
MOST_TIME = 10.0
MOST_MEMORY = 1.15

# What a package asks of its rows, each with all that is above it.
PARTS = ("cells", "references", "keys")
WHOLE = PARTS[-1]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a validation took on Spark: seconds, with and without what starts first, and the peak of its driver."""

    seconds: float
    whole: float
    driver: int


def package(folder: Path, rows: int, part: str = WHOLE) -> Path:
    """A package of so many orders, which asks for a part of what it could."""
    made = folder / f"orders-{rows}"
    if not made.exists():  # in a process of its own, because memory would stay with this one
        _printed(PYTHON, "-m", "rivals.orders", str(made), str(rows), "--kind", "shuffled")
    if part == WHOLE:
        return made
    less = folder / f"orders-{rows}-{part}"
    if not less.exists():
        less.mkdir()
        for name in ("orders.parquet", "customers.parquet"):
            os.link(made / name, less / name)
        descriptor = json.loads((made / "datapackage.json").read_text())
        [schema] = (each["schema"] for each in descriptor["resources"] if each["name"] == "orders")
        _leave_out(schema, part)
        (less / "datapackage.json").write_text(json.dumps(descriptor))
    return less


def _leave_out(schema: dict[str, Any], part: str) -> None:
    del schema["primaryKey"]
    if part == "cells":
        del schema["foreignKeys"]


def on_spark(path: Path, warm_up: Path, master: str) -> Taken:
    """What a driver of its own takes for a package."""
    started = time.perf_counter()
    printed = _printed(PYTHON, __file__, "--driver", str(warm_up), str(path), master)
    return Taken(**json.loads(printed), whole=time.perf_counter() - started)


def on_duckdb(path: Path) -> float:
    """The seconds that DuckDB takes, in a process of its own."""
    code = "import sys, time, factpack; t = time.perf_counter(); assert factpack.validate(sys.argv[1]).ok"
    return float(_printed(PYTHON, "-c", f"{code}; print(time.perf_counter() - t)", str(path)))


def _printed(*command: str) -> str:
    done = run(command)
    if done.returncode:
        raise SystemExit(done.stderr)
    return str(done.stdout)


def drive(warm_up: str, path: str, master: str) -> None:
    """Validate both packages on Spark, and print what the second took."""
    from cluster import HOST  # type: ignore[import-not-found] # beside the tests
    from pyspark.sql import SparkSession

    import factpack

    settings = {
        "spark.driver.memory": HEAP,
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    sound = factpack.validate(warm_up, engine=session).ok
    started = time.perf_counter()
    sound &= factpack.validate(path, engine=session).ok
    seconds = time.perf_counter() - started
    driver = session.sparkContext._jvm.java.lang.ProcessHandle.current().pid()  # noqa: SLF001 there is no other way to it
    [peak] = (line for line in Path(f"/proc/{driver}/status").read_text().splitlines() if line.startswith("VmHWM"))
    session.stop()
    if not sound:
        sys.exit(f"{path} is not sound")
    print(json.dumps({"seconds": seconds, "driver": int(peak.split()[1]) * 1024}))


def lines(folder: Path, few: int, many: int, more: int | None) -> Iterator[Line]:
    """The printed table."""
    from cluster import cluster

    sizes = [few, many, *([more] if more else [])]
    wanted = [(rows, WHOLE) for rows in sizes] + [(many, part) for part in PARTS if part != WHOLE]
    warm_up = package(folder, WARM_UP)
    with tempfile.TemporaryDirectory(prefix="cluster-") as own, cluster(Path(own)) as running:
        spark = {each: on_spark(package(folder, *each), warm_up, running.url) for each in wanted}
    duckdb = {each: on_duckdb(package(folder, *each)) for each in wanted}
    for rows in sizes:
        of, alone = spark[rows, WHOLE], duckdb[rows, WHOLE]
        what = f"{rows:,} rows"
        yield Line(f"{what}, Spark", f"{of.seconds:.1f} s (with its start {of.whole:.1f} s)")
        yield Line(f"{what}, Spark, a row", f"{of.seconds / rows * 1e6:.2f} µs")
        yield Line(f"{what}, Spark, the driver's peak", f"{of.driver / 1e6:.0f} MB")
        yield Line(f"{what}, DuckDB", f"{alone:.1f} s")
        yield Line(f"{what}, DuckDB, a row", f"{alone / rows * 1e6:.2f} µs")
        yield Line(f"{what}, Spark / DuckDB", f"{of.seconds / alone:.1f} times")
    for part in PARTS:
        took = f"Spark {spark[many, part].seconds:.1f} s, DuckDB {duckdb[many, part]:.1f} s"
        yield Line(f"{many:,} rows, {', '.join(PARTS[: PARTS.index(part) + 1])}", took)
    yield from promises({rows: spark[rows, WHOLE] for rows in sizes}, few, many)


def promises(taken: Mapping[int, Taken], few: int, many: int) -> Iterator[Line]:
    """What was promised."""
    what = f"Spark, {many:,} rows / {few:,} rows"
    time_, memory = taken[many].seconds / taken[few].seconds, taken[many].driver / taken[few].driver
    yield Line(what, f"{time_:.2f} times", f"at most {MOST_TIME}", time_ <= MOST_TIME)
    yield Line(f"{what}, the driver's peak", f"{memory:.2f} times", f"at most {MOST_MEMORY}", memory <= MOST_MEMORY)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure factpack validate on Spark.")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--big", type=int, nargs="?", const=100_000_000, help="a large package too, of so many rows")
    parser.add_argument("--driver", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.driver:
        drive(*asked.driver)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        show(lines(Path(folder), asked.rows // 10, asked.rows, asked.big))


if __name__ == "__main__":
    main()
