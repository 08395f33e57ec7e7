"""What was found as the reader sees it: files from where paths are opened, values as JSON."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factpack.findings import Report


def told(report: "Report", form: str, root: Path) -> str:
    """The findings in a format, with the files of the dataset at `root`."""
    from factpack.reports import FORMATS, below

    return FORMATS[form](below(root_as_seen(root, form), report))


def root_as_seen(root: Path, form: str = "text") -> str:
    """The dataset's root from where paths are opened: a terminal's folder, or GitHub's repository."""
    if form == "text":
        return Path(os.path.relpath(root)).as_posix()
    if form == "github" and (workspace := os.environ.get("GITHUB_WORKSPACE")):
        seen, repository = root.resolve(), Path(workspace).resolve()
        return seen.relative_to(repository).as_posix() if seen.is_relative_to(repository) else ""
    return ""


def as_seen(path: Path) -> str:
    """The path from where the reader is, or whole where it is not below."""
    here = Path.cwd().resolve()
    seen = path.resolve()
    return (seen.relative_to(here) if seen.is_relative_to(here) else seen).as_posix()


def as_json(value: object) -> str:
    """The value for other programs."""
    return json.dumps(value, ensure_ascii=False, indent=2)
