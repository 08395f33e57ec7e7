"""The command says what is wrong in findings or in one sentence, by its exit status too, and never in a traceback."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from factpack.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import World

    Run = Callable[..., tuple[int, str, str]]

LAUGHTER = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process: its exit status, output and errors."""

    def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        try:
            status = main(arguments)
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        output, errors = capsys.readouterr()
        return status, output, errors

    return run


def point_to(world: World, dataset: str) -> None:
    """Let pyproject.toml name another dataset."""
    world.edit("pyproject.toml", '"tiny:DATASET"', dataset)


def test_check_of_sound_seeds_exits_with_0(built_world: World) -> None:
    """Nothing is wrong: the command says so and no more."""
    ran = built_world.run("check")

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "no findings\n", "")


def test_every_bad_file_is_a_finding_of_one_run(world: World) -> None:
    """Files that are broken in ways of their own are all told, each at its place, and the exit status is 1."""
    world.write(world.article, b"\xef\xbb\xbfx")
    world.write(world.article_yaml, "\0" * 1000)
    world.write(world.facts, "counts: " + "[" * 100_000)
    world.write(world.entities, LAUGHTER)
    world.write("seeds/2025-03-03-meeting/cp1251.yaml", "a: ы".encode("cp1251"))
    (world.root / "seeds/folder.yaml").mkdir()
    (world.root / "seeds/link.yaml").symlink_to("nothing")
    (world.root / "seeds/empty-article").mkdir()
    ran = world.run("check")

    assert (ran.returncode, ran.stderr) == (1, "")
    heads = [line for line in ran.stdout.splitlines() if line.startswith("seeds")]
    assert [" ".join(head.split()[:2]).removeprefix("seeds/") for head in heads] == [
        "2025-03-03-meeting/article.txt:1:1 seed/article-encoding",
        "2025-03-03-meeting/article.yaml:1:1 seed/yaml-syntax",
        "2025-03-03-meeting/cp1251.yaml:1:4 seed/not-utf-8",
        "2025-03-03-meeting/facts.yaml:1:1 seed/yaml-too-deep",
        "empty-article/article.txt seed/missing-file",
        "empty-article/article.yaml seed/missing-file",
        "entities.yaml:1:1 seed/unknown-table",
        "entities.yaml:1:4 seed/yaml-alias",
        "entities.yaml:2:1 seed/unknown-table",
        "entities.yaml:2:4 seed/yaml-alias",
        "entities.yaml:3:1 seed/unknown-table",
        "folder.yaml seed/unreadable",
        "link.yaml seed/unreadable",
    ]
    assert ran.stdout.endswith("13 errors\n")


def test_a_terminal_without_cyrillic_shows_escapes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that the output's encoding cannot show are no reason to fail."""
    world.edit(world.facts, "это успехом", "то успехом")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = world.run("check")

    assert (ran.returncode, ran.stderr) == (1, "")
    assert r"\u0410\u043d\u043d\u0430" in ran.stdout


def test_a_reader_that_has_had_enough_is_no_error(world: World) -> None:
    """`factpack check | head -1` ends quietly, however much there would be to read."""
    world.write(world.facts, "".join(f"table{number}: []\n" for number in range(1000)))
    command = f"{sys.executable} -m factpack check | head -1"
    ran = subprocess.run(["bash", "-c", command], cwd=world.root, capture_output=True, text=True, check=False)

    assert ran.stderr == ""
    assert ran.stdout.startswith(f"{world.facts}:1:1  seed/unknown-table")


def test_check_imports_no_heavy_library(built_world: World) -> None:
    """A check for every save is quick: pandas, pandera and frictionless are left alone."""
    heavy = "{'pandas', 'pandera', 'frictionless', 'polars', 'sqlglot'}"
    code = f"import sys; from factpack.cli import main; print(main(['check']), {heavy} & set(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=built_world.root, capture_output=True, text=True, check=False
    )

    assert (ran.stdout, ran.stderr) == ("no findings\n0 set()\n", "")


