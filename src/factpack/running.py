"""Running a command in a process: what goes wrong becomes a sentence and an exit status, and never a traceback.

Exit 0: clean; 1: findings; 2: wrong use.
"""

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from factpack.errors import FactpackError, install

INTERRUPTED = 130  # what shells give for a command that Ctrl-C has ended
UNHEARD = 141  # likewise for one whose reader has gone
FOR_MACHINES = frozenset({"json", "csl-json"})
"""The formats that are UTF-8 everywhere."""


def end_with(main: Callable[[], int]) -> NoReturn:
    """Run `main` in a process of its own, and end the process with the status that it gives.

    It is short: it looks for no garbage while modules are imported, and leaves it to the system to take them down
    again. Together that is a fifth of the time of `factpack check`.
    """
    gc.disable()
    status = main()
    sys.stderr.flush()
    os._exit(status)


def run(program: str, parsed: argparse.Namespace) -> int:
    """Run what was parsed and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows escapes
            for_machines = stream is sys.stdout and getattr(parsed, "format", "") in FOR_MACHINES
            stream.reconfigure(encoding="utf-8" if for_machines else None, errors="backslashreplace")
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error, KeyboardInterrupt) and str(error) != "Query interrupted":  # so DuckDB passes Ctrl-C on
            raise
        print(f"{program}: interrupted", file=sys.stderr)
        return INTERRUPTED
    except FactpackError as error:
        print(f"{program}: {error}", file=sys.stderr)
    except ModuleNotFoundError as error:
        way_out = install("factpack")
        print(f"{program}: the engine needs {error.name}, which is not installed: {way_out}", file=sys.stderr)
    except BrokenPipeError:  # `factpack check | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD
    else:
        return status
    return 2
