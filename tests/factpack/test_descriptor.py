"""The descriptor says what the package is, and the official profile accepts it."""

import hashlib
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factpack.content import content_hash

if TYPE_CHECKING:
    from tests.conftest import World


@pytest.fixture
def built(built_world: "World") -> tuple[Path, dict[str, Any]]:
    """The folder of the tiny package and its descriptor."""
    folder = built_world.root / "datapackage"
    return folder, json.loads((folder / "datapackage.json").read_bytes())


def test_the_descriptor_introduces_the_package(built: tuple[Path, dict[str, Any]]) -> None:
    """Name, version, licence, contributors and sources are those of the dataset, its project and its articles."""
    _, descriptor = built
    resources, beside = descriptor.pop("resources"), descriptor.pop("factpack:files")
    assert descriptor == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tiny-facts",
        "title": "Tiny facts",
        "description": "Three sentences.",
        "version": "1.0.0",
        "created": "2025-03-03T00:00:00Z",
        "keywords": [],
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Nobody"}],
        "sources": [{"title": "Tiny Times, [A meeting], 3 March 2025"}],
        "factpack:quotedShare": descriptor["factpack:quotedShare"],
    }
    assert 0 < descriptor["factpack:quotedShare"] <= 1
    assert [file["path"] for file in beside] == ["README.md", "croissant.json", "annotations.jsonld"]
    assert [resource["name"] for resource in resources[:4]] == ["facts", "meetings", "counts", "opinions"]


def test_a_resource_points_to_its_file_and_proves_it(built: tuple[Path, dict[str, Any]]) -> None:
    """Path, hash, content hash and rows are those of the Parquet file."""
    import pyarrow.parquet as pq

    folder, descriptor = built
    for resource in descriptor["resources"]:
        file = folder / resource["path"]
        assert resource["path"] == f"data/{resource['name']}.parquet"
        assert resource["hash"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        assert resource["factpack:contentHash"] == f"sha256:{content_hash(pq.read_table(file))}"
        assert resource["factpack:rows"] == pq.read_metadata(file).num_rows
        assert (resource["type"], resource["format"]) == ("table", "parquet")
        assert resource["mediatype"] == "application/vnd.apache.parquet"
        assert "bytes" not in resource
    assert {path.name for path in folder.rglob("*.parquet")} == {
        f"{r['name']}.parquet" for r in descriptor["resources"]
    }


def test_the_official_profile_accepts_the_descriptor(built: tuple[Path, dict[str, Any]]) -> None:
    """Data Package v2, by the profile that dplib ships."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # dplib's field `schema` shadows a method of pydantic's
        from dplib.models import Package  # type: ignore[attr-defined]
    _, descriptor = built
    package = Package.from_dict(descriptor)
    assert package.name == "tiny-facts"
    assert len(package.resources) == len(descriptor["resources"])
