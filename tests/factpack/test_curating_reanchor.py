"""`factpack reanchor` shows what a corrected text means for the facts, and writes what the curator accepts."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import contextlib
import json
import os
import pty
import select
import subprocess
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from factpack.article import read_article
from factpack.curating.reanchoring.correcting import correct
from factpack.curating.reanchoring.decisions import Decisions, decided
from factpack.curating.reanchoring.reanchoring import reanchor
from factpack.curating.reanchoring.requoting import Correction, State
from factpack.errors import DataError
from factpack.evidence import occurrences
from factpack.record import Quote

if TYPE_CHECKING:
    from tests.conftest import World

    from factpack.curating.reanchoring.reanchoring import Reanchored

MEETING = "Анна Ким встретилась с Иваном Ли в 2025 году."
MADE = "Завод Tiny Works выпустил 1,5 млн станков."
GLAD = "Анна Ким считает это успехом."
OLD = f"{MEETING} {MADE}\n\n{GLAD}\n"
NEW = "new.txt"


def files(world: World) -> dict[str, bytes]:
    """All that stands in the seeds."""
    return {str(path): path.read_bytes() for path in (world.root / "seeds").rglob("*") if path.is_file()}


def corrected(world: World, text: str) -> Reanchored:
    """What becomes of the tiny world's facts with this text."""
    world.write(NEW, text)
    return reanchor(world.project, world.root / NEW)


def states(found: Reanchored) -> dict[str, list[State]]:
    """The states of the quotes of each fact."""
    return {fact.fact.id: [quote.state for quote in fact.quotes] for fact in found.facts}


def test_the_tiny_world_is_as_these_tests_take_it(world: World) -> None:
    """Its article is the sentences above."""
    assert (world.root / world.article).read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize(
    ("text", "met", "made", "glad"),
    [
        pytest.param(f"Новость дня. {OLD}", "stands", "stands", "stands", id="a sentence inserted before"),
        pytest.param(OLD + "Все рады.\n", "stands", "stands", "stands", id="a sentence added"),
        pytest.param(OLD.replace("\n\n", "\n\n\n"), "stands", "stands", "stands", id="a line more"),
        pytest.param(OLD.replace("1,5", "1,8"), "stands", "gone", "stands", id="a number changed"),
        pytest.param(OLD.replace(f" {MADE}", ""), "stands", "gone", "stands", id="a sentence removed"),
        pytest.param(OLD.replace(GLAD, f"{GLAD} {GLAD}"), "stands", "stands", "needs-context", id="doubled"),
        pytest.param(OLD.replace("Завод Tiny", "Новый завод Tiny"), "stands", "gone", "stands", id="a word put in"),
        pytest.param(OLD.replace("станков", "станков и рад"), "stands", "sentence-changed", "stands", id="around it"),
        pytest.param(f"{MADE} {MEETING}\n\n{GLAD}\n", "stands", "moved", "stands", id="sentences exchanged"),
    ],
)
def test_each_quote_is_told_what_has_become_of_it(world: World, text: str, met: str, made: str, glad: str) -> None:
    """It stands as before, though at another offset; its sentence has changed; it has moved, is doubled, or gone."""
    found = states(corrected(world, text))

    if "moved" in {met, made, glad}:  # which of two that change places has moved is a matter of view
        assert sorted([*found["anna-meets-ivan"], *found["machines-made"]]) == ["moved", "stands"]
        assert found["anna-is-glad"] == [glad]
    else:
        assert found == {"anna-meets-ivan": [met], "machines-made": [made], "anna-is-glad": [glad]}


def test_words_that_stood_elsewhere_have_moved(world: World) -> None:
    """The sentence that was quoted is gone, and another one has its words: nobody can take that for plain."""
    found = corrected(world, f"{MEETING} {MADE}\n\nРаньше все было иначе, и тогда {GLAD}\n".replace("1,5", "1,5"))
    assert states(found)["anna-is-glad"] == [State.SENTENCE_CHANGED]

    found = corrected(world, f"{GLAD} {MEETING} {MADE}\n\nДругое.\n")
    assert states(found)["anna-is-glad"] == [State.MOVED]
    assert [fact.fact.id for fact in found.undecided] == ["anna-is-glad"]


