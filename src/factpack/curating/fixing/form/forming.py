"""A file put into form: one habit after the other, and held to what it said before."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from factpack.curating.fixing.form.brevity import fewer_quotes, one_for_a_list
from factpack.curating.fixing.form.layout import blank_lines, indented, with_schema
from factpack.curating.fixing.form.nodes import Edit, comments, edited, nodes
from factpack.curating.fixing.form.ordering import ordered
from factpack.curating.fixing.form.sheet import Classes, Sheet
from factpack.seeds.yaml_file import parse_yaml

HABITS: tuple[Callable[[Sheet], Iterator[Edit]], ...] = (
    one_for_a_list,
    one_for_a_list,  # `[{quote: x}]` is one inside the other
    fewer_quotes,
    ordered,
    indented,
    blank_lines,
    with_schema,
)


def formed(text: str, classes: Classes, depth: int) -> str:
    """The text, which is sound YAML, in form; `depth` is how many folders lie between the file and the root."""
    sheet = Sheet.of(text, classes, depth)
    for habit in HABITS:
        if edits := [edit for edit in habit(sheet) if edit.text != sheet.text[edit.start : edit.end]]:
            sheet = Sheet.of(edited(sheet.text, edits), classes, depth)
    return sheet.text


def values(text: str) -> Any:  # noqa: ANN401 (whatever stands in the YAML)
    """What the text says, whichever of two ways it is written in."""
    file = parse_yaml(text, "")
    if file.findings:
        return [str(finding) for finding in file.findings]
    if not isinstance(file.value, Mapping):
        return file.value
    return {
        table: [_record(row) for row in rows] if isinstance(rows, list) else rows for table, rows in file.value.items()
    }


def commented(text: str) -> list[str]:
    """The comments without the white space that they end with, whatever their order."""
    return sorted(map(str.rstrip, comments(text, nodes(text))))


def _record(row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    plain = dict(row)
    if "evidence" in plain:
        evidence = plain["evidence"]
        plain["evidence"] = [_quote(each) for each in (evidence if isinstance(evidence, list) else [evidence])]
    if isinstance(plain.get("roles"), Mapping):
        plain["roles"] = {name: given if isinstance(given, list) else [given] for name, given in plain["roles"].items()}
    return plain


def _quote(quote: object) -> object:
    return quote["quote"] if isinstance(quote, Mapping) and list(quote) == ["quote"] else quote
