"""Every sentence, every number in digits and every Latin-script name is taken up by a fact or waived with a reason."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from factpack.checks.coverage import LATIN_NAME

if TYPE_CHECKING:
    from tests.conftest import World

TEXT = "Анна рада. Завод Tiny Works выпустил 7 станков."
ENTITIES = "entities:\n  - {id: works, name_en: Tiny, name: Tiny, forms: [Tiny Works]}\n"
GLAD = "opinions:\n  - {id: glad, mood: glad, statement: S., evidence: Анна рада}\n"
SAD = "  - {id: sad, mood: sad, statement: S., evidence: Завод Tiny Works выпустил 7 станков}\n"
MADE = "counts:\n  - {id: made, value: 7, statement: S., evidence: Завод Tiny Works выпустил 7 станков}\n"
INFERRED = MADE.replace("value: 7,", "value: 14, because: {value: so},")
NUMBER, NAME = "{words: 7 станков, reason: so}", "{words: Tiny Works, reason: so}"
SENTENCE = 'sentences: [{starts: Анна, waiver: "so"}]\n'


def tell(world: World, facts: str, article: str = "", entities: str = ENTITIES) -> list[str]:
    """What is wrong with the little article, told by these facts."""
    world.tell(TEXT, facts, entities=entities, article=article)
    return world.found()


@pytest.mark.parametrize(
    ("facts", "entities", "expected"),
    [
        pytest.param(GLAD + MADE, ENTITIES, [], id="everything"),
        pytest.param(GLAD + INFERRED, ENTITIES, [], id="a number inferred from words that hold one"),
        pytest.param(MADE, ENTITIES, ["1:1 coverage/sentence"], id="a sentence left out"),
        pytest.param(GLAD, ENTITIES, ["1:12 coverage/sentence", "1:38 coverage/number"], id="another left out"),
        pytest.param(GLAD + SAD, ENTITIES, ["1:38 coverage/number"], id="a number quoted and not taken up"),
        pytest.param(GLAD + MADE, "entities: []\n", ["1:18 coverage/name"], id="a name of nobody"),
        pytest.param(
            GLAD + MADE, ENTITIES.replace("Tiny Works]", "Tiny]"), ["1:18 coverage/name"], id="half a name of somebody"
        ),
    ],
)
def test_all_of_the_article_is_accounted_for(world: World, facts: str, entities: str, expected: list[str]) -> None:
    """What no fact takes up is shown at its line and column of the article."""
    assert tell(world, facts, entities=entities) == [f"article.txt:{line}" for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight of eighteen joined.", ["1:10 coverage/number"]),
        ("Eight of the two joined.", []),
        ("Eight joined in 3 rounds.", ["1:17 coverage/number"]),
    ],
)
def test_a_number_in_words_is_to_be_accounted_for(world: World, text: str, expected: list[str]) -> None:
    """Where a machine reads words, a number above three in words counts as one in digits does."""
    world.tell(text, f"counts:\n  - {{id: x, value: 8, statement: S., evidence: {text[:-1]}}}\n")
    world.edit(world.article_yaml, "language: ru", "language: en")

    assert world.found() == [f"article.txt:{line}" for line in expected]


@pytest.mark.parametrize(
    ("facts", "article", "entities"),
    [
        pytest.param(MADE, SENTENCE, ENTITIES, id="sentence"),
        pytest.param(GLAD + SAD, f"waivers: [{NUMBER}]\n", ENTITIES, id="number"),
        pytest.param(GLAD + MADE, f"waivers: [{NAME}]\n", "entities: []\n", id="name"),
    ],
)
def test_what_is_waived_with_a_reason_is_accounted_for(world: World, facts: str, article: str, entities: str) -> None:
    """A sentence, a number or a name that no fact takes up can be waived in article.yaml."""
    assert tell(world, facts, article, entities) == []


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(SENTENCE, "6:13 coverage/waiver-not-needed", id="a sentence that a fact quotes"),
        pytest.param(f"waivers: [{NUMBER}]\n", "6:11 coverage/waiver-not-needed", id="a number that a fact takes up"),
        pytest.param(f"waivers: [{NAME}]\n", "6:11 coverage/waiver-not-needed", id="a name that somebody has"),
        pytest.param("waivers: [{words: рада, reason: so}]\n", "6:11 coverage/waiver-not-needed", id="neither"),
        pytest.param('waivers: [{words: "8", reason: so}]\n', "6:11 coverage/waiver-not-needed", id="words not there"),
        pytest.param("sentences: [{starts: Нет}]\n", "6:13 coverage/note-without-effect", id="no such sentence"),
        pytest.param(
            "sentences: [{starts: А}, {starts: Анна рада и}]\n",
            "6:26 coverage/note-without-effect",
            id="too many words",
        ),
        pytest.param(
            "not_mentioned: [{entity: works, words: рада}]\n", "6:17 coverage/note-without-effect", id="nobody there"
        ),
        pytest.param(
            "not_mentioned: [{entity: work, words: Tiny Works}]\n",
            "6:17 coverage/note-without-effect",
            id="somebody unknown",
        ),
        pytest.param(
            "not_mentioned: [{entity: works, words: Tiny Walks}]\n",
            "6:17 coverage/note-without-effect",
            id="a passage that is not there",
        ),
    ],
)
def test_a_waiver_or_note_that_does_nothing_is_found(world: World, article: str, expected: str) -> None:
    """What facts have made needless, or what fits nothing in the article, is to be taken out."""
    assert tell(world, GLAD + MADE, article) == [f"article.yaml:{expected}"]


def test_a_note_fits_one_sentence_only(world: World) -> None:
    """First words that two sentences share say too little."""
    world.tell("Анна рада. Анна рада очень.", GLAD.replace("Анна рада}", '"Анна рада очень"}'))
    world.write(world.article_yaml, (world.root / world.article_yaml).read_text() + "sentences: [{starts: Анна}]\n")

    assert "article.yaml:6:13 coverage/note-without-effect" in world.found()


def test_where_a_form_does_not_name_its_entity_it_is_not_mentioned(world: World) -> None:
    """A note takes a mention away, and with it the proof of what names the entity there."""
    facts = GLAD + MADE.replace("value: 7", "value: 7, roles: {maker: works}")
    assert tell(world, facts) == []

    assert tell(world, facts, "not_mentioned: [{entity: works, words: Tiny Works}]\n") == [
        "article.txt:1:18 coverage/name",
        "facts.yaml:4:41 basis/entity-not-in-quote",
        "seeds/entities.yaml:2:51 reference/never-mentioned",
    ]


def test_who_speaks_in_a_sentence_is_an_entity(world: World) -> None:
    """A speaker of no name is shown in article.yaml, where it was written."""
    article = "sentences:\n  - {starts: Анна, kind: quotation, speaker: work}\n"

    assert tell(world, GLAD + MADE, article) == ["article.yaml:7:46 reference/leads-nowhere"]


def test_who_reports_is_told_once(world: World) -> None:
    """The article's source is copied to each fact, but a wrong one is one mistake."""
    assert tell(world, GLAD + MADE, "reported_by: work\n") == ["article.yaml:6:14 reference/leads-nowhere"]


