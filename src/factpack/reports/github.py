"""Findings as GitHub Actions workflow commands, which show them beside the lines of a change."""

from factpack.findings import Finding, Report
from factpack.reports.text import verdict


def github(report: Report) -> str:
    """A workflow command for each finding, then the count."""
    return "\n".join([*(_annotation(finding) for finding in report), verdict(report)])


def _annotation(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line or None, "col": place.column or None, "title": finding.rule}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    record = f"{finding.record}: " if finding.record else ""
    message = _data(f"{record}{finding.message}\nmend: {finding.mend}")
    return f"::{finding.severity.value} {written}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
