"""Requoting: what has become of a quote in a corrected text, and what could be quoted instead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from factpack.article import Article
from factpack.curating.anchoring.anchoring import likeness, most_like
from factpack.curating.reanchoring.alignment import Alignment
from factpack.evidence import Span, apart, find, nearest, occurrences, whole_words
from factpack.record import Quote

IN_PLACE = 10
"""How many percent less like the quote a passage may be that stands where the words stood."""
LEAST_IN_PLACE = 60
"""So many percent like the quote is what was corrected where it stood; unlike words have a third in common."""
LEAST_ELSEWHERE = 75
"""So many are other forms of its words in another sentence; below, words merely share a stem."""
DIGIT = re.compile(r"\d")


class State(StrEnum):
    """What has become of a quote."""

    STANDS = "stands"
    SENTENCE_CHANGED = "sentence-changed"
    MOVED = "moved"
    NEEDS_CONTEXT = "needs-context"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Requote:
    """A quote, what has become of it, its place in the old text and in the corrected one.

    `proposed` is what would be quoted from now on, the words at `new`; both are None where people have to choose.
    """

    quote: Quote
    state: State
    old: Span | None
    new: Span | None
    proposed: Quote | None


@dataclass(frozen=True)
class Correction:
    """The old text of an article, None where it is not known any more, and the corrected one."""

    before: Article | None
    after: Article

    def requote(self, quote: Quote) -> Requote:
        """What has become of the quote.

        Words that stand once are not gone. They have moved if they stand where others stood, or none; without the old
        text, nobody can tell.
        """
        old = self._old_place(quote)
        places = find(quote.quote, quote.prefix, quote.suffix, self.after.text)
        if len(places) == 1:
            return Requote(quote, self._of_one(old, places[0]), old, places[0], quote)
        if every := tuple(occurrences(quote.quote, self.after.text)):
            return self._of_words(quote, old, places or every)
        return self._of_gone(quote, old)

    def _old_place(self, quote: Quote) -> Span | None:
        places = find(quote.quote, quote.prefix, quote.suffix, self.before.text) if self.before else ()
        return places[0] if len(places) == 1 else None

    def _of_one(self, old: Span | None, new: Span) -> State:
        if self.before is None or old is None:
            return State.STANDS
        image = self._alignment.image(old)
        if not image.overlaps(new.start, new.end):
            return State.MOVED
        same = _sentences(old, self.before) == _sentences(new, self.after)
        return State.STANDS if same else State.SENTENCE_CHANGED

    def _of_words(self, quote: Quote, old: Span | None, places: Sequence[Span]) -> Requote:
        """The words stand more than once, or no longer between the prefix and the suffix."""
        image = self._alignment.image(old) if old else None
        near = [place for place in places if image and image.overlaps(place.start, place.end)]
        chosen = near if len(near) == 1 else places
        if len(chosen) != 1:
            return Requote(quote, State.NEEDS_CONTEXT, old, None, None)
        return Requote(quote, State.NEEDS_CONTEXT, old, chosen[0], self._quoting(chosen[0]))

    def _of_gone(self, quote: Quote, old: Span | None) -> Requote:
        place = self._most_like(quote.quote, old)
        return Requote(quote, State.GONE, old, place, self._quoting(place) if place else None)

    def _most_like(self, words: str, old: Span | None) -> Span | None:
        """The passage most like the words, if one is like them; rather one where they stood before."""
        article = self.after
        image = self._alignment.image(old) if old else Span(0, 0)
        passages = [most_like(words, place, article) for place in (nearest(words, article.text),) if place]
        if image.start < image.end:
            passages += [whole_words(image, article.text), most_like(words, image, article)]
        passages = [place for place in passages if self._is_like(words, place, image if old else place)]
        return max(passages, key=lambda place: self._fitness(words, place, image), default=None)

    def _is_like(self, words: str, place: Span, image: Span) -> bool:
        """Whether the passage can be a correction of the words: where they stood, a number may be another one."""
        from rapidfuzz import fuzz

        passage = self.after.text[place.start : place.end]
        if not _holds_words(passage):
            return False
        if image.overlaps(place.start, place.end):
            return fuzz.ratio(DIGIT.sub("0", words), DIGIT.sub("0", passage)) >= LEAST_IN_PLACE
        return fuzz.ratio(words, passage) >= LEAST_ELSEWHERE

    def _fitness(self, words: str, place: Span, image: Span) -> float:
        return likeness(words, self.after, place) + IN_PLACE * image.overlaps(place.start, place.end)

    def _quoting(self, place: Span) -> Quote:
        prefix, suffix = apart(place, self.after.text)
        return Quote(quote=self.after.text[place.start : place.end], prefix=prefix, suffix=suffix)

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self.before.text if self.before else "", self.after.text)


def around(place: Span, article: Article) -> Span:
    """The sentences that the place lies in."""
    within = [each for each in article.sentences if place.overlaps(each.start, each.end)]
    return Span(within[0].start, within[-1].end) if within else place


def _sentences(place: Span, article: Article) -> Iterable[str]:
    whole = around(place, article)
    return article.text[whole.start : whole.end].split()


def _holds_words(text: str) -> bool:
    return any(map(str.isalnum, text))
