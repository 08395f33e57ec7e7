"""The checks by frictionless, which reads them in the descriptor."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import frictionless

from rivals.orders import tell  # type: ignore[import-not-found] # beside this program; mypy looks into src

EMPTY = "nan"
"""What it takes an empty cell of numbers for: a wrong type, or a number beyond every bound."""


def faults(folder: Path) -> Iterator[tuple[str, str]]:
    """The constraints that this package breaks."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        yield from (fault(error) for error in task.errors)


def fault(error: frictionless.Error) -> tuple[str, str]:
    """The field and the constraint of this error."""
    field = getattr(error, "field_name", "row")
    match error.type:
        case "primary-key":
            # A key that is empty is told twice: as a cell too.
            return "id", "required" if "None" in error.note else "unique"
        case "foreign-key":
            return "customer", "reference"
        case _ if getattr(error, "cell", None) == EMPTY:
            return field, "required"
        case "constraint-error":
            said = re.match('constraint "([^"]*)"', error.note)
            return field, said[1] if said else error.note
        case other:
            return field, other


if __name__ == "__main__":
    tell(faults(Path(sys.argv[1])))
