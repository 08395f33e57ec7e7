"""What a plan finds, whichever engine runs it."""

from dataclasses import dataclass

from factpack.findings import Example


@dataclass(frozen=True, slots=True)
class Violation:
    """One check that failed on `count` rows; `rows` are the first of their positions in the table, from 0.

    What concerns a column and not its rows (`type/wrong-type` …) has the count 1 and no rows.
    `expected` says in a few words what should hold. `examples` are the rows with their keys and cells, where asked for.
    """

    table: str
    rule: str
    fields: tuple[str, ...]
    count: int
    rows: tuple[int, ...]
    expected: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a table's schema that no table can be held to: `rule` names the kind, `message` says why."""

    table: str
    rule: str
    field: str
    message: str
