"""The command of a dataset, for whoever has its package and no more: list, show, cite and export its facts."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from factpack.running import end_with, run

CITATIONS = {"text": "text", "bibtex": "bibtex", "csl-json": "csl_json"}
"""The forms of a citation, by the word that users say; what they are called in Python."""


def command_of(program: str, package: Path) -> NoReturn:
    """Run the command `program` of the package in the folder `package`, and end the process."""
    end_with(lambda: main(program, package))


def main(program: str, package: Path, arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    return run(program, parser(program, package).parse_args(arguments))


def parser(program: str, package: Path) -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog=program, description="List, show, cite and export the facts of this dataset.")
    root.set_defaults(package=package)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("tables", help="list the tables: rows, and what a row is").set_defaults(run=_tables)
    show = commands.add_parser("show", help="show a fact with its quotes and how each cell is known")
    show.add_argument("id", help="the fact's id")
    show.set_defaults(run=_show)
    cite = commands.add_parser("cite", help="say how to cite a fact")
    cite.add_argument("id", help="the fact's id")
    cite.add_argument("--format", choices=CITATIONS, default="text", help="its form (default: %(default)s)")
    cite.set_defaults(run=_cite)
    _declare_export(commands.add_parser("export", help="write all tables, and what their columns mean, to a folder"))
    return root


def _declare_export(export: argparse.ArgumentParser) -> None:
    from factpack.exports import FORMATS

    export.add_argument("--format", choices=FORMATS, required=True, help="xlsx needs the extra of that name")
    export.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder, or an empty one")
    export.set_defaults(run=_export)


def _tables(parsed: argparse.Namespace) -> int:
    from factpack.package.folder import Folder
    from factpack.package.listing import listed, listing

    print(listing(listed(Folder(parsed.package).resources.values())))
    return 0


def _show(parsed: argparse.Namespace) -> int:
    from factpack.package import Package

    print(Package(parsed.package).explain(parsed.id))
    return 0


def _cite(parsed: argparse.Namespace) -> int:
    from factpack.package import Package

    print(getattr(Package(parsed.package).cite(parsed.id), CITATIONS[parsed.format]))
    return 0


def _export(parsed: argparse.Namespace) -> int:
    from factpack.exports import FORMATS, export
    from factpack.package.folder import Folder

    package = Folder(parsed.package)
    files = export(package, parsed.format, parsed.folder)
    what = f"{len(package.resources)} tables and the data dictionary, as {FORMATS[parsed.format].title}"
    print(f"wrote {parsed.folder}: {what} ({len(files)} files)")
    return 0