def test_words_that_stand_twice_get_what_tells_them_apart(world: World) -> None:
    """What is proposed is the place where they stood, with the shortest prefix or suffix."""
    found = corrected(world, OLD.replace(GLAD, f"{GLAD} Иван говорит: {GLAD}"))
    [fact] = found.undecided
    [quote] = fact.quotes

    assert quote.state is State.NEEDS_CONTEXT
    assert quote.new == quote.old
    assert quote.proposed == Quote(quote="Анна Ким считает это успехом", suffix=". Иван")
    correct(world.root, found, Decisions(["anna-is-glad"]))
    assert "    evidence: {quote: Анна Ким считает это успехом, suffix: . Иван}\n" in (
        world.root / world.facts
    ).read_text(encoding="utf-8")
    assert not [rule for rule in world.rules() if rule.startswith("evidence/")]


def test_a_prefix_that_is_gone_is_no_quote_that_is_gone(world: World) -> None:
    """The words stand once still: what is proposed is to quote them with what is around them now."""
    world.edit(world.facts, "evidence: Анна Ким считает это успехом", "evidence: {quote: успехом, prefix: 'это '}")
    world.edit(world.facts, "    speaker: anna\n", "")
    found = corrected(world, OLD.replace("считает это успехом", "назвала все успехом"))
    [quote] = next(fact.quotes for fact in found.facts if fact.fact.id == "anna-is-glad")

    assert (quote.state, quote.proposed) == (State.NEEDS_CONTEXT, Quote(quote="успехом"))


def test_what_contradicts_the_words_is_told_and_never_written(world: World) -> None:
    """A number that was corrected is a new quote, and `factpack check` points at the value then."""
    found = corrected(world, OLD.replace("1,5", "1,8"))
    [fact] = found.undecided

    assert [finding.message for finding in fact.contradictions] == [
        '1.5e6 is not in the quotes; their numbers are 1.8e6 ("1,8 млн")'
    ]
    correct(world.root, found, Decisions(["machines-made"]))
    assert "value: 1.5e6\n" in (world.root / world.facts).read_text(encoding="utf-8")
    assert world.found() == ["article.txt:1:73 coverage/number", "facts.yaml:10:12 basis/number-not-in-quote"]


def test_a_quote_that_stands_may_say_something_else(world: World) -> None:
    """The words are the same, the number around them is not: a fact is looked at as a whole."""
    world.edit(world.facts, "evidence: Завод Tiny Works выпустил 1,5 млн", "evidence: Tiny Works выпустил 1,5 млн")
    found = corrected(world, OLD.replace("млн станков", "млн станков и 3 завода"))
    assert [(fact.fact.id, len(fact.contradictions)) for fact in found.undecided] == [("machines-made", 0)]

    world.edit(world.facts, "1,5 млн станков\n", "1,5 млн\n")
    [fact] = corrected(world, OLD.replace("млн станков", "млн долларов")).undecided
    assert fact.quotes[0].proposed == fact.quotes[0].quote
    assert [finding.rule for finding in fact.contradictions] == ["basis/number-not-in-quote"]


def test_what_else_depends_upon_the_text_is_told(world: World) -> None:
    """Joins, notes, waivers and entities that the corrected text does not bear out, at their lines."""
    notes = (
        "joins: [году. Завод]\nsentences:\n  - {starts: Анна Ким встретилась с Иваном, kind: quotation}\n"
        "waivers:\n  - {words: '1,5', reason: r}\n"
        "not_mentioned:\n  - {entity: ivan, words: с Иваном Ли}\n"
    )
    world.write(world.article_yaml, (world.root / world.article_yaml).read_text(encoding="utf-8") + notes)
    found = corrected(world, OLD.replace(MADE, "Фабрика стоит.").replace("Иваном Ли", "Петром"))

    assert [(note.rule, note.place.line) for note in found.notes] == [
        ("seed/join-without-effect", 6),
        ("coverage/note-without-effect", 8),
        ("coverage/waiver-not-needed", 10),
        ("coverage/note-without-effect", 12),
        ("reference/never-mentioned", world.line_of(world.entities, "forms: [Tiny Works]")),
    ]


def test_the_same_bytes_change_nothing(world: World) -> None:
    """That is said, with the status of success."""
    world.write(NEW, OLD)
    ran = world.run("reanchor", NEW)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "nothing has changed: new.txt is the text of seeds/2025-03-03-meeting/article.txt\n"


