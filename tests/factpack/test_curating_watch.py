"""`factpack check --watch` says after each save what is new, what is gone, and how much is wrong."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import re
import signal
import subprocess
import sys
from dataclasses import replace
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from factpack.curating.watching.changes import changes
from factpack.curating.watching.report import seen_text
from factpack.curating.watching.watching import Seen
from factpack.findings import Finding, Place, Report, Severity
from factpack.reports import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import World

PATIENCE = 30
COMMAND = (
    "import signal; from factpack.cli import command\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # tests may run where it is ignored
    "command()"
)
COUNTS = re.compile(r"\d\d:\d\d:\d\d  (.*)")
ONE = Finding("basis/text-not-in-quote", Place("seeds/a.yaml", 3, 5), "found x", "correct it", "fact.words")


def test_a_report_is_compared_with_the_one_before() -> None:
    """What stands in one alone is new, or gone, in the order of the report."""
    two, three = replace(ONE, record="other"), replace(ONE, message="found y")
    told = changes(Report((ONE, two)), Report((two, three)))

    assert (told.new, told.gone) == ((three,), (ONE,))


def test_the_same_report_has_no_changes() -> None:
    """Nor has one without findings."""
    for report in (Report(), Report((ONE, ONE))):
        assert changes(report, report) == changes(Report(), Report())


def test_a_finding_that_has_only_moved_is_not_new() -> None:
    """Lines were inserted above it, also above the line that its message names."""
    first = replace(ONE, message="the key 'a' stands twice; first at line 2")
    moved = replace(first, place=Place("seeds/a.yaml", 9, 7), message="the key 'a' stands twice; first at line 8")

    assert changes(Report((first,)), Report((moved,))) == changes(Report(), Report())


def test_the_same_mistake_once_more_is_new() -> None:
    """Findings are counted: the one that stands last is the new one."""
    again = replace(ONE, place=Place("seeds/a.yaml", 20, 5))

    assert changes(Report((ONE,)), Report((ONE, again))).new == (again,)
    assert changes(Report((ONE, again)), Report((ONE,))).gone == (again,)


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, place=Place("seeds/b.yaml", 3, 5)),
        replace(ONE, rule="basis/number-not-in-quote"),
        replace(ONE, severity=Severity.WARNING),
        replace(ONE, record="fact.mood"),
    ],
)
def test_what_says_something_else_is_new(other: Finding) -> None:
    """Another file, rule, record or severity."""
    told = changes(Report((ONE,)), Report((other,)))

    assert (told.new, told.gone) == ((other,), (ONE,))


def test_what_cannot_be_looked_at_is_not_gone() -> None:
    """A file that cannot be read hides what is wrong in its folder; other folders have no part in that."""
    broken = Finding("seed/yaml-syntax", Place("seeds/x/b.yaml", 1, 1), "broken", "mend it")
    hidden, elsewhere = (replace(ONE, place=Place(f"seeds/{folder}/a.yaml", 3, 5)) for folder in "xy")
    told = changes(Report((hidden, elsewhere)), Report((broken,)))

    assert (told.new, told.gone, told.unseen) == ((broken,), (elsewhere,), (hidden,))
    shared = replace(broken, place=Place("seeds/entities.yaml", 1, 1))
    assert changes(Report((hidden, elsewhere)), Report((shared,))).gone == ()
    assert changes(Report((broken,)), Report()).gone == (broken,)

    text = seen_text(Seen(Report((broken,)), told), "12:00:00", ".", Page("", 80))
    assert "gone: seeds/x" not in text
    assert "not looked at: 1 earlier finding, for a file cannot be read" in text


def test_much_that_is_taken_up_is_summed_up() -> None:
    """As it is where it is new: an article whose facts were stashed away and restored is a line."""
    found = [
        Finding("coverage/sentence", Place("seeds/x/article.txt", line, 1), f"sentence {line}", "quote it")
        for line in range(1, 20)
    ]
    told = changes(Report((*found, ONE)), Report())
    gone = [line for line in seen_text(Seen(Report(), told), "12:00:00", ".", Page("", 80)).splitlines() if line]

    assert gone[:-1] == [
        "gone: seeds/a.yaml:3:5  basis/text-not-in-quote  fact.words",
        "gone: seeds/x/article.txt  coverage: 19 sentences",
    ]


class Watch:
    """The command in a process of its own, whose lines are read as they come."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "check", "--watch"],
            cwd=world.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def until_counts(self) -> list[str]:
        """The lines of one look, the last with the counts alone."""
        lines = []
        while not (counts := COUNTS.fullmatch(line := self.lines.get(timeout=PATIENCE))):
            lines.append(line)
        return [*lines, counts[1]]

    def save(self, name: str, old: str, new: str) -> None:
        """Save as editors do: a temporary file beside the old one, put in its place."""
        path = self.world.root / name
        temporary = path.with_name(f".{path.name}.swp")
        temporary.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        temporary.replace(path)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))


