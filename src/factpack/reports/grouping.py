"""Which resource of a validated package a finding is of."""

from collections.abc import Mapping, Sequence

from factpack.findings import Finding, Report, Resource


def owners(report: Report) -> Sequence[Resource | None]:
    """The resource of each finding, in their order; None for what is wrong with the package as a whole."""
    named: dict[str, Resource] = {}
    for resource in report.resources:
        named.setdefault(resource.name, resource)  # a name that stands twice is a finding of its own
    return [_owner(finding.record, named) for finding in report]


def by_resource(report: Report) -> Mapping[Resource | None, tuple[Finding, ...]]:
    """The findings of each resource that has any, in the order of the resources; before them, under None, the rest."""
    groups: dict[Resource | None, list[Finding]] = {None: [], **{resource: [] for resource in report.resources}}
    for finding, owner in zip(report, owners(report), strict=True):
        groups[owner].append(finding)
    return {resource: tuple(findings) for resource, findings in groups.items() if findings}


def _owner(record: str, named: Mapping[str, Resource]) -> Resource | None:
    """The longest name that the record starts with, whole or up to a dot: names hold dots too."""
    while record not in named:
        record, dot, _ = record.rpartition(".")
        if not dot:
            return None
    return named[record]
