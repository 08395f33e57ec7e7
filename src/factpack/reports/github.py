"""Findings as GitHub Actions workflow commands, which show them beside the lines of a change."""

from factpack.findings import Example, Finding, Report, Resource
from factpack.reports.grouping import owners
from factpack.reports.text import verdict
from factpack.reports.wording import cell, printable, said


def github(report: Report) -> str:
    """A workflow command for each finding, then the count."""
    annotations = (_annotation(finding, owner) for finding, owner in zip(report, owners(report), strict=True))
    return "\n".join([*annotations, verdict(report)])


def _annotation(finding: Finding, resource: Resource | None) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line or None, "col": place.column or None, "title": finding.rule}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    head = ": ".join(part for part in (finding.record, said(finding, resource)) if part)
    lines = "\n".join([head, *map(_first, finding.examples[:1]), f"mend: {finding.mend}"])
    return f"::{finding.severity.value} {written}::{_data(lines)}"


def _first(example: Example) -> str:
    """The first example in a line; the other formats have them all."""
    cells = {**dict(example.key), **dict(example.found)}
    told = ", ".join(f"{name} {cell(value)}" for name, value in cells.items())
    if example.row is None:
        return f"for example: {told}"
    return f"first in row {example.row:,} (counted from 0): {told}".removesuffix(": ")


def _data(text: str) -> str:
    return printable(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
