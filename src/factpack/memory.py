"""Memory: what `check` found in each folder the last time, kept beside the seeds so that it looks at changes alone.

It is believed for a folder whose files have the same sha256, while the code that looked at them is the same too; and
not at all where a byte of it has changed. `build` never asks it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from factpack.draft import Draft, Gist, Remembered
from factpack.findings import Finding, Place, Severity

FOLDER = ".factpack_cache"
FILE = "check"
SHA256 = 32
"""The bytes of one."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The gists of the last run by article, and the rows of their tables."""

    gists: Mapping[str, Gist] = field(default_factory=lambda: MappingProxyType({}))
    rows: Remembered | None = None


def recall(root: Path, packages: Iterable[str]) -> Memory:
    """What is remembered of the dataset at `root`; nothing where it is damaged, or made by other code.

    `packages` are the Python packages whose code decides what is found.
    """
    try:
        content = memoryview((root / FOLDER / FILE).read_bytes())
    except OSError:
        return Memory()
    seal, sealed = content[:SHA256], content[SHA256:]
    if hashlib.sha256(sealed).digest() != seal:
        return Memory()
    size = int.from_bytes(sealed[:8], "big")
    head, tables = json.loads(bytes(sealed[8 : 8 + size])), sealed[8 + size :]
    if head["code"] != code_digest(root, packages):
        return Memory()
    gists = {article: _gist(written) for article, written in head["gists"].items()}
    counts = {article: gist.rows for article, gist in gists.items()}
    return Memory(gists, Remembered(dict(_read_tables(head["tables"], tables)), counts))


def remember(root: Path, packages: Iterable[str], draft: Draft) -> None:
    """Keep the gists and rows of the draft; where that cannot be written, the next run looks at everything."""
    tables = {name: _arrow(table) for name, table in draft.gathered.items()}
    head = {
        "code": code_digest(root, packages),
        "gists": {article: _written(gist) for article, gist in draft.gists.items()},
        "tables": {name: len(table) for name, table in tables.items()},
    }
    written = json.dumps(head, ensure_ascii=False).encode()
    sealed = b"".join((len(written).to_bytes(8, "big"), written, *tables.values()))
    folder = root / FOLDER
    staged = folder / f"{FILE}.{os.getpid()}"
    try:
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        staged.write_bytes(hashlib.sha256(sealed).digest() + sealed)
        staged.replace(folder / FILE)
    except OSError:
        staged.unlink(missing_ok=True)


def code_digest(root: Path, packages: Iterable[str]) -> str:
    """The digest of all code that decides what is found.

    Of the engine, of `packages` and of modules below `root`, each file; of what else is installed, name and version.
    """
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(_installed()):
        digest.update(f"{name}\0".encode())
    for path in sorted({*_files_of(("factpack", *packages)), *_modules_below(root)}):
        digest.update(f"{path}\0".encode())
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    for folder in sys.path:
        try:
            yield from (name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208 (names)
        except OSError:
            continue


def _files_of(packages: Iterable[str]) -> Iterator[str]:
    for package in packages:
        module = sys.modules[package.partition(".")[0]]
        for folder in getattr(module, "__path__", ()):
            yield from map(str, Path(folder).rglob("*.py"))
        if not hasattr(module, "__path__") and module.__file__:
            yield module.__file__


def _modules_below(root: Path) -> Iterator[str]:
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and file.startswith(f"{root}{os.sep}") and file.endswith(".py") and "site-packages" not in file:
            yield file


def _arrow(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _read_tables(sizes: Mapping[str, int], content: memoryview) -> Iterator[tuple[str, pa.Table]]:
    start = 0
    for name, size in sizes.items():
        with pa.ipc.open_stream(pa.py_buffer(content[start : start + size])) as reader:
            yield name, reader.read_all()
        start += size


def _written(gist: Gist) -> list[Any]:
    return [
        gist.digest,
        gist.forms,
        gist.entities,
        gist.facts,
        [_finding_written(finding) for finding in gist.unread],
        [_finding_written(finding) for finding in gist.findings],
        [_finding_written(finding) for finding in gist.uncovered],
        [(_finding_written(finding), entities) for finding, entities in gist.gaps],
        gist.quoted_share,
        gist.has_crossing,
        gist.rows,
    ]


def _gist(written: list[Any]) -> Gist:
    digest, forms, entities, facts, unread, findings, uncovered, gaps, share, has_crossing, rows = written
    return Gist(
        digest,
        forms,
        tuple((name, tuple(words)) for name, words in entities),
        tuple(facts),
        tuple(map(_finding, unread)),
        tuple(map(_finding, findings)),
        tuple(map(_finding, uncovered)),
        tuple((_finding(finding), tuple(names)) for finding, names in gaps),
        share,
        has_crossing,
        rows,
    )


def _finding_written(finding: Finding) -> list[Any]:
    place = finding.place
    told = [finding.rule, finding.message, finding.mend, finding.record, finding.severity.value]
    return [*told, place.file, place.line, place.column]


def _finding(written: list[Any]) -> Finding:
    rule, message, mend, record, severity, file, line, column = written
    return Finding(rule, Place(file, line, column), message, mend, record, Severity(severity))
