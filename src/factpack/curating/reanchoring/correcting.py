"""Correcting: the corrected text, its SHA-256, and what was decided of its facts, written together."""

import os
import shutil
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from factpack.curating.reanchoring.decisions import Decisions
from factpack.curating.reanchoring.reanchoring import Reanchored, Refact
from factpack.curating.reanchoring.requoting import Requote
from factpack.curating.reanchoring.rewriting import Value, rewritten
from factpack.errors import DataError
from factpack.record import Quote, Status
from factpack.seeds import ARTICLE_TEXT, ARTICLE_YAML
from factpack.seeds.yaml_file import Path as Steps


def correct(root: Path, found: Reanchored, decisions: Decisions) -> tuple[Path, ...]:
    """Write all that changes and give the files: those of the facts, then the text, then article.yaml.

    All new files stand beside the old ones before the first takes its place; whoever is stopped between two of these
    steps has a text or quotes that `factpack check` does not let pass, and can do the same again. Raises DataError,
    and changes nothing, where a file cannot be written, or is another than the one that was looked at.
    """
    if found.unread:
        message = f"{found.unread[0].place} cannot be read, so that not all facts can be looked at: mend it first"
        raise DataError(message)
    contents = {path: data for path, data in _contents(root, found, decisions) if found.files.get(path) != data}
    for path, data in found.files.items():
        _must_be_as_it_was(path, data)
    try:
        for path in contents:
            _must_be_writable(path)
        _write(contents, found.files)
    except OSError as error:
        message = f"{error.filename or found.source.article.id} cannot be written: {error.strerror}"
        raise DataError(message) from error
    return tuple(contents)


def _contents(root: Path, found: Reanchored, decisions: Decisions) -> Iterator[tuple[Path, bytes]]:
    """Each file with what is to stand in it, the one that vouches for the others last."""
    changes: dict[str, dict[Steps, Value]] = defaultdict(dict)
    for each in found.facts:
        changes[each.seed.file.name].update(_changes(each, decisions))
    for name, values in changes.items():
        if values:
            yield root / name, _rewritten(root / name, name, found, values)
    folder = root / "seeds" / found.source.article.id
    yield folder / ARTICLE_TEXT, found.data
    name = found.source.seed.file.name
    digest = found.correction.after.sha256
    if digest != found.source.record.sha256:
        yield folder / ARTICLE_YAML, _rewritten(root / name, name, found, {("sha256",): digest})


def _rewritten(path: Path, name: str, found: Reanchored, values: Mapping[Steps, Value]) -> bytes:
    return rewritten(found.files[path].decode(), name, values).encode()


def _changes(fact: Refact, decisions: Decisions) -> Iterator[tuple[Steps, Value]]:
    """What changes in the record of a fact: its status and the reason, or the quotes that are others now."""
    path = fact.seed.path
    if reason := decisions.withdrawn.get(fact.fact.id):
        yield (*path, "status"), Status.WITHDRAWN.value
        yield (*path, "withdrawal"), reason
    elif fact.fact.id in decisions.accepted:
        for position, quote in enumerate(fact.quotes):
            if quote.proposed and quote.proposed != quote.quote:
                yield _steps(fact, position), _as_value(quote, quote.proposed)


def _steps(fact: Refact, position: int) -> Steps:
    """The way to a quote: one may stand for a list of one."""
    steps = (*fact.seed.path, "evidence", position)
    return steps if steps in fact.seed.file.places else steps[:-1]


def _as_value(before: Requote, after: Quote) -> Value:
    sides = {"quote": after.quote, "prefix": after.prefix, "suffix": after.suffix}
    is_text = not (before.quote.prefix or before.quote.suffix or after.prefix or after.suffix)
    return after.quote if is_text else {name: words for name, words in sides.items() if words}


def _must_be_as_it_was(path: Path, data: bytes) -> None:
    try:
        same = path.read_bytes() == data
    except OSError:
        same = False
    if not same:
        message = f"{path} has been changed meanwhile: nothing was written; do it again"
        raise DataError(message)


def _must_be_writable(path: Path) -> None:
    if path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        message = f"{path} is read-only: let it be written, or correct the article elsewhere"
        raise DataError(message)


def _write(contents: Mapping[Path, bytes], before: Mapping[Path, bytes]) -> None:
    staged = {path: path.resolve().with_name(f".{path.name}.staged") for path in contents}
    written: list[Path] = []
    try:
        for path, data in contents.items():
            _stage(staged[path], data, path)
        for path in contents:
            staged[path].replace(path.resolve())
            written.append(path)
    except BaseException:  # Ctrl-C too
        for path in written:
            _stage(staged[path], before[path], path)
            staged[path].replace(path.resolve())
        raise
    finally:
        for path in staged.values():
            path.unlink(missing_ok=True)


def _stage(staged: Path, data: bytes, path: Path) -> None:
    with staged.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, staged)
