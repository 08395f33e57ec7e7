"""The jail: what a descriptor names lies inside the package's folder, and is a file that can be read."""

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from factpack.findings import shortened

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
REMOTE = re.compile(r"https?://", re.IGNORECASE)

MENDS = {
    "package/outside": "move the file into the package's folder, and write its path relative to that folder, with /",
    "package/remote": "put the file into the package, or allow remote files (--allow-remote)",
    "package/missing-file": "add the file, or correct the path",
    "package/not-a-file": "name a regular file",
    "package/unreadable": "make it a file that can be read",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a path leads to no file of the package: the name of the rule, and a message."""

    rule: str
    message: str

    @property
    def mend(self) -> str:
        """The way out."""
        return MENDS[self.rule]


def is_remote(path: str) -> bool:
    """True if the path is a URL that can be downloaded."""
    return bool(REMOTE.match(path))


def refused(path: str) -> Trouble | None:
    """What is wrong with how the path is written; URLs are judged elsewhere."""
    shown = repr(shortened(path))
    if SCHEME.match(path):
        return Trouble("package/remote", f"found {shown}, expected a path inside the package")
    if not path or path.startswith(("/", "~")) or "\\" in path or ".." in path.split("/"):
        return Trouble("package/outside", f"found {shown}, expected a relative path without .., ~ or \\")
    return None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file or a folder that Spark has found, and how many bytes it has."""

    url: str
    bytes: int


def locate(folder: Path, path: str, *, folders: bool = False) -> Path | Trouble:
    """The file that `path` leads to inside `folder` (links of which are resolved), links resolved; or what is wrong.

    With `folders` it may be a folder too, of whose files no link leads outside.
    """
    if trouble := refused(path):
        return trouble
    try:
        file = Path(os.path.realpath(folder / path, strict=True))
        if not file.is_relative_to(folder):
            return Trouble("package/outside", f"{shortened(path)} is a link that leads outside the package")
        if folders and file.is_dir() and any(each.is_file() for each in file.rglob("*")):
            return _whole(folder, file, path)
        return _regular(file, path)
    except (OSError, ValueError) as error:
        return _unusable(path, error)


def size_of(file: Path) -> int:
    """How many bytes the file has, or all files in the folder."""
    return (
        sum(each.stat().st_size for each in file.rglob("*") if each.is_file()) if file.is_dir() else file.stat().st_size
    )


def _whole(package: Path, folder: Path, path: str) -> Path | Trouble:
    for each in folder.rglob("*"):
        if each.is_symlink() and not Path(os.path.realpath(each, strict=True)).is_relative_to(package):
            return Trouble("package/outside", f"{shortened(path)} holds a link that leads outside the package")
    return folder


def _regular(file: Path, path: str) -> Path | Trouble:
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode):
        return Trouble("package/not-a-file", f"{shortened(path)} is {_kind(mode)}, expected a file")
    if not os.access(file, os.R_OK):
        return Trouble("package/unreadable", f"{shortened(path)} may not be read")
    return file


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a fifo", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def _unusable(path: str, error: OSError | ValueError) -> Trouble:
    shown = shortened(path)
    if not isinstance(error, OSError):
        return Trouble("package/missing-file", f"{shown!r} cannot be the name of a file: {error}")
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
        return Trouble("package/missing-file", f"there is no file {shown}")
    return Trouble("package/unreadable", f"{shown} cannot be read: {error.strerror}")
