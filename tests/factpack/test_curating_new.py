"""`factpack new` makes a whole dataset of its own that is sound from the first minute, or nothing."""

from __future__ import annotations  # TypeCheck is there for the type checker only: a conftest is not imported

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factpack.curating import starting
from factpack.errors import DataError
from factpack.new_folder import write_new

if TYPE_CHECKING:
    from tests.conftest import TypeCheck

REPOSITORY = Path(__file__).parents[2]


def factpack(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in the folder."""
    return _run(folder, "-m", "factpack", *arguments)


def _run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{folder / 'src'}"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes."""
    folder = tmp_path_factory.mktemp("new")
    made = factpack(folder, "new", "river-town-facts")
    assert (made.returncode, made.stderr) == (0, "")
    assert "next: cd river-town-facts && make" in made.stdout
    return folder / "river-town-facts"


@pytest.fixture
def dataset(_made: Path, tmp_path: Path) -> Path:
    """A dataset that was just made."""
    return shutil.copytree(_made, tmp_path / "river-town-facts")


def test_a_new_dataset_is_sound_and_not_built(dataset: Path) -> None:
    """The first `factpack check` finds that there is no package yet, and nothing else."""
    checked = factpack(dataset, "check")
    assert checked.returncode == 0
    assert "package/not-built" in checked.stdout
    assert checked.stdout.endswith("1 warning\n")


def test_a_curator_can_go_on_at_once(dataset: Path) -> None:
    """What leads a curator works in it: a further article, what is to do in it, its words as evidence."""
    (dataset / "bridge.txt").write_text("The town opened a bridge. It cost 2 million euros.\n", encoding="utf-8")
    metadata = ("--publisher", "x", "--date", "2026-03-05", "--language", "en", "--headline", "[A bridge]")
    assert factpack(dataset, "add", "bridge.txt", *metadata).returncode == 0
    assert "2026-03-05-a-bridge" in factpack(dataset, "todo").stdout
    assert "evidence: cost 2 million euros" in factpack(dataset, "anchor", "cost 2 million euros").stdout


def test_everything_bears_the_new_name(dataset: Path) -> None:
    """No name of the template is left, in no path and in no file, and the package name is derived."""
    for path in dataset.rglob("*"):
        assert "harbour" not in path.name.lower()
        assert not path.is_file() or "harbour" not in path.read_text(encoding="utf-8").lower(), path
    assert (dataset / "src" / "river_town_facts" / "dataset.py").is_file()
    assert 'title="River town facts"' in (dataset / "src/river_town_facts/dataset.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check"])
def test_its_code_is_written_as_ours_is(command: str, dataset: Path) -> None:
    """A maintainer who lints it with every rule that we keep finds nothing."""
    program, *arguments = command.split()
    settings = ("--config", REPOSITORY / "pyproject.toml", "--no-cache")
    ran = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments, *settings, "."],
        cwd=dataset,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_its_types_are_sound(dataset: Path, type_check: TypeCheck) -> None:
    """A type checker that is as strict as ours finds nothing in a new dataset, and knows what loading gives."""
    ran = type_check(dataset, "--strict", "src", "tests")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Harbour Facts", "did you mean 'harbour-facts'?"),
        ("harbour_facts", "did you mean 'harbour-facts'?"),
        ("2026-facts", "did you mean 'facts'?"),
        ("Факты порта", "did you mean 'fakty-porta'?"),
        ("..", "a letter first"),
        (".", "a letter first"),
        ("x" * 61, "at most 60"),
        ("json", "has a package json already"),
        ("pandas", "has a package pandas already"),
        ("factpack", "has a package factpack already"),
        ("kz-uk-facts", "has a package kz_uk_facts already"),
        ("import", "a word of Python"),
        ("", "it is empty"),
        ("no\0facts", "cannot name a dataset"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says why, and nothing is made."""
    from factpack.cli import main

    monkeypatch.chdir(tmp_path)
    try:
        status = main(["new", name])
    except SystemExit as ended:  # argparse
        status = int(ended.code or 0)
    assert status == 2
    assert words in capsys.readouterr().err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_not_touched(there: str, tmp_path: Path) -> None:
    """A folder, even an empty one, a file, or a link that leads nowhere stays as it is."""
    path = tmp_path / "harbour-facts"
    if there == "link":
        path.symlink_to("nowhere")
    else:
        (path.mkdir if there == "folder" else path.touch)()
    with pytest.raises(DataError, match="is there already: choose another name"):
        starting.start(path)
    assert list(tmp_path.rglob("*")) == [path]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where the folder above is missing, or is a file, one sentence says so."""
    with pytest.raises(DataError, match="cannot be written: No such file or directory"):
        starting.start(tmp_path / "nowhere" / "harbour-facts")
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="cannot be written: Not a directory"):
        starting.start(tmp_path / "file" / "harbour-facts")


def test_an_interrupted_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the files are written leaves neither half a dataset nor a trace of it."""
    written: list[Path] = []

    def write(path: Path, _: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(KeyboardInterrupt):
        starting.start(tmp_path / "harbour-facts")
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_start_left_is_swept_away(tmp_path: Path) -> None:
    """The next start does not stumble over the staged folder of one that was killed."""
    (tmp_path / ".some-facts.staged" / "seeds").mkdir(parents=True)
    write_new(tmp_path / "some-facts", {"a/b.txt": b"x"}, there="")
    assert [path.name for path in tmp_path.iterdir()] == ["some-facts"]
    assert (tmp_path / "some-facts" / "a" / "b.txt").read_bytes() == b"x"
