"""`factpack check`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from factpack.commands import options
from factpack.errors import DataError

if TYPE_CHECKING:
    from factpack.project import Project

HELP = "look for mistakes in the seeds; quick, for every save"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--fix", action="store_true", help="mend what has one right mending, and show the difference")
    parser.add_argument("--watch", action="store_true", help="check again on each save, until Ctrl-C")
    options.findings_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print what is wrong; with `--fix`, what was mended before that."""
    from factpack.project import find_project

    if parsed.fix and parsed.watch:
        message = "--fix and --watch cannot be given together: files would change under your editor"
        raise DataError(message)
    if (parsed.fix or parsed.watch) and parsed.format != "text":
        message = f"{'--fix' if parsed.fix else '--watch'} is for people: leave --format {parsed.format} out"
        raise DataError(message)
    project = find_project(Path.cwd())
    if parsed.fix:
        return _fix(project)
    return _watch(project) if parsed.watch else _check(project, parsed.format)


def _check(project: "Project", form: str) -> int:
    from factpack.build import check
    from factpack.commands.seen import told
    from factpack.curating.fixing.fixing import mendable
    from factpack.curating.fixing.report import offer

    checked = check(project, remembering=True)
    print(told(checked.report, form, project.root))
    if form == "text" and (mends := mendable(project, checked)):
        print(offer(mends))
    return 0 if checked.report.ok else 1


def _fix(project: "Project") -> int:
    from factpack.commands.seen import root_as_seen, told
    from factpack.curating.fixing.fixing import fix
    from factpack.curating.fixing.report import fixed_text
    from factpack.terminal import page

    fixed = fix(project)
    print(fixed_text(fixed, root_as_seen(project.root), page(), fold=sys.stdout.isatty()))
    print(told(fixed.checked.report, "text", project.root), flush=True)
    for sentence in fixed.left:
        print(f"factpack: {sentence}", file=sys.stderr)
    if fixed.unwritten:
        return 2
    return 0 if fixed.checked.report.ok else 1


def _watch(project: "Project") -> NoReturn:
    """Ends with KeyboardInterrupt, as every command that Ctrl-C ends."""
    import gc
    import time

    from factpack.commands.seen import root_as_seen
    from factpack.curating.watching.report import BEGUN, seen_text
    from factpack.curating.watching.watching import Unseen, watch
    from factpack.terminal import page

    gc.enable()  # a run that lasts is not to grow
    print(BEGUN, flush=True)
    for seen in watch(project):
        if isinstance(seen, Unseen):
            print(f"factpack: {seen.why}", file=sys.stderr, flush=True)
        else:
            print(seen_text(seen, time.strftime("%H:%M:%S"), root_as_seen(project.root), page()), flush=True)
    raise KeyboardInterrupt