def test_without_decisions_it_only_shows(world: World) -> None:
    """No terminal, no option: nothing is written, and the status says that there is something to decide."""
    world.write(NEW, OLD.replace("1,5", "1,8"))
    before = files(world)
    ran = world.run("reanchor", NEW)

    assert (ran.returncode, ran.stderr) == (1, "")
    assert files(world) == before
    assert ran.stdout == (
        "seeds/2025-03-03-meeting/article.txt\n"
        "new.txt shares 96.2% of its words\n"
        "3 quotes of 3 facts: 2 as before, 1 gone\n"
        "\n"
        "machines-made  seeds/2025-03-03-meeting/facts.yaml:9:5\n"
        "  Tiny Works has made 1.5 million machines.\n"
        "\n"
        "  gone; the nearest words are these:\n"
        "    before  Завод Tiny Works выпустил 1,»5« млн станков\n"
        "    now     Завод Tiny Works выпустил 1,»8« млн станков\n"
        "\n"
        "  these words contradict the record:\n"
        '    value: 1.5e6 is not in the quotes; their numbers are 1.8e6 ("1,8 млн")\n'
        "\n"
        "no fact would take up 1 number of the corrected text: factpack todo shows them\n"
        "\n"
        "1 fact to decide on, nothing is written: --accept ID (or all) quotes what stands there now,\n"
        '--withdraw "ID=reason" takes the fact back, --write leaves the rest to factpack check\n'
    )


@pytest.mark.parametrize(
    ("text", "options", "status", "is_written"),
    [
        (f"Да. {OLD}", (), 0, False),
        (f"Да. {OLD}", ("--write",), 0, True),
        (f"Да. {OLD}", ("--write", "--dry-run"), 0, False),
        (OLD.replace("1,5", "1,8"), ("--accept", "machines-made"), 0, True),
        (OLD.replace("1,5", "1,8"), ("--accept", "all"), 0, True),
        (OLD.replace("1,5", "1,8"), ("--accept", "all", "--dry-run"), 0, False),
        (OLD.replace("1,5", "1,8"), ("--withdraw", "machines-made=Corrected."), 0, True),
        (OLD.replace("1,5", "1,8"), ("--withdraw", "anna-is-glad=Taken back."), 1, False),
        (OLD.replace("1,5", "1,8"), ("--withdraw", "anna-is-glad=Taken back.", "--write"), 1, True),
        (OLD.replace("1,5", "1,8"), ("--write",), 1, True),
    ],
)
def test_it_is_written_once_all_is_decided(
    world: World, text: str, options: tuple[str, ...], status: int, *, is_written: bool
) -> None:
    """With a decision for each fact, or by --write; the text, its SHA-256 and the decisions together."""
    world.write(NEW, text)
    before = files(world)
    ran = world.run("reanchor", NEW, *options)

    assert (ran.returncode, ran.stderr) == (status, "")
    assert (files(world) != before) is is_written
    assert ("\nwritten: " in ran.stdout) is is_written
    if is_written:
        assert (world.root / world.article).read_text(encoding="utf-8") == text
        assert "evidence/article-changed" not in world.rules()
    assert not list((world.root / "seeds").rglob(".*"))


def test_a_fact_taken_back_stays_with_its_reason(world: World) -> None:
    """Its record says so after its id; what else stands in the file keeps every character."""
    before = (world.root / world.facts).read_text(encoding="utf-8")
    world.write(NEW, OLD.replace(GLAD, "Анна Ким молчит."))
    ran = world.run("reanchor", NEW, "--withdraw", "anna-is-glad=The publisher: she did not say so.")

    added = '    status: withdrawn\n    withdrawal: "The publisher: she did not say so."\n'
    assert ran.stdout.endswith(
        "written: seeds/2025-03-03-meeting/facts.yaml, seeds/2025-03-03-meeting/article.txt, "
        "seeds/2025-03-03-meeting/article.yaml\nnext: factpack check\n"
    )
    assert (world.root / world.facts).read_text(encoding="utf-8") == before.replace(
        "  - id: anna-is-glad\n", f"  - id: anna-is-glad\n{added}"
    )
    assert world.found() == ["article.txt:3:1 coverage/sentence"]


