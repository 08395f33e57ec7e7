"""One record's values from the YAML through its record class: a record, or findings that locate, compare and mend."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from factpack.findings import Finding, Place, shortened
from factpack.record import Basis, Record
from factpack.record.basis import PERIOD, SLUG, UNIT
from factpack.seeds.yaml_file import Path, YamlFile

BOUNDS = ("greater_than", "less_than", "too_short", "too_long", "pattern_mismatch", "impossible")
THEIR_WORDS = {
    "Input should be ": "",
    "String should match pattern": "a text of the pattern",
    "String should have ": "a text of ",
    "Tuple should have ": "a list of ",
    "an object": "a mapping",
}
PATTERNS = {
    SLUG: "write lower-case Latin letters and digits, with single hyphens between them",
    UNIT: "write an ISO 4217 code such as USD, or %",
    PERIOD: "write a year, a month or a day, such as 2026, 2026-03 or 2026-03-05, or two of them with a slash between",
}
NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
MAPPINGS = {"because": "field: reason", "reads": "words: number", "roles": "role: entity", "inputs": "name: fact"}
KEY = "[key]"
"""The step that pydantic adds to the way to a mapping's key."""
IN_QUOTES = "put it in quotes"
WITHOUT_QUOTES = "write it without quotes"
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
    name = " ".join(str(value.get("id") or "").split())
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
        told = {finding.place for finding in file.findings}
        found = [_finding(detail, record_class, file, path, name) for detail in _innermost(error)]
        return (*findings, *(finding for finding in found if finding.place not in told))
    return tuple(findings) if findings else Seed(record, file, path, article)


def closest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known word most like `word`, else nothing."""
    matches = get_close_matches(word, list(known), n=1)
    return f"; did you mean {matches[0]!r}?" if matches else ""


def dotted(*parts: str) -> str:
    """A record's id and its field with a dot between, leaving out what is empty."""
    return ".".join(part for part in parts if part)


def _innermost(error: ValidationError) -> Iterator[ErrorDetails]:
    """All errors but those that only say that something inside is wrong: a list of one broken quote is "too short"."""
    details = error.errors(include_url=False, include_context=True, include_input=True)
    places = [detail["loc"] for detail in details]
    for detail in details:
        depth = len(detail["loc"])
        if not any(len(place) > depth and place[:depth] == detail["loc"] for place in places):
            yield detail


def _finding(detail: ErrorDetails, record_class: type[Record], file: YamlFile, path: Path, name: str) -> Finding:
    location = tuple(step for step in detail["loc"] if step != KEY)
    where = _written_path(file, path, location)
    field = ".".join(str(step) for step in where[len(path) :])
    rule, message, mend = _words(detail, *_owner(record_class, location))
    is_of_key = rule == "seed/unknown-field" or KEY in detail["loc"]
    place = file.key_place(where) if is_of_key else file.place(where)
    return Finding(rule, place, message, mend, dotted(name, field))


def _written_path(file: YamlFile, path: Path, location: Path) -> Path:
    """The way to `location` in the YAML, where one value may stand for a list of one."""
    for step in location:
        if step != 0 or (*path, 0) in file.places:
            path = (*path, step)
    return path


def _owner(record_class: type[Record], location: Path) -> tuple[type[BaseModel], str]:
    """The class that declares the last field of `location`, and what people call it."""
    owner: tuple[type[BaseModel], str] = record_class, record_class.table_name
    for step in location[:-1]:
        info = owner[0].model_fields.get(str(step))
        for model in _models_in(info.annotation) if info else ():
            owner = model, str(step)
    return owner


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _words(detail: ErrorDetails, owner: type[BaseModel], owner_name: str) -> tuple[str, str, str]:
    """The rule, the message and the way out for one error of pydantic's."""
    kind, field = detail["type"], str(detail["loc"][-1])
    found, context = _shown(detail["input"]), detail.get("ctx", {})
    if kind == "missing":
        return "seed/missing-field", f"{field} is missing", f"add `{field}:`{_described(owner, field)}"
    if kind == "extra_forbidden":
        known = _written_fields(owner)
        hint = closest(field, known)
        mend = f"remove it, or use a field that {owner_name} has: {', '.join(known)}"
        return "seed/unknown-field", f"{field} is not a field of {owner_name}{hint}", mend
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"])
        hint = closest(str(detail["input"]), expected.replace(" or ", ", ").replace("'", "").split(", "))
        return "seed/not-in-vocabulary", f"found {found}{hint}", f"write one of {expected}"
    if detail["input"] is None:
        return "seed/wrong-type", f"{field} is empty", f"write it, or remove the line{_described(owner, field)}"
    message = f"found {found}, expected {_expectation(detail['msg'])}"
    if kind.removeprefix("string_").startswith(BOUNDS):
        return "bound/not-allowed", message, _within_bounds(str(context.get("pattern")), detail["input"])
    return "seed/wrong-type", message, _of_the_type(kind, field, detail["input"])


def _within_bounds(pattern: str, value: object) -> str:
    mend = PATTERNS.get(pattern, "correct the value")
    foreign = next((character for character in str(value) if not character.isascii()), "")
    if pattern != SLUG or not foreign.isalpha():
        return mend
    script = unicodedata.name(foreign, "foreign").split()[0].capitalize()
    return f"{mend}; {foreign} is {'an accented' if script == 'Latin' else f'a {script}'} letter"


def _of_the_type(kind: str, field: str, value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind in {"string_type", "model_type"} and is_number:
        return IN_QUOTES
    if kind in {"int_type", "float_type"} and isinstance(value, str) and NUMBER.fullmatch(value):
        return WITHOUT_QUOTES
    if kind == "bool_type":
        return "write true or false"
    return f"write `{MAPPINGS.get(field, 'name: value')}` lines" if kind == "dict_type" else "correct it"


def _expectation(message: str) -> str:
    for theirs, ours in THEIR_WORDS.items():
        message = message.replace(theirs, ours)
    return message.removesuffix(" after validation, not 0")


def _written_fields(model: type[BaseModel]) -> list[str]:
    columns = model.columns if issubclass(model, Record) else ()
    computed = {column.name for column in columns if column.basis is Basis.COMPUTED}
    return [name for name in model.model_fields if name not in computed]


def _described(model: type[BaseModel], field: str) -> str:
    info = model.model_fields.get(field)
    return f" ({info.description})" if info and info.description else ""


def _shown(value: object) -> str:
    match value:
        case str():
            return f"the text {shortened(value)!r}"
        case bool():
            return str(value).lower()
        case None:
            return "nothing"
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list" if value else "an empty list"
        case _:
            return shortened(str(value))


def _with_record(finding: Finding, file: YamlFile) -> Finding:
    """The finding with the id of the record that it stands in: what other records say is then still looked at."""
    tables = file.value if isinstance(file.value, dict) else {}
    rows = [
        (table, position) for table, rows in tables.items() if isinstance(rows, list) for position in range(len(rows))
    ]
    around = [row for row in rows if file.place(row).line <= finding.place.line]
    if not around:
        return finding
    table, position = max(around, key=lambda row: file.place(row).line)
    row = tables[table][position]
    return replace(finding, record=str(row.get("id") or "")) if isinstance(row, dict) else finding


def records_in(file: YamlFile, classes: Mapping[str, type[Record]], article: str) -> Iterator[Seed | Finding]:
    """Every record of a seeds file, and every mistake in it, in the order of the file."""
    yield from (_with_record(finding, file) for finding in file.findings)
    if file.value is None:
        if not file.findings:
            yield Finding("seed/empty-file", Place(file.name), "the file is empty", "write records, or delete the file")
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
