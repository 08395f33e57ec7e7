"""Tasks: an article sentence by sentence, what of it the facts take up, and what is still to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factpack.article import Article, Sentence
from factpack.build import check
from factpack.checks.coverage import Item, items, meant_by_broken_quotes
from factpack.curating.sources import chosen
from factpack.draft import Part
from factpack.evidence import Span
from factpack.project import Project
from factpack.seeds import Source

THEMES = {"sentence": "sentence", "number": "number", "name": "Latin-script name"}
NOT_MISTAKES = ("coverage/sentence", "coverage/number", "coverage/name", "package/")
"""What is wrong while an article is worked on, and is told sentence by sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """A number or name that nothing takes up: its place, its words as they stand, and which of the two it is."""

    place: Span
    words: str
    theme: str


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence: what is quoted of it, whether that is enough, why it is waived, and what in it is still open.

    `is_meant` is true where a fact would quote it, if its quotes were right.
    """

    sentence: Sentence
    quoted: tuple[Span, ...]
    covered: bool
    is_meant: bool
    waiver: str | None
    open: tuple[Open, ...]

    @property
    def is_done(self) -> bool:
        """True if nothing of the sentence is left to do."""
        return self.covered and not self.open


@dataclass(frozen=True, slots=True)
class ArticleTasks:
    """An article's sentences, and by theme how many sentences, numbers and names are accounted for, of how many."""

    article: Article
    source: Source
    tasks: tuple[Task, ...]
    counts: dict[str, tuple[int, int]]

    @property
    def is_done(self) -> bool:
        """True if everything in the article is accounted for."""
        return all(done == every for done, every in self.counts.values())


@dataclass(frozen=True, slots=True)
class Tasks:
    """What is to do in the articles asked for; of all there are, those that cannot be read; how many mistakes else.

    `texts` are those of all articles by their ids.
    """

    articles: tuple[ArticleTasks, ...]
    texts: Mapping[str, str]
    unread: tuple[str, ...]
    mistakes: int


def tasks(project: Project, article: str | None = None) -> Tasks:
    """What is still to do in the articles of the project, or in one.

    It works while seeds are wrong: what cannot be read is left out. Raises DataError where there is no such article.
    """
    checked = check(project)
    draft = checked.draft
    sources = chosen(draft.seeds, article)
    read = set(draft.quoted_shares)
    folders = (project.root / "seeds").glob("[!.]*/")
    unread = sorted(path.name for path in folders if path.is_dir() and path.name not in read) if article is None else ()
    mistakes = sum(not finding.rule.startswith(NOT_MISTAKES) for finding in checked.report)
    every = tuple(_article_tasks(draft.parts[source.article.id], source) for source in sources)
    texts = {source.article.id: source.article.text for source in draft.seeds.sources}
    return Tasks(every, texts, tuple(unread), mistakes)


def _article_tasks(part: Part, source: Source) -> ArticleTasks:
    article = source.article
    found = list(items(part, source))
    counts = {theme: _count([item.covered for item in found if item.theme == theme]) for theme in THEMES}
    quoted = sorted(span for proved in part.facts for span in proved.proof.spans)
    uncovered = {item.start for item in found if item.theme == "sentence" and not item.covered}
    meant = tuple(meant_by_broken_quotes(part, source))
    left = sorted(_open(item, article.text) for item in found if item.theme != "sentence" and not item.covered)
    done = tuple(
        Task(
            sentence,
            tuple(_within(sentence, quoted)),
            covered=sentence.start not in uncovered,
            is_meant=any(_within(sentence, meant)),
            waiver=_waiver(sentence, source),
            open=tuple(each for each in left if each.place.overlaps(sentence.start, sentence.end)),
        )
        for sentence in article.sentences
    )
    return ArticleTasks(article, source, done, counts)


def _count(covered: Sequence[bool]) -> tuple[int, int]:
    return sum(covered), len(covered)


def _waiver(sentence: Sentence, source: Source) -> str | None:
    text = source.article.text[sentence.start : sentence.end]
    return next((note.waiver for note in source.record.sentences if note.waiver and text.startswith(note.starts)), None)


def _within(sentence: Sentence, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if span.overlaps(sentence.start, sentence.end):
            yield Span(max(span.start, sentence.start), min(span.end, sentence.end))


def _open(item: Item, text: str) -> Open:
    """What is open, with all the words that a number is read from: its scale word, its unit, its comparator."""
    start = text.rfind(item.words, 0, item.start + len(item.words))
    return Open(Span(start, start + len(item.words)), item.words, item.theme)