def test_outside_any_project_one_sentence_says_so(tmp_path: Path) -> None:
    """Where no pyproject.toml names a dataset the command was used wrongly: exit status 2."""
    ran = subprocess.run(
        [sys.executable, "-m", "factpack", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("factpack: no pyproject.toml with [tool.factpack] in ")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"], ["check", "x"], ["show"]])
def test_wrong_use_exits_with_2(world: World, run: Run, arguments: list[str]) -> None:
    """An unknown command, format or argument is told with what there is."""
    status, output, errors = run(world.root, *arguments)

    assert (status, output) == (2, "")
    assert errors.startswith("usage: factpack")


@pytest.mark.parametrize("command", [["check"], ["build"], ["show", "anna-is-glad"]])
@pytest.mark.parametrize(
    ("dataset", "told"),
    [
        ('"nowhere_to_be_found:DATASET"', "cannot be imported: ModuleNotFoundError"),
        ('"tiny:NOTHING"', "cannot be imported: AttributeError"),
        ('"tiny"', "cannot be imported"),
        ('""', "cannot be imported"),
        ("5", "cannot be imported"),
        ('"tiny:Mood"', "is not a Dataset"),
        ('"tiny_broken_syntax:DATASET"', "cannot be imported: SyntaxError"),
        ('"tiny_broken_code:DATASET"', "cannot be imported: ZeroDivisionError"),
    ],
)
def test_a_dataset_that_cannot_be_imported_is_one_sentence(
    world: World, run: Run, command: list[str], dataset: str, told: str
) -> None:
    """Whatever is wrong with the code that pyproject.toml names, the setting is shown with the reason."""
    world.write("src/tiny_broken_syntax.py", "def\n")
    world.write("src/tiny_broken_code.py", "1 / 0\n")
    point_to(world, dataset)
    status, output, errors = run(world.root, *command)

    assert (status, output) == (2, "")
    assert errors.startswith("factpack: [tool.factpack] dataset = ")
    assert told in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max_quoted_share = 1.0", 'max_quoted_share = "all"'),
        ("max_quoted_share = 1.0", "max_quoted_share = ["),
        ('[tool.factpack]\ndataset = "tiny:DATASET"\nmax_quoted_share = 1.0', "[tool]\nfactpack = 5"),
        ('[tool.factpack]\ndataset = "tiny:DATASET"\nmax_quoted_share = 1.0', "[[tool]]\nfactpack = 5"),
    ],
)
def test_a_broken_pyproject_is_one_sentence(world: World, run: Run, old: str, new: str) -> None:
    """Settings of another shape are told with the file or the setting that is wrong."""
    world.edit("pyproject.toml", old, new)
    status, output, errors = run(world.root, "check")

    assert (status, output) == (2, "")
    assert errors.startswith("factpack: ")
    assert len(errors.splitlines()) == 1


def test_the_project_is_found_from_a_folder_inside_it(built_world: World, run: Run) -> None:
    """The command works anywhere below the nearest pyproject.toml of a dataset."""
    assert run(built_world.root / "seeds/2025-03-03-meeting", "check") == (0, "no findings\n", "")


@pytest.mark.parametrize(
    ("form", "seen"), [("text", "../../seeds/entities.yaml:1:1 "), ("json", '"file": "seeds/entities.yaml"')]
)
def test_paths_open_in_the_terminal_that_shows_them(world: World, run: Run, form: str, seen: str) -> None:
    """For people they start at the folder they are in, for machines at the dataset's root."""
    world.write(world.entities, "nothing: []\n")

    assert seen in run(world.root / "seeds/2025-03-03-meeting", "check", "--format", form)[1]


@pytest.mark.parametrize(("workspace", "root"), [("world", ""), (".", "world/"), ("world/seeds", ""), (None, "")])
def test_paths_open_on_github(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch, workspace: str | None, root: str
) -> None:
    """They start at the repository, wherever in it the dataset is; outside of one, at the dataset's root."""
    monkeypatch.setenv("GITHUB_WORKSPACE", "" if workspace is None else str(world.root.parent / workspace))
    world.write(world.entities, "nothing: []\n")

    output = run(world.root / "seeds", "check", "--format", "github")[1]
    assert output.startswith(f"::error file={root}seeds/entities.yaml,line=1,")


def test_the_version_is_that_of_the_distribution(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed tells its version, and a checkout says that it is none."""
    monkeypatch.setattr(metadata, "version", {"kz-uk-facts": "1.2.3"}.__getitem__)
    assert run(world.root, "--version") == (0, "factpack 1.2.3\n", "")
    monkeypatch.setattr(metadata, "version", Mock(side_effect=metadata.PackageNotFoundError))
    assert run(world.root, "--version") == (0, "factpack (a checkout that is not installed)\n", "")


def test_show_explains_a_fact(built_world: World, run: Run) -> None:
    """A fact is shown with its words, their source, its cells and how each is known."""
    status, output, errors = run(built_world.root, "show", "machines-made")

    assert (status, errors) == (0, "")
    assert output.startswith("machines-made (counts)\n")
    for told in (
        "“Завод Tiny Works выпустил 1,5 млн станков”",
        "Tiny Times",
        "1,500,000  [stated]",
        "maker  Tiny Works  [stated]",
    ):
        assert told in output


def test_show_of_an_unknown_fact_suggests_the_nearest(built_world: World, run: Run) -> None:
    """A name that no fact has is answered with the one that was probably meant."""
    status, output, errors = run(built_world.root, "show", "machines-mad")

    assert (status, output) == (2, "")
    assert errors == (
        "factpack: there is no fact 'machines-mad'; did you mean 'machines-made'? "
        "(show reads the built package: after a change of the seeds run `factpack build`)\n"
    )


def test_show_before_the_first_build_is_one_sentence(world: World, run: Run) -> None:
    """Where there is no package yet the file that is missing is named."""
    status, output, errors = run(world.root, "show", "machines-made")

    assert (status, output) == (2, "")
    assert "datapackage.json cannot be read" in errors
    assert len(errors.splitlines()) == 1
