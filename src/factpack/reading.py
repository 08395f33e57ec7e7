"""Reading: what a machine reads in an article, and what of it a fact's quotes hold."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from factpack.article import Article
from factpack.evidence import Span
from factpack.mentions import Named
from factpack.numerals import Numeral, read_numerals


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a fact's quotes hold: their words, the numerals in them (and those that they cut short), the entities."""

    quotes: tuple[str, ...]
    numerals: tuple[Numeral, ...]
    cut: tuple[Numeral, ...]
    entities: frozenset[str]

    def hold(self, words: str) -> bool:
        """True if `words` stand in a quote as whole words."""
        return any(_stands_in(words, quote) for quote in self.quotes)


@dataclass(frozen=True)
class Reading:
    """What a machine reads in an article: its numerals and the places where it names entities, in order."""

    article: Article
    mentions: tuple[Named, ...]

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """The article's numerals."""
        return read_numerals(self.article.text, self.article.language)

    def quoted(self, spans: Iterable[Span], reads: Mapping[str, float] | None = None) -> Quoted:
        """What the quotes at these places hold, where the words of `reads` are the numbers that curators say."""
        spans = tuple(spans)
        numerals = self.numerals
        if reads:
            numerals = read_numerals(self.article.text, self.article.language, reads=reads)
        held = tuple(numeral for span in spans for numeral in self._held(span, numerals, reads))
        touched = [numeral for span in spans for numeral in numerals if span.overlaps(numeral.start, numeral.end)]
        return Quoted(
            tuple(self._words(span) for span in spans),
            held,
            tuple(numeral for numeral in touched if numeral not in held),
            frozenset(named.entity for span in spans for named in self._mentioned(span)),
        )

    def _mentioned(self, span: Span) -> Iterator[Named]:
        first = bisect_left(self.mentions, span.start, key=attrgetter("start"))
        last = bisect_right(self.mentions, span.end, key=attrgetter("end"))
        return iter(self.mentions[first:last])

    def _held(self, span: Span, numerals: Iterable[Numeral], reads: Mapping[str, float] | None) -> Iterator[Numeral]:
        """The numerals that the quote holds whole: read in the quote alone, they say the same as in the article."""
        in_quote = read_numerals(self._words(span), self.article.language, reads=reads)
        alone = {numeral.start + span.start: _meaning(numeral) for numeral in in_quote}
        for numeral in numerals:
            if span.holds(numeral.start, numeral.end) and alone.get(numeral.start) == _meaning(numeral):
                yield numeral

    def _words(self, span: Span) -> str:
        return self.article.text[span.start : span.end]


def _meaning(numeral: Numeral) -> tuple[object, ...]:
    return numeral.value, numeral.unit, numeral.comparator, numeral.step, numeral.month


def _stands_in(words: str, quote: str) -> bool:
    start = quote.find(words)
    while start >= 0:
        end = start + len(words)
        if not (quote[start - 1 : start].isalnum() or quote[end : end + 1].isalnum()):
            return True
        start = quote.find(words, start + 1)
    return False
