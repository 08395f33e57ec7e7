"""The JSON Schema by which editors check the YAML takes what the seeds hold, and refuses what `check` would refuse."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from ruamel.yaml import YAML

from factpack.contract.editor_schema import article_schema, seeds_schema
from factpack.project import find_project

TESTS = Path(__file__).parents[1]
ROOTS = {"repository": TESTS.parent, "tiny": TESTS / "world"}
SEEDS = [(root, path) for root in ROOTS.values() for path in sorted((root / "seeds").rglob("*.yaml"))]
TINY = ROOTS["tiny"] / "seeds" / "2025-03-03-meeting"


def load(path: Path) -> dict[str, Any]:
    """The YAML, as an editor reads it."""
    value: dict[str, Any] = YAML(typ="safe").load(path)
    return value


def validator(root: Path, path: Path) -> jsonschema.Draft202012Validator:
    """The validator that an editor makes of the schema for the file."""
    dataset = find_project(root).dataset
    schema = article_schema(dataset.article_class) if path.name == "article.yaml" else seeds_schema(dataset.written)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(json.loads(json.dumps(schema)))


@pytest.mark.parametrize(("root", "path"), SEEDS, ids=lambda path: path.name)
def test_the_seeds_satisfy_the_schema(root: Path, path: Path) -> None:
    """Not a line of sound seeds is underlined in an editor."""
    assert [error.message for error in validator(root, path).iter_errors(load(path))] == []


@pytest.mark.parametrize("path", sorted((TESTS.parent / "seeds").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_seeds_name_their_schema(path: Path) -> None:
    """The first line leads an editor to the committed schema for the file."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    _, found, reference = first.partition("# yaml-language-server: $schema=")
    assert found
    name = "article.schema.json" if path.name == "article.yaml" else "seeds.schema.json"
    assert (path.parent / reference).resolve() == TESTS.parent / "schema" / name
    assert (path.parent / reference).is_file()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"colour": "red"}, "'colour' was unexpected"),
        ({"low": 1.0}, "'low' was unexpected"),
        ({"quote": "x"}, "'quote' was unexpected"),
        ({"value": "1.5e6"}, "is not of type 'number'"),
        ({"value": -1}, "is less than the minimum of 0"),
        ({"comparator": "nearly"}, "is not one of"),
        ({"unit": "dollars"}, "is not valid under any of the given schemas"),
        ({"id": "Machines Made"}, "does not match"),
        ({"evidence": []}, "is not valid under any of the given schemas"),
        ({"evidence": [""]}, "is not valid under any of the given schemas"),
        ({"statement": ""}, "should be non-empty"),
    ],
)
def test_a_mistake_in_a_record_is_underlined(change: dict[str, object], words: str) -> None:
    """An unknown or computed field, a wrong type, a value out of bounds or outside the vocabulary."""
    path = TINY / "facts.yaml"
    seeds = copy.deepcopy(load(path))
    seeds["counts"][0].update(change)
    messages = [error.message for error in validator(ROOTS["tiny"], path).iter_errors(seeds)]
    assert any(words in message for message in messages), messages


@pytest.mark.parametrize(
    ("change", "words"),
    [({"length": 5}, "'length' was unexpected"), ({"id": "x"}, "'id' was unexpected"), ({"sha256": "x"}, "not match")],
)
def test_a_mistake_in_an_article_is_underlined(change: dict[str, object], words: str) -> None:
    """A computed field, and a hash that is none."""
    path = TINY / "article.yaml"
    [error] = validator(ROOTS["tiny"], path).iter_errors(load(path) | change)
    assert words in error.message


@pytest.mark.parametrize("field", ["statement", "value", "evidence"])
def test_a_missing_field_is_underlined(field: str) -> None:
    """A field without a default is required."""
    path = TINY / "facts.yaml"
    seeds = copy.deepcopy(load(path))
    del seeds["counts"][0][field]
    [error] = validator(ROOTS["tiny"], path).iter_errors(seeds)
    assert error.message == f"'{field}' is a required property"


def test_a_table_that_is_not_written_is_underlined() -> None:
    """Neither an unknown table nor one that the build fills may stand in the seeds."""
    path = TINY / "facts.yaml"
    for table in ("facts", "mentions", "articles", "nothing"):
        [error] = validator(ROOTS["tiny"], path).iter_errors({table: []})
        assert f"'{table}' was unexpected" in error.message


def test_an_editor_can_show_what_each_field_means() -> None:
    """Every table and every field of a record has its description."""
    schema = seeds_schema(find_project(ROOTS["tiny"]).dataset.written)
    for name, table in schema["properties"].items():
        assert table["description"], name
        record = schema["$defs"][table["items"]["$ref"].rsplit("/", 1)[1]]
        assert [field for field, about in record["properties"].items() if not about.get("description")] == []
