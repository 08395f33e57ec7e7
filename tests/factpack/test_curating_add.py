"""`factpack add` makes the folder of a new article, whole or not at all."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import hashlib
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from factpack.build import check
from factpack.curating.adding.adding import Metadata, add
from factpack.curating.adding.identifier import article_id
from factpack.errors import DataError
from factpack.seeds.yaml_file import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import World

TEXT = (
    "5 марта 2025 года Анна Ким открыла завод. Завод построил более 500 станков на $1,5 млрд.\n\n"
    "Это\u00a0хорошо: все рады. Все рады, и Анна рада.\n"
)
KNOWN = Metadata("Tiny Times", "2025-04-04", "ru", "[Анна Ким открыла завод]")
OPTIONS = ("--publisher", "Tiny Times", "--date", "2025-04-04", "--language", "ru", "--headline", "[Анна Ким открыла]")
ID = "2025-04-04-anna-kim-otkryla-zavod"


@pytest.fixture
def text(world: World) -> Path:
    """A file with the text of an article, outside of the seeds."""
    world.write("new.txt", TEXT)
    return world.root / "new.txt"


def files(world: World) -> dict[str, bytes]:
    """All that stands in the seeds."""
    return {str(path): path.read_bytes() for path in (world.root / "seeds").rglob("*") if path.is_file()}


def uncommented(stub: str) -> str:
    """The stub as a curator has it who takes the hints: without the # before them."""
    head, _, hints = stub.partition("\n\n")
    return head + "\n" + re.sub(r"^# ", "", hints, flags=re.MULTILINE)


def test_the_folder_holds_the_text_byte_for_byte_and_what_is_known(world: World, text: Path) -> None:
    """The text keeps its bytes, article.yaml has their SHA-256, and both YAML files the schema that editors read."""
    folder = add(world.project, text, KNOWN).folder
    article_yaml = (folder / "article.yaml").read_text(encoding="utf-8")

    assert folder == world.root / "seeds" / ID
    assert (folder / "article.txt").read_bytes() == TEXT.encode()
    assert article_yaml.startswith(
        "# yaml-language-server: $schema=../../schema/article.schema.json\n"
        'headline: "[Анна Ким открыла завод]"\n'
        "publisher: Tiny Times\n"
        'date: "2025-04-04"\n'
        "language: ru\n"
        f"sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\n"
        "# dateline: The place that it is datelined from.\n"
    )
    assert (
        (folder / "facts.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../../schema/seeds.schema.json\n")
    )
    assert not list((world.root / "seeds").glob(".*"))


def test_check_and_todo_go_on_from_there(world: World, text: Path) -> None:
    """What was added is sound, and all that is wrong is that no fact takes the article up."""
    ran = world.run("add", str(text), *OPTIONS)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "added seeds/2025-04-04-anna-kim-otkryla/: 4 sentences, 4 numbers in digits\n"
        "next: factpack todo --article 2025-04-04-anna-kim-otkryla\n"
    )
    assert {rule for rule in world.rules() if not rule.startswith("package/")} == {
        "coverage/sentence",
        "coverage/number",
    }
    assert "coverage: 0 of 4 sentences, 0 of 4 numbers, " in world.run(*ran.stdout.split()[-3:]).stdout


