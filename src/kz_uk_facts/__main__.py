"""The `kz-uk-facts` command."""

from typing import NoReturn

from factpack.package_cli import command_of
from kz_uk_facts.loading import path


def command() -> NoReturn:
    """Run the command, and end the process."""
    command_of("kz-uk-facts", path())


if __name__ == "__main__":
    command()
