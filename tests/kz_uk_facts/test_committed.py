"""What is committed under datapackage/ and schema/ is what the seeds give, and the descriptor tells the truth of it."""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from factpack.build import check
from factpack.content import content_hash
from factpack.outputs.files import package_files, schema_files
from factpack.project import find_project

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "datapackage"
DESCRIPTOR = json.loads((PACKAGE / "datapackage.json").read_bytes())
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}


@pytest.fixture(scope="module")
def built() -> Mapping[str, Mapping[str, bytes]]:
    """Every generated file, by folder, made anew from the seeds."""
    project = find_project(ROOT)
    checked = check(project)
    assert [finding for finding in checked.report if not finding.rule.startswith("package/")] == []
    return {
        "schema": schema_files(project.dataset, checked.draft),
        "datapackage": package_files(project.dataset, project.version, checked.draft),
    }


@pytest.mark.parametrize("folder", ["schema", "datapackage"])
def test_the_committed_files_are_those_that_the_seeds_give(
    folder: str, built: Mapping[str, Mapping[str, bytes]]
) -> None:
    """To the byte, and there is no other file; if this fails, run `make` and commit what changes."""
    committed = {
        path.relative_to(ROOT / folder).as_posix(): path.read_bytes()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert committed.keys() == built[folder].keys()
    assert [name for name, content in built[folder].items() if committed[name] != content] == []


@pytest.mark.parametrize("name", RESOURCES)
def test_a_resource_tells_the_truth_of_its_file(name: str) -> None:
    """The path is relative and inside the package; hash, content hash, rows and columns are those of the file."""
    resource = RESOURCES[name]
    path = Path(resource["path"])
    assert not path.is_absolute()
    assert ".." not in path.parts
    table = pq.read_table(PACKAGE / path)
    assert resource["hash"] == f"sha256:{hashlib.sha256((PACKAGE / path).read_bytes()).hexdigest()}"
    assert resource["factpack:contentHash"] == f"sha256:{content_hash(table)}"
    assert resource["factpack:rows"] == table.num_rows
    assert [field["name"] for field in resource["schema"]["fields"]] == table.column_names


@pytest.mark.parametrize("name", RESOURCES)
def test_every_table_and_column_is_described(name: str) -> None:
    """A resource has a title and a sentence, and each field a title, a sentence and a basis."""
    parts = [RESOURCES[name], *RESOURCES[name]["schema"]["fields"]]
    assert all(part["title"] and part["description"].endswith((".", "…")) for part in parts)
    assert all(field["factpack:basis"] for field in RESOURCES[name]["schema"]["fields"])
    assert RESOURCES[name]["schema"] == json.loads((ROOT / "schema" / f"{name}.json").read_bytes())


def test_the_package_says_what_it_is_and_where_it_comes_from() -> None:
    """Name and version are those of pyproject.toml; `created` is a moment that has passed, the same in every build."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (DESCRIPTOR["name"], DESCRIPTOR["version"]) == (project["name"], project["version"])
    assert dt.datetime.fromisoformat(DESCRIPTOR["created"]).tzinfo
    assert [license_["name"] for license_ in DESCRIPTOR["licenses"]] == ["CC-BY-4.0"]
    assert all(person["title"] and person["roles"] for person in DESCRIPTOR["contributors"])
    assert len(DESCRIPTOR["sources"]) == RESOURCES["articles"]["factpack:rows"]
    assert "KAZAKHSTAN TODAY" in DESCRIPTOR["sources"][0]["title"]


def test_each_annotation_stands_where_it_says() -> None:
    """In the article, the position of each published annotation holds its quote, to the letter."""
    items = json.loads((PACKAGE / "annotations.jsonld").read_bytes())["items"]
    assert len(items) == RESOURCES["evidence"]["factpack:rows"]
    for item in items:
        position, quote = item["target"]["selector"]
        article = item["target"]["source"]["dcterms:identifier"]
        text = (ROOT / "seeds" / article / "article.txt").read_bytes().decode()
        assert text[position["start"] : position["end"]] == quote["exact"]
