"""Findings for a terminal."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from factpack.findings import Finding, Report, Severity
from factpack.reports.wording import counted

UNCOVERED = {"coverage/sentence": "sentence", "coverage/number": "number", "coverage/name": "Latin-script name"}
FEW = 5
"""So many of them in an article are told one by one; more are work that is still to do and would bury mistakes."""


def text(report: Report) -> str:
    """Each finding in three lines, then the count; what of an article is not taken up yet is summed up."""
    return "\n".join([*(block for _, block in blocks(report)), verdict(report)])


def blocks(report: Report) -> Iterator[tuple[Severity, str]]:
    """Each finding, and a sum of what of an article is not taken up yet, where that is much."""
    told, sums = summed_up(report)
    yield from ((finding.severity, finding_text(finding)) for finding in told)
    for file, themes in sums.items():
        todo = f"factpack todo --article {PurePosixPath(file).parent.name}"
        mend = f"mend: `{todo}` shows each, and what to do next"
        yield Severity.ERROR, f"{file}  coverage\n  no fact takes up {themes}\n  {mend}"


def summed_up(report: Report) -> tuple[list[Finding], dict[str, str]]:
    """The findings to be told one by one, and by file how many of what no fact takes up, where that is much."""
    left = Counter((finding.place.file, finding.rule) for finding in report if finding.rule in UNCOVERED)
    many = {file for file, _ in left if sum(left[file, rule] for rule in UNCOVERED) > FEW}
    told = [finding for finding in report if finding.rule not in UNCOVERED or finding.place.file not in many]
    sums = {
        file: ", ".join(counted(left[file, rule], word) for rule, word in UNCOVERED.items() if left[file, rule])
        for file in sorted(many)
    }
    return told, sums


def verdict(report: Report) -> str:
    """The count of findings in one line."""
    errors = sum(finding.severity is Severity.ERROR for finding in report)
    warnings = len(report.findings) - errors
    if not report.findings:
        return "no findings"
    parts = [
        f"{count} {word}{'s' * (count != 1)}" for count, word in ((errors, "error"), (warnings, "warning")) if count
    ]
    return ", ".join(parts)


def finding_text(finding: Finding) -> str:
    """Where it is, what is wrong, and the way out."""
    warning = "warning: " if finding.severity is Severity.WARNING else ""
    head = "  ".join(part for part in (str(finding.place), finding.rule, finding.record) if part)
    return f"{head}\n  {warning}{finding.message}\n  mend: {finding.mend}"
