"""`factpack validate`."""

import argparse
import re
from pathlib import Path

import factpack
from factpack.commands import options
from factpack.errors import DataError
from factpack.names import DESCRIPTOR

HELP = "validate any data package: its descriptor, files and tables"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", metavar="PATH", type=options.given, help="the package's folder, or its descriptor")
    parser.add_argument(
        "--memory",
        type=_memory,
        default="1GB",
        metavar="SIZE",
        help="what to take before spilling to disk, as 500MB or 2GiB (default: %(default)s)",
    )
    parser.add_argument(
        "--examples",
        type=_count,
        default=5,
        metavar="N",
        help="how many of the wrong rows to show for each finding (default: %(default)s)",
    )
    parser.add_argument("--allow-remote", action="store_true", help="also fetch what the descriptor has at URLs")
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="who looks at Parquet (default: %(default)s)"
    )
    spark = parser.add_mutually_exclusive_group()
    spark.add_argument("--master", metavar="URL", help="the Spark master, as spark://host:7077 or local[4]")
    spark.add_argument("--remote", metavar="URL", help="the Spark Connect server, as sc://host:15002")
    options.findings_format(parser)


def run(parsed: argparse.Namespace) -> int:
    """Print a line a resource, what is wrong, and the verdict."""
    from factpack import terminal
    from factpack.reports import PACKAGE_FORMATS, below

    engine = _engine(parsed)
    with terminal.progress() as progress:
        report = factpack.validate(
            parsed.path,
            memory=parsed.memory,
            examples=parsed.examples,
            allow_remote=parsed.allow_remote,
            progress=progress,
            engine=engine,
        )
    page = terminal.page(_descriptor(parsed.path))
    print(PACKAGE_FORMATS[parsed.format](below(_folder_as_seen(page.descriptor, parsed.format), report), page))
    return 0 if report.ok else 1


def _engine(parsed: argparse.Namespace) -> str:
    url = parsed.master or parsed.remote
    if url and parsed.engine != "spark":
        message = "--master and --remote are for --engine spark"
        raise DataError(message)
    return str(url or parsed.engine)


def _memory(text: str) -> str:
    from factpack.validation import is_size

    if is_size(text):
        return text
    message = f"{text!r} is no size: write a number and KB, MB, GB or TB (or KiB, MiB, GiB, TiB), as 500MB"
    raise argparse.ArgumentTypeError(message)


def _count(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return int(text)
    message = f"{text!r} is no whole number from 0 to 999,999,999"
    raise argparse.ArgumentTypeError(message)


def _descriptor(path: str) -> str:
    if "://" in path or not Path(path).is_dir():
        return path
    return (Path(path) / DESCRIPTOR).as_posix()


def _folder_as_seen(descriptor: str, form: str) -> str:
    """The package's folder: as it was written for people, from the repository for GitHub, left out for machines."""
    from factpack.commands.seen import root_as_seen

    if "://" in descriptor and form != "json":
        return descriptor.rpartition("/")[0]
    folder = Path(descriptor).parent
    return folder.as_posix() if form == "text" else root_as_seen(folder, form)
