"""The command of a dataset serves whoever has the package alone, and tells what is wrong in one sentence."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema_rs import is_valid

from factpack.package import Package
from factpack.package_cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import World

    Run = Callable[..., tuple[int, str, str]]

NAMES = {"type": "array", "items": {"properties": {"literal": {"type": "string"}}, "additionalProperties": False}}
PARTS = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}}
TEXTS = ("title", "container-title", "version", "language", "note")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "dataset"},
            "id": {"type": "string"},
            "author": NAMES,
            "issued": {"properties": {"date-parts": PARTS}, "additionalProperties": False},
            **{name: {"type": "string"} for name in TEXTS},
        },
    },
}
"""Of the schema of CSL-JSON, the properties that we use, with what it demands of them."""


@pytest.fixture
def run(built_world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process: its exit status, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main("tiny-facts", built_world.root / "datapackage", arguments)
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        output, errors = capsys.readouterr()
        return status, output, errors

    return run


def test_tables_are_listed_with_their_rows(run: Run, built_world: World) -> None:
    """A line a table, and what a row is."""
    status, output, errors = run("tables")
    resources = Package(built_world.root / "datapackage").folder.resources
    assert (status, errors) == (0, "")
    heads = [line.split()[:2] for line in output.splitlines() if not line.startswith(" ")]
    assert heads == [[name, f"{resource['factpack:rows']}"] for name, resource in resources.items()]
    assert max(map(len, output.splitlines())) <= 100


def test_a_fact_is_shown_and_cited(run: Run, built_world: World) -> None:
    """As Python shows and cites it."""
    package = Package(built_world.root / "datapackage")
    cited = package.cite("anna-meets-ivan")
    assert run("show", "anna-meets-ivan") == (0, f"{package.explain('anna-meets-ivan')}\n", "")
    assert run("cite", "anna-meets-ivan") == (0, f"{cited.text}\n", "")
    for word, expected in (("text", cited.text), ("bibtex", cited.bibtex), ("csl-json", cited.csl_json)):
        assert run("cite", "anna-meets-ivan", "--format", word) == (0, f"{expected}\n", "")


def test_a_citation_in_csl_json_is_what_the_schema_of_csl_takes(built_world: World) -> None:
    """Every fact's: authors that are no persons, a day, the statement in its container."""
    package = Package(built_world.root / "datapackage")
    for row in package.load("facts", engine="arrow").to_pylist():
        cited = json.loads(package.cite(row["id"]).csl_json)
        assert is_valid(CSL, cited)
        [item] = cited
        assert (item["id"], item["title"]) == (f"tiny-facts:{row['id']}", row["statement"])
        assert item["issued"] == {"date-parts": [[2025, 3, 3]]}
        assert item["container-title"] == "Tiny facts"


def test_an_export_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    """Where it is, what it is, and how many files."""
    status, output, errors = run("export", "--format", "jsonl", str(tmp_path / "out"))
    assert (status, errors) == (0, "")
    count = len(list((tmp_path / "out").iterdir()))
    assert (
        output
        == f"wrote {tmp_path / 'out'}: {count - 2} tables and the data dictionary, as JSON Lines ({count} files)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "anna-meets-iwan"), "there is no fact 'anna-meets-iwan'; did you mean 'anna-meets-ivan'?"),
        (("cite", "anna-meets-iwan"), "there is no fact 'anna-meets-iwan'; did you mean 'anna-meets-ivan'?"),
        (("export", "--format", "csv", "."), ". is there already: name a new folder, or an empty one"),
        (("export", "--format", "csv", "/dev/null/x"), "/dev/null/x cannot be written: Not a directory"),
        (("export", "--format", "xls", "x"), "invalid choice: 'xls' (choose from 'csv', 'xlsx', 'jsonl')"),
        (("export", "x"), "the following arguments are required: --format"),
        ((), "the following arguments are required: COMMAND"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[str, ...], message: str, run: Run) -> None:
    """With the way out, and the exit status 2."""
    status, output, errors = run(*arguments)
    assert (status, output) == (2, "")
    assert errors.splitlines()[-1].endswith(message)
    assert errors.splitlines()[-1].startswith("tiny-facts")


def test_a_package_that_is_gone_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever was asked for."""
    for arguments in (["tables"], ["show", "x"], ["cite", "x"], ["export", "--format", "csv", str(tmp_path / "out")]):
        assert main("tiny-facts", tmp_path, arguments) == 2
        assert capsys.readouterr().err.endswith("datapackage.json cannot be read: No such file or directory\n")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_has_had_enough_is_no_mistake(built_world: World) -> None:
    """`tiny-facts tables | head -1` ends without a word."""
    code = (
        "import sys; from pathlib import Path; from factpack.package_cli import command_of;"
        "command_of('tiny-facts', Path(sys.argv.pop(1)))"
    )
    command = [sys.executable, "-c", code, str(built_world.root / "datapackage"), "tables"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in {0, 141}  # what shells give for one whose reader has gone


def test_neither_citing_nor_exporting_waits_for_pandas(built_world: World, tmp_path: Path) -> None:
    """It takes longer to import than all the rest takes."""
    code = (
        "import sys; from pathlib import Path; from factpack.package_cli import main;"
        "status = main('tiny-facts', Path(sys.argv[1]), sys.argv[2:]); sys.exit(status or 'pandas' in sys.modules)"
    )
    folder = str(built_world.root / "datapackage")
    for arguments in (
        ["tables"],
        ["show", "anna-meets-ivan"],
        ["cite", "anna-meets-ivan"],
        *(["export", "--format", word, str(tmp_path / word)] for word in ("csv", "jsonl", "xlsx")),
    ):
        ran = subprocess.run([sys.executable, "-c", code, folder, *arguments], check=False, capture_output=True)
        assert ran.returncode == 0, (arguments, ran.stderr)
