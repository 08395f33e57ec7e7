"""Replacing: a file of the seeds read to be written anew, byte for byte but for what was mended."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff"
WRITABLE = 0o222
SAVED = "it was saved in the meantime; run factpack check --fix again"


class LeftError(Exception):
    """A file is to be left as it is; the message says why."""


class UnwrittenError(LeftError):
    """A file that is mended cannot be written; the message says why."""


@dataclass(frozen=True, slots=True)
class SeedText:
    """A file's bytes, and its text with LF for line ends and without a byte-order mark."""

    path: Path
    root: Path
    data: bytes
    text: str


def read(path: Path, root: Path, checked: bytes | OSError) -> SeedText:
    """The file at `path`, below the project's `root`, which was `checked` as these bytes.

    Raises LeftError where it cannot be read as one text, and where it is another by now.
    """
    try:
        data = path.read_bytes()
        if data != checked:
            raise LeftError(SAVED)
        text = data.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        message = "it is not UTF-8"
        raise LeftError(message) from error
    except OSError as error:
        message = f"it cannot be read: {error.strerror}"
        raise LeftError(message) from error
    return SeedText(path, root, data, text.replace("\r\n", "\n"))


def overwrite(file: SeedText, text: str) -> None:
    """Put the text in the place of the file's at once; raises UnwrittenError where that cannot be done."""
    path = file.path
    try:
        if path.resolve() != file.root.resolve() / path.relative_to(file.root):
            message = "it is a link; mend the file that it leads to"
            raise UnwrittenError(message)
        if not path.stat().st_mode & WRITABLE:
            message = "it is read-only"
            raise UnwrittenError(message)
        if path.read_bytes() != file.data:
            raise UnwrittenError(SAVED)
        _replace(path, _as_before(text, file.data))
    except OSError as error:
        message = f"it cannot be written: {error.strerror}"
        raise UnwrittenError(message) from error


def _as_before(text: str, data: bytes) -> bytes:
    """The text in bytes, with the line ends and the byte-order mark of the file."""
    if data.count(b"\r\n") == data.count(b"\n") > 0:
        text = text.replace("\n", "\r\n")
    elif b"\r" in data:
        message = "its line ends are of two kinds; save it with LF line ends"
        raise UnwrittenError(message)
    return (BYTE_ORDER_MARK + text if data.startswith(BYTE_ORDER_MARK.encode()) else text).encode()


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        shutil.copymode(path, temporary)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
