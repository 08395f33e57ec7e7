"""Those who validate the same package, and the proof that none of them lets a fault pass."""

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import (  # type: ignore[import-not-found] # beside this package; mypy looks into src
    PYTHON,
    ROOT,
    environment,
)
from rivals.orders import FAULTS  # type: ignore[import-not-found] # beside this module as well

OURS = "factpack validate"
BY_HAND = "SQL by hand"
FRICTIONLESS = "frictionless"
FOLDER = ROOT / "bench"
"""Where commands run."""

CONSTRAINTS = {
    "type/missing-value": "required",
    "key/missing": "required",
    "key/not-unique": "unique",
    "reference/leads-nowhere": "reference",
    "bound/pattern": "pattern",
    "bound/not-in-enum": "enum",
    "bound/below-minimum": "minimum",
    "bound/above-maximum": "maximum",
    "bound/too-long": "maxLength",
}
"""Our rules, in the words of Table Schema."""

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who validates the package in a folder; `tell` reads the faults that it printed for the self-test."""

    command: Callable[[Path], Sequence[str]]
    proof: Callable[[Path], Sequence[str]]
    tell: Callable[[str], Iterable[Fault]]
    python: str = PYTHON
    needs: tuple[str, ...] = ()

    def missing(self) -> list[str]:
        """The packages that it needs and that are not installed."""
        code = "import sys, importlib.util as u; print(*(name for name in sys.argv[1:] if not u.find_spec(name)))"
        return run((self.python, "-c", code, *self.needs)).stdout.split()

    def absence(self, faulty: Path) -> str:
        """Why it cannot be measured; empty if it can."""
        if missing := self.missing():
            return f"{', '.join(missing)} not installed: pip install --group bench"
        done = run(self.proof(faulty))
        if done.returncode != 1:
            last = (done.stderr.strip() or "nothing said").splitlines()[-1]
            return f"status {done.returncode}, not 1, on a faulty package: {last}"
        told = set(self.tell(done.stdout))
        if wrong := [f"{word} {' '.join(fault)}" for word, fault in differences(told)]:
            return f"not the faults that there are: {', '.join(wrong)}"
        return ""


def differences(told: set[Fault]) -> Iterator[tuple[str, Fault]]:
    """The faults of the faulty package that were not told, and those told that it does not have."""
    yield from (("lacks", fault) for fault in sorted(set(FAULTS) - told))
    yield from (("invents", fault) for fault in sorted(told - set(FAULTS)))


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(command, cwd=FOLDER, env=environment(), capture_output=True, text=True, check=False)


def ours(*options: str) -> Contestant:
    """The command that all this is about."""

    def command(folder: Path) -> Sequence[str]:
        return PYTHON, "-P", "-m", "factpack", "validate", str(folder), *options

    def told(report: str) -> Iterator[Fault]:
        for finding in json.loads(report)["findings"]:
            field = finding["record"].rpartition(".")[2]
            yield field, CONSTRAINTS.get(finding["rule"], finding["rule"])

    return Contestant(command, lambda folder: (*command(folder), "--format", "json"), told)


def rival(program: str, *needs: str, python: str = PYTHON) -> Contestant:
    """A program of the folder `rivals`; it needs these packages."""

    def command(folder: Path) -> Sequence[str]:
        return python, "-m", f"rivals.{program}", str(folder)

    def told(printed: str) -> Iterator[Fault]:
        for line in printed.splitlines():
            field, _, constraint = line.partition(" ")
            yield field, constraint

    return Contestant(command, command, told, python, needs)


def contestants(python: str) -> dict[str, Contestant]:
    """All of them; the interpreter `python` has the packages that are here for measuring only."""
    return {
        OURS: ours(),
        BY_HAND: rival("hand_written", "duckdb"),
        FRICTIONLESS: rival("with_frictionless", "frictionless"),
        "dataframely": rival("with_dataframely", "dataframely", "polars", python=python),
        "pandera.polars": rival("with_pandera_polars", "pandera", "polars", python=python),
        "pandera.ibis": rival("with_pandera_ibis", "pandera", "ibis", "duckdb", python=python),
        "pointblank": rival("with_pointblank", "pointblank", "polars", python=python),
    }
