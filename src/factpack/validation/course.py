"""How far a validation has come: a fraction of the whole, out of the fractions of its steps."""

from factpack.names import Progress


class Course:
    """Tells `progress` how far the whole has come; `total` is the weight of all its steps."""

    def __init__(self, progress: Progress, total: float) -> None:
        self._progress = progress
        self._total = total or 1.0
        self._done = 0.0
        self._told = 0.0

    def step(self, weight: float) -> Progress:
        """What a step calls with what it does and how far it has come itself."""
        start, self._done = self._done, self._done + weight

        def seen(what: str, fraction: float) -> None:
            # A step may begin again from nothing; the whole never goes back.
            self._told = max(self._told, min(1.0, (start + weight * fraction) / self._total))
            self._progress(what, self._told)

        return seen
