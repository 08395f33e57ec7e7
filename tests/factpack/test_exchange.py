"""A generated folder is published whole, whatever happens meanwhile."""

import errno
import fcntl
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factpack.errors import DataError
from factpack.outputs import exchange

PACKAGE_A = {
    "datapackage.json": b'{"name": "a"}' * 1000,
    "data/people.parquet": b"alice" * 50_000,
    "data/only-in-a.parquet": b"a" * 1000,
}
PACKAGE_B = {
    "datapackage.json": b'{"name": "b"}' * 1000,
    "data/people.parquet": b"bob" * 50_000,
    "notes/only-in-b.md": b"b" * 1000,
}

PUBLISHER = """
import pickle, sys
from pathlib import Path
from factpack.outputs.exchange import publish
packages = pickle.load(sys.stdin.buffer)
print("ready", flush=True)
for turn in range(int(sys.argv[2])):
    publish(packages[turn % 2], Path(sys.argv[1]))
"""


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, as relative path → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def publisher(target: Path, *, turns: int) -> subprocess.Popen[bytes]:
    """Start a process that publishes B and A by turns, and wait until it begins."""
    command = [sys.executable, "-c", PUBLISHER, str(target), str(turns)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(pickle.dumps((PACKAGE_B, PACKAGE_A)))
    process.stdin.flush()
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the packages are published: a folder that does not exist yet."""
    return tmp_path / "datapackage"


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a filesystem that cannot exchange two folders."""
    monkeypatch.setattr(exchange, "exchange", lambda _one, _other: False)


def test_first_publication_makes_the_folder_and_its_parents(tmp_path: Path) -> None:
    """A folder that does not exist yet appears, with its parents, and without a warning."""
    target = tmp_path / "new" / "datapackage"

    assert exchange.publish(PACKAGE_A, target) == []
    assert contents(target) == PACKAGE_A


def test_exchange_drops_what_the_package_does_not_know(target: Path, tmp_path: Path) -> None:
    """After a publication the folder holds the new files only, and nothing is left beside it."""
    exchange.publish(PACKAGE_A, target)
    (target / "stray.txt").write_text("stray")

    assert exchange.publish(PACKAGE_B, target) == []
    assert contents(target) == PACKAGE_B
    assert list(tmp_path.iterdir()) == [target]


def test_unchanged_bytes_are_not_written(target: Path) -> None:
    """Publishing the same bytes again touches neither the files nor the folder."""
    exchange.publish(PACKAGE_A, target)
    before = {path: path.stat() for path in (target, *target.rglob("*"))}

    assert exchange.publish(dict(PACKAGE_A), target) == []
    assert {path: path.stat() for path in before} == before


def test_one_changed_byte_is_mended(target: Path) -> None:
    """A generated file that somebody edited is put right, though its length and the others are the same."""
    exchange.publish(PACKAGE_A, target)
    (target / "data/people.parquet").write_bytes(b"A" + PACKAGE_A["data/people.parquet"][1:])

    exchange.publish(PACKAGE_A, target)
    assert contents(target) == PACKAGE_A


def test_killed_publishers_leave_one_package_whole(target: Path, tmp_path: Path) -> None:
    """Wherever SIGKILL strikes, the folder is wholly A or wholly B, and the next publication leaves no litter."""
    exchange.publish(PACKAGE_A, target)
    for number in range(50):
        process = publisher(target, turns=1_000_000)
        time.sleep(random.Random(number).uniform(0, 0.06))  # noqa: S311 - a moment, not a secret
        process.kill()
        assert process.wait() == -signal.SIGKILL
        process.communicate()
        assert contents(target) in (PACKAGE_A, PACKAGE_B), f"half a package after kill {number}"

    (tmp_path / ".datapackage.staged").mkdir(exist_ok=True)
    exchange.publish(PACKAGE_B, target)
    assert contents(target) == PACKAGE_B
    assert list(tmp_path.iterdir()) == [target]


def test_two_publishers_do_not_corrupt_each_other(target: Path, tmp_path: Path) -> None:
    """Two processes that publish into one folder at the same time both succeed, and one of them wins whole."""
    processes = [publisher(target, turns=turns) for turns in (40, 41)]

    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert contents(target) in (PACKAGE_A, PACKAGE_B)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange_files_are_replaced_with_a_warning(target: Path, tmp_path: Path) -> None:
    """Where folders cannot be exchanged the contents are right all the same, and one sentence says what that costs."""
    assert exchange.publish(PACKAGE_A, target) == []  # a first publication needs no exchange

    [warning] = exchange.publish(PACKAGE_B, target)
    assert "file by file" in warning
    assert contents(target) == PACKAGE_B
    assert not (target / "data/only-in-a.parquet").exists()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange_the_descriptor_comes_last(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that vouches for the others is replaced after all of them."""
    exchange.publish(PACKAGE_A, target)
    replaced: list[str] = []
    replace = Path.replace

    def watched(self: Path, path: Path) -> Path:
        replaced.append(path.name)
        return replace(self, path)

    monkeypatch.setattr(Path, "replace", watched)

    exchange.publish(PACKAGE_B, target)
    assert replaced == ["people.parquet", "only-in-b.md", "datapackage.json"]


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange_a_file_gives_way_to_a_folder(target: Path) -> None:
    """A path that was a file and becomes a folder, or the reverse, is no obstacle."""
    exchange.publish({"data": b"1", "notes/a/b.md": b"2"}, target)

    exchange.publish({"data/people.csv": b"3", "notes": b"4"}, target)
    assert contents(target) == {"data/people.csv": b"3", "notes": b"4"}


def test_a_filesystem_that_refuses_is_not_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """EINVAL, as from a filesystem that cannot exchange, means "cannot"; any other refusal is raised."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    with pytest.raises(FileNotFoundError):
        exchange.exchange(one, other)

    monkeypatch.setattr(exchange, "_RENAME_EXCHANGE", 1 << 20)  # a flag that no kernel knows: EINVAL
    other.mkdir()
    assert exchange.exchange(one, other) is False


def test_a_folder_that_cannot_be_locked_gives_a_warning(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the filesystem has no locks for folders the package is published, with a word of caution."""

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr(fcntl, "flock", refuse)
    [warning] = exchange.publish(PACKAGE_A, target)
    assert "two builds" in warning
    assert contents(target) == PACKAGE_A


def test_a_link_or_a_file_is_refused(target: Path, tmp_path: Path) -> None:
    """A target that is a symbolic link or a file is left as it is, and the error says so."""
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DataError, match="is a symbolic link"):
        exchange.publish(PACKAGE_A, target)
    assert target.is_symlink()

    target.unlink()
    target.write_text("precious")
    with pytest.raises(DataError, match="is not a folder"):
        exchange.publish(PACKAGE_A, target)
    assert target.read_text() == "precious"


def test_a_disk_that_fails_midway_leaves_the_old_package(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error while staging is one sentence, the old package stays whole and the staged half is removed."""
    exchange.publish(PACKAGE_A, target)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "disk")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left"):
        exchange.publish(PACKAGE_B, target)
    assert contents(target) == PACKAGE_A
    assert list(tmp_path.iterdir()) == [target]
