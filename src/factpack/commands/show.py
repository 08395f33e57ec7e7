"""`factpack show`."""

import argparse
from pathlib import Path

from factpack.errors import DataError

HELP = "show a fact of the package with its quotes and how each cell is known"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("id", help="the fact's id")


def run(parsed: argparse.Namespace) -> int:
    """Print the fact."""
    from factpack.build import PACKAGE
    from factpack.package import Package
    from factpack.project import find_project

    package = Package(find_project(Path.cwd()).root / PACKAGE)
    try:
        print(package.explain(parsed.id))
    except DataError as error:
        message = f"{error} (show reads the built package: after a change of the seeds run `factpack build`)"
        raise DataError(message) from error
    return 0
