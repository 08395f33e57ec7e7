"""Seeds → package: the one place that knows the order."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factpack.checks import examine, findings_of
from factpack.checks.package import package_is_current
from factpack.checks.quoting import too_much_quoted
from factpack.draft import Draft, Parts
from factpack.findings import Place, Report
from factpack.memory import Memory, recall, remember
from factpack.names import DESCRIPTOR
from factpack.project import Project
from factpack.seeds import misplaced, read_folder, read_folders

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


def check(project: Project, *, remembering: bool = False) -> Checked:
    """Read the seeds and look for every kind of mistake; where they are sound, look at the published package too.

    With `remembering`, only at what has changed since it was last done so; it finds the same.
    """
    checked = _check_seeds(project, remembering=remembering)
    if not checked.report.ok:
        return checked
    package = package_is_current(checked.draft, project.root / PACKAGE, project.root / SCHEMA)
    return Checked(checked.draft, Report.of([*checked.report, *package]))


def _check_seeds(project: Project, *, remembering: bool = False) -> Checked:
    memory = recall(project.root, project.dataset) if remembering else Memory()
    draft = _draft(project, memory)
    findings = list(findings_of(draft))
    for article, share in draft.quoted_shares.items():
        if share > project.max_quoted_share:
            place = _bound_on_quoting(project.root)
            findings.append(too_much_quoted(draft.parts[article], article, project.max_quoted_share, place))
    if remembering and draft.gists != memory.gists:
        remember(project.root, project.dataset, draft)
    return Checked(draft, Report.of(findings))


def _draft(project: Project, memory: Memory) -> Draft:
    """The draft; a part is worked out where its files, or the words that could name entities in it, are not known."""
    dataset = project.dataset
    folders = read_folders(project.root)
    digests = {folder.article: folder.digest for folder in folders}
    known = {article: gist for article, gist in memory.gists.items() if gist.digest}
    same = {article: gist for article, gist in known.items() if gist.digest == digests.get(article)}
    entities = {article: gist.entities for article, gist in same.items()}
    read = partial(read_folder, article_class=dataset.article_class, classes=dataset.written)
    parts = Parts(dataset.classes, folders, read, entities)
    gists = {}
    for article, folder in parts.folders.items():
        forms = parts.forms.digest_for(folder.text)
        gist = same.get(article)
        gists[article] = gist if gist and gist.forms == forms else examine(parts[article], digests[article], forms)
    return Draft(parts, gists, tuple(misplaced(project.root, folders)), memory.rows)


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
