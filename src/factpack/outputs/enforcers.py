"""The other enforcers: pandera on each DataFrame as users load it, frictionless on the package as strangers see it."""

from collections.abc import Iterator
from pathlib import Path

from factpack.findings import Finding, Place
from factpack.package import Package
from factpack.package.folder import DESCRIPTOR

MEND = "our enforcers disagree: report it, with this line, as a bug of factpack"


def refusals(folder: Path) -> Iterator[Finding]:
    """What pandera or frictionless refuse in the package in `folder`: nothing, as the plan has passed it."""
    package = Package(folder)
    for table in package.folder.resources:
        yield from _pandera(package, table)
    yield from _frictionless(folder)


def _pandera(package: Package, table: str) -> Iterator[Finding]:
    import pandera.errors

    try:
        package.schema(table).validate(package.load(table), lazy=True)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            message = f"pandera: {case['column']} {case['check']}: {case['failure_case']}"
            yield Finding("package/pandera", Place(table), message, MEND)


def _frictionless(folder: Path) -> Iterator[Finding]:
    import frictionless

    report = frictionless.validate(str(folder / DESCRIPTOR))
    for title, message in report.flatten(["title", "message"]):
        yield Finding("package/frictionless", Place("datapackage"), f"frictionless: {title}: {message}", MEND)
