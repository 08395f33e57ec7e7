"""The README.md of an export: what the data are, how the files are to be read, licence, how to cite."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from factpack.exports.tables import DICTIONARY, Format
from factpack.package.explanation import citation_of

README = "README.md"
WIDTH = 120


def notes(descriptor: Mapping[str, Any], chosen: Format, files: Sequence[str]) -> str:
    """The text, in Markdown."""
    licenses = [
        " ".join(part for part in (license_.get("title", license_.get("name")), license_.get("path")) if part)
        for license_ in descriptor["licenses"]
    ]
    dictionary = next((file for file in files if file.startswith(DICTIONARY)), f"the sheet {DICTIONARY}")
    blocks = [
        f"# {descriptor['title']}",
        textwrap.fill(descriptor["description"], WIDTH, break_on_hyphens=False),
        f"{descriptor['name']} {descriptor['version']}, exported as {chosen.title}.",
        f"What each column means, its type and how it is known: {dictionary}.",
        "## How to read the files",
        chosen.notes.rstrip(),
        "## Licence",
        *licenses,
        "## How to cite",
        citation_of(dict(descriptor)).text,
        "A single fact: its `id` and the command `cite`.",
    ]
    return "\n\n".join(blocks) + "\n"
