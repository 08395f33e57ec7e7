"""Anchoring: where words stand in the articles, and what tells each place apart."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factpack.article import Article
from factpack.curating.sources import chosen
from factpack.draft import forms_of, read_articles
from factpack.errors import DataError
from factpack.evidence import Span, apart, nearest, occurrences, whole_words
from factpack.mentions import Forms
from factpack.project import Project
from factpack.reading import Quoted, Reading
from factpack.seeds import read_seeds

WORD = re.compile(r"\w+")
SAME_EDGE = 5


class Match(StrEnum):
    """How the words were found."""

    EXACT = "exact"
    ALIKE = "alike"
    NEAREST = "nearest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where words stand: what to quote, the prefix or suffix that it needs, and what a machine reads there.

    `around` is the span of the sentences that it lies in, `sentences` their first and last ordinal.
    """

    article: Article
    place: Span
    around: Span
    sentences: tuple[int, int]
    prefix: str
    suffix: str
    quoted: Quoted

    @property
    def words(self) -> str:
        """The words to quote, as they stand."""
        return self.article.text[self.place.start : self.place.end]


@dataclass(frozen=True, slots=True)
class Anchored:
    """What was looked for, how it was found, and each place, in the order of the articles."""

    words: str
    match: Match
    anchors: tuple[Anchor, ...]


def anchor(project: Project, words: str, article: str | None = None) -> Anchored:
    """Where `words` stand in the articles of the project, or in one: to the letter, else alike, else the nearest.

    Alike are words that differ in capitals and white space alone. Each place is widened to whole words. Raises
    DataError for words that could be no quote, and where there is no such article.
    """
    words = words.strip()
    if not any(map(str.isalnum, words)):
        message = f"{words!r} holds no letter and no digit: give words of the article"
        raise DataError(message)
    seeds = read_seeds(project.root, project.dataset.article_class, project.dataset.written)
    articles = [source.article for source in chosen(seeds, article)]
    match, places = _search(words, articles)
    forms = Forms((entity, form) for entity, forms in forms_of(seeds) for form in forms)
    readings = read_articles((source for source in seeds.sources if places), forms)
    return Anchored(words, match, tuple(_anchor(readings[found.id], place) for found, place in places))


def _search(words: str, articles: Sequence[Article]) -> tuple[Match, Sequence[tuple[Article, Span]]]:
    for match, look in ((Match.EXACT, occurrences), (Match.ALIKE, _alike)):
        if places := _all_places(words, articles, look):
            return match, places
    candidates = [(each, most_like(words, place, each)) for each in articles if (place := nearest(words, each.text))]
    if not candidates:
        return Match.NONE, ()
    return Match.NEAREST, [max(candidates, key=lambda found: likeness(words, *found))]


def _all_places(
    words: str, articles: Iterable[Article], look: Callable[[str, str], Iterator[Span]]
) -> list[tuple[Article, Span]]:
    """The places of whole words; where there are none, those that `words` are a part of."""
    places = [(each, place) for each in articles for place in look(words, each.text)]
    whole = [(each, place) for each, place in places if whole_words(place, each.text) == place]
    return whole or list(dict.fromkeys((each, whole_words(place, each.text)) for each, place in places))


def _alike(words: str, text: str) -> Iterator[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    yield from (Span(*found.span()) for found in re.finditer(pattern, text, re.IGNORECASE))


def most_like(words: str, place: Span, article: Article) -> Span:
    """The passage with up to three words more or fewer at either end, if that is more like the words.

    What is found first is as long as the words are, though the article may say the same in longer ones.
    """
    found = [Span(*word.span()) for word in WORD.finditer(article.text, max(0, place.start - 60), place.end + 60)]
    starts = sorted((word.start for word in found), key=lambda start: abs(start - place.start))[:7]
    ends = sorted((word.end for word in found), key=lambda end: abs(end - place.end))[:7]
    passages = [place, *(Span(start, end) for start in starts for end in ends if start < end)]
    return max((whole_words(each, article.text) for each in passages), key=lambda each: likeness(words, article, each))


def likeness(words: str, article: Article, place: Span) -> float:
    """How much of the two is the same, in percent; more where they begin and end with the same words."""
    from rapidfuzz import fuzz

    passage = article.text[place.start : place.end]
    given, found = (WORD.findall(each.casefold()) or [""] for each in (words, passage))
    same_edges = int(given[0] == found[0]) + int(given[-1] == found[-1])
    same: float = fuzz.ratio(words, passage)
    return same + SAME_EDGE * same_edges


def _anchor(reading: Reading, place: Span) -> Anchor:
    article = reading.article
    within = [each for each in article.sentences if place.overlaps(each.start, each.end)]
    first, last = within[0], within[-1]
    prefix, suffix = apart(place, article.text)
    around = Span(first.start, last.end)
    return Anchor(article, place, around, (first.ordinal, last.ordinal), prefix, suffix, reading.quoted([place]))
