"""Publish a generated folder whole: a reader, and a build killed at any moment, finds the old one or the new one.

The new folder is staged beside the old one, as `.{name}.staged`, and exchanged with it in one system call. Where the
filesystem cannot exchange, the files are replaced one by one and a warning says so.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factpack.errors import DataError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # also the value of RENAME_SWAP on macOS

# EPERM: containers that filter system calls. EXDEV and EBUSY: overlay filesystems, and folders that are mount points.
_CANNOT_EXCHANGE = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV, errno.EBUSY}
)


def publish(files: Mapping[str, bytes], target: Path, *, last: str = "datapackage.json") -> list[str]:
    """Make the folder `target` hold exactly `files` (relative path → bytes); give warnings in words for people.

    Nothing is written if it does so already. Everything else in `target` is dropped: it is a generated folder.
    `last` is the file that vouches for the others; it is written after them where the folder cannot be exchanged whole.
    Raises DataError if `target` is not a folder of its own or cannot be written.
    """
    target = target.absolute()
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        kind = "a symbolic link" if target.is_symlink() else "not a folder"
        message = f"{target} is {kind}: remove it, so that the generated folder can take its place"
        raise DataError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(target.parent) as warnings:
            return warnings + _publish(files, target, last)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror} ({error.filename})"
        raise DataError(message) from error


def _publish(files: Mapping[str, bytes], target: Path, last: str) -> list[str]:
    staged = target.with_name(f".{target.name}.staged")
    _remove(staged)  # what an earlier run left when it was killed
    if _holds(target, files):
        return []
    try:
        _write_folder(staged, files)
        if not target.exists():
            staged.rename(target)
        elif not exchange(staged, target):
            _replace_one_by_one(target, files, last)
            warning = (
                f"{target} was replaced file by file, because its filesystem cannot exchange two folders at once; "
                "a build that is stopped midway leaves a half package there, and the next build mends it"
            )
            return [warning]
        _sync(target.parent)
        return []
    finally:
        _remove(staged)  # after an exchange this is the old folder


@contextmanager
def _alone_in(folder: Path) -> Iterator[list[str]]:
    """Wait until no other process publishes into `folder`; give a warning if that cannot be known.

    The folder itself is locked: no lock file to leave behind, and the lock of a killed process dies with it.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:  # network filesystems lock files only
            yield [f"{folder} cannot be locked on this filesystem; do not run two builds there at the same time"]
        else:
            yield []
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; False where the system or the filesystem cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            status = libc.renamex_np(*names, _RENAME_EXCHANGE)
        else:
            status = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except AttributeError:  # a C library without the function
        return False
    if status == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _replace_one_by_one(target: Path, files: Mapping[str, bytes], last: str) -> None:
    for path in sorted(target.rglob("*"), reverse=True):  # what is in a folder comes before the folder
        if path.is_symlink() or not path.is_dir():
            if path.relative_to(target).as_posix() not in files:
                path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()
    for name in sorted(files, key=lambda name: (name == last, name)):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not moved here from the staged folder: where the target is a mount point, that is another filesystem.
        beside = path.with_name(f".{path.name}.staged")
        _write_file(beside, files[name])
        beside.replace(path)
        _sync(path.parent)


def _holds(target: Path, files: Mapping[str, bytes]) -> bool:
    present = [path for path in target.rglob("*") if path.is_symlink() or not path.is_dir()]
    return {path.relative_to(target).as_posix() for path in present} == set(files) and all(
        not path.is_symlink() and path.read_bytes() == files[path.relative_to(target).as_posix()] for path in present
    )


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(path, content)
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            _sync(path)


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