def test_a_text_that_was_overwritten_in_place_is_worked_on_too(world: World) -> None:
    """The finding names the command; the old text is not known any more, and that is said."""
    world.edit(world.article, "1,5", "1,8")
    mend = next(finding.mend for finding in world.check() if finding.rule == "evidence/article-changed")
    command = mend.partition(": factpack ")[2].split()
    shown = world.run(*command)

    assert shown.returncode == 1
    assert "its old text is not known any more" in shown.stdout
    assert "1 gone" in shown.stdout
    assert world.run(*command, "--accept", "all").returncode == 0
    assert world.found() == ["article.txt:1:73 coverage/number", "facts.yaml:10:12 basis/number-not-in-quote"]


def test_other_programs_get_the_same(world: World) -> None:
    """As JSON: each quote with its state, its spans, what is proposed and what contradicts; and what was written."""
    world.write(NEW, f"Да. {OLD.replace('1,5', '1,8')}")
    shown = json.loads(world.run("reanchor", NEW, "--format", "json").stdout)
    met, made, glad = shown["facts"]

    assert (shown["article"], shown["same"], shown["oldTextKnown"]) == ("2025-03-03-meeting", False, True)
    assert (shown["undecided"], shown["written"]) == (["machines-made"], [])
    assert met["quotes"][0]["state"] == glad["quotes"][0]["state"] == "stands"
    assert met["quotes"][0]["old"] == {"start": 0, "end": 44}
    assert met["quotes"][0]["new"] == {"start": 4, "end": 48}
    assert made["quotes"] == [
        {
            "state": "gone",
            "quote": {"quote": "Завод Tiny Works выпустил 1,5 млн станков", "prefix": "", "suffix": ""},
            "old": {"start": 46, "end": 87},
            "new": {"start": 50, "end": 91},
            "proposed": {"quote": "Завод Tiny Works выпустил 1,8 млн станков", "prefix": "", "suffix": ""},
        }
    ]
    assert [each["record"] for each in made["contradictions"]] == ["machines-made.value"]
    done = json.loads(world.run("reanchor", NEW, "--format", "json", "--accept", "all").stdout)
    assert done["written"] == ["facts.yaml", "article.txt", "article.yaml"]
    assert [fact["decision"] for fact in done["facts"]] == [None, "accepted", None]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "there is no file new.txt: give the path of the article's text"),
        (b"", "new.txt is empty: save the article's text in it"),
        (b"\xef\xbb\xbf" + OLD.encode(), "new.txt: the article begins with a byte-order mark"),
        (OLD.replace("\n", "\r\n").encode(), "new.txt: the article has a CR or CRLF line end at line 1"),
        (OLD.encode("cp1251"), "new.txt: the article is not UTF-8 at line 1"),
        ("Погода сегодня хорошая, и дождя не будет.".encode(), "new.txt is like no article of seeds/ (2025-03-03-"),
    ],
)
def test_a_text_that_corrects_nothing_is_one_sentence(world: World, data: bytes | None, told: str) -> None:
    """What is wrong with it is said with the way out, and nothing is written."""
    if data is not None:
        world.write(NEW, data)
    before = files(world)
    ran = world.run("reanchor", NEW, "--accept", "all", "--write")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"factpack: {told}")
    assert len(ran.stderr.splitlines()) == 1
    assert files(world) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--accept", "machine-made"), "'machine-made' is no current fact of 2025-03-03-meeting; did you mean"),
        (("--withdraw", "machines-made"), "a fact is taken back for a reason: write one"),
        (("--withdraw", "machines-made= "), "a fact is taken back for a reason: write one"),
        (("--withdraw", "machines-made=x\x1b[1m"), "holds a character that cannot be seen"),
        (
            ("--accept", "machines-made", "--withdraw", "machines-made=x"),
            "machines-made is both accepted and withdrawn",
        ),
        (("--article", "2025-03-03-meting"), "there is no article '2025-03-03-meting' in seeds/; did you mean"),
    ],
)
def test_options_that_cannot_be_are_one_sentence(world: World, options: tuple[str, ...], told: str) -> None:
    """A misspelt id, no reason, two decisions for one fact: nothing is written."""
    world.write(NEW, OLD.replace("1,5", "1,8"))
    before = files(world)
    ran = world.run("reanchor", NEW, *options)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert files(world) == before


