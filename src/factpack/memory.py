"""Memory: what `check` found in each folder the last time, kept beside the seeds so that it looks at changes alone.

It is believed for a folder whose files have the same sha256, while the code that looked at them is the same too; and
not at all where a byte of it has changed. `build` never asks it.
"""

import contextlib
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from factpack.dataset import Dataset
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


def recall(root: Path, dataset: Dataset) -> Memory:
    """What is remembered of the dataset at `root`; nothing where it is damaged, or made by other code."""
    code = code_in_use(root, dataset)
    try:
        content = memoryview((root / FOLDER / FILE).read_bytes())
    except OSError:
        return Memory()
    seal, sealed = content[:SHA256], content[SHA256:]
    if not code or hashlib.sha256(sealed).digest() != seal:
        return Memory()
    try:
        size = int.from_bytes(sealed[:8], "big")
        head, tables = json.loads(bytes(sealed[8 : 8 + size])), sealed[8 + size :]
        if head["code"] != code:
            return Memory()
        gists = {article: _gist(written) for article, written in head["gists"].items()}
        counts = {article: gist.rows for article, gist in gists.items()}
        return Memory(gists, Remembered(dict(_read_tables(head["tables"], tables)), counts))
    except (ValueError, LookupError, TypeError, AttributeError, pa.ArrowException):  # sealed by somebody else
        return Memory()


def remember(root: Path, dataset: Dataset, draft: Draft) -> None:
    """Keep the gists and rows of the draft; where that cannot be written, the next run looks at everything."""
    code = code_in_use(root, dataset)
    if not code or code != code_digest(root, dataset):  # edited since it was loaded: whose findings these are is open
        return
    tables = {name: _arrow(table) for name, table in draft.gathered.items()}
    head = {
        "code": code,
        "gists": {article: _written(gist) for article, gist in draft.gists.items()},
        "tables": {name: len(table) for name, table in tables.items()},
    }
    written = json.dumps(head).encode()
    sealed = b"".join((len(written).to_bytes(8, "big"), written, *tables.values()))
    folder = root / FOLDER
    staged = folder / f"{FILE}.staged"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        staged.write_bytes(hashlib.sha256(sealed).digest() + sealed)
        staged.replace(folder / FILE)


def code_in_use(root: Path, dataset: Dataset) -> str:
    """The digest of the code as it was when it was first asked for, which is when it was loaded."""
    classes = _classes(dataset)
    if (root, classes) not in _IN_USE:
        _IN_USE[root, classes] = code_digest(root, dataset)
    return _IN_USE[root, classes]


def code_digest(root: Path, dataset: Dataset) -> str:
    """The digest of all code that decides what is found, as it stands on disk; empty where some of it cannot be read.

    Of the engine, of the packages of the record classes and of each other module that is loaded from elsewhere than an
    installed package, each file; of what is installed, name and version; of the dataset, its classes in their order.
    """
    digest = hashlib.sha256(f"{sys.version}\0{_classes(dataset)}\0".encode())
    for name in sorted(_installed()):
        digest.update(f"{name}\0".encode())
    for path in sorted({*_files_of(dataset), *_files_of_other_modules()}):
        try:
            content = Path(path).read_bytes()
        except OSError:
            return ""
        digest.update(f"{os.path.relpath(path, root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


_IN_USE: dict[tuple[Path, str], str] = {}


def _classes(dataset: Dataset) -> str:
    classes = [*dataset.classes.items(), *dataset.written.items(), ("article", dataset.article_class)]
    return ",".join(f"{name}={cls.__module__}.{cls.__qualname__}" for name, cls in classes)


def _installed() -> Iterator[str]:
    for folder in sys.path:
        try:
            yield from (name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208 (names)
        except OSError:
            continue


def _files_of(dataset: Dataset) -> Iterator[str]:
    """The files of the packages that the record classes are from; the engine's own are among them."""
    for package in {cls.__module__.partition(".")[0] for cls in dataset.classes.values()}:
        module = sys.modules[package]
        for folder in getattr(module, "__path__", ()):
            yield from (str(path) for path in Path(folder).rglob("*.py") if not path.name.startswith("."))
        if not hasattr(module, "__path__") and module.__file__:
            yield module.__file__


def _files_of_other_modules() -> Iterator[str]:
    installed = tuple(f"{path}{os.sep}" for path in sysconfig.get_paths().values())
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and file.endswith(".py") and not file.startswith(installed):
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
