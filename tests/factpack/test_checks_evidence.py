"""Every quote stands in its article to the letter, once, and in whole words."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import World

QUOTES = (
    "Анна Ким встретилась с Иваном Ли в 2025 году",
    "Завод Tiny Works выпустил 1,5 млн станков",
    "Анна Ким считает это успехом",
)


def opinion(evidence: str) -> str:
    """A fact that says no more than that somebody is glad."""
    return f"opinions:\n  - id: x\n    mood: glad\n    statement: S.\n    evidence: {evidence}\n"


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        pytest.param("Завод рад.", "Завод рад", [], id="one quote"),
        pytest.param("Завод рад. Он построен.", "[Завод рад, Он построен]", [], id="a list of quotes"),
        pytest.param("Завод рад. Завод рад.", '{quote: Завод рад, suffix: ". З"}', [], id="told apart by a suffix"),
        pytest.param("Завод рад. И рад.", '{quote: рад, prefix: "И "}', [], id="told apart by a prefix"),
        pytest.param("Завод рад.", "Завод горд", ["5:15 evidence/not-found"], id="other words"),
        pytest.param("Завод рад.", "[Завод рад, Он горд]", ["5:27 evidence/not-found"], id="the second of a list"),
        pytest.param("Завод рад.", "{quote: Завод рад, prefix: x}", ["5:23 evidence/not-found"], id="another prefix"),
        pytest.param("Завод рад. И рад.", "рад", ["5:15 evidence/found-twice"], id="words that stand twice"),
        pytest.param("Завод рад.", '" "', ["5:15 evidence/cut-word"], id="a quote of no words"),
        pytest.param("Завод радостен.", "Завод рад", ["5:15 evidence/cut-word"], id="a word cut at its end"),
        pytest.param("Завод не рад, нерад.", "рад, нерад", [], id="whole words"),
        pytest.param("Завод несчастен.", "счастен", ["5:15 evidence/cut-word"], id="a word cut at its beginning"),
        pytest.param("Завод 2025.", "Завод 202", ["5:15 evidence/cut-word"], id="a number cut"),
    ],
)
def test_a_quote_stands_in_the_article_once_and_whole(
    world: World, text: str, evidence: str, expected: list[str]
) -> None:
    """A quote that is elsewhere, nowhere, twice or half a word has a finding at its place in the list."""
    world.tell(text, opinion(evidence))

    found = [line for line in world.found() if "coverage/" not in line]
    assert found == [f"facts.yaml:{line}" for line in expected]


@pytest.mark.parametrize("quote", ["Анна Ким", "успехом", "станков", "Анна"])
def test_a_suggested_prefix_or_suffix_tells_the_place_apart(world: World, quote: str) -> None:
    """Each suggestion, pasted into the seeds, leads to one place."""
    text = "Анна Ким считает это успехом: станков много.\n\nАнна Ким считает это\tуспехом, станков мало."
    world.tell(text, opinion(quote))
    suggestions = re.findall(r'(prefix|suffix): (".*?[^\\]")', world.check().findings[-1].mend)

    assert len(suggestions) == 2
    for side, words in suggestions:
        world.tell(text, opinion(f"{{quote: {quote}, {side}: {words}}}"))
        assert not [line for line in world.found() if "evidence/" in line]


@pytest.mark.parametrize(
    ("evidence", "message", "mend"),
    [
        (
            '{quote: рад, prefix: "не "}',
            'before it stands "Завод ", expected "не "',
            "remove prefix and suffix: the words stand in the article once",
        ),
        (
            '{quote: станков, suffix: " нет"}',
            'after it stands " много, а людей нет.", expected " нет" and after it stands " мало.", expected " нет"',
            'correct prefix or suffix: suffix: " много" or suffix: " мало"',
        ),
    ],
)
def test_a_wrong_prefix_or_suffix_is_compared_with_what_stands_there(
    world: World, evidence: str, message: str, mend: str
) -> None:
    """What stands there instead is shown in whole words, and so is what to write."""
    world.tell("Завод рад.\nстанков много, а людей нет.\nстанков мало.", opinion(evidence))
    finding = next(finding for finding in world.check() if finding.rule == "evidence/not-found")

    assert message in finding.message
    assert finding.mend == mend


def test_a_passage_with_invisible_characters_is_suggested_so_that_they_can_be_seen(world: World) -> None:
    """A no-break space in the article is shown as an escape, which YAML reads back."""
    world.tell("Завод рад на 5\u00a0баллов.", opinion("Завод рад на 5 баллов"))
    message = next(finding.message for finding in world.check() if finding.rule == "evidence/not-found")

    [nearest] = re.findall(r'nearest words are (".*")', message)
    assert nearest == r'"Завод рад на 5\u00a0баллов"'
    world.tell("Завод рад на 5\u00a0баллов.", opinion(nearest))
    assert not [line for line in world.found() if "evidence/" in line]


def test_a_fact_outside_an_article_is_found(world: World) -> None:
    """A fact among the records that all articles share has no words to prove it."""
    world.edit(world.entities, "entities:", opinion("Завод") + "entities:")

    assert world.found() == ["seeds/entities.yaml:2:5 evidence/no-article"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=st.sampled_from(QUOTES), place=st.integers(0, 43), letter=st.sampled_from(["", *"абвя x019,-"]))
def test_any_changed_character_of_a_quote_fails_at_its_line(world: World, quote: str, place: int, letter: str) -> None:
    """Replace or take out a character anywhere in a quote: the line of the evidence has an error."""
    place %= len(quote)
    changed = quote[:place] + letter + quote[place + 1 :]
    sound = (world.root / world.facts).read_text(encoding="utf-8")
    try:
        world.write(world.facts, sound.replace(f"evidence: {quote}\n", f'evidence: "{changed}"\n'))
        line = world.line_of(world.facts, f'evidence: "{changed}"')
        report = world.check()
        assert changed == quote or (not report.ok and line in {finding.place.line for finding in report})
    finally:
        world.write(world.facts, sound)
