"""Every stated cell is borne out by the quotes, and every reason is needed."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import World

ANNA = "entities:\n  - {id: anna, name_en: Anna, name: Анна, forms: [Анна]}\n"
IVAN = "  - {id: ivan, name_en: Ivan, name: Иван, forms: [Иваном]}\n"


def found(world: World) -> list[str]:
    """What is wrong with the facts, as `line:column rule`."""
    return [line.removeprefix("facts.yaml:") for line in world.found() if line.startswith("facts.yaml:")]


def count(*lines: str) -> str:
    """A fact of a number: its lines begin at the fourth."""
    return "".join(("counts:\n  - id: x\n    statement: S.\n", *(f"    {line}\n" for line in lines)))


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param("Их 5.", ["value: 5"], [], id="the number"),
        pytest.param("Их 5.", ["value: 6"], ["4:12 basis/number-not-in-quote"], id="another number"),
        pytest.param("Их много.", ["value: 6"], ["4:12 basis/number-not-in-quote"], id="no number"),
        pytest.param("Их 1,5 млн.", ["value: 1.5e6"], [], id="a scale word"),
        pytest.param("Их 1,5 млн.", ["value: 1.5"], ["4:12 basis/number-not-in-quote"], id="without its scale word"),
        pytest.param("На 2026-2027 годы.", ["value: 2026"], [], id="the first of two years"),
        pytest.param("На 2026-2027 годы.", ["value: 2027"], [], id="the second of two years"),
        pytest.param("На 2026-2027 годы.", ["value: 2028"], ["4:12 basis/number-not-in-quote"], id="neither year"),
        pytest.param("Это 84%.", ["value: 84", 'unit: "%"'], [], id="the unit"),
        pytest.param("Это 84%.", ["value: 84", "unit: USD"], ["5:11 basis/unit-not-in-quote"], id="another unit"),
        pytest.param("Это 84%.", ["value: 84"], ["2:5 basis/unit-left-out"], id="the unit left out"),
        pytest.param("Это 84%.", ["value: 48", 'unit: "%"'], ["4:12 basis/number-not-in-quote"], id="the unit alone"),
        pytest.param("Их 84.", ["value: 84", 'unit: "%"'], ["5:11 basis/unit-not-in-quote"], id="a unit put in"),
        pytest.param("Более 500.", ["value: 500", "comparator: more_than"], [], id="the comparator"),
        pytest.param("Более 500.", ["value: 500"], ["2:5 basis/comparator-not-in-quote"], id="no comparator"),
        pytest.param(
            "Более 500.",
            ["value: 500", "comparator: less_than"],
            ["5:17 basis/comparator-not-in-quote"],
            id="another comparator",
        ),
        pytest.param(
            "Их 500.",
            ["value: 500", "comparator: about"],
            ["5:17 basis/comparator-not-in-quote"],
            id="a comparator put in",
        ),
        pytest.param("Их 500.", ["value: 501", "because: {value: so}"], [], id="an inferred number"),
        pytest.param(
            "Их 500.", ["value: 500", "because: {value: so}"], ["5:15 basis/reason-not-needed"], id="a needless reason"
        ),
    ],
)
def test_a_number_is_what_the_words_say(world: World, text: str, lines: list[str], expected: list[str]) -> None:
    """Value, unit and comparator come from one numeral of the quote."""
    world.tell(text, count(*lines, f'evidence: "{text[:-1]}"'))

    assert found(world) == expected


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("Завод выпустил 1,5", 1.5),
        ("Завод выпустил 1", 1),
        ("5 млн станков", 5e6),
        ("Завод выпустил 1,5", 1.5e6),
        ("500 станков", 500),
        ("доля 84", 84),
        ("на 1,6 млрд", 1.6e9),
    ],
)
def test_a_numeral_cut_short_proves_nothing(world: World, quote: str, value: float) -> None:
    """Without its scale word, decimals, comparator or unit a numeral says something else than the article."""
    text = "Завод выпустил 1,5 млн станков. Это более 500 станков в день, доля 84% на 1,6 млрд долларов."
    world.tell(text, count(f"value: {value}", f"evidence: {quote}"))

    finding = next(finding for finding in world.check() if finding.rule == "basis/number-not-in-quote")
    assert finding.place.line == 4
    assert "short" in finding.message


def test_a_finding_says_what_the_words_say(world: World) -> None:
    """Expected and found are compared in the same notation, with the words that were read and a way out."""
    world.edit(world.facts, "value: 1.5e6", "value: 1.6e6")
    finding = next(finding for finding in world.check() if finding.rule == "basis/number-not-in-quote")

    assert finding.record == "machines-made.value"
    assert finding.message == '1.6e6 is not in the quotes; their numbers are 1.5e6 ("1,5 млн")'
    assert "because: value:" in finding.mend


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param("Анна с Иваном.", ["host: anna", "guest: ivan"], [], id="both"),
        pytest.param("Анна рада.", ["host: anna", "guest: ivan"], ["5:12 basis/entity-not-in-quote"], id="one only"),
        pytest.param("Анна рада.", ["host: anna", "guest: ivan", "because: {guest: so}"], [], id="inferred"),
        pytest.param(
            "Анна с Иваном.",
            ["host: anna", "guest: ivan", "because: {guest: so}"],
            ["6:15 basis/reason-not-needed"],
            id="a needless reason",
        ),
        pytest.param("Анна с Иваном, 2025.", ["host: anna", "guest: ivan", "year: 2025"], [], id="year"),
        pytest.param(
            "Анна с Иваном, 2025.",
            ["host: anna", "guest: ivan", "year: 2024"],
            ["6:11 basis/year-not-in-quote"],
            id="another year",
        ),
        pytest.param("Анна с Иваном.", ["host: anna", "guest: ivan", "roles: {friend: [anna, ivan]}"], [], id="role"),
        pytest.param(
            "Анна рада.",
            ["host: anna", "guest: anna", "roles: {friend: [anna, ivan]}"],
            ["6:21 basis/entity-not-in-quote"],
            id="a role not named",
        ),
        pytest.param(
            "Анна рада.",
            ["host: anna", "guest: anna", "roles: {friend: [anna, ivan]}", "because: {roles.friend: so}"],
            [],
            id="a role with a reason",
        ),
        pytest.param(
            "Анна рада.",
            ["host: anna", "guest: anna", "roles: {friend: anna}", "because: {roles.friend: so}"],
            ["7:15 basis/reason-not-needed"],
            id="a role with a needless reason",
        ),
        pytest.param(
            "Анна рада.",
            ["host: anna", "guest: anna", "because: {roles.friend: so, year: so, hots: so, statement: so}"],
            [f"6:{column} basis/reason-not-needed" for column in (15, 33, 43, 53)],
            id="reasons for no role, an empty field, no field and an editorial one",
        ),
    ],
)
def test_entities_and_years_are_named_in_the_quotes(
    world: World, text: str, lines: list[str], expected: list[str]
) -> None:
    """Who takes part is named in the quotes, or there is a reason; and a reason is there only where it is needed."""
    head = "meetings:\n  - id: x\n    statement: S.\n"
    fact = "".join(f"    {line}\n" for line in (*lines, f'evidence: "{text[:-1]}"'))
    world.tell(text, head + fact, entities=ANNA + IVAN)

    assert found(world) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("большим успехом", []),
        ("успехом", []),
        ("Успехом", ["4:12 basis/text-not-in-quote"]),
        ("успех", ["4:12 basis/text-not-in-quote"]),
        ("неудачей", ["4:12 basis/text-not-in-quote"]),
    ],
)
def test_text_stands_in_the_quote_in_whole_words(world: World, words: str, expected: list[str]) -> None:
    """A stated text is words of the quote, to the letter."""
    fact = f"  - id: x\n    statement: S.\n    words: {words}\n    mood: glad\n    evidence: это было большим успехом\n"
    world.tell("Да, это было большим успехом.", f"opinions:\n{fact}")

    assert found(world) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Tiny Works has made 1.5 million machines.", []),
        ("Tiny Works has made 1,500,000 machines.", []),
        ("Tiny Works has made machines.", []),
        ("Tiny Works has made 1.6 million machines.", ["11:16 basis/statement-number"]),
        ("Tiny Works has made 1.5 million machines in 2024.", ["11:16 basis/statement-number"]),
    ],
)
def test_a_statement_holds_no_number_of_its_own(world: World, statement: str, expected: list[str]) -> None:
    """The English sentence gives the numbers of the quotes or the cells, and no others."""
    world.edit(world.facts, "Tiny Works has made 1.5 million machines.", statement)

    assert found(world) == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals(0, 10**8, places=1).map(float) | st.sampled_from([1.5, 5, 1.5e3, 15e5 + 1, 1.5e7, 5e6, 2025]))
def test_any_other_number_fails_at_its_line(world: World, value: float) -> None:
    """Whatever number stands in the seeds instead of the one in the words, its line has an error."""
    sound = (world.root / world.facts).read_text(encoding="utf-8")
    try:
        world.edit(world.facts, "value: 1.5e6", f"value: {value}")
        report = world.check()
        places = {str(finding.place) for finding in report}
        assert value == 1.5e6 or (not report.ok and f"{world.facts}:10:12" in places)
    finally:
        world.write(world.facts, sound)


@pytest.mark.parametrize("year", [2024, 2026, 2015, 2035])
def test_any_other_year_fails_at_its_line(world: World, year: int) -> None:
    """Whatever year stands in the seeds instead of the one in the words, its line has an error."""
    world.edit(world.facts, "year: 2025", f"year: {year}")

    assert "5:11 basis/year-not-in-quote" in found(world)


@pytest.mark.parametrize(
    ("name", "meant"), [("yaer", "year"), ("role.maker", "roles.maker"), ("roles.makr", "roles.maker")]
)
def test_a_reason_for_a_misspelt_field_asks_which_is_meant(world: World, name: str, meant: str) -> None:
    """The nearest of the record's fields and roles is suggested."""
    world.edit(
        world.facts, "    year: 2025\n", f"    year: 2025\n    roles: {{maker: anna}}\n    because: {{{name}: so}}\n"
    )
    finding = world.only_finding()

    assert finding.message.endswith(f"did you mean {meant!r}?")
    assert finding.mend == "correct the name, or remove the reason"
