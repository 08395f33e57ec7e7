"""Adding: a folder of seeds for a further article, whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factpack.article import Article, decode, digest, read_article
from factpack.curating.adding.guessing import guess_headline, guess_language
from factpack.curating.adding.identifier import article_id
from factpack.curating.adding.stubs import article_stub, facts_stub
from factpack.curating.received import received_text, received_words
from factpack.errors import DataError
from factpack.new_folder import write_new
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
    data = received_text(path)
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
    there = f"seeds/{folder.name} is there already, with another text: give the article another --headline"
    write_new(folder, files, there=there, parents=True)
    return Added(folder, article, read_numerals(article.text, article.language))


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


def _headline(text: str) -> str:
    """The headline, if a folder can be named by it."""
    words = received_words(text)
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
    "publisher": ("Who published the article?", received_words),
    "date": ("When? (as 2026-02-27)", _date),
    "language": ("In which language? (ISO 639: ru, kk, en …)", _language),
    "headline": ("Its headline? (in [brackets] if it has none and this is yours)", _headline),
}
"""What has to be known, with the question and how the answer is understood, which raises DataError."""

GUESSES: Mapping[str, Callable[[str], str]] = {"language": guess_language, "headline": guess_headline}
"""What the text may suggest of it; somebody has to confirm that."""
