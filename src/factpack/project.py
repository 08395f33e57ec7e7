"""Project: where a dataset lives on disk, and what its pyproject.toml says."""

import importlib
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpack.dataset import Dataset
from factpack.errors import DataError, DefinitionError


@dataclass(frozen=True, slots=True)
class Project:
    """A dataset with its root folder, its version, the bound on how much of the articles is quoted, its pictures."""

    root: Path
    dataset: Dataset
    version: str
    max_quoted_share: float
    pictures: tuple[Path, ...] = ()


def find_project(start: Path) -> Project:
    """The project whose pyproject.toml is nearest, in `start` or above; raises DataError where there is none."""
    for folder in (start, *start.parents):
        settings = _settings(folder / "pyproject.toml")
        tools = settings.get("tool")
        if isinstance(tools, dict) and isinstance(tools.get("factpack"), dict):
            return _project(folder, settings)
    message = f"no pyproject.toml with [tool.factpack] in {start} or above: run factpack inside a dataset's folder"
    raise DataError(message)


def _settings(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        message = f"{file} cannot be read: {error}"
        raise DataError(message) from error


def _project(root: Path, settings: dict[str, Any]) -> Project:
    ours = settings["tool"]["factpack"]
    where = str(ours.get("dataset", ""))
    module, _, name = where.partition(":")
    try:
        with _importable(root / "src"):
            dataset = getattr(importlib.import_module(module), name)
    except Exception as error:  # whatever the dataset's own code raises
        message = f"[tool.factpack] dataset = {where!r} cannot be imported: {type(error).__name__}: {error}"
        raise DefinitionError(message) from error
    if not isinstance(dataset, Dataset):
        message = f"[tool.factpack] dataset = {where!r} is not a Dataset"
        raise DefinitionError(message)
    share = ours.get("max_quoted_share", 1.0)
    if not isinstance(share, int | float):
        message = f"[tool.factpack] max_quoted_share = {share!r} is not a number"
        raise DataError(message)
    version = str(settings.get("project", {}).get("version", "0.0.0"))
    return Project(root, dataset, version, share, _pictures(root, ours.get("pictures", [])))


def _pictures(root: Path, names: object) -> tuple[Path, ...]:
    """The files of pictures, in the order in which the page shows them."""
    if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
        message = f"[tool.factpack] pictures = {names!r} is not a list of SVG files"
        raise DataError(message)
    return tuple(root / name for name in names)


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let modules in `folder` be found: a dataset can be checked where it is not installed, as in a pre-commit hook."""
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
