"""Changes: what is new in a report, and what is gone from it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from factpack.findings import Finding, Report

LINE = re.compile(r"\bline \d+")
Key = tuple[str, str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """The findings of a report that the one before does not have, and those that it has no more."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def changes(before: Report, after: Report) -> Changes:
    """What is new and what is gone; a finding that has only moved to another line is neither.

    Of findings that say the same of one record, those that stand last count as new, or gone.
    """
    return Changes(tuple(_without(after, before)), tuple(_without(before, after)))


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    left = Counter(map(_key, others))
    rest = []
    for finding in findings:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        else:
            rest.append(finding)
    return rest


def _key(finding: Finding) -> Key:
    """What a finding says, wherever in its file it stands."""
    message = LINE.sub("line", finding.message)
    return finding.rule, finding.place.file, finding.record, message, finding.severity, finding.count
