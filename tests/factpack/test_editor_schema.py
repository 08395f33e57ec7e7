"""The JSON Schema by which editors check the YAML takes what the seeds hold, and refuses what `check` would refuse."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from ruamel.yaml import YAML

from factpack.build import check
from factpack.outputs.files import schema_files
from factpack.project import find_project

if TYPE_CHECKING:
    from tests.conftest import World

TESTS = Path(__file__).parents[1]
ROOTS = {"repository": TESTS.parent, "tiny": TESTS / "world"}
SEEDS = [(root, path) for root in ROOTS.values() for path in sorted((root / "seeds").rglob("*.yaml"))]
TINY = ROOTS["tiny"] / "seeds" / "2025-03-03-meeting"


def load(path: Path) -> dict[str, Any]:
    """The YAML, as an editor reads it."""
    value: dict[str, Any] = YAML(typ="safe").load(path)
    return value


@cache
def schema_for(root: Path, name: str) -> dict[str, Any]:
    """The schema that `factpack build` writes for editors."""
    project = find_project(root)
    schema: dict[str, Any] = json.loads(schema_files(project.dataset, check(project).draft)[name])
    return schema


def validator(root: Path, path: Path) -> jsonschema.Draft202012Validator:
    """The validator that an editor makes of the schema for the file."""
    schema = schema_for(root, "article.schema.json" if path.name == "article.yaml" else "seeds.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


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
        ({"speaker": "Anna Kim"}, "is not valid under any of the given schemas"),
        ({"roles": {"maker": "Tiny Works"}}, "is not valid under any of the given schemas"),
        ({"because": {"valeu": "x"}}, "'valeu' does not match any of the regexes"),
        ({"because": {"id": "x"}}, "'id' does not match any of the regexes"),
        ({"because": {"value": ""}}, "should be non-empty"),
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


def choices(schema: dict[str, Any]) -> dict[str, str]:
    """The words that an editor offers, each with what it says of it."""
    _, offered = schema["anyOf"]
    words = offered["allOf"][0]
    return dict(zip(words["enum"], words["enumDescriptions"], strict=True))


def test_an_editor_can_show_what_each_field_means() -> None:
    """Every table and every field of a record has its description."""
    schema = schema_for(ROOTS["tiny"], "seeds.schema.json")
    for name, table in schema["properties"].items():
        assert table["description"], name
        record = schema["$defs"][table["items"]["$ref"].rsplit("/", 1)[1]]
        assert [field for field, about in record["properties"].items() if not about.get("description")] == []


def test_an_editor_tells_how_a_value_must_be_borne_out() -> None:
    """A curator who points at a field reads what the quotes must hold for it."""
    record = schema_for(ROOTS["tiny"], "seeds.schema.json")["$defs"]["Count"]["properties"]
    assert "*Stated*: the quotes hold a numeral of this value" in record["value"]["markdownDescription"]
    assert "one of the entity's forms" in record["speaker"]["markdownDescription"]
    assert "*Editorial*" in record["comparator"]["markdownDescription"]
    assert "markdownDescription" in record["because"]["properties"]["unit"]


def test_an_editor_completes_the_ids_of_entities_by_their_names() -> None:
    """Wherever an entity is named, in facts and about the article, the schema lists those that there are."""
    seeds, article = (schema_for(ROOTS["tiny"], f"{name}.schema.json") for name in ("seeds", "article"))
    names = {"anna": "Anna Kim", "ivan": "Ivan Lee", "works": "Tiny Works"}
    assert choices(seeds["$defs"]["entities"]) == choices(article["$defs"]["entities"]) == names

    reference = {"$ref": "#/$defs/entities"}
    meeting = seeds["$defs"]["Meeting"]["properties"]
    assert meeting["host"].items() >= reference.items()
    assert meeting["speaker"]["anyOf"][0].items() >= reference.items()
    alone, several = meeting["roles"]["additionalProperties"]["anyOf"]
    assert alone.items() >= reference.items() <= several["items"].items()
    assert article["$defs"]["NotMentioned"]["properties"]["entity"].items() >= reference.items()
    assert article["$defs"]["SentenceNote"]["properties"]["speaker"]["anyOf"][0].items() >= reference.items()


def test_an_editor_completes_the_numbers_that_a_derivation_starts_from() -> None:
    """The facts that have a value, each by its statement."""
    schema = schema_for(ROOTS["tiny"], "seeds.schema.json")
    assert choices(schema["$defs"]["facts"]) == {"machines-made": "Tiny Works has made 1.5 million machines."}
    inputs = schema["$defs"]["Derivation"]["properties"]["inputs"]
    assert inputs["additionalProperties"].items() >= {"$ref": "#/$defs/facts"}.items()


def test_an_entity_that_is_not_built_yet_is_not_underlined() -> None:
    """A curator writes the fact first and the entity after it."""
    path = TINY / "facts.yaml"
    seeds = copy.deepcopy(load(path))
    seeds["counts"][0] |= {"speaker": "somebody-new", "roles": {"maker": ["somebody-new", "anna"]}}
    assert list(validator(ROOTS["tiny"], path).iter_errors(seeds)) == []


def test_reasons_are_completed_by_field_and_role() -> None:
    """Under `because:` stand the fields that can be inferred and the roles that the dataset has; nothing else may."""
    schema = schema_for(ROOTS["repository"], "seeds.schema.json")
    reasons = schema["$defs"]["Indicator"]["properties"]["because"]
    assert list(reasons["properties"])[:4] == ["value", "unit", "period", "speaker"]
    assert "roles.party" in reasons["properties"]
    assert (reasons["patternProperties"], reasons["additionalProperties"]) == ({}, False)


def test_an_editor_writes_no_empty_value() -> None:
    """A field that may be left out is left out: no `null` and no `{}` is offered as the default."""
    for name in ("seeds", "article"):
        schema = schema_for(ROOTS["repository"], f"{name}.schema.json")
        for definition in (schema, *schema["$defs"].values()):
            for field, about in definition.get("properties", {}).items():
                assert about.get("default", True), field


def test_a_dataset_without_entities_has_a_schema(world: World) -> None:
    """Nothing is offered then, and any id may be written."""
    world.tell("", "meetings: []\n")
    schema = json.loads(schema_files(world.project.dataset, check(world.project).draft)["seeds.schema.json"])
    assert choices(schema["$defs"]["entities"]) == {}
    assert jsonschema.Draft202012Validator(schema).is_valid({"meetings": []})
