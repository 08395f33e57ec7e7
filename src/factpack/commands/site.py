"""`factpack site`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from factpack.commands import options
from factpack.errors import DataError

if TYPE_CHECKING:
    from factpack.package import Package

HELP = "write a static page: the words on one side, the facts on the other"
LANGUAGES = ("en", "ru")


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the argument and the options."""
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=options.given, help="where to write it (default: site)"
    )
    parser.add_argument(
        "--with-article", action="store_true", help="show the whole articles, not their quotes alone; not for sharing"
    )
    parser.add_argument("--language", choices=LANGUAGES, help="one language alone (default: both)")


def run(parsed: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    from factpack.build import PACKAGE
    from factpack.outputs.exchange import publish
    from factpack.outputs.site import (
        must_be_ours,
        must_lead_to_facts,
        read_pictures,
        site_files,
        site_names,
        whole_articles,
    )
    from factpack.package import Package
    from factpack.project import find_project

    project = find_project(Path.cwd())
    root = project.root
    folder = Path(parsed.folder) if parsed.folder else root / "site"
    must_be_ours(folder, site_names())
    package, pictures = Package(root / PACKAGE), read_pictures(project.pictures)
    languages = (parsed.language,) if parsed.language else LANGUAGES
    try:
        texts = whole_articles(package, root) if parsed.with_article else {}
        files = site_files(package, texts, languages, pictures)
    except DataError as error:
        message = f"{error} (site reads the built package: run `factpack build` first)"
        raise DataError(message) from error
    must_lead_to_facts(pictures, package.ids())
    for warning in publish(files, folder, last="index.html"):
        print(f"warning: {warning}", file=sys.stderr)
    print(_summary(package, folder, pictures=len(pictures), whole=bool(texts)))
    return 0


def _summary(package: "Package", folder: Path, *, pictures: int, whole: bool) -> str:
    from factpack.commands.seen import as_seen
    from factpack.reports.wording import counted

    rows = {name: resource["factpack:rows"] for name, resource in package.folder.resources.items()}
    counts = f"{counted(rows['facts'], 'fact')}, {counted(rows['derivations'], 'derivation')}"
    counts += f", {counted(pictures, 'picture')}" if pictures else ""
    text = "the whole text of the articles: not for sharing" if whole else "quotes and the gaps between them"
    return f"wrote {as_seen(folder)}/: {counts}, {text}\nopen {as_seen(folder / 'index.html')}"
