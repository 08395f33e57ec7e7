"""What is built works where it is installed, and keeps to itself what is not ours to publish."""

from __future__ import annotations  # Environment is there for the type checker only: a conftest is not imported

import io
import json
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.package.conftest import Environment, Environments

REPOSITORY = Path(__file__).parents[2]
DESCRIPTOR = REPOSITORY / "datapackage" / "datapackage.json"

LOAD_EVERY_TABLE = """
import kz_uk_facts as kz
import pandas

tables = kz.tables()
assert len(tables)
for name, rows in zip(tables["name"], tables["rows"], strict=True):
    table = kz.load(name)
    assert isinstance(table, pandas.DataFrame), name
    assert len(table) == rows > 0, name
print(kz.__file__)
"""

COUNT_INDICATORS = 'import kz_uk_facts as kz; print(len(kz.load("indicators")))'


def test_wheel_loads_every_table_anywhere(analyst: Environment, tmp_path: Path) -> None:
    """With pandas and pyarrow alone, and from another folder, the installed wheel loads all that it names."""
    module = Path(analyst.python(LOAD_EVERY_TABLE, tmp_path).strip())

    assert module.is_relative_to(analyst.folder)


def test_analyst_needs_two_dependencies(analyst: Environment, tmp_path: Path) -> None:
    """The wheel asks for pandas and pyarrow; everything else is an extra."""
    code = 'import importlib.metadata as m; print(*[r for r in m.requires("kz-uk-facts") if "extra" not in r])'
    required = analyst.python(code, tmp_path).split()

    assert [requirement.partition(">")[0] for requirement in required] == ["pandas", "pyarrow"]


def test_editable_install_loads_the_current_package(
    environment: Environments, installed: Environments, repository_copy: Path, tmp_path: Path
) -> None:
    """A package that was rebuilt after an editable install is the one that is loaded, not the copy made then."""
    below = environment("editable", "pandas", "pyarrow", "hatchling", "editables")
    curator = installed(below, "--editable", repository_copy)
    before = int(curator.python(COUNT_INDICATORS, tmp_path))

    path = repository_copy / "datapackage" / "data" / "indicators.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    assert int(curator.python(COUNT_INDICATORS, tmp_path)) == before - 1


