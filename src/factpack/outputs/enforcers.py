"""The other enforcers: pandera on each DataFrame as users load it; validate and frictionless on the package on disk."""

from collections.abc import Iterator
from pathlib import Path

from factpack.findings import Finding, Place
from factpack.names import DESCRIPTOR
from factpack.package import Package

MEND = "our enforcers disagree: report it, with this line, as a bug of factpack"


def refusals(folder: Path) -> Iterator[Finding]:
    """What others refuse in the package in `folder`: nothing, as the plan has passed its tables."""
    package = Package(folder)
    for table in package.folder.resources:
        yield from _pandera(package, table)
    yield from _validate(folder)
    yield from _frictionless(folder)


def _pandera(package: Package, table: str) -> Iterator[Finding]:
    import pandera.errors

    try:
        package.schema(table).validate(package.load(table), lazy=True)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            message = f"pandera: {case['column']} {case['check']}: {case['failure_case']}"
            yield Finding("package/pandera", Place(table), message, MEND)


def _validate(folder: Path) -> Iterator[Finding]:
    from factpack.validation import validate

    for finding in validate(folder):
        message = f"validate: {finding.rule} {finding.record}: {finding.message}"
        yield Finding("package/validate", Place("datapackage"), message, MEND)


def _frictionless(folder: Path) -> Iterator[Finding]:
    import frictionless

    report = frictionless.validate(str(folder / DESCRIPTOR))
    for title, message in report.flatten(["title", "message"]):
        yield Finding("package/frictionless", Place("datapackage"), f"frictionless: {title}: {message}", MEND)
