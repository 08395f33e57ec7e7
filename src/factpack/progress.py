"""A progress bar for runs that last, on a terminal that can show one."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from factpack.names import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

PATIENCE = 1.0  # seconds: what is done by then needs no bar, and not the time to import one


@contextmanager
def progress_bar(terminal: TextIO, patience: float = PATIENCE) -> Iterator[Progress]:
    """What is to be told what is being done and which fraction of the whole is; the bar is gone when the run ends."""
    bar = _Bar(terminal)
    timer = Timer(patience, bar.appear)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        bar.vanish()


class _Bar:
    """What was told last, and the bar that shows it once it has appeared. Each method may be called in any thread."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._lock = Lock()
        self._told = ("", 0.0)
        self._began = monotonic()
        self._shown: RichProgress | None = None
        self._over = False

    def tell(self, what: str, fraction: float) -> None:
        with self._lock:
            self._told = (what, fraction)
            self._show()

    def appear(self) -> None:
        bar = _rich_bar(self._terminal)  # not under the lock: the import takes a while, and the run goes on
        with self._lock:
            if self._over:
                return
            self._shown = bar
            bar.add_task("", total=1.0)
            bar.tasks[0].start_time = self._began  # what it tells is how long the run lasts
            self._show()
            bar.start()

    def vanish(self) -> None:
        with self._lock:
            self._over = True
            if self._shown:
                self._shown.stop()

    def _show(self) -> None:
        if self._shown:
            what, fraction = self._told
            self._shown.update(self._shown.task_ids[0], description=what, completed=fraction)


def _rich_bar(terminal: TextIO) -> "RichProgress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    return Progress(
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        # A stranger's name is no markup, and a long one gives way to the rest.
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
        console=Console(file=terminal),
        transient=True,
        redirect_stdout=False,  # what other threads print goes where it was sent
        redirect_stderr=False,
    )
