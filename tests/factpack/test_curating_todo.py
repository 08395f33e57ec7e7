"""`factpack todo` shows what of an article no fact takes up, and what to do next."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import hashlib
import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from factpack.cli import main
from factpack.curating.tasks.report import tasks_text
from factpack.curating.tasks.tasks import tasks
from factpack.reports import Page

if TYPE_CHECKING:
    from tests.conftest import World

FACT = "opinions:\n  - id: an-opinion\n    mood: glad\n    statement: x\n    evidence: {quote}\n"
SECOND = "2025-04-04-second"


def todo(world: World, *arguments: str) -> dict[str, Any]:
    """What the command prints for machines."""
    printed: dict[str, Any] = json.loads(world.run("todo", *arguments, "--format", "json").stdout)
    return printed


def add_second(world: World, text: str) -> None:
    """A second article, with no facts."""
    world.write(f"seeds/{SECOND}/article.txt", text)
    head = (world.root / world.article_yaml).read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    world.write(f"seeds/{SECOND}/article.yaml", re.sub(r"sha256: \w+", f"sha256: {digest}", head))


def test_an_article_that_is_done_has_nothing_left_to_do(world: World) -> None:
    """It is shown as it stands, with the counts and the next command."""
    ran = world.run("todo")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "seeds/2025-03-03-meeting/article.txt\n"
        "[A meeting] (Tiny Times, 2025-03-03, ru)\n"
        "\n"
        "  1   Анна Ким встретилась с Иваном Ли в 2025 году.\n"
        "  2   Завод Tiny Works выпустил 1,5 млн станков.\n"
        "\n"
        "  3   Анна Ким считает это успехом.\n"
        "\n"
        "coverage: 3 of 3 sentences, 2 of 2 numbers, 1 of 1 Latin-script names\n"
        "nothing is left to do: factpack build publishes it\n"
    )
    assert todo(world)["ok"] is True


def test_what_is_open_is_marked_and_has_a_command(world: World) -> None:
    """Without colours a sign stands at the sentence and around each number and name that nothing takes up."""
    world.tell("Анна рада. Завод Tiny Works выпустил более 1,5 млн станков.", FACT.format(quote="Анна рада"))
    output = world.run("todo").stdout

    assert output.partition("\n\n")[2] == (
        "  1   Анна рада.\n"
        "  2 ! Завод »Tiny Works« выпустил »более 1,5 млн« станков.\n"
        "      no fact quotes this sentence:\n"
        '        factpack anchor "Завод Tiny Works выпустил более 1,5 млн станков"\n'
        "      no entity has this name among its forms:\n"
        "        seeds/entities.yaml, forms: [Tiny Works]\n"
        "\n"
        "coverage: 1 of 2 sentences, 0 of 1 numbers, 0 of 1 Latin-script names\n"
        "what no fact is to take up is waived in article.yaml, with a reason, under sentences: or waivers:\n"
    )


def test_a_date_in_digits_is_marked_as_one(world: World) -> None:
    """It is three numbers to a machine, and one to a reader; numbers that words part are marked one by one."""
    world.tell("Анна рада. Завод открыт 27.02.2026, а не в 2025 или 2024.", FACT.format(quote="Анна рада"))

    assert "Завод открыт »27.02.2026«, а не в »2025« или »2024«." in world.run("todo").stdout


def test_a_number_of_a_quoted_sentence_has_a_command_of_its_own(world: World) -> None:
    """The fact is there, but it does not take the number up."""
    world.tell("Завод выпустил 1,5 млн станков.", FACT.format(quote="Завод выпустил"))

    assert (
        "  1 ! Завод выпустил »1,5 млн« станков.\n"
        "      no stated cell takes up this number:\n"
        '        factpack anchor "1,5 млн"\n'
    ) in world.run("todo").stdout


def test_the_command_for_a_number_finds_one_place(world: World) -> None:
    """It has so many of the words around the number that they stand once."""
    world.tell("Завод выпустил 10 станков. Склад принял 10 станков.", FACT.format(quote="Склад принял"))

    command = 'factpack anchor "принял 10"'
    assert f"      no stated cell takes up this number:\n        {command}\n" in world.run("todo").stdout
    places = json.loads(world.run("anchor", "--format", "json", "принял 10").stdout)["places"]
    assert [place["sentences"][0] for place in places] == [2]


def test_words_of_another_article_are_looked_for_in_the_right_one(world: World) -> None:
    """Also where that article alone is asked for."""
    add_second(world, "Анна Ким считает это успехом. Завод рад.")

    output = world.run("todo", "--article", SECOND).stdout
    assert f'factpack anchor --article {SECOND} "Анна Ким считает это успехом"' in output


def test_a_waived_sentence_says_why(world: World) -> None:
    """The curator's reason stands under the sentence, and there is nothing to do."""
    waiver = "sentences:\n  - starts: Всё\n    waiver: It says nothing.\n"
    world.tell("Анна рада. Всё хорошо.", FACT.format(quote="Анна рада"), article=waiver)

    assert "\n  2   Всё хорошо.\n      waived: It says nothing.\n\n" in world.run("todo").stdout


