"""The `factpack` command: parses, calls and prints. Exit status 0: clean; 1: findings; 2: wrong use."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from factpack.errors import FactpackError, install

if TYPE_CHECKING:
    from factpack.build import Built

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


def _check(parsed: argparse.Namespace) -> int:
    from factpack.build import check
    from factpack.project import find_project
    from factpack.reports import FORMATS as WRITERS

    checked = check(find_project(Path.cwd()))
    print(WRITERS[parsed.format](checked.report))
    return 0 if checked.report.ok else 1


def _build(parsed: argparse.Namespace) -> int:
    from factpack.build import build
    from factpack.project import find_project
    from factpack.reports import FORMATS as WRITERS

    built = build(find_project(Path.cwd()))
    if built.report.findings:
        print(WRITERS[parsed.format](built.report))
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

    print(Package(find_project(Path.cwd()).root / PACKAGE).explain(parsed.id))
    return 0


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
            f"quoted: {draft.quoted_share:.1%} of the articles' letters and digits",
        ]
    )
