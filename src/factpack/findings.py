"""Finding: one mistake, where it stands and the way out. Report: all findings of a run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: errors stop the build, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; `line` and `column` count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Example:
    """A row that is wrong: its number, counted from 0, its primary key, and what its cells hold, as text.

    `row` is None where rows have no numbers, as on Spark. `key` and `found` map names of fields to values; None is an
    empty cell.
    """

    row: int | None
    key: tuple[tuple[str, str | None], ...] = ()
    found: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, or one kind of mistake in many rows of a table.

    `rule` is its name (`theme/what-is-wrong`), `record` the id of the record (or the name of the table) and, after
    a dot, the field; `message` compares what was found with what was expected; `mend` says the way out. `count` is
    how many rows are wrong, and `examples` are the first of them, where a table was validated as a whole.
    """

    rule: str
    place: Place
    message: str
    mend: str
    record: str = ""
    severity: Severity = Severity.ERROR
    count: int = 1
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of a package that was validated: `bytes` on disk, `rows` where they could be counted.

    `validator` is who has looked at its rows: factpack, frictionless, or nobody ("", a file that is no table).
    """

    name: str
    paths: tuple[str, ...]
    format: str
    bytes: int
    rows: int | None
    validator: str


def shortened(text: str, most: int = 60) -> str:
    """The text as a message shows it: at most so many characters, … for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, in the order of their places; of a package, its resources too."""

    findings: tuple[Finding, ...] = ()
    resources: tuple[Resource, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding], resources: Iterable[Resource] = ()) -> "Report":
        """The report of these findings, sorted by place and without repetitions."""
        told = sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.rule))
        return cls(tuple(told), tuple(resources))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def ok(self) -> bool:
        """True if nothing found is an error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)