def test_machines_get_spans_and_what_is_open(world: World) -> None:
    """Each sentence has its place, what is quoted of it, what is open in it and what to do; offsets fit the text."""
    text = "Завод рад. Tiny Works выпустил 1,5 млн станков."
    world.tell(text, FACT.format(quote="рад"))
    printed = todo(world)
    first, second = printed["articles"][0]["sentences"]

    assert (printed["ok"], printed["mistakes"], printed["unread"]) == (False, 0, [])
    assert printed["articles"][0]["counts"] == {
        "sentence": {"covered": 1, "all": 2},
        "number": {"covered": 0, "all": 1},
        "name": {"covered": 0, "all": 1},
    }
    assert (first["covered"], first["quoted"], first["uncovered"]) == (True, [{"start": 6, "end": 9}], [])
    assert text[second["start"] : second["end"]] == second["text"] == "Tiny Works выпустил 1,5 млн станков."
    assert [(each["theme"], text[each["start"] : each["end"]]) for each in second["uncovered"]] == [
        ("name", "Tiny Works"),
        ("number", "1,5 млн"),
    ]
    assert second["next"][0]["do"] == 'factpack anchor "Tiny Works выпустил 1,5 млн станков"'


@pytest.mark.parametrize(
    "text",
    [
        "Завод рад.",
        'Он сказал: "да" и $HOME.',
        "- Да! - сказал он.",
        "Всё `тут` \\ 'там'!",
        "Цена 5\u00a0долларов сегодня.",
        "Очень длинное предложение, " * 2 + "раз и два, " * 9 + "которое не помещается.",
        "Строка\nи ещё одна.",
    ],
)
def test_its_commands_find_the_words(
    world: World, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it prints can be pasted into a shell, and leads to the sentence."""
    world.tell(text, "opinions: []")
    monkeypatch.chdir(world.root)
    command = re.search(r"^ +factpack (anchor .*)$", tasks_text(tasks(world.project), ".", Page("", 80)), re.MULTILINE)
    assert command
    assert len(command[0]) <= 80
    name, *words = shlex.split(command[1])
    main([name, "--format", "json", *words])

    place = json.loads(capsys.readouterr().out)["places"][0]
    assert (place["sentences"][0], place["start"] <= 2) == (1, True)


def test_it_works_while_the_seeds_are_wrong(world: World) -> None:
    """Broken records and articles are told, and what can be read is shown; a quote that is wrong is to be mended."""
    world.edit(world.facts, "это успехом", "это победой")
    world.edit(world.facts, "    value: 1.5e6\n", "    value: many\n")
    world.write(f"seeds/{SECOND}/article.txt", "Завод рад.")
    output = world.run("todo").stdout

    assert "  1   Анна Ким" in output
    assert "  2 ! Завод Tiny Works выпустил »1,5 млн« станков.\n      no fact quotes this sentence:\n" in output
    assert (
        "  3 ! Анна Ким считает это успехом.\n"
        "      the quotes of a fact that is meant for it are wrong:\n"
        "        factpack check\n"
    ) in output
    assert f"\n{SECOND} cannot be read: factpack check says why\n" in output
    assert re.search(r"\nthe seeds have \d mistakes besides, which factpack check shows; what is wrong may", output)
    assert (todo(world)["ok"], todo(world)["unread"]) == (False, [SECOND])


def test_of_several_articles_those_that_are_done_are_a_line(world: World) -> None:
    """With an id, only that one is shown; words that stand in two are looked for in the right one."""
    add_second(world, "Анна Ким считает это успехом. Завод рад.")
    output = world.run("todo").stdout

    assert output.startswith("2025-03-03-meeting: 3 of 3 sentences, 2 of 2 numbers, 1 of 1 Latin-script names\n\n")
    assert f'factpack anchor --article {SECOND} "Анна Ким считает это успехом"' in output
    assert 'factpack anchor "Завод рад"' in output
    assert f"\n{SECOND}: 0 of 2 sentences, 0 of 0 numbers" in output
    assert [each["id"] for each in todo(world, "--article", SECOND)["articles"]] == [SECOND]


def test_an_unknown_article_is_one_sentence(world: World) -> None:
    """A name that no folder has is answered with the one that was probably meant."""
    ran = world.run("todo", "--article", "2025-03-03-meetin")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "factpack: there is no article '2025-03-03-meetin' in seeds/; did you mean '2025-03-03-meeting'?\n"
    )


def test_without_an_article_the_way_to_one_is_shown(world: World) -> None:
    """An empty project is told how to begin."""
    for path in sorted((world.root / "seeds").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    ran = world.run("todo")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "`factpack add ARTICLE.txt` adds one" in ran.stderr


def test_on_a_terminal_colours_take_the_place_of_signs(world: World) -> None:
    """What is quoted stands back, what is open stands out."""
    world.tell("Анна рада и горда. Tiny Works рад.", FACT.format(quote="Анна рада"))
    text = tasks_text(tasks(world.project), ".", Page("", colour=True))

    assert "\x1b[2mАнна рада\x1b[0m и горда.\n" in text
    assert "\x1b[1m\x1b[31mTiny Works\x1b[0m\x1b[0m рад.\n" in text
    assert "»" not in text


@pytest.mark.parametrize("width", [60, 80, 200])
def test_lines_are_no_wider_than_the_page_or_120_columns(world: World, width: int) -> None:
    """Sentences, hints and commands fit; and lines on a wide terminal are no longer than is good to read."""
    world.tell("Очень длинное предложение и Tiny Works, " * 9 + "5 лет.", "opinions: []")
    text = tasks_text(tasks(world.project), ".", Page("", width))

    widest = max(map(len, text.splitlines()))
    assert min(width, 120) - 25 < widest <= min(width, 120)


def test_what_a_terminal_would_obey_is_escaped(world: World) -> None:
    """An article cannot forge what the command shows."""
    world.tell("Завод \x1b[31mрад\u202e.", "opinions: []")

    output = world.run("todo").stdout
    assert "\x1b" not in output
    assert "\u202e" not in output
