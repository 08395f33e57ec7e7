"""The data dictionary tells people what each table and column is."""

from pathlib import Path

import pytest

from factpack.contract import table_schema
from factpack.outputs.dictionary import dictionary
from factpack.project import find_project

TESTS = Path(__file__).parents[1]


@pytest.fixture(params=[TESTS / "world", TESTS.parent], ids=["tiny", "repository"])
def sections(request: pytest.FixtureRequest) -> dict[str, str]:
    """The text of each section of the dictionary, by its heading; the first is the introduction."""
    dataset = find_project(request.param).dataset
    schemas = {name: table_schema(cls) for name, cls in dataset.classes.items()}
    text = dictionary(dataset, schemas)
    assert text.endswith("\n")
    parts = text.split("\n## ")
    found = {"": parts[0], **dict(part.split("\n", 1) for part in parts[1:])}
    assert list(found)[1:] == list(dataset.classes)
    return found


def rows(section: str) -> list[list[str]]:
    """The cells of the last table of a section; a bar within a cell is escaped."""
    lines = [line.replace("\\|", "¦") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_section_is_a_sound_table(sections: dict[str, str]) -> None:
    """Each row has as many cells as the heading, and none is empty."""
    for name, section in sections.items():
        for row in rows(section):
            assert len(row) in ({2} if not name else {4}), row
            assert all(row), row


def test_the_introduction_explains_the_bases_and_lists_the_tables(sections: dict[str, str]) -> None:
    """All four bases, and a link to each table."""
    introduction = sections[""]
    assert [
        basis for basis in ("stated", "inferred", "editorial", "computed") if f"| {basis} |" not in introduction
    ] == []
    assert [name for name in sections if name and f"| [{name}](#{name}) |" not in introduction] == []


def test_links_lead_to_tables(sections: dict[str, str]) -> None:
    """Each reference in a column's description leads to a section."""
    links = {part.split(")")[0] for section in sections.values() for part in section.split("](#")[1:]}
    assert links <= set(sections)


def test_what_only_the_seeds_hold_is_listed(sections: dict[str, str]) -> None:
    """Curators find each field that they write, under the tables that they write and under no other."""
    fact_table = list(sections)[2]
    assert "\n- `evidence`: The shortest words that prove the stated fields.\n" in sections[fact_table]
    assert "\n- `inputs`: For each name in the formula" in sections["derivations"]
    assert "\n- `forms`: " in sections["entities"]
    assert "\n- `waivers`: " in sections["articles"]
    assert not any("\n- `" in sections[name] for name in ("", "facts", "roles", "mentions", "sentences"))


def test_a_column_is_told_with_its_constraints(sections: dict[str, str]) -> None:
    """Key, references, vocabulary, bounds, emptiness and rules are put into words."""
    facts, evidence, mentions = sections["facts"], sections["evidence"], sections["mentions"]
    assert "| **id** | string | editorial | The fact's name, unique among all facts." in facts
    assert "One of `current`, `withdrawn`." in facts
    assert "Who says it" in facts
    assert "May be empty. Refers to [entities](#entities)." in facts
    assert "Minimum: `1`." in evidence
    assert "\nKey: fact, ordinal.\n" in evidence
    assert "\nUnique: article, ordinal.\n" in sections["sentences"]
    assert 'Rule `span_is_not_empty`: The span holds at least one code point. (`"start" < "end"`)' in mentions
    assert "Max length: `100`." in facts
