"""The whole parity corpus on a real cluster: the same packages give the same findings as in this process."""

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

import factpack
from factpack.findings import Report

from ..parity.cases import CASES, Case  # noqa: TID252 the same corpus
from ..parity.cases.case import Package  # noqa: TID252


def found(report: Report) -> list[tuple[str, str, int, bool]]:
    """What is found: rules, records, counts, and whether there are examples."""
    return [(each.rule, each.record, each.count, bool(each.examples)) for each in report]


def written(package: Package, folder: Path) -> Path:
    """The package in a folder of its own."""
    root = folder / "package"
    root.mkdir()
    package.write(root)
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spark_finds_what_duckdb_finds(case: Case, spark: SparkSession, tmp_path: Path) -> None:
    """Of the bad package the same findings, and the same rows counted."""
    root = written(case.bad, tmp_path)
    here, there = factpack.validate(root), factpack.validate(root, engine=spark)
    assert found(there) == found(here) != []
    assert [each.rows for each in there.resources] == [each.rows for each in here.resources]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spark_clears_the_sound_twin(case: Case, spark: SparkSession, tmp_path: Path) -> None:
    """What is not wrong is not found on Spark."""
    assert found(factpack.validate(written(case.sound, tmp_path), engine=spark)) == []
