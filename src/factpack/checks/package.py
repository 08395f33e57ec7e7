"""The published package is whole, and of these seeds."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factpack.content import content_hash
from factpack.contract import TableSchema
from factpack.draft import Draft
from factpack.errors import DataError
from factpack.findings import Finding, Place, Severity
from factpack.names import BESIDE, DESCRIPTOR
from factpack.package.folder import Folder

MEND = "run `factpack build`"


def package_is_current(draft: Draft, folder: Path, schema_folder: Path) -> Iterator[Finding]:
    """Warnings where the package in `folder`, or its Table Schemas, are missing, damaged, or of other seeds or classes.

    Warnings, not errors: between two builds a curator's seeds are always ahead of the package.
    """
    place = f"{folder.name}/{DESCRIPTOR}"
    package = Folder(folder)
    try:
        resources = package.resources
    except DataError as error:
        yield _warning("package/not-built", place, str(error) if folder.is_dir() else "there is no package yet")
        return
    for file in (*resources.values(), *_beside(package)):
        yield from _damage(package, file)
    yield from _unknown_files(package)
    stale = [name for name in draft.classes if not _is_current(draft, name, resources.get(name, {}))]
    stale += [name for name in resources if name not in draft.classes]
    if stale:
        yield _warning("package/stale", place, f"the package is of other seeds or classes: {', '.join(stale)}")
    schemas = draft.schemas.items()
    other = [name for name, schema in schemas if _parsed(schema_folder / f"{name}.json") != _as_published(schema)]
    if other:
        message = f"these Table Schemas are missing, or of other classes: {', '.join(other)}"
        yield _warning("package/stale", schema_folder.name, message)


def _is_current(draft: Draft, name: str, resource: dict[str, Any]) -> bool:
    content = f"sha256:{content_hash(draft.tables[name])}"
    schema = _as_published(draft.schemas[name])
    return resource.get("factpack:contentHash") == content and resource.get("schema") == schema


def _as_published(schema: TableSchema) -> object:
    return json.loads(json.dumps(schema))


def _parsed(file: Path) -> object:
    """What the JSON file holds; None where it cannot be read."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None


def _beside(package: Folder) -> list[dict[str, Any]]:
    """The files that are no tables, as the descriptor lists them."""
    files = package.descriptor.get(BESIDE)
    known = files if isinstance(files, list) else []
    return [file for file in known if isinstance(file, dict) and isinstance(file.get("path"), str)]


def _unknown_files(package: Folder) -> Iterator[Finding]:
    named = (*package.resources.values(), *_beside(package))
    known = {package.path / DESCRIPTOR, *(package.path / file["path"] for file in named)}
    for file in sorted(path for path in package.path.rglob("*") if path.is_file() and path not in known):
        place = file.relative_to(package.path.parent).as_posix()
        yield _warning("package/unknown-file", place, f"{DESCRIPTOR} does not name the file")


def _damage(package: Folder, named: dict[str, Any]) -> Iterator[Finding]:
    file = package.path / named["path"]
    place = f"{package.path.name}/{named['path']}"
    try:
        found = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    except OSError as error:
        yield _warning("package/file-missing", place, f"the file cannot be read: {error.strerror}")
        return
    if found != named.get("hash"):
        yield _warning("package/hash", place, f"the file's hash is {found}, expected {named.get('hash')}")


def _warning(rule: str, file: str, message: str) -> Finding:
    return Finding(rule, Place(file), message, MEND, severity=Severity.WARNING)
