"""Seeds → package: the one place that knows the order."""

from dataclasses import dataclass
from pathlib import Path

from factpack.checks import CHECKS, NEED_ALL_RECORDS
from factpack.checks.package import package_is_current
from factpack.checks.quoting import too_much_quoted
from factpack.draft import Draft, assemble
from factpack.findings import Place, Report
from factpack.names import DESCRIPTOR
from factpack.project import Project
from factpack.seeds import read_seeds

PACKAGE = "datapackage"
SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft and all that is wrong with it."""

    draft: Draft
    report: Report


@dataclass(frozen=True, slots=True)
class Built:
    """A published package: its draft, the report that let it pass, and warnings about where it was written."""

    draft: Draft
    report: Report
    warnings: tuple[str, ...] = ()


def check(project: Project) -> Checked:
    """Read the seeds and look for every kind of mistake; where they are sound, look at the published package too."""
    checked = _check_seeds(project)
    if not checked.report.ok:
        return checked
    package = package_is_current(checked.draft, project.root / PACKAGE, project.root / SCHEMA)
    return Checked(checked.draft, Report.of([*checked.report, *package]))


def _check_seeds(project: Project) -> Checked:
    seeds = read_seeds(project.root, project.dataset.article_class, project.dataset.written)
    draft = assemble(project.dataset.classes, seeds)
    checks = [look for look in CHECKS if not (seeds.findings and look in NEED_ALL_RECORDS)]
    findings = [*seeds.findings, *(finding for look in checks for finding in look(draft))]
    for article, share in draft.quoted_shares.items():
        if share > project.max_quoted_share:
            findings.append(too_much_quoted(draft, article, project.max_quoted_share, _bound_on_quoting(project.root)))
    return Checked(draft, Report.of(findings))


def build(project: Project) -> Built:
    """Check, put every table through the other enforcers, and publish schema/ and datapackage/.

    Nothing is written where the report is not ok.
    """
    import tempfile

    from factpack.outputs.enforcers import refusals
    from factpack.outputs.exchange import publish
    from factpack.outputs.files import package_files, schema_files

    checked = _check_seeds(project)
    if not checked.report.ok:
        return Built(checked.draft, checked.report)
    files = package_files(project.dataset, project.version, checked.draft)
    with tempfile.TemporaryDirectory() as folder:
        publish(files, Path(folder) / PACKAGE, last=DESCRIPTOR)
        report = Report.of([*checked.report, *refusals(Path(folder) / PACKAGE)])
    if not report.ok:
        return Built(checked.draft, report)
    warnings = publish(schema_files(project.dataset, checked.draft), project.root / SCHEMA, last="README.md")
    warnings += publish(files, project.root / PACKAGE, last=DESCRIPTOR)
    return Built(checked.draft, report, tuple(warnings))


def _bound_on_quoting(root: Path) -> Place:
    """Where pyproject.toml sets it."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if line.startswith("max_quoted_share")), 0)
    return Place("pyproject.toml", line, min(line, 1))
