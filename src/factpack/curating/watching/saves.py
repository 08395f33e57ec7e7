"""Saves: the files of a project that people save, as they save them."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import watchfiles

from factpack.errors import DataError

STEP = 100  # milliseconds of quiet that end a save: editors write, rename and touch several files for one
MOST = 2000  # milliseconds after which a save without an end is looked at
PATIENCE = 250  # milliseconds between looks at what cannot be listened to
FOLDERS = {"seeds": (".yaml", ".yml", ".txt", ""), "src": (".py",)}
"""Where to listen, and how the names end that count there; those of folders have no ending."""
SETTINGS = "pyproject.toml"


def saves(root: Path) -> Iterator[AbstractSet[str]]:
    """The names of the files saved, from `root` on, save by save; an empty set first, when listening has begun.

    Raises DataError where nobody can listen.
    """
    marks: Mapping[str, object] = {}
    while True:  # a folder that is made anew has to be listened to anew
        folders = _marks(root, FOLDERS)
        for heard in _listen(root):
            before, marks = marks, _marks(root, [SETTINGS])
            saved = {Path(path).relative_to(root).as_posix() for _, path in heard}
            if before and before != marks:
                saved.add(SETTINGS)
            if folders != _marks(root, FOLDERS):
                break
            if saved or not before:
                yield saved
        marks = {}


def _listen(root: Path) -> Iterator[AbstractSet[tuple[watchfiles.Change, str]]]:
    """What has changed in the folders; nothing each time that the patience is over."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    try:
        yield from watchfiles.watch(
            *folders,
            watch_filter=lambda _, path: _counts(Path(path).relative_to(root)),
            step=STEP,
            debounce=MOST,
            rust_timeout=PATIENCE,
            yield_on_timeout=True,
        )
    except OSError as error:
        message = f"seeds/ cannot be watched: {error}"
        raise DataError(message) from error


def _counts(path: Path) -> bool:
    """True for what `check` reads; not for what is hidden, and what editors keep for themselves."""
    return path.suffix in FOLDERS[path.parts[0]] and not any(
        step.startswith(".") or step.endswith("~") for step in path.parts
    )


def _marks(root: Path, names: Iterable[str]) -> Mapping[str, object]:
    """What tells whether each is still the same: a file also by the time of its last change."""
    marks: dict[str, object] = {}
    for name in names:
        try:
            told = (root / name).stat()
        except OSError:
            marks[name] = None
        else:
            marks[name] = (told.st_ino, told.st_mtime_ns if name == SETTINGS else 0)
    return marks
