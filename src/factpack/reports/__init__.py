"""Reports: findings as text, JSON or GitHub annotations. One format a module."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from factpack.findings import Report
from factpack.reports.github import github
from factpack.reports.json_report import json_report, package_json
from factpack.reports.package_text import package_text
from factpack.reports.page import Page
from factpack.reports.text import text
from factpack.reports.wording import printable

FORMATS: Mapping[str, Callable[[Report], str]] = {"text": text, "json": json_report, "github": github}
PACKAGE_FORMATS: Mapping[str, Callable[[Report, Page], str]] = {
    "text": package_text,
    "json": package_json,
    "github": lambda report, _page: github(report),
}

__all__ = ["FORMATS", "PACKAGE_FORMATS", "Page", "below", "printable"]


def below(folder: str, report: Report) -> Report:
    """The report with its files below `folder`, which is the root of the dataset or package as the reader sees it."""
    findings = (
        replace(finding, place=replace(finding.place, file=_below(folder, finding.place.file))) for finding in report
    )
    resources = (
        replace(resource, paths=tuple(_below(folder, path) for path in resource.paths)) for resource in report.resources
    )
    return Report(tuple(findings), tuple(resources))


def _below(folder: str, path: str) -> str:
    if "://" in path:
        return path
    return f"{folder}/{path}" if "://" in folder else str(PurePosixPath(folder) / path)
