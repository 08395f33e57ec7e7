"""The descriptor of a package: the file, what it says, and where it says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factpack.errors import DataError
from factpack.findings import Finding, Place
from factpack.names import DESCRIPTOR
from factpack.validation.json_file import JsonFile, read_json
from factpack.validation.positions import JsonPath, Positions, written

MEND = "correct the descriptor"


@dataclass(frozen=True)
class Descriptor:
    """A descriptor: the package's folder, links resolved, the file's name, and what it holds.

    `url` is where a remote descriptor came from, and what its paths are relative to.
    """

    folder: Path
    name: str
    file: JsonFile
    url: str = ""

    @property
    def value(self) -> dict[str, Any]:
        """What the descriptor holds, its shape not yet looked at."""
        return dict(self.file.value)

    def place(self, *path: str | int) -> Place:
        """Where the descriptor says what stands at `path`, or what is around it."""
        return Place(self.name, *self._positions.of(path))

    def finding(self, rule: str, path: JsonPath, message: str, mend: str = MEND, record: str = "") -> Finding:
        """A finding about what stands at `path`."""
        return Finding(rule, self.place(*path), f"{written(path)}: {message}" if path else message, mend, record)

    def repeated_keys(self) -> Iterator[Finding]:
        """A finding for each key that stands twice in one object."""
        for key in self.file.repeated:
            message = f"found the key {key!r} twice in one object, expected each key once"
            yield self.finding("descriptor/wrong-shape", (), message, "remove one of the two")

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.file.text)


def read_descriptor(path: Path) -> Descriptor:
    """The descriptor at `path`, a file or a folder that holds it; a DataError says why it cannot be read."""
    try:
        file = path / DESCRIPTOR if path.is_dir() else path
        folder = file.parent.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{str(path)[:200]!r} cannot be a path: {error}"
        raise DataError(message) from error
    return descriptor_of(folder, file, str(file))


def descriptor_of(folder: Path, file: Path, shown: str, url: str = "") -> Descriptor:
    """The descriptor in `file`, which errors call `shown`."""
    held = read_json(file, shown)
    if not isinstance(held.value, dict):
        message = f"{shown} is no descriptor: expected a JSON object"
        raise DataError(message)
    return Descriptor(folder, file.name, held, url)
