"""What a plan finds, whichever engine runs it."""

from dataclasses import dataclass

from factpack.findings import Example
from factpack.plan.checks import Check


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


def cannot_run(table: str, check: Check, why: str) -> Problem:
    """The problem that a check cannot run on a table."""
    return Problem(table, _blame(check), _field(check), f"{check.rule} cannot be checked: {why}")


def _blame(check: Check) -> str:
    if check.rule.startswith("rule/"):
        return "descriptor/wrong-rule"
    return "descriptor/unknown-format" if check.rule == "type/wrong-format" else "descriptor/wrong-constraint"


def _field(check: Check) -> str:
    return check.fields[0] if check.fields and not check.rule.startswith("rule/") else ""
