"""The command says what is wrong in findings or in one sentence, by its exit status too, and never in a traceback."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
import os
import shutil
import signal
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

import factpack
from factpack.cli import main
from factpack.findings import Report

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


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check", "--format", "xml"], ["check", "x"], ["show"], ["anchor", ""]]
)
def test_wrong_use_exits_with_2(world: World, run: Run, arguments: list[str]) -> None:
    """An unknown command, format or argument is told with what there is."""
    status, output, errors = run(world.root, *arguments)

    assert (status, output) == (2, "")
    assert errors.startswith("usage: factpack")


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["show", "anna-is-glad"], ["add", "x"], ["anchor", "x"], ["todo"]]
)
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


@pytest.fixture
def package(built_world: World) -> Path:
    """A sound package, apart from its seeds and its project."""
    return built_world.root / "datapackage"


def in_a_process(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The `factpack` command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "factpack", *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def shorten_ids(package: Path) -> None:
    """Let the descriptor allow ids of one character alone, in the first table."""
    descriptor = package / "datapackage.json"
    text = descriptor.read_text(encoding="utf-8")
    assert '"maxLength": 100' in text
    descriptor.write_text(text.replace('"maxLength": 100', '"maxLength": 1', 1), encoding="utf-8")


@pytest.mark.parametrize("given", [".", "datapackage.json", "../package/"])
def test_validate_of_a_sound_package_exits_with_0(package: Path, tmp_path: Path, given: str) -> None:
    """It needs no project: the folder of a package, or its descriptor, is enough."""
    elsewhere = tmp_path / "elsewhere/package"
    shutil.copytree(package, elsewhere)
    ran = in_a_process(elsewhere, "validate", given)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1].startswith("valid: ")


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("text", "facts  datapackage/data/facts.parquet\n"),
        ("json", '"file": "data/facts.parquet"'),
        ("github", "::error file=datapackage/data/facts.parquet,title=bound/too-long::facts.id: "),
    ],
)
def test_validate_of_a_broken_package_exits_with_1(package: Path, form: str, shown: str) -> None:
    """What is wrong is told in each format; files stand below the package for people, within it for machines."""
    shorten_ids(package)
    ran = in_a_process(
        package.parent, "validate", "datapackage", "--format", form, GITHUB_WORKSPACE=str(package.parent)
    )

    assert (ran.returncode, ran.stderr) == (1, "")
    assert shown in ran.stdout
    assert "bound/too-long" in ran.stdout


@pytest.mark.parametrize(("examples", "shown"), [("0", 0), ("1", 1), ("2", 2)])
def test_validate_shows_as_many_examples_as_asked_for(package: Path, examples: str, shown: int) -> None:
    """The count of the rows that are wrong stays exact."""
    shorten_ids(package)
    ran = in_a_process(package, "validate", ".", "--format", "json", "--examples", examples)

    (finding,) = json.loads(ran.stdout)["findings"]
    assert (len(finding["examples"]), finding["count"]) == (shown, 3)


def test_validate_hands_its_options_on(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line says is what the function gets; where nobody looks it tells no progress."""
    validate = Mock(return_value=Report())
    monkeypatch.setattr(factpack, "validate", validate)
    run(tmp_path, "validate", "x")
    run(tmp_path, "validate", "x", "--memory", "1.5GiB", "--examples", "0", "--allow-remote")
    run(tmp_path, "validate", "x", "--engine", "spark", "--master", "local[2]")

    usual = {"memory": "1GB", "examples": 5, "allow_remote": False, "progress": None, "engine": "duckdb"}
    assert [(each.args, each.kwargs) for each in validate.call_args_list] == [
        (("x",), usual),
        (("x",), usual | {"memory": "1.5GiB", "examples": 0, "allow_remote": True}),
        (("x",), usual | {"engine": "local[2]"}),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        ["x", "y"],
        ["x", "--memory", "1"],
        ["x", "--memory", "GB"],
        ["x", "--memory", "0.0GB"],
        ["x", "--memory", "-1GB"],
        ["x", "--memory", "1GB; DROP"],
        ["x", "--memory", "80%"],
        ["x", "--examples", "-1"],
        ["x", "--examples", "1.5"],
        ["x", "--examples", "some"],
        ["x", "--format", "xml"],
    ],
)
def test_wrong_use_of_validate_exits_with_2(tmp_path: Path, run: Run, arguments: list[str]) -> None:
    """A size without a unit, a negative count and their like are told before anything is read."""
    status, output, errors = run(tmp_path, "validate", *arguments)

    assert (status, output) == (2, "")
    assert errors.startswith("usage: factpack")


