"""How wide lines may be where they are read."""

import shutil
import sys

PIPED = 100


def line_width() -> int:
    """The columns of the terminal that standard output is, or 100 where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED
