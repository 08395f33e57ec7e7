"""The terminal that a command runs on: how wide it is, whether it shows colours and progress, and who answers there."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from factpack.errors import DataError
from factpack.names import Progress
from factpack.progress import progress_bar
from factpack.reports import Page, printable
from factpack.width import line_width


def ask(question: str, understand: Callable[[str], str], guess: str = "") -> str:
    """Ask on the terminal until the answer is understood; no answer is the guess, if there is one."""
    hint = f"Enter for {printable(guess)}: " if guess else ""
    while True:
        print(f"{question} {hint}", end="", file=sys.stderr, flush=True)
        try:
            return understand(input() or guess)
        except EOFError:
            print(file=sys.stderr)
            message = "there was no answer, and nothing is written"
            raise DataError(message) from None
        except DataError as error:
            print(f"  {error}", file=sys.stderr)


def page(descriptor: str = "") -> Page:
    """What reports are laid out for; of a package, with its descriptor."""
    return Page(descriptor, line_width(), _has_colours())


@contextmanager
def progress() -> Iterator[Progress | None]:
    """What is to be told how far a run has come; nobody where there is no terminal."""
    if not _is_terminal(sys.stderr):
        yield None
        return
    with progress_bar(sys.stderr) as tell:
        yield lambda what, fraction: tell(printable(what), fraction)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _has_colours() -> bool:
    return _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
