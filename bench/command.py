"""How long the `factpack` command takes: `check` against the imports that it cannot do without, and `build`."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from factpack.project import find_project
from factpack.seeds import read_seeds
from measure import PYTHON, ROOT, Line, calls, processes, show  # type: ignore[import-not-found] # beside this script; mypy looks into src

IMPORTS = "import pydantic, pyarrow.json, duckdb, ruamel.yaml, babel, sentencex"
QUICK = 2.0


def check() -> Iterator[Line]:
    """`factpack check` on this repository, as a whole process."""
    times = processes({"imports": (PYTHON, "-c", IMPORTS), "check": (PYTHON, "-m", "factpack", "check")}, rounds=15)
    ratio = times["check"].least / times["imports"].least
    middle = times["check"].median / times["imports"].median
    yield Line("imports alone", f"{times['imports'].least:.2f} s")
    yield Line("factpack check", f"{times['check'].least:.2f} s")
    measured = f"{ratio:.2f} times (of medians {middle:.2f})"
    yield Line("check / imports", measured, f"at most {QUICK}", holds=ratio <= QUICK)


def build() -> Line:
    """`factpack build` on a copy of this repository, as a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copy(ROOT / "pyproject.toml", copy)
        for name in ("seeds", "src"):
            shutil.copytree(ROOT / name, copy / name)
        times = processes({"build": (PYTHON, "-m", "factpack", "build")}, rounds=3, folder=copy)
    return Line("factpack build", f"{times['build'].least:.1f} s")


def seeds() -> Line:
    """How many records of YAML are read and validated a second."""
    project = find_project(ROOT)

    def read() -> int:
        return len(read_seeds(project.root, project.dataset.article_class, project.dataset.written).records)

    rate = read() / calls({"seeds": read}, rounds=10)["seeds"].least
    return Line("reading seeds", f"{rate:,.0f} records a second")


if __name__ == "__main__":
    show([*check(), build(), seeds()])
