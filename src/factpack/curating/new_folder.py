"""A new folder with its files: whole, or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from factpack.errors import DataError


def write_new(folder: Path, files: Mapping[str, bytes], *, there: str, parents: bool = False) -> None:
    """Make the folder with its files (relative path → bytes) in one step, beside what stands there already.

    With `parents`, the folders above are made too. Raises DataError where the folder is there, which `there` says, and
    where it cannot be written.
    """
    if folder.exists() or folder.is_symlink():
        raise DataError(there)
    staged = folder.with_name(f".{folder.name}.staged")
    try:
        shutil.rmtree(staged, ignore_errors=True)  # what an earlier run left when it was killed
        staged.mkdir(parents=parents)
        try:
            for name, data in files.items():
                (staged / name).parent.mkdir(parents=True, exist_ok=True)
                (staged / name).write_bytes(data)
            staged.rename(folder)  # refused by the system if somebody has put files there meanwhile
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise DataError(message) from error
