"""`factpack check`."""

import argparse
from pathlib import Path

from factpack.commands import options

HELP = "look for mistakes in the seeds; quick, for every save"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.findings_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print what is wrong."""
    from factpack.build import check
    from factpack.commands.seen import told
    from factpack.project import find_project

    project = find_project(Path.cwd())
    checked = check(project, remembering=True)
    print(told(checked.report, parsed.format, project.root))
    return 0 if checked.report.ok else 1