def test_the_stub_has_records_to_begin_with(world: World, text: Path) -> None:
    """Uncommented, the hints are YAML whose quotes stand in the article, and only empty fields are left to fill in."""
    folder = add(world.project, text, KNOWN).folder
    stub = (folder / "facts.yaml").read_text(encoding="utf-8")
    hints = uncommented(stub)

    assert parse_yaml(stub, "").value == {"derivations": []}
    assert list(parse_yaml(hints, "").value) == ["derivations", "opinions", "counts"]
    filled = re.sub(r"^(.*(?:id|statement|mood)):  # .*$", r"\1: glad", hints, flags=re.MULTILINE)
    numbers = iter(range(9))
    filled = re.sub(r"id: glad", lambda _: f"id: fact-{next(numbers)}", filled)
    (folder / "facts.yaml").write_text(filled, encoding="utf-8")
    found = [finding for finding in world.check() if not finding.rule.startswith("coverage/")]
    assert found == []
    count = next(proved.fact for proved in check(world.project).draft.facts if proved.fact.id == "fact-2")
    assert count.model_dump()["value"] == 500
    assert count.model_dump()["comparator"] == "more_than"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "there is no file {}: give the path of the article's text"),
        (b"", "{} is empty: save the article's text in it"),
        (b" \n\n", "{} is empty: save the article's text in it"),
        (b"\x89PNG\r\n\0\0", "{} is no text: save the article's text as a file of its own, in UTF-8"),
        ("Завод рад.".encode("utf-16"), "{} is no text: save the article's text as a file of its own, in UTF-8"),
        ("Завод рад.".encode("cp1251"), "{}: the article is not UTF-8 at line 1, byte offset 0; save it as UTF-8"),
        (
            "Завод\r\nрад.\r\n".encode(),
            "{}: the article has a CR or CRLF line end at line 1, byte offset 10; save it with LF line ends",
        ),
        (
            b"\xef\xbb\xbfx",
            "{}: the article begins with a byte-order mark (line 1, byte offset 0); save it as UTF-8 without one",
        ),
    ],
)
def test_a_text_that_is_no_article_is_one_sentence(world: World, data: bytes | None, told: str) -> None:
    """What is wrong with the file is said with the way out, and nothing is written."""
    if data is not None:
        world.write("new.txt", data)
    before = files(world)
    ran = world.run("add", "new.txt", *OPTIONS)

    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"factpack: {told.format('new.txt')}\n")
    assert files(world) == before
    assert not list((world.root / "seeds").glob(".*"))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("date", "27.02.2026", "'27.02.2026' is no day: write the date of publication as 2026-02-27"),
        ("date", "20260227", "'20260227' is no day: "),
        ("date", "2026-02-30", "'2026-02-30' is no day: "),
        ("language", "kz", "'kz' is no language that CLDR has data for: "),
        ("language", "Russian", "'Russian' is no language that CLDR has data for: "),
        ("language", "ru-RU", "'ru-RU' is no language that CLDR has data for: "),
        ("language", "../ru", "'../ru' is no language that CLDR has data for: "),
        ("publisher", "x\x1b[31m", "holds a character that cannot be seen"),
        ("publisher", "x\udcff", "holds a character that cannot be seen"),
        ("headline", "«…»", "'«…»' has no letter or digit that could name a folder: write a headline in words"),
    ],
)
def test_metadata_that_cannot_be_is_one_sentence(world: World, text: Path, field: str, value: str, told: str) -> None:
    """A day that the calendar lacks, a code that is no language and their like are told; nothing is written."""
    before = files(world)
    known = {name: getattr(KNOWN, name) for name in ("publisher", "date", "language", "headline")}
    with pytest.raises(DataError, match=re.escape(told)) as error:
        add(world.project, text, Metadata(**{**known, field: value}))

    assert len(str(error.value).splitlines()) == 1
    assert files(world) == before


def test_what_is_missing_is_not_asked_for_where_there_is_no_terminal(world: World, text: Path) -> None:
    """A script is told which options to give; it never waits for an answer."""
    ran = world.run("add", str(text), "--date", "2025-04-04", "--headline", "x")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "factpack: say --publisher, --language too; on a terminal, factpack asks for what is not given\n"
    )


