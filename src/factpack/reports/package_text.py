"""A validated package for a terminal: a line for each resource, the findings of each, the verdict last."""

from collections.abc import Iterator, Sequence

from factpack.findings import Finding, Report, Resource, Severity
from factpack.reports.columns import aligned, cut, wrapped
from factpack.reports.examples import examples_table
from factpack.reports.grouping import by_resource
from factpack.reports.page import Page
from factpack.reports.text import verdict
from factpack.reports.wording import counted, printable, said, size

_BESIDE_NAME = 60  # columns that the rest of a resource's line takes at most
_LONGEST_LINE = 120  # of words, which are tiring to read on longer ones
_SHORTEST_NAME, _LONGEST_NAME = 16, 48


def package_text(report: Report, page: Page) -> str:
    """The package, its resources, what is wrong with each, and the verdict."""
    blocks = [[_head(report, page)], _resources(report, page)]
    if any(example.row is not None for finding in report for example in finding.examples):
        blocks.append([page.dim("Rows are counted from 0.")])
    for resource, findings in by_resource(report).items():
        blocks.append([_title(resource, page)])
        blocks.extend(list(_finding(finding, resource, page)) for finding in findings)
    blocks.append([_verdict(report, page)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(report: Report, page: Page) -> str:
    bytes_ = sum(resource.bytes for resource in report.resources)
    return f"{page.bold(printable(page.descriptor))}: {counted(len(report.resources), 'resource')}, {size(bytes_)}"


def _resources(report: Report, page: Page) -> list[str]:
    if not report.resources:
        return []
    groups = by_resource(report)
    longest = min(_LONGEST_NAME, max(_SHORTEST_NAME, page.width - _BESIDE_NAME))
    rows = [_cells(resource, longest) for resource in report.resources]
    states = [_state(resource, groups.get(resource, ()), page) for resource in report.resources]
    return [
        f"  {line}  {state}" for line, state in zip(aligned(rows, width=page.width, right={1, 2}), states, strict=True)
    ]


def _cells(resource: Resource, longest_name: int) -> Sequence[str]:
    rows = "" if resource.rows is None else counted(resource.rows, "row")
    # "1 row" and "2 rows" have their digits below each other.
    rows += " " * (resource.rows == 1)
    return cut(printable(resource.name), longest_name), rows, size(resource.bytes), cut(printable(resource.format), 10)


def _state(resource: Resource, findings: Sequence[Finding], page: Page) -> str:
    by = f" ({resource.validator})" if resource.validator not in {"", "factpack"} else ""
    if not findings:
        return f"sound{by}" if resource.validator else page.dim("rows not validated")
    paint = page.yellow if Report(tuple(findings)).ok else page.red
    return f"{paint(verdict(Report(tuple(findings))))}{by}"


def _title(resource: Resource | None, page: Page) -> str:
    if resource is None:
        return page.bold(printable(page.descriptor))
    first, *others = resource.paths or ("",)
    more = f" and {counted(len(others), 'more file')}" if others else ""
    return f"{page.bold(printable(resource.name))}  {page.dim(f'{printable(first)}{more}')}".rstrip()


def _finding(finding: Finding, resource: Resource | None, page: Page) -> Iterator[str]:
    paint = page.red if finding.severity is Severity.ERROR else page.yellow
    record = finding.record if resource is None else finding.record[len(resource.name) :].removeprefix(".")
    # The title of a resource has its data file already.
    place = "" if resource and finding.place.file in resource.paths[:1] and not finding.place.line else finding.place
    parts = [paint(printable(finding.rule)), page.bold(printable(record)), page.dim(printable(str(place)))]
    yield f"  {'  '.join(part for part in parts if part)}"
    warning = "warning: " if finding.severity is Severity.WARNING else ""
    yield from _paragraph(f"{warning}{said(finding, resource)}", page)
    if finding.examples:
        yield from (f"      {line}" for line in examples_table(finding.examples, page.narrowed(6)))
    yield from _paragraph(f"mend: {finding.mend}", page)


def _paragraph(words: str, page: Page) -> list[str]:
    return [f"    {line}" for line in wrapped(printable(words), min(page.width, _LONGEST_LINE) - 4)]


def _verdict(report: Report, page: Page) -> str:
    resources = counted(len(report.resources), "resource")
    warnings = sum(finding.severity is Severity.WARNING for finding in report)
    warned = f", {counted(warnings, 'warning')}" if warnings else ""
    if report.ok:
        rows = [resource.rows for resource in report.resources if resource.rows is not None]
        counts = f"{resources}, {counted(sum(rows), 'row')}" if rows else resources
        return f"{page.green('valid')}: {counts}{warned}"
    return f"{page.red(page.bold('INVALID'))}: {_errors(report)}{warned}"


def _errors(report: Report) -> str:
    """The errors, and in how many resources they are; those of the package as a whole apart."""
    errors = Report(tuple(finding for finding in report if finding.severity is Severity.ERROR), report.resources)
    groups = dict(by_resource(errors))
    whole = len(groups.pop(None, ()))
    parts = []
    if groups:
        found = counted(sum(map(len, groups.values())), "error")
        parts.append(f"{found} in {len(groups):,} of {counted(len(report.resources), 'resource')}")
    if whole:
        parts.append(f"{counted(whole, 'error')} in the descriptor")
    return ", ".join(parts)
