"""What the package says to machines and on its card is what the tables and the article say."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from factpack.outputs.schema_org import schema_org
from factpack.package import Package

if TYPE_CHECKING:
    from tests.conftest import World


def parsed(world: World, name: str) -> dict[str, Any]:
    """A JSON file of the package."""
    content: dict[str, Any] = json.loads((world.root / "datapackage" / name).read_bytes())
    return content


def test_each_annotation_stands_where_it_says(built_world: World) -> None:
    """The position holds the quote, to the letter; the source is the article by its hash, the body the statement."""
    package = Package(built_world.root / "datapackage")
    content = (built_world.root / built_world.article).read_bytes()
    text, digest = content.decode(), base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    statements = package.load("facts").set_index("id")["statement"]
    page = parsed(built_world, "annotations.jsonld")

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == page["partOf"]["total"] == len(package.load("evidence")) > 0
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert item["target"]["source"]["id"] == f"ni:///sha-256;{digest}"
        assert item["body"]["value"] == statements[item["dcterms:identifier"]]


def test_annotations_publish_no_words_but_the_quotes(built_world: World) -> None:
    """A prefix or a suffix would give more of the article back than is counted."""
    for item in parsed(built_world, "annotations.jsonld")["items"]:
        _, quote = item["target"]["selector"]
        assert quote.keys() == {"type", "exact"}


def test_croissant_has_each_file_column_key_and_reference(built_world: World) -> None:
    """A file a table with its SHA-256 and size, a field a column with its type, the keys and what they refer to."""
    package = Package(built_world.root / "datapackage")
    described = parsed(built_world, "croissant.json")
    files = {file["@id"]: file for file in described["distribution"]}
    tables = {table["@id"]: table for table in described["recordSet"]}
    types = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}

    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert tables.keys() == package.folder.resources.keys()
    for name, resource in package.folder.resources.items():
        schema, content = resource["schema"], package.folder.file(name).read_bytes()
        file, fields = files[resource["path"]], tables[name]["field"]
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
        assert [key["@id"] for key in tables[name]["key"]] == [f"{name}/{column}" for column in schema["primaryKey"]]
        assert [field["name"] for field in fields] == [field["name"] for field in schema["fields"]]
        assert [field["dataType"] for field in fields] == [types[field["type"]] for field in schema["fields"]]
        referring = {field["name"]: field["references"] for field in fields if "references" in field}
        assert {column: target["fileObject"]["@id"] for column, target in referring.items()} == {
            key["fields"][0]: f"data/{key['reference']['resource']}.parquet" for key in schema.get("foreignKeys", ())
        }


def test_search_engines_are_told_of_every_table(built_world: World) -> None:
    """The schema.org Dataset has what search engines ask for, and is JSON."""
    descriptor = Package(built_world.root / "datapackage").folder.descriptor
    dataset = json.loads(json.dumps(schema_org(descriptor)))

    assert (dataset["@context"], dataset["@type"]) == ("https://schema.org/", "Dataset")
    assert dataset["license"] == ["CC0-1.0"]
    assert all(dataset[name] for name in ("name", "description", "creator", "datePublished", "version", "isBasedOn"))
    assert [file["contentUrl"] for file in dataset["distribution"]] == [
        resource["path"] for resource in descriptor["resources"]
    ]
    assert "url" not in dataset
    assert schema_org(descriptor | {"homepage": "https://example.org/"})["url"] == "https://example.org/"


@pytest.mark.parametrize("words", ["Tiny facts", "| counts | ", "stated", "Tiny Times", "@misc{tiny-facts,", "CC0-1.0"])
def test_the_card_says_what_a_reader_asks(built_world: World, words: str) -> None:
    """Title, tables, bases, sources, citation and licence stand on the card."""
    assert words in (built_world.root / "datapackage/README.md").read_text(encoding="utf-8")


def test_the_header_of_the_card_names_every_file(built_world: World) -> None:
    """The header is YAML; a table is a configuration of its own, the first is what is loaded where none is named."""
    _, header, _ = (built_world.root / "datapackage/README.md").read_text(encoding="utf-8").split("---\n", 2)
    read = YAML(typ="safe").load(header)
    package = Package(built_world.root / "datapackage")

    assert read["language"] == ["en", "ru"]
    assert read["license"] == ["cc0-1.0"]
    assert read["size_categories"] == ["n<1K"]
    assert {config["config_name"]: config["data_files"] for config in read["configs"]} == {
        name: resource["path"] for name, resource in package.folder.resources.items()
    }
    assert [config["config_name"] for config in read["configs"] if config.get("default")] == ["facts"]
