"""Violation: what a plan finds, whichever engine runs it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One check that failed on `count` rows; `rows` are the first of their positions in the table, from 0.

    What concerns a column and not its rows (`type/wrong-type` …) has the count 1 and no rows.
    `expected` says in a few words what should hold.
    """

    table: str
    rule: str
    fields: tuple[str, ...]
    count: int
    rows: tuple[int, ...]
    expected: str
