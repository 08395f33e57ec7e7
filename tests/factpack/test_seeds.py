"""Bad input gets a finding with its place, its rule and a way out, and all findings of a run are shown."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from pydantic import Field

from factpack.record import Editorial, Record, SeedOnly, Slug
from factpack.seeds.validation import validate
from factpack.seeds.yaml_file import parse_yaml

if TYPE_CHECKING:
    from tests.conftest import World

ARTICLE = "Анна Ким встретилась с Иваном Ли в 2025 году. Завод Tiny Works выпустил 1,5 млн станков.\n\n"
"""The first paragraph of the tiny article."""


class Door(Record):
    """A door."""

    table_name = "doors"

    id: Editorial[Slug] = Field(description="Its name.")
    open: Editorial[bool] = Field(description="Whether it is open.")
    sides: SeedOnly[dict[Slug, str]] = Field(default={}, description="What stands on its sides.")


def test_sound_seeds_have_no_findings(world: World) -> None:
    """The tiny world itself is without fault."""
    assert world.found() == []


def test_a_file_whose_name_is_not_utf_8_is_read(world: World) -> None:
    """Old archives hold such names; what is in the file counts all the same."""
    (world.root / os.fsdecode(b"seeds/2025-03-03-meeting/caf\xe9.yaml")).write_text("counts: []\n", encoding="utf-8")

    assert world.found() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("statement: Anna Kim met", 'statement: "Anna', ["6:16 seed/yaml-syntax"], id="quote"),
        pytest.param("    host: anna", "\thost: anna", ["3:1 seed/yaml-syntax"], id="tab"),
        pytest.param("Anna Kim met", "Anna Kim: met", ["6:24 seed/yaml-syntax"], id="colon"),
        pytest.param("  guest: ivan", "  host: ivan", ["2:5 seed/missing-field", "4:5 seed/duplicate-key"], id="twice"),
        pytest.param("host: anna", "hots: anna", ["2:5 seed/missing-field", "3:5 seed/unknown-field"], id="typo"),
        pytest.param("    guest: ivan\n", "", ["2:5 seed/missing-field"], id="missing"),
        pytest.param("year: 2025", "year: soon", ["5:11 seed/wrong-type"], id="text for a number"),
        pytest.param("year: 2025", 'year: "2025"', ["5:11 seed/wrong-type"], id="quoted number"),
        pytest.param("host: anna", "host: 7", ["3:11 seed/wrong-type"], id="number for a text"),
        pytest.param("value: 1.5e6", "value: true", ["10:12 seed/wrong-type"], id="boolean for a number"),
        pytest.param("value: 1.5e6", "value: .nan", ["10:12 seed/wrong-type"], id="not a number"),
        pytest.param("value: 1.5e6", "value: -1", ["10:12 bound/not-allowed"], id="out of bounds"),
        pytest.param("id: anna-is-glad", "id: Anna!", ["15:9 bound/not-allowed"], id="no id"),
        pytest.param("counts:", "count:", ["8:1 seed/unknown-table"], id="unknown table"),
        pytest.param("counts:", "facts:", ["8:1 seed/unknown-table"], id="a table that build fills"),
        pytest.param("value: 1.5e6", "value: 1.5e6\n    low: 1", ["11:5 seed/computed-field"], id="computed"),
        pytest.param("mood: glad", "mood: gald", ["16:11 seed/not-in-vocabulary"], id="vocabulary"),
        pytest.param("id: anna-is-glad", "id: anna-meets-ivan", ["15:9 key/not-unique"], id="an id in two tables"),
        pytest.param(
            "guest: ivan",
            "guest: ivann",
            ["4:12 reference/leads-nowhere"],
            id="a field that names nobody",
        ),
        pytest.param(
            "maker: works",
            "maker: work",
            ["12:20 reference/leads-nowhere"],
            id="a role that names nobody",
        ),
        pytest.param("machines: machines-made", "machines: machine", ["26:24 reference/leads-nowhere"], id="no input"),
        pytest.param(
            "evidence: Анна Ким считает это успехом",
            "evidence: {quot: x}",
            ["20:15 seed/missing-field", "20:16 seed/unknown-field"],
            id="a field of the evidence",
        ),
    ],
)
def test_a_mistake_in_a_record_is_found_at_its_line_and_column(
    world: World, old: str, new: str, expected: list[str]
) -> None:
    """One word of the facts is wrong, and the finding stands where it was written."""
    world.edit(world.facts, old, new)

    found = [line for line in world.found() if "coverage/" not in line]
    assert found == [f"facts.yaml:{line}" for line in expected]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("host: anna", "hots: anna", "did you mean 'host'?"),
        ("counts:", "count:", "did you mean 'counts'?"),
        ("mood: glad", "mood: gald", "did you mean 'glad'?"),
        ("guest: ivan", "guest: ivann", "did you mean 'ivan'?"),
        ("maker: works", "maker: work", "did you mean 'works'?"),
        ("machines: machines-made", "machines: machine-made", "did you mean 'machines-made'?"),
        ("evidence: Анна Ким считает это успехом", "evidence: {quot: x}", "did you mean 'quote'?"),
        ("evidence: Анна Ким считает это", "evidence: Анна Ким считает то", '"Анна Ким считает это успехом"'),
        ("    guest: ivan\n", "", "add `guest:` (Who comes.)"),
        ("host: anna", "host: 7", "put it in quotes"),
        ("year: 2025", 'year: "2025"', "write it without quotes"),
        ("year: 2025", "year: soon", "correct it"),
        ("roles: {maker: works}", "roles: works", "write `role: entity` lines"),
        ("    mood: glad", "    because: so\n    mood: glad", "write `field: reason` lines"),
        ("id: anna-is-glad", "id: anna-is-glаd", "а is a Cyrillic letter"),
        ("    formula: machines / 2", "    unit: dollars\n    formula: machines / 2", "an ISO 4217 code such as USD"),
        ("    formula: machines / 2", '    period: "2025-13"\n    formula: machines / 2', "such as 2026, 2026-03"),
        ("id: anna-is-glad", "id: anna-meets-ivan", "the other is at seeds/2025-03-03-meeting/facts.yaml:2:9"),
    ],
)
def test_a_finding_shows_the_way_out(world: World, old: str, new: str, told: str) -> None:
    """The nearest name, passage or field is suggested."""
    world.edit(world.facts, old, new)

    assert any(told in f"{finding.message} {finding.mend}" for finding in world.check())


def test_all_mistakes_of_a_run_are_shown(world: World) -> None:
    """Mistakes of every theme, in several files, are told together and in the order of their places."""
    world.edit(world.facts, "year: 2025", "year: 2024")
    world.edit(world.facts, "value: 1.5e6", "value: many")
    world.edit(world.facts, "guest: ivan", "guest: ivann")
    world.edit(world.facts, "это успехом", "то успехом")
    world.edit(world.entities, "name: Иван Ли", "nam: Иван Ли")
    world.edit(world.article_yaml, "publisher:", "publishr:")

    assert world.found() == [
        "article.yaml:1:1 seed/missing-field",
        "article.yaml:2:1 seed/unknown-field",
        "facts.yaml:10:12 seed/wrong-type",
        "seeds/entities.yaml:6:5 seed/missing-field",
        "seeds/entities.yaml:8:5 seed/unknown-field",
    ]
    world.edit(world.article_yaml, "publishr:", "publisher:")
    assert world.found() == [
        "facts.yaml:4:12 reference/leads-nowhere",
        "facts.yaml:5:11 basis/year-not-in-quote",
        "facts.yaml:10:12 seed/wrong-type",
        "facts.yaml:20:15 evidence/not-found",
        "seeds/entities.yaml:6:5 seed/missing-field",
        "seeds/entities.yaml:8:5 seed/unknown-field",
    ]


@pytest.mark.parametrize(
    ("change", "line", "column", "told"),
    [
        pytest.param(lambda text: text.encode("cp1251"), 1, 1, "not UTF-8", id="another encoding"),
        pytest.param(lambda text: text.encode() + b"\xff", 3, 30, "not UTF-8", id="a broken character"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), 1, 1, "byte-order mark", id="byte-order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), 1, 89, "LF", id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), 1, 89, "LF", id="CR"),
        pytest.param(lambda text: text.encode() + b"\n\0", 4, 1, "NUL", id="NUL"),
    ],
)
def test_an_article_that_is_not_plain_utf_8_is_found_where_it_is_not(
    world: World, change: object, line: int, column: int, told: str
) -> None:
    """Offsets would not be safe in such a text: nothing else is concluded from it."""
    assert callable(change)
    world.write(world.article, change(f"{ARTICLE}Анна Ким считает это успехом."))

    finding = world.only_finding()
    assert (finding.rule, finding.place.file) == ("seed/article-encoding", world.article)
    assert (finding.place.line, finding.place.column) == (line, column)
    assert told in finding.message


def test_an_article_that_changed_is_found_with_the_quotes_that_it_lost(world: World) -> None:
    """Anchors never move silently: the digest is wrong, and the quote that would move is shown with what stands now."""
    world.write(world.article, f"{ARTICLE}Анна Ким назвала это успехом.\n")

    changed, lost = world.check()
    assert (str(changed.place), changed.rule) == (f"{world.article_yaml}:5:9", "evidence/article-changed")
    assert (str(lost.place), lost.rule) == (f"{world.facts}:20:15", "evidence/not-found")
    assert '"Анна Ким назвала это успехом"' in lost.message


@pytest.mark.parametrize("left", ["no seeds", "empty seeds", "shared records"])
def test_seeds_without_an_article_are_found(world: World, left: str) -> None:
    """No seeds folder, an empty one, and one with shared records only are told what an article needs."""
    shutil.rmtree(world.root / "seeds" / ("2025-03-03-meeting" if left == "shared records" else "."))
    if left == "empty seeds":
        (world.root / "seeds").mkdir()

    finding = world.only_finding()
    assert (finding.rule, str(finding.place)) == ("seed/no-article", "seeds")
    assert "article.txt and article.yaml" in finding.mend


@pytest.mark.parametrize("name", ["article.txt", "article.yaml"])
def test_a_missing_file_is_found(world: World, name: str) -> None:
    """An article's folder without its text, or without what is to be known of it, is told which file is missing."""
    (world.root / "seeds/2025-03-03-meeting" / name).unlink()

    finding = world.only_finding()
    assert (finding.rule, str(finding.place)) == ("seed/missing-file", f"seeds/2025-03-03-meeting/{name}")


