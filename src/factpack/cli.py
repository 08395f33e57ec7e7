"""The `factpack` command: parses, calls and prints. Exit status 0: clean; 1: findings; 2: wrong use."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from factpack.errors import DISTRIBUTION, DataError, FactpackError, install

if TYPE_CHECKING:
    from factpack.build import Built
    from factpack.findings import Report

FORMATS = ("text", "json", "github")


def command() -> NoReturn:
    """Run the command in a process of its own, and end the process.

    It is short: it looks for no garbage while modules are imported, and leaves it to the system to take them down
    again. Together that is a fifth of the time of `factpack check`.
    """
    gc.disable()
    status = main()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    parsed = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows escapes
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except FactpackError as error:
        print(f"factpack: {error}", file=sys.stderr)
    except ModuleNotFoundError as error:
        way_out = install("factpack")
        print(f"factpack: the engine needs {error.name}, which is not installed: {way_out}", file=sys.stderr)
    except BrokenPipeError:  # `factpack check | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return status
    return 2


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog="factpack", description="Prove, validate and publish the facts of articles.")
    root.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="look for mistakes in the seeds; quick, for every save")
    check.add_argument("--format", choices=FORMATS, default="text", help="how to show findings (default: %(default)s)")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="check, then publish schema/ and datapackage/")
    build.add_argument("--format", choices=FORMATS, default="text", help="how to show findings (default: %(default)s)")
    build.set_defaults(run=_build)
    show = commands.add_parser("show", help="show a fact of the package with its quotes and how each cell is known")
    show.add_argument("id", help="the fact's id")
    show.set_defaults(run=_show)
    return root


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes longer than parsing."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib import metadata

        try:
            version = metadata.version(DISTRIBUTION)
        except metadata.PackageNotFoundError:
            version = "(a checkout that is not installed)"
        print(f"factpack {version}")
        parser.exit()


def _check(parsed: argparse.Namespace) -> int:
    from factpack.build import check
    from factpack.project import find_project

    project = find_project(Path.cwd())
    checked = check(project)
    print(_told(checked.report, parsed.format, project.root))
    return 0 if checked.report.ok else 1


def _build(parsed: argparse.Namespace) -> int:
    from factpack.build import build
    from factpack.project import find_project

    project = find_project(Path.cwd())
    built = build(project)
    if built.report.findings:
        print(_told(built.report, parsed.format, project.root))
    if not built.report.ok:
        return 1
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(_summary(built))
    return 0


def _show(parsed: argparse.Namespace) -> int:
    from factpack.build import PACKAGE
    from factpack.package import Package
    from factpack.project import find_project

    package = Package(find_project(Path.cwd()).root / PACKAGE)
    try:
        print(package.explain(parsed.id))
    except DataError as error:
        message = f"{error} (show reads the built package: after a change of the seeds run `factpack build`)"
        raise DataError(message) from error
    return 0


def _told(report: "Report", form: str, root: Path) -> str:
    from factpack.reports import FORMATS as WRITERS
    from factpack.reports import below

    return WRITERS[form](below(_root_as_seen(root, form), report))


def _root_as_seen(root: Path, form: str) -> str:
    """The dataset's root from where paths are opened: a terminal's folder, or GitHub's repository."""
    if form == "text":
        return Path(os.path.relpath(root)).as_posix()
    if form == "github" and (workspace := os.environ.get("GITHUB_WORKSPACE")):
        seen, repository = root.resolve(), Path(workspace).resolve()
        return seen.relative_to(repository).as_posix() if seen.is_relative_to(repository) else ""
    return ""


def _summary(built: "Built") -> str:
    from factpack.checks import coverage

    covered, draft = coverage(built.draft), built.draft
    width = max(map(len, draft.rows))
    lines = [f"  {name:<{width}}  {len(rows):>5}" for name, rows in draft.rows.items()]
    counts = ((covered.sentences, "sentences"), (covered.numbers, "numbers"), (covered.names, "Latin-script names"))
    accounted = ", ".join(f"{done} of {all_} {what}" for (done, all_), what in counts)
    return "\n".join(
        [
            f"built schema/ and datapackage/: {len(draft.rows)} tables, {sum(map(len, draft.rows.values()))} rows",
            *lines,
            f"facts: {len(draft.facts)}",
            f"coverage: {accounted}",
            f"quoted: at most {draft.quoted_share:.1%} of an article's letters and digits",
        ]
    )
