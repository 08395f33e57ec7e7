"""Reports: findings as text, JSON or GitHub annotations. One format a module."""

from collections.abc import Callable, Mapping

from factpack.findings import Report
from factpack.reports.github import github
from factpack.reports.json_report import json_report
from factpack.reports.text import text

FORMATS: Mapping[str, Callable[[Report], str]] = {"text": text, "json": json_report, "github": github}

__all__ = ["FORMATS"]
