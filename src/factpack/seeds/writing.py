"""Words as YAML that reads back as the same words."""

import json

from factpack.seeds.yaml_file import parse_yaml


def scalar(words: str, *, in_flow: bool = False) -> str:
    """The words as they are where YAML reads them so, else in quotes; `in_flow` is between { and }."""
    if words.isprintable():
        if _reads_as(words, words, in_flow=in_flow):
            return words
        single = "'{}'".format(words.replace("'", "''"))
        if '"' in words and _reads_as(words, single, in_flow=in_flow):
            return single
    return double_quoted(words)


def _reads_as(words: str, written: str, *, in_flow: bool) -> bool:
    file = parse_yaml(f"{{words: {written}}}" if in_flow else f"words: {written}", "")
    return not file.findings and file.value == {"words": words}


def double_quoted(words: str) -> str:
    """The words in double quotes, to be pasted into YAML: line ends, no-break spaces and their like can be seen."""
    written = json.dumps(words, ensure_ascii=False)
    return "".join(character if character.isprintable() else _escaped(ord(character)) for character in written)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four digits hold)
