"""`factpack anchor` finds words in the articles, and what it prints can be pasted."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from factpack.build import check
from factpack.curating.anchoring.anchoring import anchor
from factpack.curating.anchoring.report import anchored_text
from factpack.reports import Page
from factpack.seeds import scalar
from factpack.seeds.yaml_file import parse_yaml

if TYPE_CHECKING:
    from tests.conftest import World

TEXT = (
    "Завод рад. Завод горд, рад и снова рад.\n\nВыпуск достиг 1,6\u00a0млрд долларов (более 500 станков).\n"
    'Он сказал: "да, - нет". Нет рад, нет рад, нет рад!'
)
OPINION = "opinions:\n  - id: an-opinion\n    mood: glad\n    statement: x\n{evidence}\n"


def anchored(world: World, *arguments: str) -> dict[str, Any]:
    """What the command prints for machines."""
    found: dict[str, Any] = json.loads(world.run("anchor", *arguments, "--format", "json").stdout)
    return found


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Завод рад", 1),
        ("Завод", 2),
        ("рад", 6),
        ("снова рад", 1),
        ("1,6\u00a0млрд долларов", 1),
        ("1,6 млрд долларов", 1),
        ("горд, рад", 1),
        ('"да, - нет"', 1),
        ("сказал:", 1),
        ("- нет", 1),
        ("500", 1),
        ("вод", 2),
        ("горд, рада и снова", 1),
        ("рад.\n\nВыпуск", 1),
        ("  Завод горд ", 1),
        ("нет рад", 2),
    ],
)
def test_what_it_prints_can_be_pasted(world: World, words: str, places: int) -> None:
    """The evidence of each place, pasted into a record, is found there and nowhere else, in whole words."""
    world.tell(TEXT, "opinions: []")
    found = anchor(world.project, words)
    printed = re.findall(r"^    evidence: .*$", anchored_text(found, ".", Page("")), re.MULTILINE)

    assert len(printed) == len(found.anchors) == places
    starts = []
    for evidence in printed:
        world.write(world.facts, OPINION.format(evidence=evidence))
        assert not [finding for finding in world.check() if finding.rule.partition("/")[0] in {"evidence", "seed"}]
        row = check(world.project).draft.row("evidence", 0)
        starts.append(row.record.model_dump()["start"])
    assert starts == [each.place.start for each in found.anchors]


@pytest.mark.parametrize(
    ("words", "prefix", "suffix"),
    [
        ("Завод рад", "", ""),
        ("Завод", "", " рад"),
        ("Анна Ким", "рад. ", ""),
        ("с", "", " Иваном"),
        ("рада", "Анна ", ""),
    ],
)
def test_words_that_stand_more_than_once_get_the_shortest_that_tells_them_apart(
    world: World, words: str, prefix: str, suffix: str
) -> None:
    """A prefix or suffix is of whole words, not of a full stop alone, and is there only where it is needed."""
    world.tell(
        "Завод рад. Анна Ким встретилась с Иваном. Завод горд. Анна Ким довольна. Анна рада. Кира рада, да.",
        "opinions: []",
    )
    first = anchor(world.project, words).anchors[0]

    assert (first.prefix, first.suffix) == (prefix, suffix)


def test_the_exact_place_is_shown_with_its_sentence_and_what_is_read_there(world: World) -> None:
    """The command says where, in which sentence, with which evidence, numerals and entities; and exits with 0."""
    ran = world.run("anchor", "Tiny Works выпустил 1,5 млн станков")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "seeds/2025-03-03-meeting/article.txt:1:53  sentence 2\n"
        "  Завод »Tiny Works выпустил 1,5 млн станков«.\n"
        "\n"
        "    evidence: Tiny Works выпустил 1,5 млн станков\n"
        "\n"
        "  reads    value  unit  comparator  stands for\n"
        "  1,5 млн  1.5e6        exact       1.45e6 to 1.55e6\n"
        "  names works\n"
    )


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("более 500", "more than 500"),
        ("не менее 500", "500 and more"),
        ("менее 500", "less than 500"),
        ("не более 500", "up to 500"),
        ("около 500", ""),
    ],
)
def test_what_a_number_stands_for_is_said_in_words(world: World, words: str, interval: str) -> None:
    """An open interval says whether its end belongs to it."""
    world.tell(f"Станков {words}.", "opinions: []")
    row = world.run("anchor", words).stdout.splitlines()[-1]

    assert row.split("  ")[1].strip() == words
    assert row.endswith(interval or "about")


def test_the_numerals_are_those_that_check_will_read(world: World) -> None:
    """Value, unit and comparator stand in the JSON too; a numeral that the words cut short is no numeral of theirs."""
    world.tell("Выпуск вырос более чем на 84% и составил 2,5 млрд долларов США.", "opinions: []")
    (whole,) = anchored(world, "более чем на 84% и составил 2,5 млрд долларов США")["places"]
    (cut,) = anchored(world, "84%")["places"]

    numbers = [(each["value"], each["unit"], each["comparator"], each["low"]) for each in whole["numerals"]]
    assert numbers == [(84.0, "%", "more_than", 84.0), (2.5e9, "USD", "exact", 2.45e9)]
    assert (cut["numerals"], cut["cut"]) == ([], ["более чем на 84%"])


@pytest.mark.parametrize(
    ("words", "match", "shown"),
    [
        ("анна ким считает", "alike", "  given  »анна« »ким« считает\n  found  »Анна« »Ким« считает\n"),
        ("считает то успехом", "nearest", "  given  считает »то« успехом\n  found  считает »это« успехом\n"),
        ("ждёт успеха от zzz", "nearest", "  found  "),
    ],
)
def test_words_that_differ_are_shown_with_their_differences(world: World, words: str, match: str, shown: str) -> None:
    """What is only alike is offered, marked where it differs, and the exit status is 1."""
    ran = world.run("anchor", words)

    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("these words do not stand in the article to the letter; ")
    assert shown in ran.stdout
    assert anchored(world, words)["match"] == match


def test_a_space_that_cannot_be_seen_is_shown(world: World) -> None:
    """A no-break space is why the words were not found to the letter: its escape stands in both."""
    world.tell(TEXT, "opinions: []")
    output = world.run("anchor", "1,6 млрд").stdout

    assert r"found  1,6»\xa0«млрд" in output
    assert r'    evidence: "1,6\u00a0млрд"' in output


def test_a_number_that_no_float_holds_is_json_still(world: World) -> None:
    """Machines get null for it, not an infinity, which JSON does not know."""
    world.tell(f"Станков {'9' * 400}.", "opinions: []")
    (place,) = anchored(world, "9" * 400)["places"]

    assert [(each["value"], each["text"]) for each in place["numerals"]] == [(None, "9" * 400)]


def test_nothing_alike_is_one_line(world: World) -> None:
    """Where no passage is like the words there is no YAML, and the exit status is 1."""
    ran = world.run("anchor", "zzzz qqqq")

    assert (ran.returncode, ran.stdout, ran.stderr) == (1, 'nothing is like "zzzz qqqq"\n', "")


def test_many_places_are_not_all_shown(world: World) -> None:
    """People see the first ten and how many more there are; machines see all."""
    world.tell(" ".join(f"Завод рад {number}." for number in range(30)), "opinions: []")
    output = world.run("anchor", "рад").stdout

    assert output.count("evidence: ") == 10
    assert output.endswith("\n\nand 20 more places: give more of the words around the one that is meant\n")
    assert len(anchored(world, "рад")["places"]) == 30


@pytest.fixture
def two_articles(world: World) -> World:
    """The tiny world with a second article, which has a sentence of the first."""
    text = "Анна Ким считает это провалом."
    world.write("seeds/2025-04-04-second/article.txt", text)
    head = (world.root / world.article_yaml).read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    world.write("seeds/2025-04-04-second/article.yaml", re.sub(r"sha256: \w+", f"sha256: {digest}", head))
    return world


def test_all_articles_are_searched_unless_one_is_named(two_articles: World) -> None:
    """The id of an article narrows the search; a prefix is needed within an article only."""
    articles = [each["article"] for each in anchored(two_articles, "Анна Ким считает")["places"]]
    named = anchored(two_articles, "Анна Ким считает", "--article", "2025-04-04-second")["places"]

    assert articles == ["2025-03-03-meeting", "2025-04-04-second"]
    assert [(each["article"], each["yaml"]) for each in named] == [("2025-04-04-second", "evidence: Анна Ким считает")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["…"], "factpack: '…' holds no letter and no digit: give words of the article\n"),
        (
            ["рад", "--article", "2025-04-04-secon"],
            "factpack: there is no article '2025-04-04-secon' in seeds/; did you mean '2025-04-04-second'?\n",
        ),
    ],
)
def test_wrong_use_is_one_sentence(two_articles: World, arguments: list[str], told: str) -> None:
    """What can be no quote, and an article that is not there, are told with the way out."""
    ran = two_articles.run("anchor", *arguments)

    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", told)


def test_it_works_while_seeds_are_broken(two_articles: World) -> None:
    """Records that cannot be read are no reason not to find words; an article that cannot be read is told."""
    two_articles.write(two_articles.facts, "opinions: [")
    two_articles.write("seeds/2025-04-04-second/article.yaml", "headline: [")

    assert len(anchored(two_articles, "Анна Ким")["places"]) == 2
    ran = two_articles.run("anchor", "Анна", "--article", "2025-04-04-second")
    assert ran.stderr == "factpack: the article '2025-04-04-second' cannot be read: `factpack check` says why\n"


@pytest.mark.parametrize("width", [20, 80, 200])
def test_lines_are_no_wider_than_the_page(world: World, width: int) -> None:
    """The sentence and the differences are wrapped; the YAML alone stays on the line that it is pasted from."""
    world.tell("Завод рад и горд. " * 3 + "Очень-очень довольны Анна и Иван. " * 3 + "Завод.", "opinions: []")
    page = Page("", width)
    text = anchored_text(anchor(world.project, "Завод рада и горда"), ".", page)
    lines = [line for line in text.splitlines() if not line.startswith(("    evidence:", "seeds/", "these"))]

    assert all(len(line) <= width for line in lines), lines


def test_colours_take_the_place_of_signs(world: World) -> None:
    """On a terminal the words stand out by themselves."""
    text = anchored_text(anchor(world.project, "успехом"), ".", Page("", colour=True))

    assert "  Анна Ким считает это \x1b[1m\x1b[32mуспехом\x1b[0m\x1b[0m.\n" in text
    assert "»" not in text


@pytest.mark.parametrize(
    "words",
    [
        *("yes", "2025", "2025-03-03", "a: b", "a #b", "- x", "«x»", " x ", "x\u00a0y", "null", "'q'", '"q"', "{x}"),
        *("x, y", "a]", "*a", "a\nb", "key:", "1,6 млрд", "\U0001f600", "\u2028", "\U000e0001", "\\", "x:y", "5:30"),
        *("<<", "...", "=", "~", "0x1F", "1e3", "%5", "@a", "`b", "? x", "| x"),
    ],
)
@pytest.mark.parametrize("in_flow", [False, True])
def test_words_written_as_yaml_read_back(words: str, in_flow: bool) -> None:  # noqa: FBT001 (a case of the test)
    """Whatever an article holds, the YAML that quotes it gives the same words again."""
    written = scalar(words, in_flow=in_flow)
    file = parse_yaml(f"{{quote: {written}, suffix: x}}" if in_flow else f"evidence: {written}\nnext: x", "")

    assert file.findings == ()
    assert file.value["quote" if in_flow else "evidence"] == words
