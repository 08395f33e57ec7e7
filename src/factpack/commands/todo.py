"""`factpack todo`."""

import argparse
from pathlib import Path

from factpack.commands import options

HELP = "show what of the articles no fact takes up yet, and what to do next"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.article(parser)
    options.shown_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print the articles, sentence by sentence."""
    from factpack.commands.seen import as_json, root_as_seen
    from factpack.curating.tasks.report import tasks_json, tasks_text
    from factpack.curating.tasks.tasks import tasks
    from factpack.project import find_project
    from factpack.terminal import page

    project = find_project(Path.cwd())
    found = tasks(project, parsed.article)
    if parsed.format == "json":
        print(as_json(tasks_json(found)))
    else:
        print(tasks_text(found, root_as_seen(project.root), page()))
    return 0
