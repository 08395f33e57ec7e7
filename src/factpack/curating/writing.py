"""Writing: evidence as the YAML of the seeds, and the commands that lead to it."""

import shlex

from factpack.seeds import scalar

INDENT = 4
"""The columns before a record's fields, where a file is written as ours are."""
FOR_THE_SHELL = frozenset('"\\$`!')
"""What a shell reads inside of double quotes."""


def evidence(words: str, prefix: str = "", suffix: str = "") -> str:
    """The line of a record that quotes the words."""
    if not (prefix or suffix):
        return f"{' ' * INDENT}evidence: {scalar(words)}"
    sides = {"quote": words, "prefix": prefix, "suffix": suffix}
    inside = ", ".join(f"{name}: {scalar(text, in_flow=True)}" for name, text in sides.items() if text)
    return f"{' ' * INDENT}evidence: {{{inside}}}"


def anchor_command(words: str, article: str = "", most: int = 10_000) -> str:
    """The command that finds the words, of at most so many characters: as many of the first words as there is room."""
    options = f"--article {article} " if article else ""
    options += "-- " if words.startswith("-") else ""
    start = f"factpack anchor {options}"
    return start + _for_a_shell(first_words(words, most - len(start) - 2))


def first_words(words: str, most: int) -> str:
    """The whole words that fit into so many characters, one at least; with a blank for what cannot be typed."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    if len(line) <= most:
        return line
    end = max(line.rfind(" ", 0, most + 1), 0) or line.find(" ")
    return line[:end] if end > 0 else line


def _for_a_shell(words: str) -> str:
    """The words as one argument; in double quotes where they do, which are easier to read and to change."""
    return shlex.quote(words) if FOR_THE_SHELL & set(words) else f'"{words}"'
