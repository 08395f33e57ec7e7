"""Options that commands share."""

import argparse

FINDINGS = ("text", "json", "github")
SHOWN = ("text", "json")


def given(text: str) -> str:
    """The text; an empty one is more likely a variable without a value than what somebody means."""
    if text:
        return text
    message = "it is empty"
    raise argparse.ArgumentTypeError(message)


def findings_format(parser: argparse.ArgumentParser) -> None:
    """Declare `--format` of a command that tells findings."""
    _format(parser, FINDINGS, "how to show findings")


def shown_format(parser: argparse.ArgumentParser) -> None:
    """Declare `--format` of a command that shows what it found."""
    _format(parser, SHOWN, "how to show it")


def article(parser: argparse.ArgumentParser) -> None:
    """Declare `--article`."""
    parser.add_argument("--article", metavar="ID", help="the article, where there are several")


def _format(parser: argparse.ArgumentParser, formats: tuple[str, ...], what: str) -> None:
    parser.add_argument("--format", choices=formats, default="text", help=f"{what} (default: %(default)s)")
