"""`factpack build`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from factpack.commands import options

if TYPE_CHECKING:
    from factpack.build import Built

HELP = "check, then publish schema/ and datapackage/"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.findings_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print what was built, or what is wrong."""
    from factpack.build import build
    from factpack.commands.seen import told
    from factpack.project import find_project

    project = find_project(Path.cwd())
    built = build(project)
    if built.report.findings:
        print(told(built.report, parsed.format, project.root))
    if not built.report.ok:
        return 1
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(_summary(built))
    return 0


def _summary(built: "Built") -> str:
    from factpack.checks.coverage import coverage

    covered, draft = coverage(built.draft), built.draft
    rows = {name: table.num_rows for name, table in draft.tables.items()}
    width = max(map(len, rows))
    lines = [f"  {name:<{width}}  {count:>5}" for name, count in rows.items()]
    counts = ((covered.sentences, "sentences"), (covered.numbers, "numbers"), (covered.names, "Latin-script names"))
    accounted = ", ".join(f"{done} of {all_} {what}" for (done, all_), what in counts)
    return "\n".join(
        [
            f"built schema/ and datapackage/: {len(rows)} tables, {sum(rows.values())} rows",
            *lines,
            f"facts: {rows['facts']}",
            f"coverage: {accounted}",
            f"quoted: at most {draft.quoted_share:.1%} of an article's letters and digits",
        ]
    )
