"""The `harbour-facts` command: lists, shows, cites and exports the facts for whoever has the package."""

from typing import NoReturn

from factpack.package_cli import command_of

from harbour_facts import package


def command() -> NoReturn:
    """Run the command, and end the process."""
    command_of("harbour-facts", package().folder.path)


if __name__ == "__main__":
    command()
