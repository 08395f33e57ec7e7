"""`factpack check --fix` mends what has one right mending, shows it, and leaves the rest to people."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from factpack.build import Checked, check
from factpack.curating.fixing import fixing, replacing
from factpack.curating.fixing.fixing import Fixed, fix
from factpack.curating.fixing.report import fixed_text
from factpack.reports import Page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import World

    from factpack.project import Project

TEXT = "Анна Ким рада. Иван Ли и Анна Ким рады. Ким рада, рада.\n\nАнна Ким устала. Рада и Анна Кимова.\n"
ENTITIES = """# yaml-language-server: $schema=../schema/seeds.schema.json
entities:
  - {id: anna, name_en: Anna Kim, name: Анна Ким, forms: [Анна Ким]}
  - {id: ivan, name_en: Ivan Lee, name: Иван Ли, forms: [Иван Ли]}
"""
OPTIONS = ("--publisher", "P", "--date", "2026-01-02", "--language", "en", "--headline", "[plant]")
CHANGED = "its form cannot be mended without a change of what it says"
HEAD = "# yaml-language-server: $schema=../../schema/seeds.schema.json\n"
FACT = HEAD + "opinions:\n  - id: glad\n    mood: glad\n    statement: x\n    speaker: anna\n    evidence: {}\n"


def fixed(world: World, evidence: str, text: str = TEXT, name: str = "anna") -> str:
    """The evidence of a fact that Anna states after mending."""
    world.tell(text, FACT.replace("anna", name).format(evidence), entities=ENTITIES)
    fix(world.project)
    return (
        (world.root / world.facts).read_text(encoding="utf-8").partition("evidence:")[2].strip(" ").removesuffix("\n")
    )


def test_a_repeated_quote_is_told_apart_by_the_sentence_of_the_others(world: World) -> None:
    """All other quotes stand in one sentence, and there the words stand once."""
    told = fixed(world, "[Анна Ким, Иван Ли]")

    assert told == '[{quote: Анна Ким, prefix: "Ли и "}, Иван Ли]'
    assert not [finding for finding in world.check() if finding.rule.startswith(("evidence/", "basis/"))]


def test_a_repeated_quote_is_told_apart_by_the_paragraph_of_the_others(world: World) -> None:
    """Where the other quotes stand in several sentences, the paragraph that holds them all decides."""
    text = "Ким рада. Иван Ли пел. Завод стоит.\n\nКим устала. Анна Ким.\n"

    assert fixed(world, "[Ким, рада, Иван Ли]", text, "ivan") == '[{quote: Ким, suffix: " рада"}, рада, Иван Ли]'


def test_a_place_that_cuts_a_word_cannot_be_meant(world: World) -> None:
    """Where one place alone is of whole words, it is that one."""
    assert fixed(world, "Анна Ким", "Анна Кимова рада. Анна Ким рада.") == '{quote: Анна Ким, suffix: " рада"}'


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('{quote: Анна Ким, suffix: " рад"}', '{quote: Анна Ким, suffix: " рады"}'),
        ('{suffix: " ", quote: Анна Ким}', '{suffix: " ", quote: Анна Ким, prefix: "и "}'),
        ("{quote: Анна Ким, prefix: ' '}", '{quote: Анна Ким, prefix: "Ли и "}'),
        ("quote: Анна Ким  # she\n        suffix: ' рад'", 'quote: Анна Ким  # she\n        suffix: " рады"'),
    ],
)  # fmt: skip
def test_a_prefix_that_is_not_enough_is_made_longer(world: World, given: str, told: str) -> None:
    """What is given holds: it is lengthened, or the other side is added."""
    after = fixed(world, f"\n      - {given.lstrip()}\n      - Иван Ли")

    assert after.replace("' '", '" "') == f"\n      - {told.lstrip()}\n      - Иван Ли"


@pytest.mark.parametrize(
    "evidence",
    [
        "Анна Ким",
        "[Анна Ким, устала, Иван Ли]",
        "[рада, Анна Ким, нет]",
        "[Анна Ким, Анна Ким, Иван Ли]",
        "[рада, 'Ким рада,']",
        "[Ким, Рада и]",
        "[Ким, Иван Ли]",
    ],
)
def test_what_several_places_can_be_meant_by_is_left(world: World, evidence: str) -> None:
    """No other quote, other quotes all over, a lost quote, the same words twice, none there, or nothing proved."""
    assert fixed(world, evidence) == evidence


def test_nothing_is_told_apart_in_an_article_that_has_changed(world: World) -> None:
    """Whoever looks at its quotes again has to see them as they were."""
    world.tell(TEXT, FACT.format("[Анна Ким, Иван Ли]"), entities=ENTITIES)
    world.write(world.article, f"{TEXT}Ещё.\n")
    fix(world.project)

    assert "evidence: [Анна Ким, Иван Ли]" in (world.root / world.facts).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "wrong", "after"),
    [
        ("value: 1.5e6", 'value: "1.5e6"', "value: 1.5e6"),
        ("year: 2025", "year: '2025'", "year: 2025"),
        ("id: machines-made", "id: 2025", 'id: "2025"'),
    ],
)
def test_a_value_of_the_wrong_type_is_written_right(world: World, before: str, wrong: str, after: str) -> None:
    """A number where a text is wanted gets quotes, a number in quotes loses them."""
    world.edit(world.facts, before, f"{wrong}  # as it is")
    world.edit(
        world.facts, "{machines: machines-made}", "{machines: a}" if "id" in before else "{machines: machines-made}"
    )
    assert [finding.rule for finding in world.check()][:1] == ["seed/wrong-type"]

    assert sum(each.types for each in fix(world.project).mended) == 1
    assert f"{after}  # as it is" in (world.root / world.facts).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("value: 1.5e6", 'value: "-1"'), ("value: 1.5e6", "value: many"), ("year: 2025", 'year: "2025.5"')],
)
def test_a_value_that_stays_wrong_is_left(world: World, field: str, wrong: str) -> None:
    """Where something else is wrong with it too, a person decides."""
    world.edit(world.facts, field, wrong)
    mended = {each.name: each.types for each in fix(world.project).mended}

    assert mended[world.facts] == 0
    assert wrong in (world.root / world.facts).read_text(encoding="utf-8")


def test_a_record_that_can_be_read_at_last_is_mended_in_the_same_run(world: World) -> None:
    """A second run has nothing left to do."""
    fact = FACT.format("[Анна Ким, Иван Ли]").replace("id: glad", "id: 5")
    world.tell(TEXT, fact, entities=ENTITIES)
    (facts,) = (each for each in fix(world.project).mended if each.name == world.facts)

    assert (facts.quotes, facts.types, facts.form) == (1, 1, False)
    assert fix(world.project).mended == ()


def test_the_package_stays_the_same(built_world: World) -> None:
    """Form is no matter of the data: the seeds mended, the package is still of them."""
    assert {each.name for each in fix(built_world.project).mended} == {
        built_world.facts,
        built_world.article_yaml,
        built_world.entities,
    }
    assert built_world.rules() == []


def test_what_add_writes_is_in_form(world: World) -> None:
    """A new article needs no mending."""
    fix(world.project)
    world.write("plant.txt", "A plant has opened. It made 500 machines.\n")
    done = world.run(
        "add", "plant.txt", *["--publisher", "P", "--date", "2026-01-02", "--language", "en", "--headline", "[plant]"]
    )

    assert done.returncode == 0, done.stderr
    assert fix(world.project).mended == ()


def test_files_that_are_not_yaml_are_left(world: World) -> None:
    """What cannot be read is check's to tell; the others are mended."""
    world.write(world.facts, "counts: [\n")
    world.write("seeds/broken.yaml", b"\xff")
    world.write("seeds/empty.yaml", "")
    result = fix(world.project)

    assert [each.name for each in result.mended] == [world.article_yaml, world.entities]
    assert [sentence.partition(" is")[0] for sentence in result.left] == ["seeds/broken.yaml"]
    assert (world.root / "seeds" / "broken.yaml").read_bytes() == b"\xff"


