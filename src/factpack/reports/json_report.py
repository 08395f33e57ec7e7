"""Findings for machines."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from factpack.findings import Example, Finding, Report
from factpack.reports.page import Page


def json_report(report: Report) -> str:
    """An object with `ok` and `findings`: rule, severity, place, record, message, mend, count, examples."""
    return _written({"ok": report.ok, "findings": _findings(report)})


def package_json(report: Report, _page: Page) -> str:
    """The same of a package, and `resources`: name, paths, format, bytes, rows, validator."""
    resources = [asdict(resource) for resource in report.resources]
    return _written({"ok": report.ok, "resources": resources, "findings": _findings(report)})


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [asdict(finding) | {"examples": list(map(_example, finding.examples))} for finding in findings]


def _example(example: Example) -> dict[str, Any]:
    return {"row": example.row, "key": dict(example.key), "found": dict(example.found)}


def _written(report: object) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)
