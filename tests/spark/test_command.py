"""`factpack validate --engine spark` as people run it, and what it says where something is missing."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .cluster import BRIEF, cluster, connect_server, until
from .packages import described, resource


def package_of(folder: Path) -> Path:
    """A package of one table, two rows of which have one key."""
    pq.write_table(pa.table({"id": [1, 1]}), folder / "things.parquet")
    schema = {"fields": [{"name": "id", "type": "integer"}], "primaryKey": ["id"]}
    return described(folder, resource("things.parquet", schema))


def validate(*options: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    command = [sys.executable, "-m", "factpack", "validate", *map(str, options)]
    environment = {**os.environ, **(environment or {})}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def large(folder: Path) -> Path:
    """A package of a table that takes a while: the first row of each of its 24 files is wrong."""
    (folder / "things").mkdir()
    for part in range(24):
        ids = range(part * 100_000, (part + 1) * 100_000)
        table = pa.table({"id": ids, "n": [-1] + [1] * 99_999})
        pq.write_table(table, folder / "things" / f"{part}.parquet")
    n = {"name": "n", "type": "integer", "constraints": {"minimum": 0}}
    schema = {"fields": [{"name": "id", "type": "integer"}, n], "primaryKey": ["id"]}
    return described(folder, resource("things", schema))


def test_a_worker_that_dies_changes_nothing_of_the_verdict(package: Path, tmp_path: Path) -> None:
    """One of two workers is killed while it looks at rows: the other does its part again, and nobody is told."""
    large(package)
    with cluster(tmp_path) as running:
        options = ("--engine", "spark", "--master", running.url, "--format", "json")
        command = [sys.executable, "-m", "factpack", "validate", str(package), *options]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, **pipes, env=os.environ | hasty(tmp_path)) as process:
            wait_for(tmp_path / "work-1", "app-*/*/stderr", "Running task .* in stage [1-9]")
            running.kill_a_worker()
            output, errors = process.communicate(timeout=300)
    told = json.loads(output)
    assert (process.returncode, errors) == (1, "")
    assert [(each["rule"], each["record"], each["count"]) for each in told["findings"]] == [
        ("bound/below-minimum", "things.n", 24)
    ]
    assert [each["rows"] for each in told["resources"]] == [2_400_000]


def hasty(folder: Path) -> dict[str, str]:
    """The environment of a command whose Spark keeps its files here, and asks the dead for their part once."""
    settings = {"spark.shuffle.io.maxRetries": "1", "spark.shuffle.io.retryWait": "100ms"}
    settings |= {"spark.local.dir": str(folder)}
    settings |= {"spark.driver.extraJavaOptions": BRIEF, "spark.ui.enabled": "false"}
    (folder / "spark-defaults.conf").write_text("\n".join(f"{name} {value}" for name, value in settings.items()))
    return {"SPARK_CONF_DIR": str(folder)}


def wait_for(folder: Path, files: str, pattern: str = "") -> None:
    """Wait until there is such a file below the folder that has something of the pattern."""
    until(
        lambda: any(not pattern or re.search(pattern, file.read_text(errors="replace")) for file in folder.glob(files)),
        lambda: f"nothing of {pattern!r} in {files} below {folder}",
    )


def test_ctrl_c_ends_it_with_a_word(package: Path, tmp_path: Path) -> None:
    """While Spark works nothing of its gateway's log is shown; Java ends too, and takes its blocks away."""
    command = [sys.executable, "-m", "factpack", "validate", str(large(package))]
    options: dict[str, Any] = {"stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen([*command, "--engine", "spark"], **options, env=os.environ | hasty(tmp_path)) as process:
        wait_for(tmp_path, "blockmgr-*")
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)
        errors = process.communicate(timeout=60)[1]
    assert (process.returncode, errors) == (130, "factpack: interrupted\n")
    until(lambda: not list(tmp_path.glob("blockmgr-*")), lambda: "Java has not ended")


def test_the_command_validates_by_spark_connect(package: Path, tmp_path: Path) -> None:
    """A server elsewhere does the work; no Java is needed here."""
    with connect_server(tmp_path) as url:
        nowhere = {"PATH": "/nowhere", "JAVA_HOME": ""}
        done = validate(package_of(package), "--engine", "spark", "--remote", url, environment=nowhere)
    assert (done.returncode, done.stderr) == (1, "")
    assert "key/not-unique" in done.stdout


def test_without_java_one_sentence_says_so(package: Path) -> None:
    """The way out is named."""
    done = validate(package_of(package), "--engine", "spark", environment={"PATH": "/nowhere", "JAVA_HOME": ""})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "factpack: Spark needs Java 17 or newer, and there is none: install it, or set JAVA_HOME\n"


def test_without_the_extra_one_sentence_says_so(package: Path) -> None:
    """So does it where pyspark is not installed."""
    blocked = "import sys; sys.modules['pyspark'] = None; from factpack.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", blocked, "validate", str(package_of(package)), "--engine", "spark"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert done.stderr == "factpack: the engine spark needs pyspark: pip install 'kz-uk-facts[spark]'\n"


@pytest.mark.parametrize("option", ["--master", "--remote"])
def test_a_url_of_spark_is_for_spark(package: Path, option: str) -> None:
    """What would be passed over is wrong use."""
    done = validate(package_of(package), option, "local[1]")
    assert (done.returncode, done.stderr) == (2, "factpack: --master and --remote are for --engine spark\n")


def test_a_master_that_is_not_there_is_said(package: Path) -> None:
    """No traceback, and no hanging for ever."""
    done = validate(package_of(package), "--engine", "spark", "--master", "spork://127.0.0.1:1")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "spork" in done.stderr
