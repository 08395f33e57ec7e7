"""What a document shows: its fenced blocks, in order, and its commands, run as a reader in a checkout runs them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what else its first line says, and its lines."""

    language: str
    about: str
    text: str


def blocks(document: str, *languages: str) -> list[Block]:
    """The fenced blocks of the document in these languages; in all, where none is given."""
    found = re.findall(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", document, flags=re.MULTILINE)
    return [Block(*parts) for parts in found if not languages or parts[0] in languages]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each `$ command` of the block with the output that is shown for it."""
    for entry in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = entry.partition("\n")
        yield command, output


def run(command: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command in the checkout, whose packages are those that are installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=checkout,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def printed(ran: subprocess.CompletedProcess[str]) -> list[str]:
    """The words that the command has printed: white space may fold."""
    return (ran.stdout + ran.stderr).split()
