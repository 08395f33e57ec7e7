"""`factpack site` writes a page of what is published, whole or not at all, and never the article's text unasked."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import datetime as dt
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factpack.errors import DataError
from factpack.numerals import Comparator
from factpack.outputs.site import must_be_ours, site_files, site_names, whole_articles
from factpack.outputs.site.content import Content
from factpack.outputs.site.facts import REASON, SHOWN_ABOVE
from factpack.outputs.site.lit import words_for_value
from factpack.outputs.site.wording import LANGUAGES, code_word, column_title, wording
from factpack.outputs.site.words import shown_articles
from factpack.package import Package
from factpack.record import Derivation, Fact, Status

if TYPE_CHECKING:
    from tests.conftest import World

REPOSITORY = Path(__file__).parents[2]
GAPPED = "Анна Ким тихо и без свидетелей считает это успехом. Никто не спорил."
GLAD = """\
opinions:
  - id: anna-is-glad
    mood: glad
    speaker: anna
    statement: Anna Kim takes it for a success.
    evidence: [Анна Ким, считает это успехом]
"""
ANNA = "entities:\n  - {id: anna, name_en: Anna Kim, name: Анна Ким, forms: [Анна Ким]}\n"
SET_ASIDE = "sentences:\n  - {starts: Никто, waiver: It says what nobody did.}\n"


def site(world: World, **given: Any) -> dict[str, bytes]:  # noqa: ANN401 (whatever site_files takes)
    """The files of the page of what the world has built."""
    return site_files(Package(world.root / "datapackage"), **given)


def plain(page: bytes) -> str:
    """The text of a page, without its markup."""
    return unescape(re.sub(r"<[^>]*>", "", page.decode()))


@pytest.fixture(scope="module")
def _gapped_once(world_of_module: World) -> World:
    world_of_module.tell(GAPPED, GLAD, entities=ANNA, article=SET_ASIDE)
    assert world_of_module.build().report.ok
    return world_of_module


@pytest.fixture
def gapped(_gapped_once: World, tmp_path: Path) -> World:
    """One fact, with words between its quotes, and a sentence that was set aside."""
    return _gapped_once.copy(tmp_path / "gapped")


def test_the_command_writes_the_page_and_says_where(built_world: World) -> None:
    """Two languages, a style and a script; where to look is printed."""
    ran = built_world.run("site")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "wrote site/: 3 facts, 1 derivation, quotes and the gaps between them\nopen site/index.html\n"
    )
    names = {path.name for path in (built_world.root / "site").iterdir()}
    assert names == {"index.html", "index.ru.html", "site.css", "site.js"}


def test_it_is_written_again_and_elsewhere(built_world: World) -> None:
    """An earlier page is replaced, with what it had more; a folder can be named, also an empty one."""
    (built_world.root / "page").mkdir()

    assert built_world.run("site", "page").returncode == 0
    assert built_world.run("site", "page", "--language", "ru").returncode == 0
    assert {path.name for path in (built_world.root / "page").iterdir()} == {"index.html", "site.css", "site.js"}
    assert '<html lang="ru">' in (built_world.root / "page" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [".", "seeds", "datapackage"])
def test_a_folder_of_another_kind_is_refused(built_world: World, folder: str) -> None:
    """Writing drops what else stands in the folder, so nothing may."""
    before = sorted(path for path in built_world.root.rglob("*") if "__pycache__" not in path.parts)
    ran = built_world.run("site", folder)

    assert ran.returncode == 2
    assert re.fullmatch(r"factpack: \S+ holds \S+, which `factpack site` has not written: .*\n", ran.stderr)
    assert sorted(path for path in built_world.root.rglob("*") if "__pycache__" not in path.parts) == before


def test_a_page_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """An index.html alone does not make a folder ours; nor does a file beside ours."""
    (tmp_path / "index.html").write_text("<title>My garden</title>", encoding="utf-8")
    with pytest.raises(DataError, match=r"holds index\.html, which"):
        must_be_ours(tmp_path, site_names())
    (tmp_path / "index.html").unlink()
    (tmp_path / "site.css").touch()
    with pytest.raises(DataError, match=r"holds site\.css, which"):
        must_be_ours(tmp_path, site_names())


def test_a_file_in_the_way_is_told(built_world: World) -> None:
    """What is no folder is not replaced."""
    built_world.write("site", "mine")
    ran = built_world.run("site")

    assert ran.returncode == 2
    assert "is not a folder" in ran.stderr
    assert (built_world.root / "site").read_text(encoding="utf-8") == "mine"


def test_without_a_package_it_says_what_to_do(world: World) -> None:
    """The page is made of what was built."""
    ran = world.run("site")

    assert ran.returncode == 2
    assert "run `factpack build` first" in ran.stderr
    assert not (world.root / "site").exists()


def test_only_quotes_are_given_away(gapped: World) -> None:
    """The page for sharing has … for what stands between quotes, and nothing of a sentence that was set aside."""
    for name, page in site(gapped).items():
        assert "свидетел" not in page.decode(), name
        assert "спорил" not in page.decode(), name
    assert "Анна Ким … считает это успехом" in plain(site(gapped)["index.html"])


def test_the_whole_article_is_shown_when_asked(gapped: World) -> None:
    """With the text from the seeds, every word stands in its place."""
    ran = gapped.run("site", "--with-article")

    assert ran.stdout.startswith("wrote site/: 1 fact, 0 derivations, the whole text of the articles: not for sharing")
    text = plain((gapped.root / "site" / "index.html").read_bytes())
    assert "Анна Ким тихо и без свидетелей считает это успехом. Никто не спорил." in text


def test_another_text_than_the_packages_is_refused(gapped: World) -> None:
    """The package says by its digest which text its places are of."""
    gapped.write(gapped.article, GAPPED + " Ещё.")
    with pytest.raises(DataError, match="is not the text that the package was built of"):
        whole_articles(Package(gapped.root / "datapackage"), gapped.root)
    (gapped.root / gapped.article).unlink()
    ran = gapped.run("site", "--with-article")
    assert ran.returncode == 2
    assert "cannot be read" in ran.stderr


def test_coverage_is_seen_at_a_glance(gapped: World) -> None:
    """How many sentences facts quote, and why one was set aside."""
    text = plain(site(gapped)["index.html"])

    assert "2 sentences · 1 quoted by facts · 1 set aside for a reason" in text
    assert "Sentence 2: It says what nobody did." in text


def test_overlapping_quotes_are_cut_into_pieces(world: World) -> None:
    """Words that two facts quote name both; what stands around them, the one."""
    again = GLAD + GLAD.replace("opinions:\n", "").replace("anna-is-glad", "anna-is-sure").replace(
        "[Анна Ким, считает это успехом]", "[Анна Ким, это успехом]"
    )
    world.tell("Анна Ким считает это успехом.", again, entities=ANNA)
    assert world.build().report.ok
    pieces = re.findall(r'<a class="said d(\d)".*? data-n="([\d ]+)".*?>(.*?)</a>', site(world)["index.html"].decode())

    assert pieces == [("2", "1 2", "Анна Ким"), ("1", "1", "считает "), ("2", "1 2", "это успехом")]


def test_the_pieces_are_the_words_of_the_article() -> None:
    """Of this repository's article: with the text they make up each sentence; without, each is verbatim or a gap."""
    content = Content(Package(REPOSITORY / "datapackage"), "en")
    texts = whole_articles(content.package, REPOSITORY)
    (name, text), (whole,), (shared,) = *texts.items(), shown_articles(content, texts), shown_articles(content, {})

    assert name == whole.row["id"]
    for sentence in whole.sentences:
        pieces = "".join(piece.text for piece in sentence.pieces)
        assert pieces == text[sentence.row["start"] : sentence.row["end"]]
    for piece in (piece for sentence in shared.sentences for piece in sentence.pieces):
        if piece.facts:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
        else:
            assert piece.text.strip() in {"", "…"}
    assert {number for sentence in shared.sentences for piece in sentence.pieces for number in piece.facts} == set(
        range(1, len(content.rows("facts")) + 1)
    )


