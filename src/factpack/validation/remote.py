"""Files of the web, downloaded to a temporary folder; nothing here runs unless remote files are allowed."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from factpack.errors import DataError
from factpack.validation.paths import is_remote

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

TIMEOUT = 60
PIECE = 1 << 20


def download(url: str, folder: Path, seen: Callable[[float], None], most: int = 0) -> Path:
    """A file in `folder` with what stands at `url`, of at most `most` bytes (0: any); a DataError says what is wrong.

    `seen` is told the fraction that is there, where the server says how much there will be.
    """
    from http.client import HTTPException

    if not is_remote(url):
        message = f"{url[:200]!r} is no address of the web"
        raise DataError(message)
    try:
        return _downloaded(url, folder, seen, most)
    except (OSError, ValueError, HTTPException) as error:
        message = f"{url[:200]} cannot be downloaded: {error}"
        raise DataError(message) from error


def _downloaded(url: str, folder: Path, seen: Callable[[float], None], most: int) -> Path:
    descriptor, name = mkstemp(dir=folder)
    with open(descriptor, "wb") as file, _opener().open(url, timeout=TIMEOUT) as answer:  # noqa: PTH123 it is open
        total = int(answer.headers.get("Content-Length") or 0)
        while piece := answer.read(PIECE):
            file.write(piece)
            if most and file.tell() > most:
                message = f"it is larger than {most >> 20} MB"
                raise ValueError(message)
            seen(min(1.0, file.tell() / total) if total else 0.0)
        if total and file.tell() != total:
            message = f"{file.tell()} bytes came, expected {total}"
            raise ValueError(message)
    return Path(name)


def _opener() -> "OpenerDirector":
    """Opens http and https and follows redirections to these alone: urllib's own opener reads files and FTP too."""
    from urllib import request

    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPRedirectHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener
