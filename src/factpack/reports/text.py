"""Findings for a terminal."""

from factpack.findings import Finding, Report, Severity


def text(report: Report) -> str:
    """Each finding in three lines, then the count."""
    return "\n".join([*map(finding_text, report), verdict(report)])


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
