"""How far a run has come, told while its statements run."""

from factpack.names import Progress


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
