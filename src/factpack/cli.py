"""The `factpack` command: runs one of the commands and tells errors. Exit 0: clean; 1: findings; 2: wrong use."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from factpack.commands import COMMANDS
from factpack.errors import FactpackError, install
from factpack.names import DISTRIBUTION

INTERRUPTED = 130  # what shells give for a command that Ctrl-C has ended


def command() -> NoReturn:
    """Run the command in a process of its own, and end the process.

    It is short: it looks for no garbage while modules are imported, and leaves it to the system to take them down
    again. Together that is a fifth of the time of `factpack check`.
    """
    gc.disable()
    status = main()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    parsed = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows escapes; JSON is UTF-8 everywhere
            is_json = stream is sys.stdout and getattr(parsed, "format", "") == "json"
            stream.reconfigure(encoding="utf-8" if is_json else None, errors="backslashreplace")
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error, KeyboardInterrupt) and str(error) != "Query interrupted":  # so DuckDB passes Ctrl-C on
            raise
        print("factpack: interrupted", file=sys.stderr)
        return INTERRUPTED
    except FactpackError as error:
        print(f"factpack: {error}", file=sys.stderr)
    except ModuleNotFoundError as error:
        way_out = install("factpack")
        print(f"factpack: the engine needs {error.name}, which is not installed: {way_out}", file=sys.stderr)
    except BrokenPipeError:  # `factpack check | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return status
    return 2


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog="factpack", description="Prove, validate and publish the facts of articles.")
    root.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        command = commands.add_parser(name, help=module.HELP)
        module.declare(command)
        command.set_defaults(run=module.run)
    return root


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes longer than parsing."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib import metadata

        try:
            version = metadata.version(DISTRIBUTION)
        except metadata.PackageNotFoundError:
            version = "(a checkout that is not installed)"
        print(f"factpack {version}")
        parser.exit()