def test_words_that_nothing_is_like_cannot_be_accepted(world: World) -> None:
    """There is nothing to quote: the fact is withdrawn, or left."""
    world.write(NEW, OLD.replace(GLAD, f"{GLAD}\n\n{GLAD}").replace("\n\n", "\n\nx. ", 1))
    world.edit(world.facts, "evidence: Анна Ким считает это успехом", "evidence: Анна Ким считает")
    world.write(world.article, OLD.replace(GLAD, f"{GLAD} {GLAD}"))
    found = reanchor(world.project, world.root / NEW)
    [fact] = [fact for fact in found.facts if fact.fact.id == "anna-is-glad"]

    assert (fact.quotes[0].state, fact.quotes[0].proposed) == (State.NEEDS_CONTEXT, None)
    with pytest.raises(DataError, match=r'anna-is-glad cannot be accepted: "Анна .*" stands more than once now, and'):
        decided(found, ["anna-is-glad"], [])
    assert "anna-is-glad" not in decided(found, ["all"], []).accepted


@pytest.mark.parametrize(
    ("old", "new", "is_like"),
    [
        ("12%", "14%", True),
        ("34-летие", "35-летие", True),
        ("1,6 млрд", "1,8 млрд", True),
        ("7", "9", True),
        ("Участники", "министерской", False),
        ("По итогам встречи", "сфере", False),
    ],
)
def test_what_is_proposed_is_like_the_words(old: str, new: str, *, is_like: bool) -> None:
    """A number that was corrected is, with or without the old text; another word that stands there now is not."""
    before, after = (read_article("a", f"Вчера {each} были там.\n".encode(), "ru") for each in (old, new))

    for known in (before, None) if old != "7" else (before,):
        quote = Correction(known, after).requote(Quote(quote=old))
        assert (quote.proposed == Quote(quote=new)) is is_like
        assert (quote.proposed is None) is not is_like


def test_what_was_removed_is_not_proposed_from_elsewhere(world: World) -> None:
    """With all others accepted, it is said why this one cannot be, and what is left to do."""
    world.write(NEW, f"{MADE.replace('1,5', '1,8')}\n\n{GLAD}\n")
    before = files(world)
    ran = world.run("reanchor", NEW, "--accept", "all")

    assert (ran.returncode, ran.stderr, files(world)) == (1, "", before)
    assert "  gone, and nothing like it stands there now:\n" in ran.stdout
    assert " ".join(ran.stdout.split("\n\n")[-1].split()) == (
        'anna-meets-ivan cannot be accepted: "Анна Ким встретилась с Иваном Ли в 2025 году" is gone, and nothing like '
        'it stands there now 1 fact left, nothing is written: --withdraw "anna-meets-ivan=reason" as well takes the '
        "fact back, --write leaves the rest to factpack check"
    )
    assert world.run("reanchor", NEW, "--accept", "all", "--withdraw", "anna-meets-ivan=Removed.").returncode == 0


def second_article(world: World, text: str) -> None:
    """Add an article of this text."""
    world.write("other.txt", text)
    options = ("--publisher", "x", "--date", "2025-05-05", "--language", "ru", "--headline", "Other")
    assert world.run("add", "other.txt", *options).returncode == 0


def test_the_article_is_the_one_that_the_text_is_most_like(world: World) -> None:
    """Among several it is found by its words; where two are alike, it has to be said."""
    second_article(world, "Погода сегодня хорошая, и дождя не будет до самого вечера.\n")
    assert corrected(world, OLD.replace("1,5", "1,8")).source.article.id == "2025-03-03-meeting"

    world.write(NEW, "Погода сегодня плохая, и дождя не будет до самого вечера.\n")
    assert world.run("reanchor", NEW).stdout.startswith("seeds/2025-05-05-other/article.txt\n")


def test_an_entity_that_another_article_names_is_not_missed(world: World) -> None:
    """The corrected text need not name it again; one that no article names any more is told."""
    second_article(world, "Сегодня рассказали, как Tiny Works работает.\n")
    found = corrected(world, OLD.replace(MADE, "Завод стоит.").replace("Иваном Ли", "Петром"))

    assert [note.record for note in found.notes] == ["ivan"]


