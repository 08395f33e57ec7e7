"""Times of processes and calls, taken in turns: what disturbs one round disturbs all that it compares."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Times:
    """What one thing took in each round, in seconds."""

    rounds: tuple[float, ...]

    @property
    def least(self) -> float:
        """The quickest round: the one that was disturbed least."""
        return min(self.rounds)

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.rounds)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took in each round, waiting and computing, and the most memory that it had in any, in bytes."""

    times: Times
    computing: Times
    peak: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the printed table; without a target it is for information."""

    what: str
    measured: str
    target: str = ""
    holds: bool | None = None


def calls(functions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """The times of these calls; one round before the first is not measured."""
    taken: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            taken[name].append(time.perf_counter() - start)
    return {name: Times(tuple(times[1:])) for name, times in taken.items()}


def processes(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path = ROOT) -> dict[str, Times]:
    """The times of these commands as whole processes, run in `folder`."""
    return calls({name: partial(_run, command, folder) for name, command in commands.items()}, rounds)


def costs(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path = ROOT) -> dict[str, Cost]:
    """What these commands cost as whole processes that find nothing wrong, run in `folder`; no round is left out.

    One that fails is told on stderr and is not in the result. Memory is what was resident, pages of mapped files too.
    A process starts with the peak of the one that starts it: whoever calls this should be small.
    """
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name in tuple(taken):
            try:
                taken[name].append(_cost(commands[name], folder))
            except subprocess.CalledProcessError as error:
                print(f"{name}: {error}\n{error.stderr}", file=sys.stderr)
                del taken[name]
    return {name: _summary(*zip(*measured, strict=True)) for name, measured in taken.items()}


def _summary(times: tuple[float, ...], computing: tuple[float, ...], peaks: tuple[int, ...]) -> Cost:
    return Cost(Times(times), Times(computing), max(peaks))


def _cost(command: Sequence[str], folder: Path) -> tuple[float, float, int]:
    with tempfile.TemporaryFile("w+") as told:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, stderr=told.read())
    # Linux counts it in KiB, macOS in bytes.
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def environment() -> dict[str, str]:
    """The environment of measured processes: Python's bytecode is kept, as it is for most people."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: findings, which take their time too
        message = f"{' '.join(command)}: {done.stderr}"
        raise SystemExit(message)


def show(lines: Iterable[Line]) -> None:
    """Print the lines as a table."""
    verdicts = {None: "", True: "holds", False: "MISSED"}
    rows = [("what", "target", "measured", "verdict")]
    rows += [(line.what, line.target, line.measured, verdicts[line.holds]) for line in lines]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