@pytest.mark.parametrize("size", ["1KB", "500mb", "1.5GB", "0.5TiB", "64KiB", "2MiB"])
def test_memory_is_a_number_and_a_unit(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    """Decimal and binary units are known, in capitals or not."""
    monkeypatch.setattr(factpack, "validate", validate := Mock(return_value=Report()))

    assert run(tmp_path, "validate", "x", "--memory", size)[0] == 0
    assert validate.call_args.kwargs["memory"] == size


@pytest.mark.parametrize("path", ["nowhere", "data", "https://example.invalid/datapackage.json"])
def test_validate_of_what_is_no_package_is_one_sentence(package: Path, path: str) -> None:
    """Where there is no descriptor to be read, or it is remote, the command was used wrongly."""
    ran = in_a_process(package, "validate", path)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("factpack: ")
    assert len(ran.stderr.splitlines()) == 1


def test_json_is_utf_8_whatever_the_terminal(package: Path) -> None:
    """Machines read it: what a terminal cannot show is no reason for escapes that JSON does not know."""
    descriptor = package / "datapackage.json"
    descriptor.write_text('{"name": "x", "resources": [{"name": "é😀", "path": "é😀.csv"}]}', encoding="utf-8")
    ran = in_a_process(package, "validate", ".", "--format", "json", PYTHONIOENCODING="ascii")

    assert json.loads(ran.stdout)["resources"][0]["name"] == "é😀"


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, RuntimeError("Query interrupted")])
@pytest.mark.parametrize(
    "command", [["validate", "x"], ["check"], ["build"], ["show", "x"], ["add", "x"], ["anchor", "x"], ["todo"]]
)
def test_an_interrupted_command_is_one_line(
    world: World,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    interrupt: BaseException | type[BaseException],
) -> None:
    """Whoever presses Ctrl-C knows what happened and needs no traceback; DuckDB passes it on in words of its own."""
    for function in ("factpack.validate", "factpack.project.find_project"):
        monkeypatch.setattr(function, Mock(side_effect=interrupt))

    assert run(world.root, *command) == (130, "", "factpack: interrupted\n")


def test_other_errors_are_no_interruption(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is a fault of our own is not hidden."""
    monkeypatch.setattr(factpack, "validate", Mock(side_effect=RuntimeError("no")))
    with pytest.raises(RuntimeError, match=r"^no$"):
        run(world.root, "validate", "x")


def test_ctrl_c_ends_a_process(tmp_path: Path) -> None:
    """The signal itself leads there too."""
    code = (
        "import signal, time, factpack; from factpack.cli import command\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # tests may run where it is ignored
        "factpack.validate = lambda *_, **__: print('ready', flush=True) or time.sleep(60)\n"
        "command()"
    )
    arguments = [sys.executable, "-c", code, "validate", "."]
    with subprocess.Popen(
        arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (130, "factpack: interrupted\n")


def test_importing_factpack_is_light() -> None:
    """Who wants to validate pays for the engine when it runs."""
    code = "import sys, factpack; print(sorted(name for name in sys.modules if name.startswith('factpack')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "['factpack']\n"


def test_validate_in_python_gives_the_report(package: Path) -> None:
    """The same as the command, as records to work with."""
    sound = factpack.validate(package)
    shorten_ids(package)
    broken = factpack.validate(str(package), examples=1)

    assert sound.ok
    assert [(finding.rule, finding.record, len(finding.examples)) for finding in broken] == [
        ("bound/too-long", "facts.id", 1)
    ]