def test_two_articles_that_are_alike_are_not_guessed_between(world: World) -> None:
    """And the text of one is not taken for the corrected text of another."""
    second_article(world, OLD.replace("2025", "2024"))
    world.write(NEW, OLD.replace("1,5", "1,8"))
    unclear = world.run("reanchor", NEW)

    assert unclear.returncode == 2
    assert "say which it corrects by --article" in unclear.stderr
    assert world.run("reanchor", NEW, "--article", "2025-03-03-meeting").returncode == 1
    other = world.run("reanchor", "other.txt", "--article", "2025-03-03-meeting")
    assert other.stderr == (
        "factpack: other.txt is the text of 2025-05-05-other: give the corrected text of 2025-03-03-meeting\n"
    )


def test_records_that_cannot_be_read_keep_it_from_being_written(world: World) -> None:
    """Not all facts could be looked at: it shows what it can, and says what to mend first."""
    world.edit(world.facts, "mood: glad", "mood: happy")
    world.write(NEW, f"Да. {OLD}")
    before = files(world)
    ran = world.run("reanchor", NEW, "--write")

    assert ran.returncode == 2
    assert "facts.yaml:16:11 cannot be read: factpack check says why" in ran.stdout
    assert ran.stderr.startswith("factpack: seeds/2025-03-03-meeting/facts.yaml:16:11 cannot be read")
    assert files(world) == before


def test_a_read_only_file_is_left_alone(world: World) -> None:
    """Whoever made it read-only meant it: one sentence, and nothing is written."""
    found = corrected(world, OLD.replace("1,5", "1,8"))
    (world.root / world.facts).chmod(0o444)
    before = files(world)
    with pytest.raises(DataError, match=r"facts\.yaml is read-only"):
        correct(world.root, found, Decisions(["machines-made"]))

    assert files(world) == before


def test_what_was_changed_meanwhile_is_not_overwritten(world: World) -> None:
    """Whoever saves a file while the questions are answered keeps what was saved."""
    found = corrected(world, OLD.replace("1,5", "1,8"))
    world.edit(world.facts, "mood: glad", "mood: sad")
    before = files(world)
    with pytest.raises(DataError, match=r"facts\.yaml has been changed meanwhile: nothing was written"):
        correct(world.root, found, Decisions(["machines-made"]))

    assert files(world) == before


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_disk_that_fails_midway_leaves_all_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Whichever file cannot take its place: the others get theirs back."""
    found = corrected(world, OLD.replace("1,5", "1,8"))
    before = files(world)
    replace, calls = Path.replace, iter(range(9))

    def fail(path: Path, target: Path) -> Path:
        if next(calls) == at:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(DataError, match="cannot be written: No space left on device"):
        correct(world.root, found, Decisions(["machines-made"]))

    assert files(world) == before


@pytest.mark.parametrize("at", [1, 2])
def test_whoever_interrupts_it_midway_finds_all_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Ctrl-C between two files takes the first back."""
    found = corrected(world, OLD.replace("1,5", "1,8"))
    before, replace, calls = files(world), Path.replace, iter(range(9))

    def stop(path: Path, target: Path) -> Path:
        if next(calls) == at:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr("pathlib.Path.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        correct(world.root, found, Decisions(["machines-made"]))

    assert files(world) == before


KILLED = """
import os
from pathlib import Path

from factpack.cli import main

replace, calls = Path.replace, iter(range(9))


def stop(path, target):
    if next(calls) == {at}:
        os._exit(9)
    return replace(path, target)


Path.replace = stop
main(["reanchor", "{new}", "--accept", "all", "--write"])
"""


@pytest.mark.parametrize("at", [1, 2])
def test_whoever_is_killed_midway_does_it_again(world: World, at: int) -> None:
    """`factpack check` lets no half of it pass, and the same command makes it whole."""
    corrected(world, OLD.replace("1,5", "1,8"))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED.format(at=at, new=NEW)], cwd=world.root, capture_output=True, check=False
    )
    assert killed.returncode == 9
    assert {"evidence/not-found", "evidence/article-changed"}.intersection(world.rules())
    world.run("reanchor", NEW, "--accept", "all", "--write")
    assert world.found() == ["article.txt:1:73 coverage/number", "facts.yaml:10:12 basis/number-not-in-quote"]


