"""Findings for machines."""

import json
from dataclasses import asdict

from factpack.findings import Report


def json_report(report: Report) -> str:
    """An object with `ok` and `findings`: rule, severity, place (file, line, column), record, message, mend."""
    findings = [asdict(finding) for finding in report]
    return json.dumps({"ok": report.ok, "findings": findings}, ensure_ascii=False, indent=2)
