"""A run that lasts shows how far it has come, where there is a terminal to show it, and leaves nothing behind."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import threading
from threading import Event
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from factpack import progress
from factpack.progress import progress_bar

if TYPE_CHECKING:
    from pathlib import Path

SLOW = """
import sys, threading, time
import factpack
from factpack.cli import command
from factpack.findings import Report, Resource

def slow(path, *, progress=None, **_):
    def work():
        until = time.monotonic() + {seconds}
        while time.monotonic() < until:
            if progress:
                progress("orders [red]\\x1b[2J", 0.42)
            time.sleep(0.02)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    {then}
    return Report((), (Resource("orders", ("orders.parquet",), "parquet", 5, 3, "factpack"),))

factpack.validate = slow
command()
"""
SAY_IMPORTED = 'print("rich" in sys.modules, file=sys.stderr)'


def on_terminal(folder: Path, *, seconds: float, then: str = "pass", term: str = "xterm-256color") -> str:
    """What a terminal of its own is sent by a validation that takes so many seconds."""
    (folder / "slow.py").write_text(SLOW.format(seconds=seconds, then=then), encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": term, "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "slow.py", "validate", "."], cwd=folder, env=environment, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    sent = b""
    try:
        while piece := os.read(ours, 4096):
            sent += piece
    except OSError:  # so Linux tells that the other end is closed
        pass
    finally:
        os.close(ours)
        process.wait()
    return sent.decode()


def left_on_screen(sent: str) -> list[str]:
    """The lines that a terminal shows in the end: it obeys line ends, line starts, and the erasure of lines above."""
    lines, row = [""], 0
    for sign in re.findall(r"\x1b\[[?\d;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", sent):
        if sign == "\n":
            row += 1
            lines += [""] * (row - len(lines) + 1)
        elif sign == "\x1b[2K":
            lines[row] = ""
        elif sign == "\x1b[1A":
            row -= 1
        elif sign[0] not in "\x1b\r":
            lines[row] += sign
    return [line for line in lines if line]


def test_a_long_run_shows_a_bar_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    """The bar says what is being done, by a name that is no markup and no command, and is gone before the report."""
    sent = on_terminal(tmp_path, seconds=2)

    assert "42%" in sent
    assert "orders [red]\\x1b[2J" in sent
    assert "\x1b[2J" not in sent
    assert left_on_screen(sent)[-2:] == ["  orders  3 rows  5 B  parquet  sound", "valid: 1 resource, 3 rows"]
    assert not any("42%" in line for line in left_on_screen(sent))
    assert sent.count("\x1b[?25l") == sent.count("\x1b[?25h")  # the cursor is back


@pytest.mark.parametrize(("seconds", "term"), [(0.1, "xterm"), (1.5, "dumb")])
def test_a_short_run_or_a_dumb_terminal_shows_no_bar(tmp_path: Path, seconds: float, term: str) -> None:
    """Nor is the library of the bar imported."""
    sent = on_terminal(tmp_path, seconds=seconds, then=SAY_IMPORTED, term=term)

    assert "42%" not in sent
    assert sent.startswith("False\r\n")


def test_an_interrupted_run_takes_its_bar_away(tmp_path: Path) -> None:
    """Ctrl-C leaves the cursor and one line."""
    sent = on_terminal(tmp_path, seconds=1.5, then="raise KeyboardInterrupt")

    assert "42%" in sent
    assert left_on_screen(sent) == ["factpack: interrupted"]
    assert sent.count("\x1b[?25l") == sent.count("\x1b[?25h")


def test_nothing_is_shown_where_nobody_looks(tmp_path: Path) -> None:
    """Standard error that is piped gets nothing, however long the run lasts."""
    (tmp_path / "slow.py").write_text(SLOW.format(seconds=1.5, then=SAY_IMPORTED), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "slow.py", "validate", "."], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "False\n")


def test_a_bar_that_comes_too_late_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run may end while the bar is still being made: then there is none."""
    asked, made, bar = Event(), Event(), Mock()

    def slowly(_: object) -> Mock:
        asked.set()
        made.wait()
        return bar

    monkeypatch.setattr(progress, "_rich_bar", slowly)
    with progress_bar(sys.stderr, patience=0) as tell:
        asked.wait()
    made.set()
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join()
    tell("orders", 0.5)

    assert bar.mock_calls == []