@pytest.mark.parametrize("name", ["2025-03-03-meeting/article.txt", "2025-03-03-meeting/article.yaml"])
@pytest.mark.parametrize("kind", ["folder", "link to nothing"])
def test_an_unreadable_article_is_one_finding(world: World, name: str, kind: str) -> None:
    """A folder or a link to nothing in the place of a file is told once, without what follows from it."""
    path = world.root / "seeds" / name
    path.unlink()
    path.mkdir() if kind == "folder" else path.symlink_to("nothing")

    finding = world.only_finding()
    assert finding.rule == ("seed/unreadable" if kind == "folder" else "seed/missing-file")
    assert str(finding.place) == f"seeds/{name}"


@pytest.mark.parametrize("name", ["2025-03-03-meeting/facts.yaml", "entities.yaml"])
@pytest.mark.parametrize("kind", ["folder", "link to nothing", "broken"])
def test_an_unreadable_seeds_file_is_one_finding(world: World, name: str, kind: str) -> None:
    """What refers to the records in it is not blamed: that they cannot be read has been said."""
    path = world.root / "seeds" / name
    path.unlink()
    if kind == "broken":
        path.write_text("a: [", encoding="utf-8")
    else:
        path.mkdir() if kind == "folder" else path.symlink_to("nothing")

    finding = world.only_finding()
    assert finding.rule == ("seed/yaml-syntax" if kind == "broken" else "seed/unreadable")
    assert finding.place.file == f"seeds/{name}"


