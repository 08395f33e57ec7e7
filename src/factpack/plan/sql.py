"""The functions through which values reach SQL. Names never do: columns go by names of ours."""

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

FEW = 16
"""Up to so many values are quicker compared one by one than looked up."""

DIGITS = 38
"""How many digits an SQL decimal has at most."""


def text(value: str) -> str:
    """The text as an SQL literal: it cannot end the literal, whatever it contains."""
    # A NUL would end the statement: engines written in C read no further.
    parts = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
    return parts[0] if len(parts) == 1 else f"({' || chr(0) || '.join(parts)})"


def number(value: float) -> str:
    """The number as an SQL literal: as a decimal, which compares exactly with whatever the column holds, if it fits."""
    written = format(Decimal(repr(value)), "f")
    if isfinite(value) and sum(map(str.isdigit, written)) <= DIGITS:
        return f"({written})"
    return f"CAST('{float(value)!r}' AS DOUBLE)"


def listed(literals: Sequence[str]) -> str:
    """The literals as what stands after IN: a long list as a table, which is looked up instead of gone through."""
    written = ", ".join(literals)
    return f"(SELECT unnest([{written}]))" if len(literals) > FEW else f"({written})"
