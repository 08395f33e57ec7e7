"""Tables that are not Parquet: frictionless looks at them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from factpack.findings import Finding, shortened
from factpack.validation.handover import beyond_frictionless, careful, package
from factpack.validation.patterns import (
    PatternCheck,
    Row,
    Tally,
    pattern_checks,
    primary_key,
)
from factpack.validation.references import Tables
from factpack.validation.resources import Declared
from factpack.validation.telling import dotted, unreadable

SEEN_EVERY = 1000
MEND = "correct the data, or what the descriptor says of them"
Kind = tuple[str, str, str, bool]
"""What errors have in common that are one finding.

Their type, the field, which constraint it is or what is wrong with the descriptor, and whether they are about data.
"""


ABOUT_DESCRIPTORS = frozenset(
    {"package-error", "resource-error", "schema-error", "field-error", "dialect-error", "control-error"}
)
LIBRARY = re.compile(r'Please install "(.+)"')


class _MissingLibraryError(Exception):
    """frictionless lacks the library that reads a format; the message is what to install."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What frictionless says of a table; `rows` is None where it could not read it to the end."""

    findings: tuple[Finding, ...]
    rows: int | None


def look_at(resource: Declared, tables: Tables, examples: int, seen: Callable[[float], None]) -> Outcome:
    """What frictionless says of the table; `tables` are those that its foreign keys may refer to."""
    if problem := beyond_frictionless(resource):
        return Outcome((unreadable(resource, problem),), None)
    audit = _Audit(resource, examples, seen)
    told, checks = list(pattern_checks(resource, examples)), audit.patterns
    checks += (each for each in told if isinstance(each, PatternCheck))
    findings = [each for each in told if isinstance(each, Finding)]
    try:
        with careful():
            rows = audit.run(tables)
    except _MissingLibraryError as error:
        missing = unreadable(resource, f"to read {resource.format}, frictionless needs another library")
        return Outcome((*findings, replace(missing, mend=f"pip install '{error}'")), None)
    except Exception as error:  # noqa: BLE001 whatever a stranger's file makes its parsers raise is a finding
        return Outcome((*findings, *audit.findings(), unreadable(resource, _told(resource, error))), None)
    return Outcome((*findings, *audit.findings()), rows)


@dataclass(slots=True)
class _Audit:
    """One run of frictionless over one table: counts the errors of its rows, as they come by, by their kind."""

    resource: Declared
    most: int
    seen: Callable[[float], None]
    patterns: list[PatternCheck] = field(default_factory=list)
    rows: int = 0
    tallies: dict[Kind, Tally] = field(default_factory=dict)
    notes: dict[Kind, str] = field(default_factory=dict)

    def run(self, tables: Tables) -> int | None:
        """Look at the whole table; gives the number of its rows, or None if it could not be read to the end."""
        errors = self.errors(tables)
        self.seen(1.0)
        for error in errors:
            if library := LIBRARY.fullmatch(error.note):
                raise _MissingLibraryError(library[1])
            self.add(error, None, {})
        return self.rows if all("#header" in error.tags for error in errors) else None

    def errors(self, tables: Tables) -> list[Any]:
        """The errors that are not about rows, once all rows have come by."""
        from frictionless import Checklist, FrictionlessException

        try:
            table = package(tables, self.resource).get_resource(self.resource.name)
            # The errors of rows are counted as they come: frictionless would keep them all, or stop at 1,000.
            report = table.validate(Checklist(skip_errors=["#row"]), on_row=self.on_row, limit_errors=0)
        except FrictionlessException as exception:
            return list(exception.to_errors())
        return [*report.errors, *(error for task in report.tasks for error in task.errors)]

    def on_row(self, row: Any) -> None:  # noqa: ANN401 frictionless ships no types
        """Called with each row."""
        for error in row.errors:
            self.add(error, self.rows, row)
        for check in self.patterns:
            check.see(self.rows, row)
        self.rows += 1
        if self.rows % SEEN_EVERY == 0:
            self.seen(0.0)

    def add(self, error: Any, number: int | None, row: Row) -> None:  # noqa: ANN401 frictionless ships no types
        """Count an error; `number` is that of its row, None where it is not about one."""
        is_of_data = error.type not in ABOUT_DESCRIPTORS
        constant = error.note if error.type == "constraint-error" or not is_of_data else ""
        kind = (error.type, _field(error), constant, is_of_data)
        self.notes.setdefault(kind, _note(self.resource, error, error.title if row else error.message))
        tally = self.tallies.setdefault(kind, Tally())
        if number is None:
            tally.count += 1
        else:
            tally.add(self.most, number, primary_key(self.resource), row, _found(error, row))

    def findings(self) -> Iterator[Finding]:
        """One for each kind of error, and one for each pattern that rows do not have."""
        for kind, tally in self.tallies.items():
            yield self._finding(kind, tally)
        for check in self.patterns:
            if finding := check.finding():
                yield finding

    def _finding(self, kind: Kind, tally: Tally) -> Finding:
        error_type, name, _, is_of_data = kind
        note = self.notes[kind]
        return Finding(
            f"frictionless/{error_type}",
            self.resource.data_place if is_of_data else self.resource.field_places()(""),
            note,
            MEND,
            dotted(self.resource.name, name),
            count=tally.count,
            examples=tuple(tally.examples),
        )


def _field(error: Any) -> str:  # noqa: ANN401 frictionless ships no types
    """The field that an error is about; "" if it is about none, or several."""
    names = getattr(error, "field_names", [getattr(error, "field_name", "")])
    return names[0] if len(names) == 1 else ""


def _found(error: Any, row: Row) -> Mapping[str, Any]:  # noqa: ANN401 frictionless ships no types
    """The cells that an error is about, by the names of their fields."""
    if error.type == "foreign-key":
        return {name: row.get(name) for name in error.field_names}
    if not hasattr(error, "cell"):
        return {}
    # frictionless writes None for an empty cell, as it does for a cell that says None.
    is_empty = error.type == "constraint-error" and row.get(error.field_name) is None
    return {error.field_name: None if is_empty else error.cell}


def _told(resource: Declared, error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return f"frictionless cannot read it: {shortened(resource.as_written(said), 300)}"


def _note(resource: Declared, error: Any, otherwise: str) -> str:  # noqa: ANN401 frictionless ships no types
    if error.type == "foreign-key":
        return f"expected a key of {error.reference_name or resource.name}"
    # frictionless counts rows from 1, with the header: examples say which row it is.
    note = re.sub(r"the row at position \d+", "another row", error.note)
    return shortened(resource.as_written(note or otherwise), 300)
