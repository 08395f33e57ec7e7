"""`factpack add`."""

import argparse
import os
import sys
from pathlib import Path

from factpack.commands import options

HELP = "add an article: a folder under seeds/ with its text and YAML to fill in"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", metavar="ARTICLE.txt", type=options.given, help="the article's text, in UTF-8")
    parser.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    parser.add_argument("--date", default="", metavar="YYYY-MM-DD", help="the day of publication")
    parser.add_argument("--language", default="", metavar="CODE", help="ISO 639 code, as ru, kk or en")
    parser.add_argument("--headline", default="", metavar="WORDS", help="its headline; the folder is named by it")


def run(parsed: argparse.Namespace) -> int:
    """Add the article and say what comes next."""
    from factpack.curating.adding.adding import Metadata, add
    from factpack.project import find_project
    from factpack.reports.wording import counted
    from factpack.terminal import ask

    project = find_project(Path.cwd())
    metadata = Metadata(parsed.publisher, parsed.date, parsed.language, parsed.headline)
    added = add(project, Path(parsed.path), metadata, ask if sys.stdin.isatty() else None)
    read = f"{counted(len(added.article.sentences), 'sentence')}, {counted(len(added.numerals), 'number')} in digits"
    print(f"added {Path(os.path.relpath(added.folder)).as_posix()}/: {read}")
    print(f"next: factpack todo --article {added.article.id}")
    return 0
