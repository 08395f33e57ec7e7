"""The seeds folder: articles, each with its YAML, and the records that all of them share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpack.article import Article, ArticleError, decode, digest, split
from factpack.findings import Finding, Place
from factpack.record import ArticleRecord, Record
from factpack.seeds.validation import Seed, records_in, validate
from factpack.seeds.yaml_file import read_yaml

ARTICLE_TEXT = "article.txt"
ARTICLE_YAML = "article.yaml"


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


def read_seeds(root: Path, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]) -> Seeds:
    """The seeds under `root`/seeds; `classes` are the record classes that people fill, by table name."""
    folder = root / "seeds"
    outcomes: list[Source | Seed | Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        outcomes += records_in(read_yaml(path, _name(path, root)), classes, "")
    articles = [path for path in sorted(folder.glob("*")) if path.is_dir() and not path.name.startswith(".")]
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


def _read_article(
    folder: Path, root: Path, article_class: type[ArticleRecord], classes: Mapping[str, type[Record]]
) -> Iterator[Source | Seed | Finding]:
    yield from _read_source(folder, root, article_class)
    for path in sorted(folder.glob("*.yaml")):
        if path.name != ARTICLE_YAML:
            yield from records_in(read_yaml(path, _name(path, root)), classes, folder.name)


def _read_source(folder: Path, root: Path, article_class: type[ArticleRecord]) -> Iterator[Source | Finding]:
    text_path, yaml_path = folder / ARTICLE_TEXT, folder / ARTICLE_YAML
    missing = [path for path in (text_path, yaml_path) if not path.exists()]
    for path in missing:
        yield Finding(
            "seed/missing-file", Place(_name(path, root)), "the file is missing", "add it, or remove the folder"
        )
    if missing:
        return
    file = read_yaml(yaml_path, _name(yaml_path, root))
    yield from file.findings
    if file.findings:
        return
    outcome = validate(article_class, file.value, file, (), folder.name)
    if isinstance(outcome, tuple):
        yield from outcome
        return
    yield _source(outcome, text_path, _name(text_path, root))


def _source(seed: Seed, path: Path, name: str) -> Source | Finding:
    record = seed.record
    assert isinstance(record, ArticleRecord)  # noqa: S101 (narrows the type; _read_source makes it so)
    try:
        data = path.read_bytes()
        found = digest(data)
        text = decode(data)
    except OSError as error:
        mend = "make it a readable file"
        return Finding("seed/unreadable", Place(name), f"the file cannot be read: {error.strerror}", mend)
    except ArticleError as error:
        return Finding("seed/article-encoding", Place(name), str(error), "restore the article as it was received")
    if found != record.sha256:
        message = f"the article's bytes have changed: their SHA-256 is {found}, expected {record.sha256}"
        mend = "restore the article; if the publisher corrected it, check each quote before you write the new SHA-256"
        return Finding("evidence/article-changed", seed.place("sha256"), message, mend, "sha256")
    try:
        sentences = split(text, record.language, record.joins)
    except ArticleError as error:
        return Finding("seed/join-without-effect", seed.place("joins"), str(error), "correct or remove the join")
    return Source(Article(seed.article, text, record.language, found, sentences), seed)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