def test_a_record_that_cannot_be_read_is_not_missed_elsewhere(world: World) -> None:
    """Where an entity's name is missing, the facts that speak of it are not said to lead nowhere."""
    world.edit(world.entities, "    name: Иван Ли\n", "")

    assert world.found() == ["seeds/entities.yaml:6:5 seed/missing-field"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("- a\n- b\n", ["1:1 seed/wrong-type"], id="a list"),
        pytest.param("hello\n", ["1:1 seed/wrong-type"], id="a word"),
        pytest.param("counts:\n", ["1:8 seed/wrong-type"], id="no records"),
        pytest.param("counts: {id: x}\n", ["1:9 seed/wrong-type"], id="a record that is not in a list"),
        pytest.param("counts:\n  -\n  - 3\n  - [a]\n", [f"{at} seed/wrong-type" for at in ("2:4", "3:5", "4:5")]),
        pytest.param("1: []\ntrue: []\n", ["1:1 seed/unknown-table", "2:1 seed/unknown-table"], id="no names"),
        pytest.param("\0" * 1000, ["1:1 seed/yaml-syntax"], id="NULs"),
        pytest.param("counts: " + "[" * 100_000, ["1:1 seed/yaml-too-deep"], id="a tower"),
        pytest.param("counts: &x\n  - *x\n", ["1:9 seed/wrong-type", "1:9 seed/yaml-alias"], id="an alias"),
    ],
)
def test_a_seeds_file_of_another_shape_is_found(world: World, content: str, expected: list[str]) -> None:
    """What is not a mapping from tables to lists of records has a finding wherever it is not."""
    world.write(world.facts, content)

    assert world.found() == [f"facts.yaml:{line}" for line in expected]


