"""Words as YAML that reads back as the same words."""

import json

from factpack.seeds.yaml_file import parse_yaml


def scalar(words: str, *, in_flow: bool = False) -> str:
    """The words as they are where YAML reads them so, else in double quotes; `in_flow` is between { and }."""
    written = f"{{words: {words}}}" if in_flow else f"words: {words}"
    if words.isprintable():
        file = parse_yaml(written, "")
        if not file.findings and file.value == {"words": words}:
            return words
    return double_quoted(words)


def double_quoted(words: str) -> str:
    """The words in double quotes, to be pasted into YAML: line ends, no-break spaces and their like can be seen."""
    written = json.dumps(words, ensure_ascii=False)
    return "".join(character if character.isprintable() else _escaped(ord(character)) for character in written)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four digits hold)
