"""A folder of seeds: its article and its records, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpack.article import Article, ArticleError, decode, digest, read_article
from factpack.findings import Finding, Place
from factpack.numerals.cldr import is_language, nearest_language
from factpack.record import ArticleRecord, Record
from factpack.seeds.files import ARTICLE_TEXT, ARTICLE_YAML, SEEDS, Folder, ignored_files, read_folders
from factpack.seeds.validation import Seed, records_in, validate
from factpack.seeds.yaml_file import read_yaml


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

    @classmethod
    def of(cls, parts: Iterable["Seeds"]) -> "Seeds":
        """All of these together."""
        parts = tuple(parts)
        return cls(
            tuple(source for part in parts for source in part.sources),
            tuple(record for part in parts for record in part.records),
            tuple(finding for part in parts for finding in part.findings),
        )


def read_seeds(root: Path, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]) -> Seeds:
    """The seeds under `root`/seeds; `classes` are the record classes that people fill, by table name."""
    folders = read_folders(root)
    return Seeds.of(
        [
            Seeds((), (), tuple(misplaced(root, folders))),
            *(read_folder(folder, article_class, classes) for folder in folders),
        ]
    )


def misplaced(root: Path, folders: Iterable[Folder]) -> Iterator[Finding]:
    """What is wrong with seeds/ as a whole: files that are not read, no article."""
    yield from ignored_files(root)
    if not any(folder.article for folder in folders):
        message = "there is no article: seeds/ has no folder"
        mend = f"make seeds/<date>-<title>/ with {ARTICLE_TEXT} and {ARTICLE_YAML}"
        yield Finding("seed/no-article", Place(SEEDS), message, mend)


def read_folder(folder: Folder, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]) -> Seeds:
    """The seeds of one folder; `classes` are the record classes that people fill, by table name."""
    outcomes: list[Source | Seed | Finding] = [*_read_source(folder, article_class)] if folder.article else []
    for name, data in folder.records:
        outcomes += records_in(read_yaml(data, name), classes, folder.article)
    return Seeds(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Source)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Seed)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Finding)),
    )


def _read_source(folder: Folder, article_class: type[ArticleRecord]) -> Iterator[Source | Finding]:
    data = _read_text(folder)
    seed = _read_record(folder, article_class)
    if isinstance(data, Finding):
        yield data
    if isinstance(seed, tuple):
        yield from seed
    elif isinstance(data, bytes):
        yield from _source(seed, data)


def _read_text(folder: Folder) -> bytes | Finding:
    """The article's bytes, if they can be decoded."""
    name, article = f"{folder.name}/{ARTICLE_TEXT}", folder.article
    data = folder.files.get(name)
    if data is None or isinstance(data, FileNotFoundError):
        return _missing(name, article)
    if isinstance(data, OSError):
        mend = "make it a readable file"
        return Finding("seed/unreadable", Place(name), f"the file cannot be read: {data.strerror}", mend, article)
    try:
        decode(data)
    except ArticleError as error:
        place = Place(name, error.line, error.column)
        return Finding("seed/article-encoding", place, str(error), "restore the article as it was received", article)
    return data


def _read_record(folder: Folder, article_class: type[ArticleRecord]) -> Seed | tuple[Finding, ...]:
    """What `article.yaml` says of the article; or all that is wrong with it."""
    name, article = f"{folder.name}/{ARTICLE_YAML}", folder.article
    data = folder.files.get(name)
    if data is None or isinstance(data, FileNotFoundError):
        return (_missing(name, article),)
    file = read_yaml(data, name)
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
