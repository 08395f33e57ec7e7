"""The `factpack` command: runs one of the commands and tells errors. Exit 0: clean; 1: findings; 2: wrong use."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from factpack.commands import COMMANDS
from factpack.names import DISTRIBUTION
from factpack.running import end_with, run


def command() -> NoReturn:
    """Run the command, and end the process."""
    end_with(main)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    return run("factpack", parser().parse_args(arguments))


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
