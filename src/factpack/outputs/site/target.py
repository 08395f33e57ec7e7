"""Where a page may be written: a folder that is new, empty, or holds an earlier page and nothing else."""

from collections.abc import Collection
from pathlib import Path

from factpack.errors import DataError

MARK = '<meta name="generator" content="factpack site">'
"""By this an earlier page is known."""


def must_be_ours(folder: Path, names: Collection[str]) -> None:
    """Raise DataError if the folder holds something that is no page: writing would drop it."""
    try:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        strange = [entry for entry in entries if entry.name not in names or not entry.is_file()]
        page = folder / "index.html"
        if entries and not (page in entries and MARK in page.read_text("utf-8", "replace")):
            strange += [page] if page in entries else entries
    except OSError as error:
        message = f"{folder} cannot be read: {error.strerror}"
        raise DataError(message) from error
    if strange:
        name = strange[0].name
        message = f"{folder} holds {name}, which `factpack site` has not written: name another folder, or move it away"
        raise DataError(message)