@pytest.mark.parametrize("content", ["- a\n", "", "hello", "\0"])
def test_an_article_yaml_of_another_shape_is_one_finding(world: World, content: str) -> None:
    """A list, nothing, a word or NULs in the place of the article's fields are told once."""
    world.write(world.article_yaml, content)

    assert world.only_finding().place.file == world.article_yaml


@pytest.mark.parametrize("content", ["", " \n\n", "# nothing yet\n"])
def test_an_empty_seeds_file_is_named(world: World, content: str) -> None:
    """A file of blanks and comments beside the records is told by its name."""
    name = "seeds/2025-03-03-meeting/more.yaml"
    world.write(name, content)

    finding = world.only_finding()
    assert (finding.rule, str(finding.place)) == ("seed/empty-file", name)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("2025-03-03-meeting/more.yml", "rename it to more.yaml"),
        ("more.YAML", "rename it to more.yaml"),
        ("2025-03-03-meeting/part/more.yaml", "move it up into the article's folder"),
        ("2025-03-03-meeting/part/more.yml", "move it up into the article's folder"),
    ],
)
def test_a_yaml_file_that_is_not_read_is_named(world: World, name: str, mend: str) -> None:
    """Another suffix and a sub-folder do not lose records silently."""
    world.write(f"seeds/{name}", "counts: []\n")

    finding = world.only_finding()
    assert (finding.rule, str(finding.place), finding.mend) == ("seed/ignored-file", f"seeds/{name}", mend)