def test_each_field_says_how_it_is_known(built_world: World) -> None:
    """A stated one shows its words, an editorial one no reason, a computed one what it is, a derivation its formula."""
    text = " ".join(plain(site(built_world)["index.html"]).split())

    assert "Value 1,500,000 stated 1,5 млн" in text
    assert "Year 2025 stated 2025" in text
    assert "Guest Ivan Lee stated Иваном Ли" in text
    assert "Mood glad editorial" in text
    assert "Low 1,450,000 computed The least value." in text
    assert "Value 750,000 computed machines / 2 — Half of the machines. from machines (2)" in text


def test_an_inferred_field_gives_its_reason(world: World) -> None:
    """Instead of words, why they imply it."""
    world.edit(world.facts, "Ли в 2025 году\n", "Ли\n    because: {year: The letter is dated 2025.}\n")
    world.write(
        world.article_yaml,
        (world.root / world.article_yaml).read_text(encoding="utf-8")
        + ("waivers:\n  - {words: 2025 году, reason: Not needed.}\n"),
    )
    assert world.build().report.ok

    assert "Year 2025 inferred The letter is dated 2025." in " ".join(plain(site(world)["index.html"]).split())


def test_a_withdrawn_fact_is_shown_as_such(world: World) -> None:
    """It stands with the reason and its old words; they lead nowhere any more, and it can be filtered by."""
    world.edit(
        world.facts,
        "  - id: anna-is-glad\n",
        ("  - id: anna-is-glad\n    status: withdrawn\n    withdrawal: The publisher took it back.\n"),
    )
    waiver = 'sentences:\n  - {starts: "Анна Ким считает", waiver: Taken back.}\n'
    world.write(world.article_yaml, (world.root / world.article_yaml).read_text(encoding="utf-8") + waiver)
    assert world.build().report.ok
    page = site(world)["index.html"].decode()
    fact = page[page.index('id="anna-is-glad"') :].partition("</article>")[0]

    assert "Withdrawn: The publisher took it back." in plain(fact.encode())
    assert "Анна Ким считает это успехом" in plain(fact.encode())
    assert 'class="quote"' not in fact
    assert "nothing vouches for it any more" in fact
    assert '<option value="=withdrawn" lang="en">withdrawn</option>' in page