@pytest.fixture
def watch(built_world: World) -> Iterator[Watch]:
    """The command, running where nothing is wrong."""
    running = Watch(built_world)
    try:
        assert running.until_counts() == ["watching seeds/ and pyproject.toml; Ctrl-C ends it", "no findings"]
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def test_each_save_tells_what_is_new_and_what_is_gone(watch: Watch) -> None:
    """A new finding in full, one that has moved not at all, one that is gone in a line, and the counts last."""
    facts = watch.world.facts
    watch.save(facts, "year: 2025", "year: 2024")
    new = watch.until_counts()
    place = new.index(f"{facts}:5:11  basis/year-not-in-quote  anna-meets-ivan.year")
    assert (new[0], new[place + 1][:7], new[place + 2][:8], new[-1]) == ("", "  2024 ", "  mend: ", "2 errors")

    watch.save(facts, "meetings:", "# one line more\nmeetings:")
    assert watch.until_counts() == ["2 errors"]

    watch.save(facts, "opinions:", "opinions: [")
    broken = watch.until_counts()
    assert [line for line in broken if "seed/yaml-syntax" in line]

    watch.save(facts, "opinions: [", "opinions:")
    watch.until_counts()
    watch.save(facts, "year: 2024", "year: 2025")
    after = watch.until_counts()
    assert f"gone: {facts}:6:11  basis/year-not-in-quote  anna-meets-ivan.year" in after
    assert after[-1] == "no findings"


def test_the_settings_and_the_code_are_watched_too(watch: Watch) -> None:
    """pyproject.toml is read anew, half saved or whole; code that has changed asks for a new start."""
    watch.save("pyproject.toml", "max_quoted_share = 1.0", "max_quoted_share = ")
    assert "pyproject.toml cannot be read" in watch.lines.get(timeout=PATIENCE)
    watch.save("pyproject.toml", "max_quoted_share = ", "max_quoted_share = 0.1")
    assert [line for line in watch.until_counts() if line.startswith("pyproject.toml:8:1  ")]

    watch.save("src/tiny/__init__.py", "GLAD", "HAPPY")
    assert watch.lines.get(timeout=PATIENCE).startswith("factpack: src/tiny/__init__.py has changed: start ")


def test_a_folder_that_is_made_anew_is_watched_on(watch: Watch) -> None:
    """As when another branch is checked out."""
    seeds = watch.world.root / "seeds"
    seeds.rename(watch.world.root / "away")
    assert "seed/no-article" in "".join(watch.until_counts())
    (watch.world.root / "away").rename(seeds)
    assert watch.until_counts()[-1] == "no findings"
    watch.save(watch.world.facts, "year: 2025", "year: 2024")
    assert watch.until_counts()[-1] == "2 errors"


def test_ctrl_c_ends_it_without_a_traceback(watch: Watch) -> None:
    """With the status that shells know it by."""
    watch.process.send_signal(signal.SIGINT)

    assert watch.process.wait(PATIENCE) == 130
    assert watch.lines.get(timeout=PATIENCE) == "factpack: interrupted"