WORDS = st.lists(st.sampled_from(["да", "нет", "мы", "1,5 млн", "Анна", ".", ",", "\n\n"]), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS, st.data())
def test_words_that_stand_once_in_both_texts_are_never_gone(
    one: list[str], two: list[str], data: st.DataObject
) -> None:
    """Whatever was changed around them; and what is proposed for any others stands in the text once."""
    old, new = (f"Начало {' '.join(words)} конец." for words in (one, two))
    start = data.draw(st.integers(0, len(old) - 1))
    quote = Quote(quote=old[start : data.draw(st.integers(start + 1, len(old)))])
    assume(any(map(str.isalnum, quote.quote)))  # check refuses others
    before, after = (read_article("x", text.encode(), "ru") for text in (old, new))
    for correction in (Correction(before, after), Correction(None, after)):
        requoted = correction.requote(quote)
        if len(list(occurrences(quote.quote, new))) == 1:
            assert requoted.state in {State.STANDS, State.SENTENCE_CHANGED, State.MOVED}
        if requoted.proposed:
            proposed = requoted.proposed
            places = list(occurrences(proposed.prefix + proposed.quote + proposed.suffix, new))
            assert len(places) == 1
            assert requoted.new
            assert new[requoted.new.start : requoted.new.end] == proposed.quote
        if old == new and len(list(occurrences(quote.quote, old))) == 1:
            assert requoted.state is State.STANDS


def test_a_curator_is_asked_fact_by_fact_on_a_terminal(world: World) -> None:
    """Accept, withdraw with a reason, skip; and once before anything is written."""
    text = OLD.replace("1,5", "1,8").replace("успехом", "удачей").replace("встретилась", "виделась")
    world.write(NEW, text)
    seen, status = typed(world, "x", "s", "a", "w", "", "She said so of another thing.", "yes")

    assert status == 1
    assert "1 of 3: [a]ccept what stands there now, [w]ithdraw the fact, [s]kip it?" in seen
    assert "answer a or w or s" in seen
    assert "a fact is taken back for a reason: write one" in seen
    assert "Write the corrected text, the quotes of 1 fact, 1 withdrawal; 1 fact left to factpack check?" in seen
    assert (world.root / world.article).read_text(encoding="utf-8") == text
    facts = (world.root / world.facts).read_text(encoding="utf-8")
    assert "    evidence: Анна Ким встретилась с Иваном Ли в 2025 году\n" in facts
    assert "    evidence: Завод Tiny Works выпустил 1,8 млн станков\n" in facts
    assert "    withdrawal: She said so of another thing.\n" in facts


@pytest.mark.parametrize(
    "answers", [("a", "n"), ("w", "Wrong.", "no"), ("a", "\x04"), ("\x04",), ("\x03",), ("a", "\x03")]
)
def test_nothing_is_written_without_a_yes(world: World, answers: tuple[str, ...]) -> None:
    """A no, the end of the input, Ctrl-C: the folder's bytes are the same."""
    world.write(NEW, OLD.replace("1,5", "1,8"))
    before = files(world)
    seen, status = typed(world, *answers)

    assert status == {"\x03": 130, "\x04": 2}.get(answers[-1], 1), seen
    assert "Traceback" not in seen
    assert files(world) == before


def typed(world: World, *answers: str) -> tuple[str, int]:
    """What stands on a terminal of 80 columns after these answers, and the exit status; each waits for its question."""
    program = [sys.executable, "-m", "factpack", "reanchor", NEW]
    # `setsid --ctty` makes the terminal the one that sends Ctrl-C.
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 80))
    with subprocess.Popen(
        ["setsid", "--ctty", "--wait", *program],
        cwd=world.root,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
    ) as process:
        os.close(theirs)
        seen = ""
        try:
            for answer in answers:
                seen += until_asked(ours)
                os.write(ours, answer.encode() if answer in {"\x03", "\x04"} else f"{answer}\n".encode())
            seen += until_asked(ours)
            status = process.wait(timeout=60)
        finally:
            process.kill()  # one that waits for a further answer would wait for ever
    os.close(ours)
    return seen.replace("\r\n", "\n"), status


def until_asked(terminal: int) -> str:
    """What is shown until the next question, or until the end."""
    seen = b""
    with contextlib.suppress(OSError):  # the other end has gone
        while not seen.endswith((b"? ", b"[n]o ")) and select.select([terminal], [], [], 60)[0]:
            seen += os.read(terminal, 65536)
    return seen.decode(errors="replace")
