"""One record's values from the YAML through its record class: a record, or findings that locate, compare and mend."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from factpack.findings import Finding, Place
from factpack.record import Basis, Record
from factpack.seeds.yaml_file import Path, YamlFile

BOUNDS = ("greater_than", "less_than", "too_short", "too_long", "string_pattern_mismatch")
REMOVE_COMPUTED = "remove the line: `factpack build` fills this column"


@dataclass(frozen=True, slots=True)
class Seed:
    """A record and where it was written; `article` is its folder, empty for what all articles share."""

    record: Record
    file: YamlFile
    path: Path
    article: str = ""

    def place(self, *steps: str | int) -> Place:
        """The place of the record, or of the value that `steps` lead to from it."""
        return self.file.place((*self.path, *steps))

    def key_place(self, *steps: str | int) -> Place:
        """The place of the key that `steps` lead to."""
        return self.file.key_place((*self.path, *steps))


def validate(
    record_class: type[Record], value: object, file: YamlFile, path: Path, article: str
) -> Seed | tuple[Finding, ...]:
    """The record that `value`, at `path` of `file`, describes; or all that is wrong with it."""
    if not isinstance(value, dict):
        message = f"found {_shown(value)}, expected the fields of a record of {record_class.table_name}"
        return (Finding("seed/wrong-type", file.place(path), message, "write `field: value` lines"),)
    computed = [column.name for column in record_class.columns if column.basis is Basis.COMPUTED]
    name = str(value.get("id", ""))
    findings = [
        Finding(
            "seed/computed-field",
            file.key_place((*path, field)),
            f"{field} is computed",
            REMOVE_COMPUTED,
            dotted(name, field),
        )
        for field in computed
        if field in value
    ]
    written = {field: content for field, content in value.items() if field not in computed}
    try:
        record = record_class.model_validate_json(json.dumps(written))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
        findings += [_finding(detail, record_class, file, path, name) for detail in details]
    return tuple(findings) if findings else Seed(record, file, path, article)


def closest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known word most like `word`, else nothing."""
    matches = get_close_matches(word, list(known), n=1)
    return f"; did you mean {matches[0]!r}?" if matches else ""


def dotted(*parts: str) -> str:
    """A record's id and its field with a dot between, leaving out what is empty."""
    return ".".join(part for part in parts if part)


def _finding(detail: ErrorDetails, record_class: type[Record], file: YamlFile, path: Path, name: str) -> Finding:
    location = tuple(detail["loc"])
    where = (*path, *location)
    field = ".".join(str(step) for step in location)
    rule, message, mend = _words(detail, record_class)
    place = file.key_place(where) if rule == "seed/unknown-field" else file.place(where)
    return Finding(rule, place, message, mend, dotted(name, field))


def _words(detail: ErrorDetails, record_class: type[Record]) -> tuple[str, str, str]:
    """The rule, the message and the way out for one error of pydantic's."""
    kind, field = detail["type"], str(detail["loc"][-1])
    found, context = _shown(detail["input"]), detail.get("ctx", {})
    if kind == "missing":
        return "seed/missing-field", f"{field} is missing", f"add `{field}:`{_described(record_class, field)}"
    if kind == "extra_forbidden":
        known = _written_fields(record_class)
        hint = closest(field, known)
        mend = f"remove it, or use a field that {record_class.table_name} has: {', '.join(known)}"
        return "seed/unknown-field", f"{field} is not a field of {record_class.table_name}{hint}", mend
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"])
        hint = closest(str(detail["input"]), expected.replace(" or ", ", ").replace("'", "").split(", "))
        return "seed/not-in-vocabulary", f"found {found}{hint}", f"write one of {expected}"
    expectation = detail["msg"].removeprefix("Input should be ").removeprefix("String should ")
    if kind.startswith(BOUNDS):
        return "bound/not-allowed", f"found {found}, expected {expectation}", "correct the value"
    mend = "put it in quotes" if kind == "string_type" and isinstance(detail["input"], int | float) else "correct it"
    return "seed/wrong-type", f"found {found}, expected {expectation}", mend


def _written_fields(record_class: type[Record]) -> list[str]:
    computed = {column.name for column in record_class.columns if column.basis is Basis.COMPUTED}
    return [name for name in record_class.model_fields if name not in computed]


def _described(record_class: type[Record], field: str) -> str:
    info = record_class.model_fields.get(field)
    return f" ({info.description})" if info and info.description else ""


def _shown(value: object) -> str:
    match value:
        case str():
            return f"the text {_cut(value)!r}"
        case bool():
            return str(value).lower()
        case None:
            return "nothing"
        case Mapping():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return _cut(str(value))


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def records_in(file: YamlFile, classes: Mapping[str, type[Record]], article: str) -> Iterator[Seed | Finding]:
    """Every record of a seeds file, and every mistake in it, in the order of the file."""
    yield from file.findings
    if file.value is None:
        return
    if not isinstance(file.value, dict):
        mend = f"write a table's name and a colon above the records: {', '.join(classes)}"
        yield Finding("seed/wrong-type", file.place(()), "found no mapping from table names to records", mend)
        return
    for table, rows in file.value.items():
        if table not in classes:
            message = f"{table!r} is not a table of seeds{closest(table, classes)}"
            mend = f"use one of {', '.join(classes)}"
            yield Finding("seed/unknown-table", file.key_place((table,)), message, mend)
        elif not isinstance(rows, list):
            mend = "write `- id: …` for each record"
            yield Finding("seed/wrong-type", file.place((table,)), f"found {_shown(rows)}, expected a list", mend)
        else:
            for position, row in enumerate(rows):
                outcome = validate(classes[table], row, file, (table, position), article)
                yield from outcome if isinstance(outcome, tuple) else (outcome,)
