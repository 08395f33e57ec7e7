"""`factpack new`."""

import argparse
import shlex
from pathlib import Path

from factpack.commands import options

HELP = "make a new dataset of its own, of three sentences, that builds and passes its tests"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "name",
        metavar="NAME",
        type=options.given,
        help="its name, in lower-case letters, digits and hyphens; or the path of a new folder of that name",
    )


def run(parsed: argparse.Namespace) -> int:
    """Make the dataset and say what comes next."""
    from factpack.curating.starting import start

    started = start(Path(parsed.name))
    folder = started.folder.as_posix()
    engine = f" {shlex.quote(f'FACTPACK={started.engine}')}" if started.engine else ""
    print(f"made {folder}/: {len(started.files)} files, three sentences, two tables; its README.md says where to write")
    print(f"next: cd {shlex.quote(folder)} && make{engine} && make test")
    return 0
