"""Adding: a folder of seeds for a further article, whole or not at all."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factpack.article import Article, ArticleError, decode, digest, read_article
from factpack.curating.guessing import guess_headline, guess_language
from factpack.curating.identifier import article_id
from factpack.curating.stubs import article_stub, facts_stub
from factpack.errors import DataError
from factpack.numerals import Numeral, read_numerals
from factpack.numerals.cldr import is_language, nearest_language
from factpack.project import Project
from factpack.seeds import ARTICLE_TEXT, ARTICLE_YAML

FACTS_YAML = "facts.yaml"
Ask = Callable[[str, Callable[[str], str], str], str]
"""Asks somebody a question until the answer, as it is understood, is one; gives that, or the guess if it is empty."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What has to be known of an article: texts as they were given, empty for what was not."""

    publisher: str = ""
    date: str = ""
    language: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A folder that was made, and what a machine reads in its article."""

    folder: Path
    article: Article
    numerals: tuple[Numeral, ...]


def add(project: Project, path: Path, metadata: Metadata, ask: Ask | None = None) -> Added:
    """Make the folder of the article in the file at `path`: its text byte for byte, article.yaml, a stub of facts.

    What `metadata` lacks is asked for, where there is somebody to ask, with what the text suggests. Raises DataError,
    and writes nothing, for a text that is no article, for metadata that cannot be, and for an article that is there
    already.
    """
    data = _text_of(path)
    _must_be_new(project.root / "seeds", data, path)
    known = _understood(metadata, decode(data), ask)
    article = read_article(article_id(known.date, known.headline), data, known.language)
    folder = project.root / "seeds" / article.id
    files = {
        ARTICLE_TEXT: data,
        ARTICLE_YAML: article_stub(
            project.dataset.article_class, {**_written(known), "sha256": article.sha256}
        ).encode(),
        FACTS_YAML: facts_stub(project.dataset.written, article).encode(),
    }
    _write_new(folder, files)
    return Added(folder, article, read_numerals(article.text, article.language))


def _text_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        message = f"there is no file {path}: give the path of the article's text"
        raise DataError(message) from None
    except IsADirectoryError:
        message = f"{path} is a folder: give the path of the article's text in it"
        raise DataError(message) from None
    except (OSError, ValueError) as error:  # ValueError: a path with NUL
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise DataError(message) from error
    if b"\0" in data:
        message = f"{path} is no text: save the article's text as a file of its own, in UTF-8"
        raise DataError(message)
    try:
        text = decode(data)
    except ArticleError as error:
        message = f"{path}: {str(error)[0].lower()}{str(error)[1:].rstrip('.')}"
        raise DataError(message) from error
    if not any(map(str.isalnum, text)):
        message = f"{path} is empty: save the article's text in it"
        raise DataError(message)
    return data


def _must_be_new(seeds: Path, data: bytes, path: Path) -> None:
    for other in sorted(seeds.glob(f"[!.]*/{ARTICLE_TEXT}")):
        if other.is_file() and other.stat().st_size == len(data) and digest(other.read_bytes()) == digest(data):
            article = other.parent.name
            message = f"{path} is added already, as {article}: `factpack todo --article {article}` shows what is to do"
            raise DataError(message)


def _understood(metadata: Metadata, text: str, ask: Ask | None) -> Metadata:
    """The metadata with nothing missing, and each text as it will be written."""
    given = _written(metadata)
    missing = [f"--{name}" for name in QUESTIONS if not given[name].strip()]
    if missing and ask is None:
        message = f"say {', '.join(missing)} too; on a terminal, factpack asks for what is not given"
        raise DataError(message)
    understood = {name: QUESTIONS[name][1](given[name]) for name in QUESTIONS if given[name].strip()}
    for name, (question, understand) in QUESTIONS.items():
        if name not in understood and ask is not None:
            understood[name] = ask(question, understand, GUESSES[name](text) if name in GUESSES else "")
    return Metadata(**understood)


def _written(metadata: Metadata) -> dict[str, str]:
    return {name: getattr(metadata, name) for name in QUESTIONS}


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        message = "it is empty: write some words"
        raise DataError(message)
    if not words.isprintable():
        message = f"{words!r} holds a character that cannot be seen: write it without"
        raise DataError(message)
    return words


def _headline(text: str) -> str:
    """The headline, if a folder can be named by it."""
    words = _words(text)
    article_id("2000-01-01", words)
    return words


def _date(text: str) -> str:
    day = text.strip()
    try:
        if date.fromisoformat(day).isoformat() == day:
            return day
    except ValueError:
        pass
    message = f"{text!r} is no day: write the date of publication as 2026-02-27"
    raise DataError(message)


def _language(text: str) -> str:
    code = text.strip()
    if code.isascii() and code.isalpha() and code.islower() and len(code) in {2, 3} and is_language(code):
        return code
    nearest = nearest_language(code.lower())
    hint = f"; did you mean {nearest!r}?" if nearest else ""
    message = f"{text!r} is no language that CLDR has data for: write an ISO 639 code such as ru, kk or en{hint}"
    raise DataError(message)


QUESTIONS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "publisher": ("Who published the article?", _words),
    "date": ("When? (as 2026-02-27)", _date),
    "language": ("In which language? (ISO 639: ru, kk, en …)", _language),
    "headline": ("Its headline? (in [brackets] if it has none and this is yours)", _headline),
}
"""What has to be known, with the question and how the answer is understood, which raises DataError."""

GUESSES: Mapping[str, Callable[[str], str]] = {"language": guess_language, "headline": guess_headline}
"""What the text may suggest of it; somebody has to confirm that."""


def _write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder with its files in one step, or not at all; what stands there already stays."""
    if folder.exists() or folder.is_symlink():
        message = f"seeds/{folder.name} is there already, with another text: give the article another --headline"
        raise DataError(message)
    staged = folder.with_name(f".{folder.name}.staged")
    shutil.rmtree(staged, ignore_errors=True)  # what an earlier run left when it was killed
    try:
        staged.mkdir(parents=True)
        try:
            for name, data in files.items():
                (staged / name).write_bytes(data)
            staged.rename(folder)  # refused by the system if somebody has put files there meanwhile
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise DataError(message) from error
