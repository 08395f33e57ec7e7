"""What is seen while watching, for people."""

from collections.abc import Iterator

from factpack.curating.watching.watching import Seen
from factpack.findings import Finding, Report, Severity
from factpack.reports import Page, below
from factpack.reports.text import blocks, finding_text, verdict

BEGUN = "watching seeds/ and pyproject.toml; Ctrl-C ends it"


def seen_text(seen: Seen, time: str, folder: str, page: Page) -> str:
    """New findings in full, a line for each that is gone, and the time with the counts."""
    return "\n".join(_lines(seen, time, folder, page))


def _lines(seen: Seen, time: str, folder: str, page: Page) -> Iterator[str]:
    if seen.changes.new or seen.changes.gone:
        yield ""
    for severity, block in blocks(below(folder, Report(seen.changes.new))):
        place, *rest = block.split("\n")
        paint = page.yellow if severity is Severity.WARNING else page.red
        yield "\n".join([paint(place), *rest])
    yield from (page.green(f"gone: {_head(finding)}") for finding in below(folder, Report(seen.changes.gone)))
    counts = verdict(seen.report)
    yield f"{page.dim(time)}  {page.bold(counts if seen.report.findings else page.green(counts))}"


def _head(finding: Finding) -> str:
    return finding_text(finding).partition("\n")[0]
