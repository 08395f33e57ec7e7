"""`factpack anchor`."""

import argparse
from pathlib import Path

from factpack.commands import options

HELP = "find words in the articles, and the YAML that quotes them"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("words", metavar="WORDS", type=options.given, help="the words to quote")
    options.article(parser)
    options.shown_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print each place of the words; status 1 where they do not stand there to the letter."""
    from factpack.commands.seen import as_json, root_as_seen
    from factpack.curating.anchoring.anchoring import Match, anchor
    from factpack.curating.anchoring.report import anchored_json, anchored_text
    from factpack.project import find_project
    from factpack.terminal import page

    project = find_project(Path.cwd())
    anchored = anchor(project, parsed.words, parsed.article)
    if parsed.format == "json":
        print(as_json(anchored_json(anchored)))
    else:
        print(anchored_text(anchored, root_as_seen(project.root), page()))
    return 0 if anchored.match is Match.EXACT else 1
