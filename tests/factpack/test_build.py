"""A build publishes schema/ and datapackage/ whole, or leaves both as they were."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import World

NURSERY = """
import os, sys
from pathlib import Path
import frictionless, pandera.pandas
from factpack.build import build
from factpack.outputs import enforcers, exchange, files
from factpack.project import find_project

enforcers.refusals = lambda folder: ()  # they read a copy elsewhere, for seconds: kills would hit little else
project = find_project(Path(sys.argv[1]))
for _ in sys.stdin:
    child = os.fork()
    if not child:
        try:
            build(project)
            os._exit(0)
        finally:
            os._exit(1)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Forks a process for each line that it reads, which builds: it has the slow imports behind it."""

GENERATED = ("schema", "datapackage")


def files_of(world: World) -> dict[str, bytes]:
    """All generated files, as relative path → bytes."""
    return {
        path.relative_to(world.root).as_posix(): path.read_bytes()
        for folder in GENERATED
        for path in (world.root / folder).rglob("*")
        if path.is_file()
    }


def package_of(world: World) -> dict[str, bytes]:
    """The files of the package alone."""
    return {name: content for name, content in files_of(world).items() if name.startswith("datapackage/")}


def test_the_command_publishes_both_folders_and_says_what(world: World, built_world: World) -> None:
    """A Parquet file and a Table Schema a table, the descriptor and the dictionary: the same bytes in every folder."""
    ran = world.run("build")

    assert (ran.returncode, ran.stderr) == (0, "")
    tables = [resource["name"] for resource in json.loads(files_of(world)["datapackage/datapackage.json"])["resources"]]
    assert {"facts", "counts", "entities", "evidence", "inferences"} <= set(tables)
    for name in tables:
        assert {f"datapackage/data/{name}.parquet", f"schema/{name}.json"} <= set(files_of(world))
    assert "schema/README.md" in files_of(world)
    for told in ("13 tables", "facts: 3", "3 of 3 sentences, 2 of 2 numbers", "quoted: at most 100.0%"):
        assert told in ran.stdout
    assert world.root != built_world.root
    assert files_of(world) == files_of(built_world)


def test_a_finding_stops_the_build_before_anything_is_written(built_world: World) -> None:
    """Where a finding is an error the old package is left as it was, byte for byte, and the exit status is 1."""
    before = files_of(built_world)
    built_world.edit(built_world.facts, "value: 1.5e6", "value: 1.6e6")
    ran = built_world.run("build", "--format", "json")

    assert (ran.returncode, ran.stderr) == (1, "")
    assert "basis/number-not-in-quote" in {finding["rule"] for finding in json.loads(ran.stdout)["findings"]}
    assert files_of(built_world) == before
    assert {path.name for path in built_world.root.iterdir()} == {"seeds", "src", "pyproject.toml", *GENERATED}


def test_the_first_build_of_broken_seeds_writes_nothing(world: World) -> None:
    """No folder appears where there was none."""
    world.edit(world.facts, "value: 1.5e6", "value: 1.6e6")

    assert not world.build().report.ok
    assert not any((world.root / folder).exists() for folder in GENERATED)


def test_a_build_mends_what_somebody_edited(built_world: World) -> None:
    """A generated file that was changed, or removed, or put there, is as it should be after the next build."""
    before = files_of(built_world)
    built_world.write("datapackage/data/counts.parquet", b"x")
    (built_world.root / "schema/counts.json").unlink()
    built_world.write("datapackage/data/more.parquet", b"x")
    rules = {finding.rule for finding in built_world.check()}

    assert "package/hash" in rules
    assert built_world.build().report.ok
    assert files_of(built_world) == before


def test_a_package_of_other_seeds_is_a_warning(built_world: World) -> None:
    """Between two builds the seeds are ahead: the check says so, and passes."""
    built_world.edit(built_world.facts, "Anna Kim met Ivan Lee in 2025.", "Anna Kim has met Ivan Lee in 2025.")
    report = built_world.check()

    assert report.ok
    assert [finding.rule for finding in report] == ["package/stale"]


def test_schemas_and_stray_files_are_looked_at_too(built_world: World) -> None:
    """A Table Schema that is missing or edited, and a file that no descriptor names, are warnings."""
    (built_world.root / "schema/counts.json").unlink()
    built_world.write("schema/facts.json", "{}")
    built_world.write("datapackage/data/more.parquet", b"x")
    unknown, stale = built_world.check()

    assert (str(unknown.place), unknown.rule) == ("datapackage/data/more.parquet", "package/unknown-file")
    assert (str(stale.place), stale.rule) == ("schema", "package/stale")
    assert stale.message.endswith(": facts, counts")


def test_what_stands_beside_the_tables_is_looked_at_too(built_world: World) -> None:
    """A dataset card that somebody edited and a Croissant file that is gone are warnings, which a build mends."""
    built_world.write("datapackage/README.md", "# Mine")
    (built_world.root / "datapackage/croissant.json").unlink()
    edited, gone = built_world.check()

    assert (str(edited.place), edited.rule) == ("datapackage/README.md", "package/hash")
    assert (str(gone.place), gone.rule) == ("datapackage/croissant.json", "package/file-missing")
    assert built_world.build().report.ok
    assert list(built_world.check()) == []


def test_a_descriptor_that_lists_files_wrongly_names_none_of_them(built_world: World) -> None:
    """What is no list of paths is no list of files: they are unknown, and nothing fails."""
    path = built_world.root / "datapackage/datapackage.json"
    descriptor = json.loads(path.read_bytes())
    for listed in ("README.md", [{"path": 1}], [None], None):
        path.write_text(json.dumps(descriptor | {"factpack:files": listed}), encoding="utf-8")
        assert {finding.rule for finding in built_world.check()} == {"package/unknown-file"}


@pytest.fixture
def nursery(built_world: World, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that starts a build of the built world for each line."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", NURSERY, str(built_world.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def build_in(nursery: subprocess.Popen[str]) -> int:
    """Start a build and give its process id."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write("build\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def status_of(nursery: subprocess.Popen[str]) -> int:
    """Wait for the build and give its status."""
    assert nursery.stdout
    return int(nursery.stdout.readline())