def test_a_file_that_must_not_be_written_is_left_and_named(world: World) -> None:
    """Read-only files and links stay, the others are mended, and the status says so."""
    (world.root / world.facts).chmod(0o444)
    (world.root / "seeds" / "entities.yaml").rename(world.root / "shared.yaml")
    (world.root / "seeds" / "entities.yaml").symlink_to(world.root / "shared.yaml")
    done = world.run("check", "--fix")

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"factpack: {world.facts} is left as it is: it is read-only",
        f"factpack: {world.entities} is left as it is: it is a link; mend the file that it leads to",
    ]
    assert f"+++ {world.article_yaml}" in done.stdout
    assert (world.root / world.entities).is_symlink()


def test_a_save_in_the_meantime_is_not_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor writes while a file is mended stays."""
    as_before = replacing.overwrite

    def saved_before(file: replacing.SeedText, text: str) -> None:
        file.path.write_text("counts: []  # saved\n", encoding="utf-8")
        as_before(file, text)

    monkeypatch.setattr("factpack.curating.fixing.fixing.overwrite", saved_before)
    result = fix(world.project)

    assert result.mended == ()
    assert {sentence.partition(": ")[2] for sentence in result.left} == {
        "it was saved in the meantime; run factpack check --fix again"
    }
    assert (world.root / world.facts).read_text(encoding="utf-8") == "counts: []  # saved\n"


def test_a_save_while_the_seeds_are_checked_moves_no_quote(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found of a fact is not written into the one that somebody has put in its place."""
    world.tell(TEXT, FACT.format("[Анна Ким, Иван Ли]"), entities=ENTITIES)
    path = world.root / world.facts
    mine = path.read_text(encoding="utf-8").replace("glad\n    mood", "mine\n    mood").replace("Иван Ли", "устала")

    def check_and_save(project: Project) -> Checked:
        checked = check(project)
        path.write_text(mine, encoding="utf-8")
        monkeypatch.setattr(fixing, "check", check)
        return checked

    monkeypatch.setattr(fixing, "check", check_and_save)

    left = fix(world.project).left

    assert path.read_text(encoding="utf-8") == mine
    assert left == (f"{world.facts} is left as it is: it was saved in the meantime; run factpack check --fix again",)


