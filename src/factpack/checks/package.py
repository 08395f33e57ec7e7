"""The published package is whole, and of these seeds."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factpack.content import content_hash
from factpack.draft import Draft
from factpack.errors import DataError
from factpack.findings import Finding, Place, Severity
from factpack.package.folder import DESCRIPTOR, Folder

MEND = "run `factpack build`"


def package_is_current(draft: Draft, folder: Path) -> Iterator[Finding]:
    """Warnings where the published package in `folder` is missing, damaged, or of other seeds or classes.

    Warnings, not errors: between two builds a curator's seeds are always ahead of the package.
    """
    place = f"{folder.name}/{DESCRIPTOR}"
    package = Folder(folder)
    try:
        resources = package.resources
    except DataError as error:
        yield _warning("package/not-built", place, str(error) if folder.is_dir() else "there is no package yet")
        return
    for name, resource in resources.items():
        yield from _damage(package, name, resource)
    stale = [name for name in draft.classes if not _is_current(draft, name, resources.get(name, {}))]
    stale += [name for name in resources if name not in draft.classes]
    if stale:
        yield _warning("package/stale", place, f"the package is of other seeds or classes: {', '.join(stale)}")


def _is_current(draft: Draft, name: str, resource: dict[str, Any]) -> bool:
    as_published = json.loads(json.dumps(draft.schemas[name]))
    return (
        resource.get("factpack:contentHash") == f"sha256:{content_hash(draft.tables[name])}"
        and resource.get("schema") == as_published
    )


def _damage(package: Folder, name: str, resource: dict[str, Any]) -> Iterator[Finding]:
    file = package.file(name)
    place = f"{package.path.name}/{resource['path']}"
    try:
        found = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    except OSError as error:
        yield _warning("package/file-missing", place, f"the file cannot be read: {error.strerror}")
        return
    if found != resource.get("hash"):
        yield _warning("package/hash", place, f"the file's hash is {found}, expected {resource.get('hash')}")


def _warning(rule: str, file: str, message: str) -> Finding:
    return Finding(rule, Place(file), message, MEND, severity=Severity.WARNING)