@pytest.mark.parametrize(
    ("join", "expected"),
    [
        ("рада. Завод", []),
        ("рада", ["article.yaml:6:8 seed/join-without-effect"]),
        ("нет. Нет", ["article.yaml:6:8 seed/join-without-effect"]),
    ],
)
def test_a_join_joins_two_sentences(world: World, join: str, expected: list[str]) -> None:
    """After a join the two are one, and a fact of either covers both; a join that drops no break is found."""
    assert tell(world, MADE, f"joins: [{join}]\n") == expected


def test_latin_names_stand_out_in_another_script_only(world: World) -> None:
    """In an English article a capital letter is no sign of a name."""
    world.tell("Anna is glad.", GLAD.replace("Анна рада", "Anna is glad"))

    assert world.found() == []


@pytest.mark.parametrize(("share", "expected"), [("1.0", []), ("0.5", ["pyproject.toml:8:1 coverage/too-much-quoted"])])
def test_no_more_is_quoted_than_pyproject_allows(world: World, share: str, expected: list[str]) -> None:
    """The article belongs to its publisher: quotes and mentions together are bounded."""
    world.edit("pyproject.toml", "max_quoted_share = 1.0", f"max_quoted_share = {share}")

    assert world.found() == expected


def test_what_quotes_most_is_told_with_how_much_is_too_much(world: World) -> None:
    """The letters over the bound are counted, and those that a fact alone gives back; mentions are not its own."""
    world.tell(TEXT, GLAD + MADE, entities=ENTITIES)
    world.edit("pyproject.toml", "max_quoted_share = 1.0", "max_quoted_share = 0.5")
    finding = world.only_finding()

    assert finding.message.endswith("100.0% of 2025-03-03-meeting, at most 50%: 19 letters too many")
    assert finding.mend.endswith("that nothing else does: made (21), glad (8)")


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param("Завод Tiny Works выпустит 7 станков", id="not found"),
        pytest.param("[Завод Tiny Works выпустил 7 станков, а]", id="found twice, beside a sound one"),
    ],
)
def test_what_a_broken_quote_means_is_not_missed_as_well(world: World, evidence: str) -> None:
    """The sentence and the numbers at the nearest passage, or at each place, wait until the quote is mended."""
    rules = tell(world, GLAD + MADE.replace("Завод Tiny Works выпустил 7 станков", evidence))

    assert len(rules) == 1
    assert rules[0].startswith("facts.yaml:4:")


def test_the_bound_on_quoting_is_that_of_each_article(world: World) -> None:
    """A second article, of which nothing is quoted, does not let the first be given back whole."""
    world.edit("pyproject.toml", "max_quoted_share = 1.0", "max_quoted_share = 0.6")
    text = "Совсем другой рассказ без имен. " * 50 + "\n"
    world.write("seeds/2025-04-04-other/article.txt", text)
    digest = sha256(text.encode()).hexdigest()
    head = f'headline: "[y]"\npublisher: y\ndate: "2025-04-04"\nlanguage: ru\nsha256: {digest}\n'
    world.write("seeds/2025-04-04-other/article.yaml", head)

    assert "coverage/too-much-quoted" in world.rules()


@pytest.mark.parametrize(
    "name", ["Żabka", "Ørsted", "iPhone", "De Montfort University", "University of Oxford", "AT&T"]
)
def test_a_latin_name_is_one_in_any_latin_letters(name: str) -> None:
    """Accents, a small first letter and connecting words do not hide a name."""
    assert [found[0] for found in LATIN_NAME.finditer(f"Компания {name}, как сообщили (case study).")] == [name]
