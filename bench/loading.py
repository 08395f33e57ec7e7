"""What an analyst waits for beyond Python, pandas and the Parquet file: `import kz_uk_facts` and `load`."""

import statistics
from typing import get_args

import pyarrow.parquet as pq

import kz_uk_facts as kz
from kz_uk_facts.loading import TableName, package
from measure import PYTHON, Line, calls, processes, show  # type: ignore[import-not-found] # beside this script; mypy looks into src

IMPORT = 0.030
LOAD = 0.020


def light() -> Line:
    """The import, over a bare interpreter."""
    times = processes({"bare": (PYTHON, "-c", ""), "import": (PYTHON, "-c", "import kz_uk_facts")}, rounds=30)
    cost = times["import"].least - times["bare"].least
    middle = times["import"].median - times["bare"].median
    measured = f"{cost * 1000:.1f} ms (of medians {middle * 1000:.1f})"
    return Line("import kz_uk_facts", measured, f"at most {IMPORT * 1000:.0f} ms", holds=cost <= IMPORT)


def beyond_reading(table: TableName) -> float:
    """What `load` takes beyond reading the file, in seconds, in a process that has loaded before."""
    file = package().folder.file(table)
    times = calls({"load": lambda: kz.load(table), "read": lambda: pq.read_table(file)}, rounds=20)
    own: float = times["load"].least - times["read"].least
    return own


def load() -> Line:
    """`load` of every table, beyond reading its Parquet file."""
    costs = {table: beyond_reading(table) for table in get_args(TableName)}
    slowest = max(costs, key=lambda table: costs[table])
    middle = statistics.median(costs.values())
    measured = f"{costs[slowest] * 1000:.1f} ms ({slowest}); the median table {middle * 1000:.1f} ms"
    return Line("load, of its own", measured, f"at most {LOAD * 1000:.0f} ms", holds=costs[slowest] <= LOAD)


if __name__ == "__main__":
    show([light(), load()])
