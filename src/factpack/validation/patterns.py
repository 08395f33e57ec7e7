"""The constraint `pattern` in tables that frictionless reads, in time that grows with the text alone.

frictionless asks Python's `re`, which some patterns keep busy for ever; RE2, which pyarrow has, is never.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factpack.findings import Example, Finding
from factpack.validation.resources import Declared
from factpack.validation.telling import dotted, mend

AT_ONCE = 1000
Row = Mapping[str, Any]


def without_patterns(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with no pattern in its fields of text, where alone patterns have a meaning."""
    return {**schema, "fields": [_without_pattern(each) for each in schema["fields"]]} if "fields" in schema else schema


@dataclass(slots=True)
class Tally:
    """How many rows are wrong in one way, and the first of them."""

    count: int = 0
    examples: list[Example] = field(default_factory=list)

    def add(self, most: int, row: int, key: tuple[str, ...], values: Row, found: Mapping[str, Any]) -> None:
        """Count a row; it is an example if there are not `most` of them yet."""
        self.count += 1
        if len(self.examples) < most:
            self.examples.append(Example(row, _texts({name: values.get(name) for name in key}), _texts(found)))


@dataclass(slots=True)
class PatternCheck:
    """One field's pattern, held against the rows as they come by."""

    resource: Declared
    column: str
    pattern: str
    most: int
    tally: Tally = field(default_factory=Tally)
    waiting: list[tuple[int, Row, str]] = field(default_factory=list)

    def see(self, number: int, row: Row) -> None:
        """Look at a row, now or later."""
        if isinstance(text := row.get(self.column), str):
            self.waiting.append((number, row, text))
        if len(self.waiting) >= AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Look at the rows that wait."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        key = primary_key(self.resource)
        matched = _matches(self.pattern, [text for _, _, text in waiting])
        for (number, row, text), matches in zip(waiting, matched, strict=True):
            if not matches:
                self.tally.add(self.most, number, key, row, {self.column: text})

    def finding(self) -> Finding | None:
        """What the rows that have come by were wrong in."""
        self.settle()
        if not self.tally.count:
            return None
        return Finding(
            "bound/pattern",
            self.resource.data_place,
            f"expected text of the form {self.pattern}",
            mend("bound/pattern"),
            dotted(self.resource.name, self.column),
            count=self.tally.count,
            examples=tuple(self.tally.examples),
        )


def pattern_checks(resource: Declared, most: int) -> Iterator[PatternCheck | Finding]:
    """A check for each pattern of the schema; a finding for each that is none."""
    for position, each in enumerate((resource.schema or {}).get("fields", ())):
        pattern = each.get("constraints", {}).get("pattern")
        if pattern is None or not _is_text(each):
            continue
        if problem := _problem(pattern):
            steps = (*resource.schema_path, "fields", position, "constraints", "pattern")
            rule, label = "descriptor/wrong-constraint", dotted(resource.name, each["name"])
            yield resource.schema_source.finding(rule, steps, problem, mend(rule), label)
        else:
            yield PatternCheck(resource, each["name"], pattern, most)


def primary_key(resource: Declared) -> tuple[str, ...]:
    """The names of the fields of the resource's primary key."""
    key = (resource.schema or {}).get("primaryKey", ())
    return (key,) if isinstance(key, str) else tuple(key)


def _is_text(field: Mapping[str, Any]) -> bool:
    return bool(field.get("type", "string") == "string")


def _without_pattern(field: Mapping[str, Any]) -> Mapping[str, Any]:
    constraints = field.get("constraints", {})
    if "pattern" not in constraints or not _is_text(field):
        return field
    return {**field, "constraints": {name: value for name, value in constraints.items() if name != "pattern"}}


def _problem(pattern: str) -> str:
    import pyarrow as pa

    try:
        # Alone: within \A(?: and )\z one like `a)|(b` would pass.
        _search(pattern, [""])
    except pa.ArrowInvalid as error:
        return f"the pattern {pattern!r} cannot be used: {str(error).rpartition(': ')[2]}"
    return ""


def _matches(pattern: str, texts: list[str]) -> list[bool]:
    return _search(rf"\A(?:{pattern})\z", texts)


def _search(pattern: str, texts: list[str]) -> list[bool]:
    import pyarrow as pa
    import pyarrow.compute as pc

    # pa.array would import pandas where it is installed.
    builder = pa.lib.StringBuilder()
    builder.append_values([text.encode("utf-8", "replace").decode() for text in texts])
    found: list[bool] = pc.match_substring_regex(builder.finish(), pattern).to_pylist()
    return found


def _texts(values: Mapping[str, Any]) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, None if value is None else str(value)) for name, value in values.items())