def wait_for(path: Path, seconds: float) -> None:
    """Wait until something is there, and not longer than this."""
    end = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.0005)


def test_killed_builds_leave_the_old_package_or_the_new(built_world: World, nursery: subprocess.Popen[str]) -> None:
    """Of 50 builds of changing seeds, each killed at a random moment, none leaves half a package."""
    moment = random.Random(50)  # noqa: S311 (a moment, not a secret)
    statements = ("Anna Kim met Ivan Lee in 2025.", "In 2025 Anna Kim met Ivan Lee.")
    whole: list[dict[str, bytes]] = []
    for old, new in (statements, statements[::-1]):
        built_world.edit(built_world.facts, old, new)
        started = time.monotonic()
        build_in(nursery)
        assert status_of(nursery) == 0
        duration = time.monotonic() - started
        whole.append(package_of(built_world))
    assert whole[0] != whole[1]

    killed = 0
    for turn in range(50):
        built_world.edit(built_world.facts, *(statements if turn % 2 == 0 else statements[::-1]))
        child = build_in(nursery)
        if turn < 20:
            time.sleep(moment.uniform(0, duration))
        else:
            wait_for(built_world.root / ".datapackage.staged", 10 * duration)
            time.sleep(moment.uniform(0, 0.03))
        if Path(f"/proc/{child}").exists() or sys.platform != "linux":
            os.kill(child, signal.SIGKILL)
        killed += status_of(nursery) == signal.SIGKILL
        assert package_of(built_world) in whole, f"half a package after kill {turn}"

    assert killed > 25
    build_in(nursery)
    assert status_of(nursery) == 0
    assert package_of(built_world) == whole[1]
    assert {path.name for path in built_world.root.iterdir()} == {"seeds", "src", "pyproject.toml", *GENERATED}
