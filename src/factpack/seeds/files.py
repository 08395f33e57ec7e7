"""The files under seeds/: read once, by folder, and which files there are not read."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpack.findings import Finding, Place

SEEDS = "seeds"
ARTICLE_TEXT = "article.txt"
ARTICLE_YAML = "article.yaml"
SUFFIX = ".yaml"
ARTICLE_DEPTH = 2
"""The steps from seeds/ to a file of an article's folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one article; or, where `article` is empty, those that all articles share.

    `files` are the bytes by name from the dataset's root, in order; or why a file cannot be read.
    """

    article: str
    files: Mapping[str, bytes | OSError]

    @property
    def name(self) -> str:
        """The folder's name from the dataset's root."""
        return f"{SEEDS}/{self.article}".rstrip("/")

    @property
    def records(self) -> Iterator[tuple[str, bytes | OSError]]:
        """The files of records."""
        about = {f"{self.name}/{ARTICLE_TEXT}", f"{self.name}/{ARTICLE_YAML}"} if self.article else set()
        return ((name, data) for name, data in self.files.items() if name not in about)

    @property
    def text(self) -> str:
        """The article's text; empty where there is none that can be read."""
        data = self.files.get(f"{self.name}/{ARTICLE_TEXT}") if self.article else None
        return data.decode(errors="replace") if isinstance(data, bytes) else ""

    @property
    def digest(self) -> str:
        """The sha256 of names and contents; empty where a file cannot be read."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            if isinstance(data, OSError):
                return ""
            digest.update(os.fsencode(f"{name}\0{len(data)}\0"))
            digest.update(data)
        return digest.hexdigest()


def read_folders(root: Path) -> tuple[Folder, ...]:
    """The folders of seeds of the dataset at `root`: first the one that all articles share, then theirs by name."""
    entries = _entries(root / SEEDS)
    articles = [entry.name for entry in entries if _is_article(entry)]
    shared = [entry.name for entry in entries if entry.name.endswith(SUFFIX)]
    return (Folder("", _read(root, SEEDS, shared)), *(_article(root, name) for name in articles))


def _article(root: Path, article: str) -> Folder:
    folder = f"{SEEDS}/{article}"
    found = [entry.name for entry in _entries(root / folder)]
    names = [name for name in found if name.endswith(SUFFIX) or name == ARTICLE_TEXT]
    return Folder(article, _read(root, folder, names))


def _is_article(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir() and not entry.name.endswith(SUFFIX)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in the folder, by name, but for what is hidden; nothing where there is no such folder to look into."""
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if entry.name[0] != "."), key=lambda entry: entry.name)
    except OSError:
        return []


def _read(root: Path, folder: str, names: list[str]) -> dict[str, bytes | OSError]:
    return {f"{folder}/{name}": _bytes(f"{root}/{folder}/{name}") for name in names}


def _bytes(path: str) -> bytes | OSError:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (thousands of files: a Path each takes longer than reading it)
            return file.read()
    except OSError as error:
        return error


def ignored_files(root: Path) -> Iterator[Finding]:
    """YAML files that somebody may think are read: of another suffix, or deeper than an article's folder."""
    for folder, folders, names in os.walk(root / SEEDS):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        steps = Path(folder).relative_to(root).parts
        for name in sorted(name for name in names if name[0] != "."):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122 (as above)
            if suffix.lower() not in (SUFFIX, ".yml"):
                continue
            place = Place("/".join((*steps, name)))
            if len(steps) > ARTICLE_DEPTH:
                message, mend = (
                    "the file is not read: it stands in a sub-folder",
                    "move it up into the article's folder",
                )
                yield Finding("seed/ignored-file", place, message, mend)
            elif suffix != SUFFIX:
                message, mend = f"the file is not read: its name ends in {suffix}", f"rename it to {stem}{SUFFIX}"
                yield Finding("seed/ignored-file", place, message, mend)
