"""Every reference leads somewhere, every id is one record's, and every derivation has a result."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import World

ZED = "  - {id: zed, name_en: Zed, name: Зед, forms: [%s]}\n"


def add_entity(world: World, form: str) -> None:
    """Write an entity of one form below the others."""
    path = world.root / world.entities
    path.write_text(path.read_text(encoding="utf-8") + ZED % form, encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Завод", []),
        ("завод", []),
        ("Зед", ["14:47 reference/never-mentioned"]),
        ("Анн", ["14:47 reference/never-mentioned"]),
        ("Ким", ["14:47 reference/never-mentioned"]),
        ("Анна Ким", ["14:47 reference/never-mentioned", "14:48 reference/form-claimed-twice"]),
    ],
)
def test_an_entity_is_mentioned_by_a_form_of_its_own(world: World, form: str, expected: list[str]) -> None:
    """A form that stands nowhere, only inside another's, or that another has already, names nobody."""
    add_entity(world, form)

    assert world.found() == [f"seeds/entities.yaml:{line}" for line in expected]


def test_an_id_that_two_entities_have_is_told_once_with_the_other_place(world: World) -> None:
    """The second of two records is shown, and where the first is."""
    add_entity(world, "Завод")
    world.edit(world.entities, "id: zed", "id: anna")

    finding = world.only_finding()
    assert (str(finding.place), finding.rule) == ("seeds/entities.yaml:14:10", "key/not-unique")
    assert "seeds/entities.yaml:2:9" in finding.message


def test_an_entity_that_plays_one_role_twice_is_found_where_it_stands_again(world: World) -> None:
    """The second of two equal names in a list has the finding."""
    world.edit(world.facts, "{maker: works}", "{maker: [works, works]}")

    assert world.found() == ["facts.yaml:12:28 key/not-unique"]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("machine / 2", "'machine' is not among the inputs: machines"),
        ("machines /", "is not a formula"),
        ("machines ** 2", "is not allowed"),
        ("machines / 0", "the divisor may be zero"),
        ("machines * 1e999", "too large"),
        ("machines * 1e308", "too large"),
        ('"__import__(1)"', "is not allowed"),
        ("(" * 3000 + "1" + ")" * 3000, "is not a formula"),
    ],
)
def test_a_formula_that_gives_no_result_is_found(world: World, formula: str, told: str) -> None:
    """A formula is arithmetic over its inputs, and nothing in it makes the check fail."""
    world.edit(world.facts, "formula: machines / 2", f"formula: {formula}")

    finding = world.only_finding()
    assert (str(finding.place), finding.rule) == (f"{world.facts}:24:14", "reference/no-result")
    assert told in finding.message


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("machines-mad", "26:24 reference/leads-nowhere"),
        ("anna-is-glad", "24:14 reference/no-result"),
    ],
)
def test_an_input_is_a_fact_with_a_number(world: World, fact: str, expected: str) -> None:
    """An input that is no fact is shown where it stands; one that has no interval, at the formula."""
    world.edit(world.facts, "machines: machines-made", f"machines: {fact}")

    assert world.found() == [f"facts.yaml:{expected}"]


def test_a_result_that_a_broken_fact_withholds_is_not_a_mistake_of_its_own(world: World) -> None:
    """Where an input's own finding says what is wrong, the derivation has none."""
    world.edit(world.facts, "value: 1.5e6", "value: 1.6e6")

    assert not [line for line in world.found() if "no-result" in line]


def test_every_reference_that_leads_nowhere_is_told(world: World) -> None:
    """A name misspelt in hundreds of facts is found in each of them."""
    facts = (f"  - {{id: x{at}, mood: glad, speaker: ana, statement: S., evidence: Завод рад}}\n" for at in range(250))
    world.tell("Завод рад.", f"opinions:\n{''.join(facts)}")

    assert sum("reference/leads-nowhere" in line for line in world.found()) == 250


@pytest.mark.parametrize(
    ("unit", "expected"), [("USD", []), ("GBP", ["facts.yaml:8:11 reference/unit-of-no-input"]), ('"%"', [])]
)
def test_the_currency_of_a_derivation_is_that_of_an_input(world: World, unit: str, expected: list[str]) -> None:
    """Arithmetic makes shares out of sums, but no currency out of another."""
    sold = "counts:\n  - {id: sold, value: 7, unit: USD, statement: S., evidence: 7 долларов}\n"
    half = "derivations:\n  - id: half\n    statement: S.\n    formula: sold / 2\n    formula_in_words: S.\n"
    world.tell("Продано на 7 долларов.", f"{sold}{half}    unit: {unit}\n    inputs: {{sold: sold}}\n")

    assert world.found() == expected


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("host: anna", "host: ana", "3:11"), ("{maker: works}", "{maker: work}", "12:20")],
)
def test_an_id_of_nobody_is_one_finding(world: World, old: str, new: str, place: str) -> None:
    """That the quotes do not name somebody who is not there needs no saying."""
    world.edit(world.facts, old, new)

    assert world.found() == [f"facts.yaml:{place} reference/leads-nowhere"]
    assert "did you mean" in world.only_finding().message


def test_forms_that_differ_by_a_first_capital_are_one(world: World) -> None:
    """A form is found capitalised too, so a rose and Rosa cannot have the same word."""
    world.edit(world.entities, "forms: [Иваном Ли]", "forms: [Иваном Ли, анна Ким]")

    assert "reference/form-claimed-twice" in world.rules()


def test_an_input_that_the_formula_does_not_name_is_found(world: World) -> None:
    """What is published as an input of a derivation has entered it."""
    world.edit(
        world.facts, "inputs: {machines: machines-made}", "inputs: {machines: machines-made, idle: machines-made}"
    )

    assert world.only_finding().rule == "reference/input-not-used"