@pytest.mark.parametrize("name", [".cache/more.yml", "2025-03-03-meeting/.more.yml", "2025-03-03-meeting/notes.txt"])
def test_hidden_and_other_files_are_left_alone(world: World, name: str) -> None:
    """What a tool or a curator puts beside the seeds is no seeds file."""
    world.write(f"seeds/{name}", "counts: []\n")

    assert world.found() == []


@pytest.mark.parametrize(("code", "told"), [("rus", "did you mean 'ru'?"), ("zz", "such as ru, kk or en")])
def test_an_unknown_language_is_found(world: World, code: str, told: str) -> None:
    """A language that CLDR lacks is told at its place, and its article is not read with another's words."""
    world.edit(world.article_yaml, "language: ru", f"language: {code}")

    finding = world.only_finding()
    assert finding.rule == "seed/unknown-language"
    assert finding.place.line == world.line_of(world.article_yaml, "language")
    assert told in f"{finding.message} {finding.mend}"


@pytest.mark.parametrize("period", ["2025-13", "2026-02-30", "2027/2026"])
def test_an_impossible_period_is_found(world: World, period: str) -> None:
    """A period that the calendar does not have is one finding at its place."""
    world.edit(world.facts, "    formula: machines / 2", f'    period: "{period}"\n    formula: machines / 2')

    finding = world.only_finding()
    assert (finding.rule, finding.place.line) == ("bound/not-allowed", world.line_of(world.facts, "period:"))


def test_the_same_id_in_two_articles_is_found_once_each(world: World) -> None:
    """Ids are unique across articles; a doubled record is one finding, not one for each row that follows from it."""
    shutil.copytree(world.root / "seeds/2025-03-03-meeting", world.root / "seeds/2025-03-04-again")

    assert [(str(finding.place), finding.rule) for finding in world.check()] == [
        (f"seeds/2025-03-04-again/facts.yaml:{line}:9", "key/not-unique") for line in (2, 9, 15, 22)
    ]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("[]", "6:15 bound/not-allowed"),
        ('""', "6:15 bound/not-allowed"),
        ("3", "6:15 seed/wrong-type"),
        ("[Завод рад, 3]", "6:27 seed/wrong-type"),
        ("{quote: Завод рад, prefx: x}", "6:34 seed/unknown-field"),
        ("[{quote: Завод рад, prefx: x}]", "6:35 seed/unknown-field"),
    ],
)
def test_a_quote_of_another_shape_is_one_finding(world: World, evidence: str, expected: str) -> None:
    """One mistake in the evidence is told once, where it stands, whether or not it stands in a list."""
    fact = f"  - id: x\n    mood: glad\n    statement: S.\n    speaker:\n    evidence: {evidence}\n"
    world.tell("Завод рад.", f"opinions:\n{fact}")

    assert world.found() == [f"facts.yaml:{expected}"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("open: yes", ("2:7", "door.open", "write true or false")),
        ("open: true\nsides: {Left: x}", ("3:9", "door.sides.Left", "write lower-case Latin letters")),
    ],
)
def test_a_truth_and_a_key_have_a_way_out(fields: str, expected: tuple[str, str, str]) -> None:
    """YAML 1.2 has no yes, and a wrong key is told where it stands and by its own name."""
    file = parse_yaml(f"id: door\n{fields}", "f")
    outcome = validate(Door, file.value, file, (), "")

    assert isinstance(outcome, tuple)
    [finding] = outcome
    place, record, mend = expected
    assert (str(finding.place), finding.record) == (f"f:{place}", record)
    assert finding.mend.startswith(mend)


def test_a_doubled_key_in_one_record_hides_nothing_of_another(world: World) -> None:
    """What is wrong in a record that can be read in part does not keep the rest of the seeds from being looked at."""
    world.edit(world.facts, "    mood: glad\n", "    mood: glad\n    mood: sad\n")
    world.edit(world.facts, "    host: anna\n", "    host: annaX\n")

    assert {"seed/duplicate-key", "reference/leads-nowhere"} <= set(world.rules())
