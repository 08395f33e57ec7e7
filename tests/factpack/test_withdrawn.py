"""A fact that was taken back stays, with its reason, and no longer counts for anything."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pytest

from factpack.build import check
from factpack.package import Package

if TYPE_CHECKING:
    from tests.conftest import World

GLAD = "  - id: anna-is-glad\n"
REASON = "The publisher took the sentence back."
WITHDRAWN = f"{GLAD}    status: withdrawn\n    withdrawal: {REASON}\n"
WAIVER = 'sentences:\n  - {starts: "Анна Ким считает", waiver: Taken back.}\n'


def take_back(world: World) -> World:
    """Take the opinion back, and waive its sentence."""
    world.edit(world.facts, GLAD, WITHDRAWN)
    world.write(world.article_yaml, (world.root / world.article_yaml).read_text(encoding="utf-8") + WAIVER)
    return world


@pytest.fixture
def without(world: World) -> World:
    """The tiny world, in which the opinion was taken back and its sentence is waived."""
    return take_back(world)


@pytest.fixture(scope="module")
def package(world_of_module: World) -> Package:
    """The package of such a world."""
    assert take_back(world_of_module).build().report.ok
    return Package(world_of_module.root / "datapackage")


def test_its_quotes_need_not_stand_any_more(without: World) -> None:
    """Neither its words nor its cells are held to the article; a current fact's are."""
    without.edit(without.facts, "evidence: Анна Ким считает это успехом", "evidence: Анна Ким рада")
    assert without.found() == []

    without.edit(without.facts, f"    status: withdrawn\n    withdrawal: {REASON}\n", "")
    assert "evidence/not-found" in without.rules()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["status: withdrawn"], "facts.yaml:16:13 rule/withdrawn_for_a_reason"),
        (["withdrawal: Because."], "facts.yaml:16:17 rule/reason_of_a_withdrawn"),
        (["status: current", "withdrawal: Because."], "facts.yaml:17:17 rule/reason_of_a_withdrawn"),
    ],
)
def test_a_fact_is_withdrawn_exactly_where_there_is_a_reason(world: World, lines: list[str], expected: str) -> None:
    """One without the other is a finding, told once, at the line that is there."""
    world.edit(world.facts, GLAD, GLAD + "".join(f"    {line}\n" for line in lines))

    assert [found for found in world.found() if " coverage/" not in found] == [expected]


def test_pandera_holds_a_frame_to_the_same(package: Package) -> None:
    """In a user's pipeline, a reason without the status is refused, and so is a current fact without a sentence."""
    opinions = package.load("opinions")
    schema = package.schema("opinions")
    schema.validate(opinions)

    for column, value in (("withdrawal", None), ("status", "current"), ("sentence", "2025-03-03-meeting/s01")):
        broken = opinions.assign(**{column: pd.Series([value], dtype=opinions[column].dtype)})
        with pytest.raises(pandera.errors.SchemaError):
            schema.validate(broken)


def test_a_child_keeps_the_rules_of_its_parents(world: World) -> None:
    """A table with rules of its own is held to those of all facts too."""
    classes = world.project.dataset.classes
    rules = {name: [rule.name for rule in cls.rules] for name, cls in classes.items()}

    assert rules["counts"] == [*rules["facts"], "value_within_bounds"]
    assert rules["meetings"] == rules["facts"]


def test_it_covers_nothing(world: World) -> None:
    """Its sentence and its number are open again, until another fact or a waiver takes them up."""
    world.edit(world.facts, GLAD, WITHDRAWN)
    assert world.found() == ["article.txt:3:1 coverage/sentence"]

    made = "  - id: machines-made\n"
    world.edit(world.facts, made, f"{made}    status: withdrawn\n    withdrawal: Wrong.\n")
    world.edit(world.facts, "inputs: {machines: machines-made}", "inputs: {}")
    world.edit(world.facts, "machines / 2", "1 / 2")
    assert world.found() == [
        "article.txt:1:47 coverage/sentence",
        "article.txt:1:73 coverage/number",
        "article.txt:3:1 coverage/sentence",
    ]


def test_nothing_is_computed_from_it(world: World) -> None:
    """A derivation that still has it as an input is a finding at the input's place, with the way out."""
    made = "  - id: machines-made\n"
    world.edit(world.facts, made, f"{made}    status: withdrawn\n    withdrawal: Wrong.\n")
    finding = next(finding for finding in world.check() if finding.rule.startswith("reference/"))

    assert (finding.rule, finding.record) == (
        "reference/withdrawn-input",
        "machines-per-person.inputs.machines",
    )
    assert finding.place.line == world.line_of(world.facts, "inputs:")
    assert finding.message == "'machines-made' is withdrawn, and nothing can be computed from it"
    assert finding.mend == "compute it from a fact that stands, or remove the derivation"


def test_it_stays_in_the_tables_of_facts_alone(package: Package) -> None:
    """Whoever loads the facts sees its status; no join counts it as proved, or as somebody's part in anything."""
    facts = package.load("facts").set_index("id")

    assert list(facts.loc["anna-is-glad", ["status", "withdrawal", "quote"]]) == [
        "withdrawn",
        REASON,
        "Анна Ким считает это успехом",
    ]
    assert list(facts.index[facts["sentence"].isna()]) == ["anna-is-glad"]
    assert len(package.load("opinions")) == 1
    for table in ("evidence", "roles", "inferences"):
        assert "anna-is-glad" not in set(package.load(table)["fact"]), table
    assert list(package.load("sentences")["facts"]) == [1, 1, 0]


def test_nothing_vouches_for_its_cells(package: Package) -> None:
    """What was stated of it has no basis any more; what the curators chose still is editorial."""
    [opinion] = package.basis("opinions").to_dict("records")
    speakers = package.basis("facts")["speaker"].set_axis(package.load("facts")["id"])

    assert opinion["mood"] == opinion["withdrawal"] == "editorial"
    assert opinion["words"] is None or opinion["words"] != opinion["words"]  # NaN
    assert list(speakers.isna()) == [name == "anna-is-glad" for name in speakers.index]


def test_whoever_reads_or_cites_it_is_told(package: Package) -> None:
    """That it was taken back stands above all else, with the reason; a citation says so too."""
    told = str(package.explain("anna-is-glad"))
    cited = package.cite("anna-is-glad")

    assert told.splitlines()[:3] == [
        "anna-is-glad (opinions)",
        f"  WITHDRAWN: {REASON}",
        "  Anna Kim takes it for a success.",
    ]
    assert "3 March 2025, as it was read before" in told
    assert "words    успехом  [withdrawn]" in told
    assert f"Anna Kim takes it for a success. [Withdrawn: {REASON}] In: " in cited.text
    assert f"[Withdrawn: {REASON}]" in cited.bibtex
    assert "ithdrawn" not in str(package.explain("anna-meets-ivan")) + str(package.cite("anna-meets-ivan"))


def test_words_of_it_that_still_stand_are_given_back(without: World, package: Package) -> None:
    """The published quote gives them back, so they count as quoted; words that stand no longer do not."""
    [share] = package.load("articles")["quoted_share"]
    without.edit(without.facts, "evidence: Анна Ким считает это успехом", "evidence: Иван рад")
    [less] = check(without.project).draft.quoted_shares.values()

    assert less < share == 1.0
