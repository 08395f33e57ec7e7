"""What `check` remembers of folders that have not changed makes it quicker and changes nothing of what it finds."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpack.build import check
from factpack.memory import FILE, FOLDER, code_digest
from factpack.project import find_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import World

SECOND, THIRD = "2025-03-04-second", "2025-03-05-third"
CROSSING = """derivations:
  - id: machines-of-two
    statement: The machines of two articles.
    formula: one + two
    formula_in_words: The sum.
    inputs: {one: machines-made, two: second-machines-made}
"""
FACTS = f"seeds/{SECOND}/facts.yaml"


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace words in a file, once or never."""

    def replace(root: Path) -> None:
        path = root / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return replace


def remove(name: str) -> Callable[[Path], None]:
    """Remove a folder, if it is there."""
    return lambda root: shutil.rmtree(root / name, ignore_errors=True)


def rename(name: str, other: str) -> Callable[[Path], None]:
    """Rename a folder, if it is there and the other is not."""

    def move(root: Path) -> None:
        if (root / name).is_dir() and not (root / other).exists():
            (root / name).rename(root / other)

    return move


def write(name: str, text: str) -> Callable[[Path], None]:
    """Write a file, and its folder if need be."""

    def put(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return put


EDITS: dict[str, Callable[[Path], None]] = {
    "a wrong number": edit(FACTS, "value: 1.5e6", "value: 1.6e6"),
    "the right number": edit(FACTS, "value: 1.6e6", "value: 1.5e6"),
    "a fact less": edit(FACTS, "id: second-machines-made", "id: second-machines-built"),
    "a fact back": edit(FACTS, "id: second-machines-built", "id: second-machines-made"),
    "an id twice": edit(FACTS, "id: second-anna-is-glad", "id: anna-is-glad"),
    "an id once": edit(FACTS, "id: anna-is-glad", "id: second-anna-is-glad"),
    "an unknown speaker": edit(FACTS, "speaker: anna", "speaker: nobody"),
    "a known speaker": edit(FACTS, "speaker: nobody", "speaker: anna"),
    "no YAML": edit(FACTS, "counts:", "counts: ["),
    "YAML": edit(FACTS, "counts: [", "counts:"),
    "an entity less": edit("seeds/entities.yaml", "forms: [Иваном Ли]", "forms: [Иваном Ле]"),
    "an entity back": edit("seeds/entities.yaml", "forms: [Иваном Ле]", "forms: [Иваном Ли]"),
    "a form more": edit("seeds/entities.yaml", "forms: [Tiny Works]", "forms: [Tiny Works, Завод]"),
    "a form twice": edit("seeds/entities.yaml", "forms: [Анна Ким]", "forms: [Анна Ким, Tiny Works]"),
    "an entity that is not read": edit("seeds/entities.yaml", "    name: Иван Ли\n", ""),
    "an entity elsewhere": write(
        f"seeds/{THIRD}/more.yaml", "entities:\n  - {id: two, name_en: Two, name: две, forms: [Ким]}\n"
    ),
    "another text": edit(f"seeds/{THIRD}/article.txt", "1,5 млн", "1,6 млн"),
    "the first text": edit(f"seeds/{THIRD}/article.txt", "1,6 млн", "1,5 млн"),
    "a number that nobody takes up": edit(f"seeds/{THIRD}/article.txt", "успехом.", "успехом в 2031 году."),
    "a derivation across articles": write(f"seeds/{THIRD}/derived.yaml", CROSSING),
    "a fact taken back": edit(FACTS, "    mood: glad", "    status: withdrawn\n    withdrawal: x\n    mood: glad"),
    "a fact restored": edit(FACTS, "    status: withdrawn\n    withdrawal: x\n", ""),
    "an article renamed": rename(f"seeds/{THIRD}", "seeds/2025-01-01-first"),
    "an article named as before": rename("seeds/2025-01-01-first", f"seeds/{THIRD}"),
    "another bound": edit("pyproject.toml", "max_quoted_share = 1.0", "max_quoted_share = 0.1"),
    "an article less": remove(f"seeds/{THIRD}"),
    "an ignored file": write(f"seeds/{SECOND}/more.yml", "counts: []\n"),
    "a fact without an article": write(
        "seeds/more.yaml", "opinions:\n  - {id: x, mood: sad, statement: x, evidence: x}\n"
    ),
}


@pytest.fixture(scope="session")
def three_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world with two more articles of the same text, their facts of other names; not to be changed."""
    root = tmp_path_factory.mktemp("three") / "world"
    shutil.copytree(Path(__file__).parents[1] / "world", root, ignore=shutil.ignore_patterns("__pycache__"))
    first = root / "seeds/2025-03-03-meeting"
    for name, prefix in ((SECOND, "second-"), (THIRD, "third-")):
        folder = root / "seeds" / name
        shutil.copytree(first, folder)
        facts = (folder / "facts.yaml").read_text(encoding="utf-8").replace("- id: ", f"- id: {prefix}")
        facts = facts.replace("machines: machines-made", f"machines: {prefix}machines-made")
        (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    return root


@pytest.fixture
def articles(world: World, three_articles: Path) -> World:
    """A sound dataset of three articles."""
    shutil.copytree(three_articles, world.root, dirs_exist_ok=True)
    return world


def worked_out(world: World) -> list[str]:
    """The folders that a check looks into, "" for what all share; what it finds is what it would without memory."""
    project = world.project
    checked = check(project, remembering=True)
    looked_into = [name for name in checked.draft.gists if checked.draft.parts.is_worked_out(name)]
    assert list(checked.report) == list(check(project).report)
    return looked_into


def test_only_what_has_changed_is_looked_into(articles: World) -> None:
    """The first check looks into each folder, the second into none, the third into the one that was edited."""
    assert worked_out(articles) == ["", "2025-03-03-meeting", SECOND, THIRD]
    assert worked_out(articles) == []
    EDITS["a number that nobody takes up"](articles.root)
    assert worked_out(articles) == [THIRD]


def test_a_new_form_is_looked_for_only_where_its_words_stand(articles: World) -> None:
    """An entity that one article names leaves what is known of the others as it is."""
    worked_out(articles)
    articles.edit(articles.entities, "forms: [Tiny Works]", "forms: [Tiny Works, Небывалый]")
    assert worked_out(articles) == [""]

    articles.edit(articles.entities, "Небывалый", "Завод")
    assert worked_out(articles) == ["", "2025-03-03-meeting", SECOND, THIRD]


def test_a_rule_over_all_articles_is_held_to_what_is_remembered(articles: World) -> None:
    """A fact that takes the id of a remembered one is found, with the place of the other."""
    worked_out(articles)
    articles.edit(FACTS, "id: second-anna-is-glad", "id: anna-is-glad")
    found = [finding for finding in check(articles.project, remembering=True).report if finding.rule[:3] == "key"]

    assert [finding.place.file for finding in found] == [FACTS]
    assert f"the other is at {articles.facts}" in found[0].message


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6))
def test_memory_changes_nothing_of_what_is_found(
    tmp_path_factory: pytest.TempPathFactory, three_articles: Path, edits: list[str]
) -> None:
    """Whatever is edited, in whatever order: the findings are those of a check that remembers nothing."""
    root = tmp_path_factory.mktemp("edited") / "world"
    shutil.copytree(three_articles, root)
    for name in edits:
        EDITS[name](root)
        project = find_project(root)
        assert list(check(project, remembering=True).report) == list(check(project).report), edits


def test_the_tables_are_those_of_a_check_that_remembers_nothing(articles: World) -> None:
    """Rows that are remembered stand where they would, mentions are counted, and derivations cross articles."""
    EDITS["a derivation across articles"](articles.root)
    worked_out(articles)
    EDITS["a number that nobody takes up"](articles.root)
    project = articles.project
    remembered, anew = check(project, remembering=True).draft, check(project).draft

    assert {name: table.to_pylist() for name, table in remembered.tables.items()} == {
        name: table.to_pylist() for name, table in anew.tables.items()
    }
    assert anew.tables["entities"]["mentions"].to_pylist() == [6, 3, 3]
    assert "machines-of-two" in anew.tables["derivations"]["id"].to_pylist()


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_a_damaged_memory_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, three_articles: Path, data: st.DataObject
) -> None:
    """One byte changed, or the end missing: everything is looked into again."""
    root = tmp_path_factory.mktemp("damaged") / "world"
    shutil.copytree(three_articles, root)
    project = find_project(root)
    check(project, remembering=True)
    file = root / FOLDER / FILE
    content = bytearray(file.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[position] ^= data.draw(st.integers(1, 255))
    else:
        del content[position:]
    file.write_bytes(content)
    draft = check(project, remembering=True).draft

    assert all(map(draft.parts.is_worked_out, draft.gists))


def test_other_code_does_not_believe_it(world: World) -> None:
    """A record class that has become stricter looks at every record again."""
    assert world.run("check").returncode == 0
    world.edit("src/tiny/__init__.py", "ge=0, description", "ge=2e6, description")
    ran = world.run("check")

    assert (ran.returncode, "bound/not-allowed" in ran.stdout) == (1, True)


def test_code_that_is_edited_while_it_runs_is_not_remembered_for_what_it_became(world: World) -> None:
    """As under --watch: what the old classes found is not kept as what the new ones would find."""
    watching = (
        "from pathlib import Path; from factpack.build import check; from factpack.project import find_project\n"
        "project = find_project(Path.cwd()); check(project, remembering=True)\n"
        "code = Path('src/tiny/__init__.py'); code.write_text(code.read_text().replace('ge=0,', 'ge=2e6,'))\n"
        "facts = next(Path('seeds').glob('*/facts.yaml')); facts.write_text(facts.read_text() + '# saved\\n')\n"
        "print(check(project, remembering=True).report.ok)"
    )
    ran = subprocess.run([sys.executable, "-c", watching], cwd=world.root, capture_output=True, text=True, check=False)

    assert (ran.stdout, ran.stderr) == ("True\n", "")
    assert "bound/not-allowed" in world.run("check").stdout


def test_another_dataset_does_not_believe_it(world: World) -> None:
    """The same module may define two; what one has no table for was remembered by the other."""
    with (world.root / "src/tiny/__init__.py").open("a", encoding="utf-8") as file:
        file.write("FEWER = __import__('dataclasses').replace(DATASET, records=(TinyFact, Meeting, Count, Entity))\n")
    assert world.run("check").returncode == 0
    world.edit("pyproject.toml", "tiny:DATASET", "tiny:FEWER")

    assert "seed/unknown-table" in world.run("check").stdout
    world.edit("pyproject.toml", "tiny:FEWER", "tiny:DATASET")
    assert world.run("check").returncode == 0


def test_code_that_cannot_be_read_is_looked_past(world: World) -> None:
    """An editor's lock beside an unsaved module, a link to nothing, does not disturb a check."""
    (world.root / "src/tiny/.#lock.py").symlink_to("nothing")
    (world.root / "src/tiny/gone.py").symlink_to("nothing")
    ran = world.run("check")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert not (world.root / FOLDER).exists()


def test_a_name_that_is_no_text_is_remembered(world: World) -> None:
    """A file of seeds whose name is not UTF-8 is checked, and known again."""
    name = os.fsdecode(b"seeds/2025-03-03-meeting/\xff.yaml")
    (world.root / name).write_text("a: [", encoding="utf-8")
    first, second = world.run("check"), world.run("check")

    assert (first.returncode, first.stdout, first.stderr) == (1, second.stdout, "")


def test_the_code_is_known_by_its_files_and_by_what_is_installed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest is the same from run to run; with another package installed it is another."""
    dataset = world.project.dataset
    before = code_digest(world.root, dataset)
    assert code_digest(world.root, dataset) == before
    (world.root / "new-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(world.root)
    assert code_digest(world.root, dataset) != before


def test_it_leaves_nothing_to_commit(world: World) -> None:
    """The folder ignores itself."""
    world.run("check")

    assert sorted(path.name for path in (world.root / FOLDER).iterdir()) == [".gitignore", FILE]
    assert (world.root / FOLDER / ".gitignore").read_text() == "*\n"


def test_where_it_cannot_be_kept_everything_is_looked_into(world: World) -> None:
    """A file in the place of its folder is left alone, and the check works."""
    world.write(FOLDER, "mine")

    ran = world.run("check")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "package/not-built" in ran.stdout
    assert (world.root / FOLDER).read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"{}", (2).to_bytes(8, "big") + b"{}", (2).to_bytes(8, "big") + b"[]"])
def test_what_another_has_sealed_is_not_believed(world: World, content: bytes) -> None:
    """A file with the right seal and of another kind is looked past."""
    file = world.root / FOLDER / FILE
    file.parent.mkdir()
    file.write_bytes(hashlib.sha256(content).digest() + content)

    assert worked_out(world) == ["", "2025-03-03-meeting"]


def test_a_build_does_not_ask_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published was looked at from the first byte to the last."""
    check(world.project, remembering=True)
    monkeypatch.setattr("factpack.build.recall", lambda *_: pytest.fail("asked"))

    assert world.build().report.ok
