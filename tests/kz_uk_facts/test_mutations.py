"""A digit of a stated number or a letter of a quote that is changed in the seeds is found, at its line."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from factpack.build import check
from factpack.findings import Finding, Place, Severity
from factpack.project import Project, find_project
from factpack.record import Basis, Fact, Kind
from factpack.seeds import Seed, read_seeds

ROOT = Path(__file__).parents[2]
NUMERIC = {Kind.NUMBER, Kind.YEAR, Kind.PERIOD, Kind.DATE}
ROUNDS = 4


@dataclass(frozen=True)
class Change:
    """One character in a line of a file of the seeds, written otherwise; `record` is the fact that it is in."""

    file: str
    line: int
    column: int
    character: str
    record: str
    field: str

    def __str__(self) -> str:
        return f"{self.record}.{self.field}[{self.column}]={self.character}"


@cache
def seeds() -> tuple[Seed, ...]:
    """The facts of the repository, as written."""
    dataset = find_project(ROOT).dataset
    found = read_seeds(ROOT, dataset.article_class, dataset.written)
    return tuple(seed for seed in found.records if isinstance(seed.record, Fact))


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a file of the repository."""
    return tuple((ROOT / file).read_text(encoding="utf-8").split("\n"))


def digits() -> Iterator[Change]:
    """Every digit of every stated number, year, period and date, one higher."""
    for seed in seeds():
        assert isinstance(seed.record, Fact)
        for column in seed.record.columns:
            stated = column.basis is Basis.STATED and column.name not in seed.record.because
            if stated and column.kind in NUMERIC and getattr(seed.record, column.name) is not None:
                place = seed.place(column.name)
                written = lines(place.file)[place.line - 1]
                for position in range(place.column - 1, len(written)):
                    if written[position].isdigit():
                        higher = str((int(written[position]) + 1) % 10)
                        yield Change(place.file, place.line, position, higher, seed.record.id, column.name)


def letters(seed: int) -> Iterator[Change]:
    """In every quote of every fact, one letter at random."""
    chance = random.Random(seed)  # noqa: S311 (the same letters in every run)
    for fact in seeds():
        assert isinstance(fact.record, Fact)
        for position, quote in enumerate(fact.record.evidence):
            place = place_of_quote(fact, position)
            start = lines(place.file)[place.line - 1].index(quote.quote, place.column - 1)
            chosen = chance.choice([start + at for at, letter in enumerate(quote.quote) if letter.isalnum()])
            other = "щ" if lines(place.file)[place.line - 1][chosen] != "щ" else "ъ"
            yield Change(place.file, place.line, chosen, other, fact.record.id, "evidence")


def place_of_quote(fact: Seed, position: int) -> Place:
    """Where the words stand: `evidence` is a quote, a list of quotes, or has the words under `quote`."""
    ways = [("evidence", position, "quote"), ("evidence", position), ("evidence", "quote"), ("evidence",)]
    return next(fact.place(*way) for way in ways if (*fact.path, *way) in fact.file.places)


def write(changes: list[Change], root: Path) -> None:
    """Write the files of the seeds with these changes, of which no two are of one character."""
    for file in {change.file for change in changes}:
        changed = [list(line) for line in lines(file)]
        for change in changes:
            if change.file == file:
                changed[change.line - 1][change.column] = change.character
        (root / file).write_text("\n".join(map("".join, changed)), encoding="utf-8")


def errors_at(change: Change, findings: list[Finding]) -> list[Finding]:
    """The errors that are at the line of the change and in its record."""
    return [
        finding
        for finding in findings
        if (finding.place.file, finding.place.line) == (change.file, change.line)
        and finding.severity is Severity.ERROR
        and finding.record.partition(".")[0] == change.record
    ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project with a copy of the seeds."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return replace(find_project(ROOT), root=tmp_path)


@pytest.mark.parametrize("change", list(digits()), ids=str)
def test_a_digit_of_a_stated_number_cannot_change(change: Change, project: Project) -> None:
    """`check` fails at the line, with an error of the record."""
    write([change], project.root)
    assert errors_at(change, list(check(project).report))


@pytest.mark.parametrize("chance", range(ROUNDS))
def test_a_letter_of_a_quote_cannot_change(chance: int, project: Project) -> None:
    """With a letter changed in every quote at once, `check` finds each of them at its line."""
    changes = list(letters(chance))
    write(changes, project.root)
    findings = list(check(project).report)
    assert len(changes) >= len(seeds())
    assert [str(change) for change in changes if not errors_at(change, findings)] == []


def test_a_letter_that_changes_alone_is_found_too(project: Project) -> None:
    """A quote in each file, one after the other: the error does not depend on other errors."""
    changes = {change.file: change for change in letters(ROUNDS)}
    for file, change in changes.items():
        write([change], project.root)
        assert errors_at(change, list(check(project).report)), change
        (project.root / file).write_bytes((ROOT / file).read_bytes())
    assert len(changes) > 1


def test_what_is_changed_is_worth_changing() -> None:
    """There are digits of values, years and periods among the changes, and of both years of a period."""
    changes = list(digits())
    assert {change.field for change in changes} >= {"value", "year", "period"}
    assert len(changes) == len({(change.file, change.line, change.column) for change in changes}) > 20


@pytest.mark.parametrize(("written", "instead"), [("2026/2027", "2025/2027"), ("2026/2027", "2026/2028")])
def test_a_year_of_a_period_cannot_change(written: str, instead: str, project: Project) -> None:
    """The article says 2026-2027: neither year can be another."""
    [seed] = [seed for seed in seeds() if getattr(seed.record, "period", None) == written]
    place = seed.place("period")
    changed = list(lines(place.file))
    changed[place.line - 1] = changed[place.line - 1].replace(written, instead)
    (project.root / place.file).write_text("\n".join(changed), encoding="utf-8")
    [found] = [finding for finding in check(project).report if finding.place.line == place.line]
    assert (found.place.file, found.rule) == (place.file, "basis/period-not-in-quote")
