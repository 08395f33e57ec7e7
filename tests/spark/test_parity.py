"""The parity corpus on a real cluster: the same packages give the same findings as in this process.

`make test` takes one case of each kind, because of time; `make test-spark WHOLE_CORPUS=1` takes them all.
"""

import os
from collections.abc import Hashable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest
from pyspark.sql import SparkSession

import factpack
from factpack.findings import Report

from ..parity.cases import THEMES, Case  # noqa: TID252 the same corpus
from ..parity.cases.case import Package  # noqa: TID252

# Of a few rows a cluster has little to do, and much to wait for.
AT_ONCE = 4


def kind(theme: str, case: Case) -> Hashable:
    """What is alike to Spark: cases that break one rule, of fields of the same types and formats."""
    fields = (field for table in case.bad.tables for field in (table.schema or {}).get("fields", ()))
    return theme, case.rule, frozenset((str(field.get("type")), str(field.get("format"))) for field in fields)


EVERY = [(kind(theme, case), case) for theme, cases in THEMES.items() for case in cases]
FIRST_OF_EACH = dict(reversed(EVERY))
CASES = [case for kind_, case in EVERY if case is FIRST_OF_EACH[kind_] or os.environ.get("WHOLE_CORPUS")]


@dataclass(frozen=True)
class Judged:
    """What became of a case: of the bad package in this process and on Spark, of the sound one on Spark."""

    here: Report
    there: Report
    sound: Report


def judge(case: Case, folder: Path, sessions: "SimpleQueue[SparkSession]") -> Judged:
    """The case judged by both engines."""
    bad, sound = written(case.bad, folder / "bad"), written(case.sound, folder / "sound")
    session = sessions.get()
    try:
        there, cleared = factpack.validate(bad, engine=session), factpack.validate(sound, engine=session)
    finally:
        sessions.put(session)
    return Judged(factpack.validate(bad), there, cleared)


def written(package: Package, root: Path) -> Path:
    """The package in a folder of its own."""
    root.mkdir(parents=True)
    package.write(root)
    return root


Verdicts = Mapping[str, Future[Judged]]


@pytest.fixture(scope="module")
def verdicts(
    spark: SparkSession, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Verdicts]:
    """Of each case that a test asks for: what becomes of it, once it has been judged."""
    sessions: SimpleQueue[SparkSession] = SimpleQueue()
    for _ in range(AT_ONCE):
        sessions.put(spark.newSession())
    mine = (item for item in request.session.items if isinstance(item, pytest.Function) and item.path == request.path)
    asked = [item.callspec.params["case"] for item in mine]
    root = tmp_path_factory.mktemp("cases")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            case.name: pool.submit(judge, case, root / str(number), sessions)
            for number, case in enumerate(CASES)
            if case in asked  # -k may have left it out
        }


def found(report: Report) -> list[tuple[str, str, int, bool]]:
    """What is found: rules, records, counts, and whether there are examples."""
    return [(each.rule, each.record, each.count, bool(each.examples)) for each in report]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spark_finds_what_duckdb_finds(case: Case, verdicts: Verdicts) -> None:
    """Of the bad package the same findings, and the same rows counted."""
    judged = verdicts[case.name].result()
    assert found(judged.there) == found(judged.here) != []
    assert [each.rows for each in judged.there.resources] == [each.rows for each in judged.here.resources]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spark_clears_the_sound_twin(case: Case, verdicts: Verdicts) -> None:
    """What is not wrong is not found on Spark."""
    assert found(verdicts[case.name].result().sound) == []
