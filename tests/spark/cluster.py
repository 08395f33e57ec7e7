"""A standalone cluster of Spark on loopback: a master and workers, each a process of its own."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pyspark

T = TypeVar("T")

HOME = Path(pyspark.__file__).parent
HOST = "127.0.0.1"
WAIT = 120
# They live for a minute or two: what a compiler gains in that time, it has taken before.
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
CLASSES = "org.apache.spark.deploy"


def start(folder: Path, name: str, *command: str) -> subprocess.Popen[bytes]:
    """A process of Spark, the leader of a group of its own; what it says goes to a file in the folder."""
    program, *options = command
    # A server that is a driver too needs more than those that keep the books.
    memory = "768m" if program == "spark-submit" else "256m"
    environment = {"SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_JAVA_OPTS": BRIEF, "SPARK_DAEMON_MEMORY": memory}
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [HOME / "bin" / program, *options],
            stdout=log,
            stderr=log,
            env=os.environ | environment,
            start_new_session=True,
        )


def until(found: Callable[[], T | None], why_not: Callable[[], str]) -> T:
    """What is found, once it is more than nothing."""
    for _ in range(WAIT * 10):
        if there := found():
            return there
        time.sleep(0.1)
    raise TimeoutError(why_not())


def said(folder: Path, name: str, pattern: str) -> str:
    """What a process has said that is of the pattern, once it has."""
    log = folder / f"{name}.log"
    return until(
        lambda: re.search(pattern, log.read_text(errors="replace")),
        lambda: f"{name} did not start:\n{log.read_text(errors='replace')}",
    )[1]


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started, as a machine that loses its power does."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass
class Cluster:
    """The cluster: its master's URL, and its processes."""

    url: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        """End a worker and its executors."""
        kill(self.processes.pop())


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster of so many workers of one core each, which ends with the context."""
    options = ("--host", HOST, "--port", "0", "--webui-port", "0")
    processes = [start(folder, "master", "spark-class", f"{CLASSES}.master.Master", *options)]
    try:
        running = Cluster(said(folder, "master", r"Starting Spark master at (spark://\S+)"), processes)
        for number in range(workers):
            has = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work-{number}"))
            worker = (f"{CLASSES}.worker.Worker", *options, *has, running.url)
            processes.append(start(folder, f"worker-{number}", "spark-class", *worker))
        for number in range(workers):
            said(folder, f"worker-{number}", "(Successfully registered) with master")
        yield running
    finally:
        for process in processes:
            kill(process)


@contextmanager
def connect_server(folder: Path) -> Iterator[str]:
    """The URL of a Spark Connect server on this machine, which ends with the context."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    server = ("--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[1]")
    settings = (f"spark.connect.grpc.binding.port={port}", "spark.ui.enabled=false", f"spark.driver.host={HOST}")
    options = [each for setting in settings for each in ("--conf", setting)]
    process = start(folder, "connect", "spark-submit", *server, *options, "--driver-java-options", BRIEF)
    try:
        said(folder, "connect", "(Spark Connect server started)")
        yield f"sc://{HOST}:{port}"
    finally:
        kill(process)