def test_a_form_that_would_change_a_value_is_not_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is read again before it is written."""
    monkeypatch.setattr("factpack.curating.fixing.fixing.formed", lambda text, *_: text.replace("2025", "2026"))
    result = fix(world.project)

    assert f"{world.facts} is left as it is: {CHANGED} at line 5" in result.left
    assert not result.unwritten
    assert "2026" not in (world.root / world.facts).read_text(encoding="utf-8")


def test_a_form_that_would_lose_a_comment_is_not_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line of the comment is named; what is wrong with the seeds decides the status, for nothing failed."""
    world.edit(world.facts, "year: 2025", "year: 2025  # of the meeting")
    monkeypatch.setattr(
        "factpack.curating.fixing.fixing.formed", lambda text, *_: text.replace("  # of the meeting", "")
    )
    result = fix(world.project)

    assert (result.left, result.unwritten) == ((f"{world.facts} is left as it is: {CHANGED} at line 5",), ())


@pytest.mark.parametrize("end", ["  ", "\t", " \t "])
def test_white_space_after_a_comment_is_no_part_of_it(world: World, end: str) -> None:
    """A file is put into form whether or not an editor left blanks or tabs at the end of a comment."""
    world.edit(world.facts, "meetings:", f"meetings:   # trailing{end}")
    done = world.run("check", "--fix")

    assert (done.returncode, done.stderr) == (0, "")
    assert "meetings:" in done.stdout
    assert "# trailing" in (world.root / world.facts).read_text(encoding="utf-8")


