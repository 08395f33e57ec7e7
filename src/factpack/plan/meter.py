"""How far a run has come, told while its statements run."""

from collections.abc import Iterable

from factpack.names import Progress
from factpack.plan.checks import Check, KeyCheck, RowCheck

ROWS, KEY, REFERENCE = 3.0, 1.0, 0.1
"""How long a pass takes for all row checks, a key or a reference, for the same rows: what progress is measured in."""


class Meter:
    """Counts the work that is done against all that there is."""

    def __init__(self, progress: Progress | None, total: float) -> None:
        self._progress, self._total = progress, max(total, 1)
        self._done = 0.0

    def tell(self, what: str, effort: float, percent: float) -> None:
        """Tell that so many percent of so much work are done; a negative number: who does it cannot say."""
        if self._progress:
            self._progress(what, min((self._done + effort * max(percent, 0) / 100) / self._total, 1))

    def finish(self, effort: float) -> None:
        """Count so much work as done."""
        self._done += effort


def effort(rows: int, checks: Iterable[Check]) -> float:
    """How much work it is to hold a table of so many rows to these checks."""
    of_others = sum(
        KEY if isinstance(check, KeyCheck) else REFERENCE for check in checks if not isinstance(check, RowCheck)
    )
    return rows * (ROWS + of_others)