def test_both_languages_say_everything() -> None:
    """No text of the page is missing or empty in one of them."""
    english, russian = (wording(language) for language in LANGUAGES)

    assert english.keys() == russian.keys()
    assert all([*english.values(), *russian.values()])
    assert not set(english) & set(dir(dict)), "a template would find the method instead"


def test_the_russian_page_names_entities_in_russian(built_world: World) -> None:
    """Where all articles are Russian, Russian readers need no English names."""
    text = plain(site(built_world)["index.ru.html"])

    assert "Говорит: Анна Ким" in text
    assert "1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000" in text
    assert "3 марта 2025" in text


def test_the_russian_page_says_in_russian_what_is_the_engines_own(built_world: World) -> None:
    """Columns, vocabularies and tables that every dataset has; what a dataset adds is marked as English."""
    page = site(built_world)["index.ru.html"].decode()

    assert '<dt lang="ru">Сравнение</dt>' in page
    assert '<bdi lang="ru">ровно</bdi>' in page
    assert '<option value="=derivations" lang="ru">Вычисленное</option>' in page
    assert '<option value="=counts" lang="en">Counts</option>' in page
    assert '<dt lang="en">Mood</dt>' in page
    assert '<bdi lang="en">glad</bdi>' in page


def test_every_word_of_the_engines_vocabularies_is_translated() -> None:
    """A new word is not forgotten."""
    for column, words in {"status": Status, "comparator": Comparator}.items():
        assert {code_word(column, word, "ru")[1] for word in words} == {"ru"}
        assert {code_word(column, word, "en")[1] for word in words} == {"en"}
    shown = {column.name for column in (*Fact.columns, *Derivation.columns)} - SHOWN_ABOVE - REASON
    assert {column_title(name, name, "ru")[1] for name in shown} == {"ru"}


def test_the_same_package_gives_the_same_bytes(built_world: World) -> None:
    """Nothing of the page hangs on the order in which Python keeps a set."""
    pages = []
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "factpack", "site"]
        subprocess.run(command, cwd=built_world.root, env=environment, check=True, capture_output=True)
        pages.append((built_world.root / "site" / "index.html").read_bytes())
    assert len(set(pages)) == 1


@pytest.mark.parametrize(
    ("value", "quote", "words"),
    [
        (500.0, "более 500 компаний", ["более 500"]),
        (1.6e9, "1,6 млрд долларов США", ["1,6 млрд долларов США"]),
        ("USD", "1,6 млрд долларов США", ["1,6 млрд долларов США"]),
        ("%", "84%", ["84%"]),
        ("2026/2027", "на 2026-2027 годы", ["2026", "2027"]),
        (dt.date(2026, 2, 27), "27 февраля 2026 года", ["2026", "27 февраля"]),
        ("рост", "простор и рост", ["рост"]),
        ("рост", "простор", []),
        (True, "1 компания", []),
        (7, "семь компаний", []),
    ],
)
def test_the_words_of_a_stated_value_are_found(value: object, quote: str, words: list[str]) -> None:
    """Numbers with their scale and unit, years and days, texts as whole words; and nothing where that is not sure."""
    found = words_for_value(value, [{"quote": quote, "start": 100, "end": 100 + len(quote)}], "ru")

    assert [lit.words for lit in found] == words
    assert all(quote[lit.start - 100 : lit.end - 100] == lit.words for lit in found)
