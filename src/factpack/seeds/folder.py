"""The seeds folder: articles, each with its YAML, and the records that all of them share."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpack.article import Article, ArticleError, decode, digest, read_article
from factpack.findings import Finding, Place
from factpack.numerals.cldr import is_language, nearest_language
from factpack.record import ArticleRecord, Record
from factpack.seeds.validation import Seed, records_in, validate
from factpack.seeds.yaml_file import read_yaml

ARTICLE_TEXT = "article.txt"
ARTICLE_YAML = "article.yaml"
ARTICLE_DEPTH = 2
"""The steps from seeds/ to a file of an article's folder."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article and the record that its `article.yaml` holds."""

    article: Article
    seed: Seed

    @property
    def record(self) -> ArticleRecord:
        """What `article.yaml` says."""
        assert isinstance(self.seed.record, ArticleRecord)  # noqa: S101 (narrows the type; read_source makes it so)
        return self.seed.record


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that people wrote: sources, records in the order of the files, and what is wrong so far."""

    sources: tuple[Source, ...]
    records: tuple[Seed, ...]
    findings: tuple[Finding, ...]

    def hide(self, id: str) -> bool:  # noqa: A002 (the name of the field that it is compared with)
        """True if a record that could not be read has, or may have, this id: what misses it may not be wrong."""
        return any(finding.record.partition(".")[0] in {"", id} for finding in self.findings)


def read_seeds(root: Path, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]) -> Seeds:
    """The seeds under `root`/seeds; `classes` are the record classes that people fill, by table name."""
    folder = root / "seeds"
    outcomes: list[Source | Seed | Finding] = [*_ignored_files(folder, root)]
    for path in sorted(folder.glob("*.yaml")):
        outcomes += records_in(read_yaml(path, _name(path, root)), classes, "")
    articles = [path for path in sorted(folder.glob("*")) if path.is_dir() and not path.name.endswith(".yaml")]
    articles = [path for path in articles if not path.name.startswith(".")]
    for path in articles:
        outcomes += _read_article(path, root, article_class, classes)
    if not articles:
        message = "there is no article: seeds/ has no folder"
        mend = f"make seeds/<date>-<title>/ with {ARTICLE_TEXT} and {ARTICLE_YAML}"
        outcomes.append(Finding("seed/no-article", Place("seeds"), message, mend))
    return Seeds(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Source)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Seed)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Finding)),
    )


def _ignored_files(folder: Path, root: Path) -> Iterator[Finding]:
    """YAML files that somebody may think are read: of another suffix, or deeper than an article's folder."""
    for path in sorted(folder.rglob("*")):
        steps = path.relative_to(folder).parts
        if path.suffix.lower() not in (".yaml", ".yml") or any(step.startswith(".") for step in steps):
            continue
        if len(steps) > ARTICLE_DEPTH and path.is_file():
            message, mend = "the file is not read: it stands in a sub-folder", "move it up into the article's folder"
            yield Finding("seed/ignored-file", Place(_name(path, root)), message, mend)
        elif path.suffix != ".yaml" and path.is_file():
            message, mend = f"the file is not read: its name ends in {path.suffix}", f"rename it to {path.stem}.yaml"
            yield Finding("seed/ignored-file", Place(_name(path, root)), message, mend)


def _read_article(
    folder: Path, root: Path, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]
) -> Iterator[Source | Seed | Finding]:
    yield from _read_source(folder, root, article_class)
    for path in sorted(folder.glob("*.yaml")):
        if path.name != ARTICLE_YAML:
            yield from records_in(read_yaml(path, _name(path, root)), classes, folder.name)


def _read_source(folder: Path, root: Path, article_class: type[ArticleRecord]) -> Iterator[Source | Finding]:
    data = _read_text(folder / ARTICLE_TEXT, root)
    seed = _read_record(folder / ARTICLE_YAML, root, article_class)
    if isinstance(data, Finding):
        yield data
    if isinstance(seed, tuple):
        yield from seed
    elif isinstance(data, bytes):
        yield from _source(seed, data)


def _read_text(path: Path, root: Path) -> bytes | Finding:
    """The article's bytes, if they can be decoded."""
    name, article = _name(path, root), path.parent.name
    try:
        data = path.read_bytes()
        decode(data)
    except FileNotFoundError:
        return _missing(name, article)
    except OSError as error:
        mend = "make it a readable file"
        return Finding("seed/unreadable", Place(name), f"the file cannot be read: {error.strerror}", mend, article)
    except ArticleError as error:
        place = Place(name, error.line, error.column)
        return Finding("seed/article-encoding", place, str(error), "restore the article as it was received", article)
    return data


def _read_record(path: Path, root: Path, article_class: type[ArticleRecord]) -> Seed | tuple[Finding, ...]:
    """What `article.yaml` says of the article; or all that is wrong with it."""
    name, article = _name(path, root), path.parent.name
    if not os.path.exists(path):  # noqa: PTH110 (Path.exists raises where a folder cannot be entered)
        return (_missing(name, article),)
    file = read_yaml(path, name)
    if file.findings and file.value is None:
        return file.findings
    outcome = validate(article_class, file.value, file, (), article)
    if isinstance(outcome, tuple):
        return (*file.findings, *outcome)
    return (*file.findings, *_unknown_language(outcome)) or outcome


def _unknown_language(seed: Seed) -> Iterator[Finding]:
    """A language without data: its numbers, months and currencies could not be read."""
    assert isinstance(seed.record, ArticleRecord)  # noqa: S101 (narrows the type; _read_record makes it so)
    language = seed.record.language
    if not is_language(language):
        nearest = nearest_language(language)
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        message = f"found {language!r}, expected a language that CLDR has data for{hint}"
        mend = f"write {nearest or 'an ISO 639 code such as ru, kk or en'}"
        yield Finding("seed/unknown-language", seed.place("language"), message, mend, seed.article)


def _missing(name: str, article: str) -> Finding:
    return Finding("seed/missing-file", Place(name), "the file is missing", "add it, or remove the folder", article)


def _source(seed: Seed, data: bytes) -> Iterator[Source | Finding]:
    """The source; of an article that has changed too, so that the checks show which quotes it no longer holds."""
    record, found = seed.record, digest(data)
    assert isinstance(record, ArticleRecord)  # noqa: S101 (narrows the type; _read_record makes it so)
    if found != record.sha256:
        message = f"the article's bytes have changed: their SHA-256 is {found}, expected {record.sha256}"
        mend = (
            f"restore the article; if the publisher corrected it: factpack reanchor seeds/{seed.article}/{ARTICLE_TEXT}"
        )
        yield Finding("evidence/article-changed", seed.place("sha256"), message, mend, seed.article)
    try:
        yield Source(read_article(seed.article, data, record.language, record.joins), seed)
    except ArticleError as error:
        mend = "correct or remove the join"
        yield Finding("seed/join-without-effect", seed.place("joins"), str(error), mend, seed.article)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