def test_what_is_missing_is_asked_for_on_a_terminal(world: World, text: Path) -> None:
    """Each question is asked until the answer is one; what was given as an option is not asked for."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "factpack", "add", str(text), "--publisher", "Tiny Times"],
        cwd=world.root,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(theirs)
        os.write(ours, "yesterday\n2025-04-04\nru\n[Завод открыт]\n".encode())
        try:
            output, errors = process.communicate(timeout=60)
        finally:
            process.kill()
    os.close(ours)

    assert (process.returncode, output.splitlines()[0]) == (
        0,
        "added seeds/2025-04-04-zavod-otkryt/: 4 sentences, 4 numbers in digits",
    )
    assert errors == (
        "When? (as 2026-02-27)   'yesterday' is no day: write the date of publication as 2026-02-27\n"
        "When? (as 2026-02-27) In which language? (ISO 639: ru, kk, en …) Enter for ru: "
        "Its headline? (in [brackets] if it has none and this is yours) "
    )


def test_what_the_text_suggests_is_taken_with_enter(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    """The questions show the language and the headline that the text seems to have; nothing is taken silently."""
    world.write("new.txt", "Завод открыт\n\nВ городе открыли завод, который построит новые станки.\n")
    ours, theirs = pty.openpty()
    os.write(ours, b"\n\n")
    with subprocess.Popen(
        [sys.executable, "-m", "factpack", "add", "new.txt", "--publisher", "x", "--date", "2025-04-04"],
        cwd=world.root,
        stdin=theirs,
    ) as process:
        os.close(theirs)
        try:
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
    os.close(ours)
    output, errors = capfd.readouterr()

    assert output.startswith("added seeds/2025-04-04-zavod-otkryt/: 2 sentences")
    assert "Enter for ru: " in errors
    assert errors.endswith("Enter for Завод открыт: ")
    assert "language: ru\n" in (world.root / "seeds/2025-04-04-zavod-otkryt/article.yaml").read_text(encoding="utf-8")


def test_the_same_bytes_are_not_added_twice(world: World) -> None:
    """Under another headline they are the same article still: its folder is named."""
    world.write("new.txt", (world.root / world.article).read_bytes())
    with pytest.raises(DataError, match=r"new\.txt is added already, as 2025-03-03-meeting: `factpack todo --article"):
        add(world.project, world.root / "new.txt", KNOWN)


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_stands_there_is_never_overwritten(world: World, text: Path, *, is_folder: bool) -> None:
    """Another text under the same date and headline has to take another name."""
    world.write(f"seeds/{ID}/notes.txt" if is_folder else f"seeds/{ID}", "mine")
    before = files(world)
    with pytest.raises(DataError, match=f"seeds/{ID} is there already, with another text: "):
        add(world.project, text, KNOWN)

    assert files(world) == before


def test_nothing_is_left_behind_where_it_cannot_be_written(
    world: World, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails midway there is no half folder, and one sentence says so."""
    before = files(world)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.rename", fail)
    with pytest.raises(DataError, match="cannot be written: No space left on device"):
        add(world.project, text, KNOWN)

    assert files(world) == before
    assert not list((world.root / "seeds").glob(".*"))


def test_a_folder_left_by_a_killed_run_is_no_obstacle(world: World, text: Path) -> None:
    """What was staged and never finished is made anew."""
    world.write(f"seeds/.{ID}.staged/rubbish", "x")
    folder = add(world.project, text, KNOWN).folder

    assert sorted(path.name for path in folder.iterdir()) == ["article.txt", "article.yaml", "facts.yaml"]


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("[Visit of the minister]", "2025-04-04-visit-of-the-minister"),
        ("Әріптестік туралы келісім: Қазақстан", "2025-04-04-ariptestik-turaly-kelisim-kazakstan"),
        ("Щука – ёж & съезд №5", "2025-04-04-shchuka-ezh-sezd-no5"),
        ("слово " * 30, "2025-04-04-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo"),
        ("../../etc/passwd", "2025-04-04-etc-passwd"),
    ],
)
def test_the_name_is_of_lower_case_latin_letters_digits_and_hyphens(headline: str, name: str) -> None:
    """Headlines in any script name a folder that can be typed, and not a long one."""
    assert article_id("2025-04-04", headline) == name


def test_outside_a_project_one_sentence_says_so(tmp_path: Path) -> None:
    """There is nowhere to put the article."""
    ran = subprocess.run(
        [sys.executable, "-m", "factpack", "add", "x.txt", *OPTIONS],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("factpack: no pyproject.toml with [tool.factpack] in ")
