"""Changes: what is new in a report, and what is gone from it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from factpack.findings import Finding, Report

LINE = re.compile(r"\bline \d+")
UNREAD = frozenset(
    {
        "seed/unreadable",
        "seed/missing-file",
        "seed/not-utf-8",
        "seed/article-encoding",
        "seed/yaml-syntax",
        "seed/yaml-too-deep",
    }
)
"""What keeps a file from being read, and with it what else is wrong there."""
Key = tuple[str, str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """The findings of a report that the one before does not have, and those that it has no more.

    `unseen` are those of which nobody can tell, for a file of their folder, or one above it, cannot be read now.
    """

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    unseen: tuple[Finding, ...] = ()


def changes(before: Report, after: Report) -> Changes:
    """What is new and what is gone; a finding that has only moved to another line is neither.

    Of findings that say the same of one record, those that stand last count as new, or gone.
    """
    unread = {PurePosixPath(finding.place.file).parent for finding in after if finding.rule in UNREAD}
    gone: list[Finding] = []
    unseen: list[Finding] = []
    for finding in _without(before, after):
        is_hidden = any(PurePosixPath(finding.place.file).is_relative_to(folder) for folder in unread)
        (unseen if is_hidden and finding.rule not in UNREAD else gone).append(finding)
    return Changes(tuple(_without(after, before)), tuple(gone), tuple(unseen))


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
