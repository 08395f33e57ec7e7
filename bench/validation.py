"""What `factpack validate` takes on a package of millions of rows, in time and memory, next to others.

`--self-test` only proves that everybody finds each of the faults that a package can have. Targets are those of the
default number of rows; `--big` adds a package ten times as large, which takes minutes to write.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import (  # type: ignore[import-not-found] # beside this script; mypy looks into src
    PYTHON,
    ROOT,
    Cost,
    Line,
    costs,
    processes,
    show,
)
from rivals.contestants import (  # type: ignore[import-not-found] # beside this script as well
    BY_HAND,
    FOLDER,
    FRICTIONLESS,
    OURS,
    Contestant,
    contestants,
    ours,
    run,
)
from rivals.orders import FAULTS, FAULTY_ROWS  # type: ignore[import-not-found] # and this

FEW = 100_000
"""The rows that frictionless is given: more would take it minutes."""

FASTER_THAN_FRICTIONLESS = 1000
OF_FASTEST_RIVAL = 0.5
OF_BY_HAND = 1.25
PEAK = 0.5e9
BIG_PEAK = 1e9
BIG_OF_USUAL = 11
OF_ITS_OWN = 0.5

IMPORTS = "import argparse, json, duckdb, pydantic"
"""What validating a package of Parquet files cannot do without."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Those who can be measured, and the folder that their packages are written into."""

    present: Mapping[str, Contestant]
    folder: Path
    rounds: int

    def package(self, rows: int, kind: str = "sound") -> Path:
        """A package of so many orders; in a process of its own, because memory would stay with this one."""
        folder = self.folder / f"{kind}-{rows}"
        if not folder.exists():
            done = run((PYTHON, "-m", "rivals.orders", str(folder), str(rows), "--kind", kind))
            if done.returncode:
                raise SystemExit(done.stderr)
        return folder

    def costs(self, names: Iterable[str], folder: Path, rounds: int) -> dict[str, Cost]:
        """What these contestants take for the package in the folder, in turns."""
        commands = {name: self.present[name].command(folder) for name in names if name in self.present}
        taken: dict[str, Cost] = costs(commands, rounds, FOLDER)
        return taken

    def usual(self, rows: int) -> tuple[dict[str, Cost], list[Line]]:
        """Everybody but frictionless, on the same package."""
        names = [name for name in self.present if name != FRICTIONLESS]
        taken = self.costs(names, self.package(rows), self.rounds)
        return taken, [Line(f"{name}, {rows:,} rows", amount(cost)) for name, cost in taken.items()]

    def frictionless(self) -> tuple[dict[str, Cost], list[Line]]:
        """Frictionless on few rows, twice at most: it takes half a minute."""
        taken = self.costs([FRICTIONLESS], self.package(FEW), min(self.rounds, 2))
        return taken, [Line(f"{name}, {FEW:,} rows", amount(cost)) for name, cost in taken.items()]

    def big(self, rows: int, usual_rows: int, usual: Cost | None) -> Iterator[Line]:
        """Ours and the SQL by hand on a large package, once; ours against the usual one."""
        taken = self.costs([OURS, BY_HAND], self.package(rows), rounds=1)
        yield from (Line(f"{name}, {rows:,} rows", amount(cost)) for name, cost in taken.items())
        if OURS in taken and usual:
            yield peak(taken[OURS], rows, BIG_PEAK)
            ratio = taken[OURS].times.least / usual.times.least
            what = f"{OURS}, {rows:,} rows / {usual_rows:,} rows"
            yield Line(what, f"{ratio:.2f} times", f"at most {BIG_OF_USUAL}", holds=ratio <= BIG_OF_USUAL)

    def shuffled(self, rows: int) -> Iterator[Line]:
        """Ours, where the keys stand in no order and have to be grouped."""
        if OURS in self.present:
            command = ours("--memory", "1GB").command(self.package(rows, "shuffled"))
            for cost in costs({OURS: command}, rounds=1).values():
                yield Line(f"{OURS} --memory 1GB, {rows:,} rows, unsorted key", amount(cost))


