"""Starting: a new dataset of its own, from the one in `template/`, whole or not at all.

The template is itself a dataset that builds, named harbour-facts: its names are replaced, and nothing else is.
"""

import json
import keyword
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factpack.errors import DataError
from factpack.names import DISTRIBUTION
from factpack.new_folder import write_new

TEMPLATE = Path(__file__).parents[1] / "template"
NAME = "harbour-facts"
ENGINE = f"{DISTRIBUTION}[factpack]"
DAY = "2000-01-01T00:00:00Z"
LONGEST = 60
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Started:
    """A dataset that was made: its folder, its files, and where its engine was installed from, if not from an index."""

    folder: Path
    files: tuple[str, ...]
    engine: str


def start(path: Path) -> Started:
    """Make a dataset in the new folder `path`, named as the folder is.

    Raises DataError, and writes nothing, for a name that cannot be that of a dataset and for a folder that is there.
    """
    name = path.name
    _must_be_a_name(name)
    files = _files(name)
    write_new(path, files, there=f"{path} is there already: choose another name, or move what is there away")
    return Started(path, tuple(files), _origin())


def package_name(name: str) -> str:
    """What Python imports of the dataset `name`."""
    return name.replace("-", "_")


def _must_be_a_name(name: str) -> None:
    """A name of a distribution, a data package and, with underscores, a Python package that nothing else has."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        message = f"{name!r} cannot name a dataset: write at most {LONGEST} lower-case letters, digits and hyphens"
        raise DataError(message + _suggestion(name))
    package = package_name(name)
    if keyword.iskeyword(package):
        message = f"{name!r} cannot name a dataset: {package} is a word of Python; choose another, as {name}-facts"
        raise DataError(message)
    spec = find_spec(package)
    if spec is not None and spec.origin:  # a folder that only looks like a package has none
        message = f"{name!r} cannot name a dataset: Python has a package {package} already; choose another name"
        raise DataError(message)


def _suggestion(name: str) -> str:
    from slugify import slugify

    nearest = slugify(name, max_length=LONGEST, word_boundary=True, save_order=True).lstrip("0123456789-")
    return f"; did you mean {nearest!r}?" if nearest else ", a letter first, as harbour-facts"


def _files(name: str) -> dict[str, bytes]:
    """The files of the template, by path, with the names of the new dataset in paths and texts."""
    today = datetime.now(UTC).strftime("%Y-%m-%dT00:00:00Z")
    names = {
        NAME: name,
        package_name(NAME): package_name(name),
        NAME.replace("-", " ").capitalize(): name.replace("-", " ").capitalize(),
        f'"{ENGINE}"': f'"{ENGINE}{_bound()}"',
        DAY: today,
    }
    written = (path for path in sorted(TEMPLATE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {
        _replaced(path.relative_to(TEMPLATE).as_posix(), names): _replaced(path.read_text("utf-8"), names).encode()
        for path in written
    }


def _replaced(text: str, names: dict[str, str]) -> str:
    return re.sub("|".join(map(re.escape, names)), lambda found: names[found[0]], text)


def _bound() -> str:
    """The engine that the new dataset needs: this one or a newer; none is named by a checkout that is not installed."""
    try:
        return f">={metadata.version(DISTRIBUTION)}"
    except metadata.PackageNotFoundError:
        return ""


def _origin() -> str:
    """The folder or the wheel that the engine was installed from; empty where that was an index (PEP 610)."""
    try:
        origin = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    url = urlsplit(json.loads(origin)["url"] if origin else "")
    return unquote(url.path) if url.scheme == "file" else ""
