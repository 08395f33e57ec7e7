"""Watching: what is wrong with the seeds at first, and what has changed after each save."""

from collections.abc import Iterator
from dataclasses import dataclass

from factpack.build import check
from factpack.curating.watching.changes import Changes, changes
from factpack.curating.watching.saves import saves
from factpack.errors import FactpackError
from factpack.findings import Report
from factpack.project import Project, find_project


@dataclass(frozen=True, slots=True)
class Seen:
    """What is wrong now, and what of it is new and what is gone since the last time."""

    report: Report
    changes: Changes


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why nothing could be seen, in a sentence."""

    why: str


def watch(project: Project) -> Iterator[Seen | Unseen]:
    """What is wrong at once, then again after each save under seeds/ and of pyproject.toml; without end."""
    before = Report()
    for saved in saves(project.root):
        if code := sorted(name for name in saved if name.startswith("src/")):
            yield Unseen(f"{code[0]} has changed: start factpack check --watch again, for the old one is loaded")
        if len(code) == len(saved) > 0:
            continue
        try:
            report = check(find_project(project.root), remembering=True).report
        except FactpackError as error:
            yield Unseen(str(error))
        else:
            told = changes(before, report)
            yield Seen(report, told)
            before = Report.of([*report, *told.unseen])  # until they can be looked at again