def test_a_file_that_is_no_text_leaves_the_status_to_its_finding(world: World) -> None:
    """Nothing was to be written there: the status is that of `factpack check`."""
    world.root.joinpath("seeds", "broken.yaml").write_bytes(b"\xff")
    done = world.run("check", "--fix")

    assert done.returncode == 1
    assert done.stderr == "factpack: seeds/broken.yaml is left as it is: it is not UTF-8\n"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(world: World, start: bytes) -> None:
    """Whoever saves with CRLF finds CRLF, and no other line is touched."""
    path: Path = world.root / world.facts
    path.write_bytes(start + path.read_bytes().replace(b"\n", b"\r\n"))
    fix(world.project)
    data = path.read_bytes()

    assert data.startswith(start + b"# yaml-language-server")
    assert data.count(b"\r\n") == data.count(b"\n") > 20
    assert [path.name for path in path.parent.iterdir() if path.name.startswith(".")] == []


def test_the_command_shows_the_difference_and_what_is_wrong_still(world: World) -> None:
    """A diff that patch can read, what was mended, and check's report and status."""
    world.tell(TEXT, FACT.format("[Анна Ким, Иван Ли]").replace("mood: glad", "mood: gay"), entities=ENTITIES)
    done = world.run("check", "--fix")

    assert done.returncode == 1
    assert done.stdout.startswith(f"--- {world.article_yaml}\n+++ {world.article_yaml}\n@@ -1,3 +1,4 @@\n+# yaml-")
    assert "\nmended 1 file: the form of 1 file\n" in done.stdout
    assert "seed/not-in-vocabulary" in done.stdout
    assert done.stderr == ""


def test_check_offers_what_it_can_mend_and_nothing_else(world: World) -> None:
    """One line under the findings, where it will really do it."""
    world.tell(TEXT, FACT.format("[Анна Ким, Иван Ли]"), entities=ENTITIES)
    assert world.run("check").stdout.endswith("\nfactpack check --fix mends 1 of them\n")

    world.tell(TEXT, FACT.format("Анна Ким"), entities=ENTITIES)
    assert "found-twice" in (shown := world.run("check").stdout)
    assert "--fix" not in shown


def test_the_difference_can_be_read_on_a_narrow_terminal(world: World) -> None:
    """Long lines go on below, indented as they are, in the colour of their sign; piped, they stay whole."""
    long = "many words " * 20
    world.edit(world.facts, "Tiny Works has made 1.5 million machines.", f'"{long.strip()}"')
    result: Fixed = fix(world.project)
    lines = fixed_text(result, ".", Page("", 60, colour=True), fold=True).split("\n")
    plain = fixed_text(result, ".", Page("", 60), fold=False)

    assert max(len(line.replace("\x1b[0m", "").partition("m")[2] or line) for line in lines) <= 72
    assert "\x1b[32m+        many words" in "\n".join(lines)
    assert f"+    statement: {long.strip()}" in plain.split("\n")
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    "options", [("--fix", "--watch"), ("--fix", "--format", "json"), ("--watch", "--format", "github")]
)
def test_what_does_not_go_together_is_refused(world: World, options: tuple[str, ...]) -> None:
    """Wrong use is one sentence and the status 2."""
    done = world.run("check", *options)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_closed_pipe_is_no_mistake(world: World) -> None:
    """`factpack check --fix | head -1` mends everything and says nothing more."""
    command = f"{sys.executable} -m factpack check --fix | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=world.root, capture_output=True, text=True, check=True)

    assert (done.stdout.count("\n"), done.stderr) == (1, "")
    assert fix(world.project).mended == ()
