"""`python -m factpack` is the `factpack` command."""

from factpack.cli import command

command()