def files_of_wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of each file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def files_of_sdist(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of each file."""
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            if file := archive.extractfile(member):
                yield member.name, file.read()


def text_of(name: str, content: bytes) -> str:
    """Give all text of a file: of Parquet, which is compressed, that of its cells."""
    if not name.endswith(".parquet"):
        return content.decode(errors="replace")
    columns = pq.read_table(io.BytesIO(content)).columns
    return "\n".join(str(cell) for column in columns for cell in column.to_pylist())


@pytest.mark.parametrize(("archive", "files_of"), [("wheel", files_of_wheel), ("sdist", files_of_sdist)])
def test_full_text_stays_in_the_repository(
    archive: str, files_of: Callable[[Path], Iterator[tuple[str, bytes]]], request: pytest.FixtureRequest
) -> None:
    """No file of wheel or sdist holds the article's longest paragraph."""
    articles = [path.read_text() for path in REPOSITORY.glob("seeds/*/article.txt")]
    paragraphs = [max(article.splitlines(), key=len) for article in articles]
    assert all(len(paragraph) > 200 for paragraph in paragraphs)

    for name, content in files_of(request.getfixturevalue(archive)):
        assert not any(paragraph in text_of(name, content) for paragraph in paragraphs), name


@pytest.mark.parametrize(
    ("call", "extra"),
    [
        ('kz.schema("indicators")', "schema"),
        ('kz.load("indicators", engine="polars")', "polars"),
        ("kz.plot.trade()", "plot"),
    ],
)
def test_missing_extra_is_one_sentence(call: str, extra: str, analyst: Environment, tmp_path: Path) -> None:
    """What needs an extra says in one line which command installs it."""
    code = f"import kz_uk_facts as kz\ntry:\n    {call}\nexcept Exception as error:\n    print(error)"
    [message] = analyst.python(code, tmp_path).splitlines()

    assert f"pip install 'kz-uk-facts[{extra}]'" in message


def test_the_command_of_the_dataset_needs_the_wheel_alone(analyst: Environment, tmp_path: Path) -> None:
    """With pandas and pyarrow and nothing else, tables are listed, a fact is shown, cited and exported."""
    for arguments, words in (
        (("tables",), "indicators "),
        (("show", "trade-turnover-2025"), "“Собеседники … двусторонней торговли"),
        (("cite", "trade-turnover-2025"), "fact trade-turnover-2025. Source: KAZAKHSTAN TODAY"),
        (("cite", "trade-turnover-2025", "--format", "csl-json"), '"type": "dataset"'),
        (("export", "--format", "csv", "csv"), "wrote csv: 18 tables"),
        (("export", "--format", "jsonl", "jsonl"), "wrote jsonl: 18 tables"),
    ):
        ran = analyst.run("kz-uk-facts", *arguments, cwd=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert words in ran.stdout
    assert "Собеседники" in (tmp_path / "csv/facts.csv").read_text(encoding="utf-8-sig")


def test_a_workbook_without_its_extra_is_one_sentence(analyst: Environment, tmp_path: Path) -> None:
    """It names the command that installs the extra, and nothing is written."""
    ran = analyst.run("kz-uk-facts", "export", "--format", "xlsx", "out", cwd=tmp_path)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "kz-uk-facts: an export as xlsx needs XlsxWriter: pip install 'kz-uk-facts[xlsx]'\n"
    assert list(tmp_path.iterdir()) == []


def test_the_extra_xlsx_is_enough_for_a_workbook(
    environment: Environments, installed: Environments, wheel: Path, tmp_path: Path
) -> None:
    """With XlsxWriter besides, the whole dataset is one workbook."""
    ran = installed(environment("xlsx", "pandas", "pyarrow", "xlsxwriter"), wheel).run(
        "kz-uk-facts", "export", "--format", "xlsx", "out", cwd=tmp_path
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out/kz-uk-facts.xlsx").is_file()


def test_schema_extra_is_enough_for_schemas_and_records(
    environment: Environments, installed: Environments, wheel: Path, tmp_path: Path
) -> None:
    """With pydantic and pandera, and nothing of the engine's, a user has the pandera schemas and the record classes."""
    below = environment("schema", "pandas", "pyarrow", "pydantic", "pandera[pandas]")
    code = """
import kz_uk_facts as kz
from kz_uk_facts.records import Indicator

print(len(kz.schema("indicators").validate(kz.load("indicators"))), Indicator.table_name)
"""
    rows, table = installed(below, wheel).python(code, tmp_path).split()

    assert int(rows) > 0
    assert table == "indicators"


def test_missing_engine_is_one_sentence(analyst: Environment, tmp_path: Path) -> None:
    """The command without its extra names the way out, without a traceback, and exits as for wrong use."""
    ran = analyst.run("factpack", "check", cwd=tmp_path)
    [message] = ran.stderr.splitlines()

    assert "pip install 'kz-uk-facts[factpack]'" in message
    assert (ran.returncode, ran.stdout) == (2, "")


def test_frictionless_says_valid(environment: Environments, tmp_path: Path) -> None:
    """Plain frictionless, in an environment with pandas and nothing of ours, finds every table valid."""
    ran = environment("frictionless", "frictionless[parquet]", "pandas").run(
        "python", "-m", "frictionless", "validate", str(DESCRIPTOR), cwd=tmp_path
    )
    resources = json.loads(DESCRIPTOR.read_text())["resources"]

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count(" VALID ") == len(resources) > 0


def test_descriptor_passes_the_official_profile() -> None:
    """The descriptor is valid against the Data Package v2 profile that dplib ships (its own loader goes online)."""
    profile = distribution("dplib-py").locate_file("dplib/profiles/2.0/datapackage.json")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(profile), str(DESCRIPTOR)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stdout + ran.stderr
