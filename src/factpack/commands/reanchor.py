"""`factpack reanchor`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from factpack.commands import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from factpack.curating.reanchoring.decisions import Decisions
    from factpack.curating.reanchoring.reanchoring import Reanchored
    from factpack.project import Project

HELP = "show what a corrected text means for an article's facts, and write what you accept"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", metavar="ARTICLE.txt", type=options.given, help="the corrected text, in UTF-8")
    options.article(parser)
    accept = "quote what stands there now, in this fact or in `all` that can; may be given again"
    parser.add_argument("--accept", action="append", default=[], metavar="ID", help=accept)
    withdraw = "take a fact back: it stays, and is proved no more; may be given again"
    parser.add_argument("--withdraw", action="append", default=[], metavar="ID=REASON", help=withdraw)
    write = "write the corrected text even though facts are left that have to be looked at"
    parser.add_argument("--write", action="store_true", help=write)
    parser.add_argument("--dry-run", action="store_true", help="show only: ask nothing, write nothing")
    options.shown_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Show the facts to decide on, ask or take the options, write; status 1 while something is left to decide."""
    from factpack.commands.seen import as_json, root_as_seen
    from factpack.curating.reanchoring.decisions import decided
    from factpack.curating.reanchoring.reanchoring import reanchor
    from factpack.curating.reanchoring.report import advice, opening, reanchored_json, reanchored_text
    from factpack.project import find_project
    from factpack.terminal import page

    project = find_project(Path.cwd())
    found = reanchor(project, Path(parsed.path), parsed.article)
    decisions = decided(found, parsed.accept, parsed.withdraw)
    if _asks(parsed, found):
        return _ask(project, found)
    is_text = parsed.format == "text"
    given = bool(parsed.write or decisions.accepted or decisions.withdrawn)
    if is_text and found.is_the_same and not given:
        print(opening(found, root_as_seen(project.root), page()))
        return 0
    if is_text:
        print(reanchored_text(found, root_as_seen(project.root), page()))
    left = decisions.left(found)
    written: tuple[Path, ...] = ()
    if given and not parsed.dry_run and (parsed.write or not left):
        written = _write(project, found, decisions, quiet=not is_text)
    elif is_text and (told := advice(found, decisions, page())):
        print(f"\n{told}")
    if not is_text:
        print(as_json(reanchored_json(found, decisions, written)))
    return 1 if left else 0


def _asks(parsed: argparse.Namespace, found: "Reanchored") -> bool:
    """Whether there is somebody to ask, and something to be asked that the options have not said."""
    is_said = parsed.accept or parsed.withdraw or parsed.write or parsed.dry_run or parsed.format != "text"
    return not (is_said or found.is_the_same or found.unread) and sys.stdin.isatty() and sys.stdout.isatty()


def _ask(project: "Project", found: "Reanchored") -> int:
    """Ask fact by fact, and once before anything is written."""
    from factpack.commands.seen import root_as_seen
    from factpack.curating.reanchoring.decisions import Decisions, understood_reason
    from factpack.curating.reanchoring.report import opening, refact_text, rest, summary
    from factpack.terminal import ask, page

    folder = root_as_seen(project.root)
    print(opening(found, folder, page()))
    accepted, withdrawn = [], {}
    for number, fact in enumerate(found.undecided, 1):
        print(f"\n{refact_text(fact, found, folder, page())}\n")
        choices = "aws" if fact.can_be_accepted else "ws"
        words = {"a": "[a]ccept what stands there now", "w": "[w]ithdraw the fact", "s": "[s]kip it"}
        question = ", ".join(words[choice] for choice in choices)
        answer = ask(f"{number} of {len(found.undecided)}: {question}?", _one_of(choices))
        if answer == "a":
            accepted.append(fact.fact.id)
        elif answer == "w":
            withdrawn[fact.fact.id] = ask("Why is it taken back?", understood_reason)
    if told := rest(found, folder, page()):
        print(f"\n{told}")
    decisions = Decisions(tuple(accepted), withdrawn)
    print()
    if ask(f"Write {summary(found, decisions)}? [y]es, [n]o", _one_of("yn")) == "n":
        print("nothing is written")
        return 1 if found.undecided else 0
    _write(project, found, decisions)
    return 1 if decisions.left(found) else 0


def _one_of(choices: str) -> "Callable[[str], str]":
    def understand(answer: str) -> str:
        from factpack.errors import DataError

        if (first := answer.strip().lower()[:1]) and first in choices:
            return first
        message = f"answer {' or '.join(choices)}"
        raise DataError(message)

    return understand


def _write(project: "Project", found: "Reanchored", decisions: "Decisions", *, quiet: bool = False) -> tuple[Path, ...]:
    import os

    from factpack.curating.reanchoring.correcting import correct

    written = correct(project.root, found, decisions)
    if not quiet:
        files = ", ".join(Path(os.path.relpath(path)).as_posix() for path in written)
        print(f"\nwritten: {files}" if written else "\nnothing was to be written")
        print("next: factpack check")
    return written
