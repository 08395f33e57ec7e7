"""The tables of a package, listed for a terminal and for a notebook: name, rows, what a row is."""

import textwrap
from collections.abc import Iterable
from typing import Any

from factpack.package.explanation_html import CELL, as_text
from factpack.width import line_width

WIDEST = 120
HEADS = ("name", "rows", "description")
NUMBER = CELL.replace("left", "right")

Listed = tuple[str, int, str]


def listed(resources: Iterable[dict[str, Any]]) -> list[Listed]:
    """What is listed of the tables whose descriptors are given."""
    return [(resource["name"], resource["factpack:rows"], resource["description"]) for resource in resources]


def listing(tables: Iterable[Listed]) -> str:
    """The tables, a line or more each, folded to the terminal; nothing is cut away."""
    rows = [(name, f"{count:,}", description) for name, count, description in tables]
    names, counts = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    width = min(line_width(), WIDEST)
    heads = [f"{name:<{names}}  {count:>{counts}}  " for name, count, _ in rows]
    return "\n".join(
        textwrap.fill(row[2], max(width, len(head) + 1), initial_indent=head, subsequent_indent=" " * len(head))
        for head, row in zip(heads, rows, strict=True)
    )


def listing_html(tables: Iterable[Listed]) -> str:
    """The tables for a notebook, their sentences whole."""
    rows = "".join(
        f'<tr><th style="{CELL}">{as_text(name)}</th><td style="{NUMBER}">{count:,}</td>'
        f'<td style="{CELL}">{as_text(description)}</td></tr>'
        for name, count, description in tables
    )
    heads = f'<th style="{CELL}">table</th><th style="{NUMBER}">rows</th><th style="{CELL}">a row is</th>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
