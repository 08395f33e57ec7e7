"""What all tests of Spark share: a cluster, and a session on it."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from .cluster import BRIEF, HOST, Cluster, cluster

# Statements over a few rows: what speeds up millions of them slows these down.
SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.driver.extraJavaOptions": BRIEF,
    "spark.executor.extraJavaOptions": BRIEF,
    "spark.executor.memory": "512m",
    # More than this no statement may bring to the driver, and what is larger than that is sent to no worker whole.
    "spark.driver.maxResultSize": "1m",
    "spark.sql.autoBroadcastJoinThreshold": "64k",
}


@pytest.fixture(scope="session", autouse=True)
def _java() -> None:
    """Nothing of Spark runs without it; in CI a skipped test is a failure."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed")


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A standalone cluster of a master and two workers."""
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="session")
def spark(master: Cluster) -> Iterator[SparkSession]:
    """A session on the cluster."""
    os.environ |= {"SPARK_LOCAL_IP": HOST, "PYSPARK_PYTHON": sys.executable}
    builder = SparkSession.builder.master(master.url).appName("tests")
    for name, value in SMALL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An empty folder for a package."""
    folder = tmp_path / "package"
    folder.mkdir()
    return folder