def amount(cost: Cost) -> str:
    """Time and memory, for reading."""
    computing = f"computing {cost.computing.least:.2f}"
    return f"{cost.times.least:.2f} s (median {cost.times.median:.2f}, {computing}), {gigabytes(cost.peak)}"


def gigabytes(size: float) -> str:
    """A size, for reading."""
    return f"{size / 1e9:.2f} GB"


def peak(cost: Cost, rows: int, most: float) -> Line:
    """The most memory that ours had."""
    what = f"{OURS}, {rows:,} rows, peak memory"
    return Line(what, gigabytes(cost.peak), f"at most {gigabytes(most)}", holds=cost.peak <= most)


def against(taken: Mapping[str, Cost], other: str, most: float) -> Line:
    """The time of ours over that of another one."""
    own, theirs = taken[OURS], taken[other]
    ratio = own.times.least / theirs.times.least
    medians = own.times.median / theirs.times.median
    computing = own.computing.least / theirs.computing.least
    measured = f"{ratio:.2f} times (of medians {medians:.2f}, of computing {computing:.2f})"
    return Line(f"{OURS} / {other}", measured, f"at most {most}", holds=ratio <= most)


def verdicts(taken: Mapping[str, Cost], rows: int) -> Iterator[Line]:
    """What was promised, as far as those that it is measured by are present."""
    if OURS not in taken:
        return
    if FRICTIONLESS in taken:
        own, theirs = rows / taken[OURS].times.least, FEW / taken[FRICTIONLESS].times.least
        ratio = own / theirs
        measured = f"{ratio:,.0f} times ({own:,.0f} and {theirs:,.0f})"
        target = f"at least {FASTER_THAN_FRICTIONLESS:,}"
        yield Line(f"{OURS} / {FRICTIONLESS}, rows a second", measured, target, ratio >= FASTER_THAN_FRICTIONLESS)
    if rivals := taken.keys() - {OURS, BY_HAND, FRICTIONLESS}:
        fastest = min(rivals, key=lambda name: taken[name].times.least)
        yield against(taken, fastest, OF_FASTEST_RIVAL)
    if BY_HAND in taken:
        yield against(taken, BY_HAND, OF_BY_HAND)
    yield peak(taken[OURS], rows, PEAK)


def own_package() -> Line:
    """Our own package, as a whole process, over the imports that it needs."""
    commands = {"imports": (PYTHON, "-c", IMPORTS), OURS: ours().command(ROOT / "datapackage")}
    times = processes(commands, rounds=10)
    cost = times[OURS].least - times["imports"].least
    measured = f"{cost:.2f} s (of medians {times[OURS].median - times['imports'].median:.2f})"
    return Line(f"{OURS} datapackage, beyond imports", measured, f"at most {OF_ITS_OWN} s", holds=cost <= OF_ITS_OWN)


def lines(bench: Bench, asked: argparse.Namespace) -> Iterator[Line]:
    """The printed table."""
    few, told = bench.frictionless()
    yield from told
    usual, told = bench.usual(asked.rows)
    yield from told
    yield from verdicts(usual | few, asked.rows)
    if OURS in bench.present:
        yield own_package()
    yield from bench.shuffled(asked.rows)
    if asked.big:
        yield from bench.big(asked.big, asked.rows, usual.get(OURS))


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure factpack validate against others.")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--big", type=int, nargs="?", const=100_000_000, help="a large package too, of so many rows")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=PYTHON, help="the interpreter that has the rivals installed")
    parser.add_argument("--self-test", action="store_true", help="only prove that everybody finds each fault")
    return parser.parse_args()


def main() -> None:
    """Find out who is there, measure them, print the table."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        everybody = contestants(asked.python)
        faulty = Bench({}, Path(folder), 0).package(FAULTY_ROWS, "faulty")
        why = {name: contestant.absence(faulty) for name, contestant in everybody.items()}
        present = {name: contestant for name, contestant in everybody.items() if not why[name]}
        table = [Line(name, f"left out: {why[name]}" if why[name] else f"finds all {len(FAULTS)}") for name in why]
        if not asked.self_test:
            table += lines(Bench(present, Path(folder), asked.rounds), asked)
    show(table)
    if asked.self_test and any(why.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
