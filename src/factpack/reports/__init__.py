"""Reports: findings as text, JSON or GitHub annotations. One format a module."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from factpack.findings import Report
from factpack.reports.github import github
from factpack.reports.json_report import json_report
from factpack.reports.text import text

FORMATS: Mapping[str, Callable[[Report], str]] = {"text": text, "json": json_report, "github": github}

__all__ = ["FORMATS", "below"]


def below(folder: str, report: Report) -> Report:
    """The report with the places of its findings below `folder`, which is the dataset's root as the reader sees it."""
    return Report(
        tuple(
            replace(finding, place=replace(finding.place, file=str(PurePosixPath(folder) / finding.place.file)))
            for finding in report
        )
    )
