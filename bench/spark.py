"""What `factpack validate --engine spark` takes on a standalone cluster of two workers, next to DuckDB on this machine.

A worker has one core; DuckDB has all that there are. Each package is validated by a driver of its own, whose heap is
bounded, after a small one has warmed it up. `--big` adds a package ten times as large.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import PYTHON, ROOT, Line, show  # type: ignore[import-not-found] # beside this script; mypy looks into src
from rivals.contestants import run  # type: ignore[import-not-found] # beside this script as well

sys.path.insert(0, str(ROOT / "tests" / "spark"))

WARM_UP = 100_000
HEAP = "512m"
WIDE_OF_NARROW = 10.0
MEMORY_OF_NARROW = 1.15


@dataclass(frozen=True, slots=True)
class Taken:
    """What a validation took: seconds, with and without what starts first, and the peak of its driver's memory."""

    seconds: float
    whole: float
    driver: float


def package(folder: Path, rows: int) -> Path:
    """A package of so many orders; in a process of its own, because memory would stay with this one."""
    made = folder / f"orders-{rows}"
    if not made.exists():
        done = run((PYTHON, "-m", "rivals.orders", str(made), str(rows), "--kind", "sound"))
        if done.returncode:
            raise SystemExit(done.stderr)
    return made


def measured(folder: Path, rows: int, master: str) -> Taken:
    """What a driver of its own takes for a package of so many rows."""
    command = [PYTHON, __file__, "--driver", str(package(folder, WARM_UP)), str(package(folder, rows)), master]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / "bench")
    if done.returncode:
        raise SystemExit(done.stderr)
    return Taken(**json.loads(done.stdout), whole=time.perf_counter() - started)


def drive(warm_up: str, path: str, master: str) -> None:
    """Validate both packages on Spark, and print what the second took."""
    from cluster import HOST  # type: ignore[import-not-found] # beside the tests
    from pyspark.sql import SparkSession

    import factpack

    builder = (
        SparkSession.builder.master(master).config("spark.driver.memory", HEAP).config("spark.ui.enabled", "false")
    )
    settings = {"spark.driver.host": HOST, "spark.driver.bindAddress": HOST, "spark.executor.memory": "1g"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.config("spark.driver.extraJavaOptions", "-XX:+UseSerialGC").getOrCreate()
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


def on_duckdb(folder: Path, rows: int) -> float:
    """The seconds that DuckDB takes, in a process of its own."""
    code = "import sys, time, factpack; t = time.perf_counter(); assert factpack.validate(sys.argv[1]).ok"
    done = run((PYTHON, "-c", f"{code}; print(time.perf_counter() - t)", str(package(folder, rows))))
    if done.returncode:
        raise SystemExit(done.stderr)
    return float(done.stdout)


def lines(folder: Path, asked: argparse.Namespace) -> Iterator[Line]:
    """The printed table."""
    from cluster import cluster

    few, many = asked.rows // 10, asked.rows
    sizes = [few, many, *([asked.big] if asked.big else [])]
    with tempfile.TemporaryDirectory(prefix="cluster-") as own, cluster(Path(own)) as running:
        taken = {rows: measured(folder, rows, running.url) for rows in sizes}
    alone = {rows: on_duckdb(folder, rows) for rows in sizes}
    for rows in sizes:
        of = taken[rows]
        yield Line(f"Spark, {rows:,} rows", f"{of.seconds:.1f} s (with its start {of.whole:.1f} s)")
        yield Line(f"Spark, {rows:,} rows, the driver's peak", f"{of.driver / 1e6:.0f} MB")
        yield Line(f"DuckDB, {rows:,} rows", f"{alone[rows]:.1f} s")
        yield Line(f"Spark / DuckDB, {rows:,} rows", f"{of.seconds / alone[rows]:.1f} times")
    yield from promises(taken, few, many)


def promises(taken: Mapping[int, Taken], few: int, many: int) -> Iterator[Line]:
    """What was promised."""
    grown = taken[many].seconds / taken[few].seconds
    what = f"Spark, {many:,} rows / {few:,} rows"
    yield Line(what, f"{grown:.2f} times", f"at most {WIDE_OF_NARROW}", holds=grown <= WIDE_OF_NARROW)
    kept = taken[many].driver / taken[few].driver
    yield Line(
        f"{what}, the driver's peak", f"{kept:.2f} times", f"at most {MEMORY_OF_NARROW}", kept <= MEMORY_OF_NARROW
    )


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure factpack validate on Spark.")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--big", type=int, nargs="?", const=100_000_000, help="a large package too, of so many rows")
    parser.add_argument("--driver", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure, and print the table."""
    asked = arguments()
    if asked.driver:
        drive(*asked.driver)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        show(lines(Path(folder), asked))


if __name__ == "__main__":
    main()
