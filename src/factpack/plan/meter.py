"""Tells how far a run has come, while its statements run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

Progress = Callable[[str, float], None]
"""Takes what is being done and how much of all is done, from 0 to 1; it may be called from another thread."""

EVERY = 0.2


class Meter:
    """Counts the work that is done against all that there is; `percent` asks the engine about its statement."""

    def __init__(self, progress: Progress | None, total: float, percent: Callable[[], float]) -> None:
        self._progress, self._total, self._percent = progress, max(total, 1), percent
        self._done = 0.0

    @contextmanager
    def working(self, what: str, effort: float) -> Iterator[None]:
        """Tell every so often how far the statement that runs inside has come with so much of the work."""
        if self._progress is None:
            yield
            return
        over = Event()
        teller = Thread(target=self._tell, args=(what, effort, over), daemon=True)
        teller.start()
        try:
            yield
        finally:
            over.set()
            teller.join()
            self._done += effort

    def _tell(self, what: str, effort: float, over: Event) -> None:
        while self._progress and not over.wait(EVERY):
            come = effort * max(self._percent(), 0) / 100  # -1: the engine cannot say
            self._progress(what, min((self._done + come) / self._total, 1))
