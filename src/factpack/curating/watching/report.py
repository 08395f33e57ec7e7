"""What is seen while watching, for people."""

from collections.abc import Iterator

from factpack.curating.watching.watching import Seen
from factpack.findings import Finding, Report, Severity
from factpack.reports import Page, below
from factpack.reports.text import blocks, finding_text, summed_up, verdict
from factpack.reports.wording import counted

BEGUN = "watching seeds/ and pyproject.toml; Ctrl-C ends it"


def seen_text(seen: Seen, time: str, folder: str, page: Page) -> str:
    """New findings in full, a line for each that is gone, and the time with the counts."""
    return "\n".join(_lines(seen, time, folder, page))


def _lines(seen: Seen, time: str, folder: str, page: Page) -> Iterator[str]:
    if seen.changes.new or seen.changes.gone or seen.changes.unseen:
        yield ""
    for severity, block in blocks(below(folder, Report(seen.changes.new))):
        place, *rest = block.split("\n")
        paint = page.yellow if severity is Severity.WARNING else page.red
        yield "\n".join([paint(place), *rest])
    yield from (page.green(f"gone: {told}") for told in _gone(below(folder, Report(seen.changes.gone))))
    if seen.changes.unseen:
        yield page.yellow(_not_looked_at(len(seen.changes.unseen)))
    counts = verdict(seen.report)
    yield f"{page.dim(time)}  {page.bold(counts if seen.report.findings else page.green(counts))}"


def _gone(report: Report) -> Iterator[str]:
    """A line for each finding; one for an article of which much is taken up now, or is read no more."""
    told, sums = summed_up(report)
    yield from map(_head, told)
    yield from (f"{file}  coverage: {themes}" for file, themes in sums.items())


def _not_looked_at(count: int) -> str:
    findings = counted(count, "earlier finding")
    return f"not looked at: {findings}, for a file cannot be read"


def _head(finding: Finding) -> str:
    return finding_text(finding).partition("\n")[0]
