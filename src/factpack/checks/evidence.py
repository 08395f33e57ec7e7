"""Every quote stands in its article, once."""

import re
from collections.abc import Iterator

from factpack.draft import Part
from factpack.evidence import Span, apart, nearest, occurrences
from factpack.findings import Finding, Place
from factpack.record import Fact, Quote
from factpack.rows import ProvedFact
from factpack.seeds import Seed, dotted, double_quoted

AROUND = 24
"""The characters that are shown around a quote, at least."""


def quotes_stand_once(part: Part) -> Iterator[Finding]:
    """A finding for each quote that is not in the article, with the nearest words, or that stands there twice."""
    for proved in part.facts:
        if proved.fact.is_withdrawn:
            continue  # its words stood in the article as it was
        text = part.readings[proved.seed.article].article.text
        for position, (quote, places) in enumerate(zip(proved.fact.evidence, proved.proof.places, strict=True)):
            if len(places) != 1:
                yield _finding(proved, position, quote, places, text)
            elif problem := _cut_words(places[0], text):
                place, record = _place(proved.seed, position), dotted(proved.fact.id, "evidence")
                yield Finding("evidence/cut-word", place, problem, "quote whole words", record)


def facts_have_an_article(part: Part) -> Iterator[Finding]:
    """A finding for each fact outside an article's folder: there are no words to prove it."""
    for seed in part.seeds.records:
        if isinstance(seed.record, Fact) and not seed.article:
            mend = "move it into the folder of its article"
            yield Finding("evidence/no-article", seed.place(), "the fact belongs to no article", mend, seed.record.id)


def _finding(proved: ProvedFact, position: int, quote: Quote, places: tuple[Span, ...], text: str) -> Finding:
    place = _place(proved.seed, position)
    record = dotted(proved.fact.id, "evidence")
    if places:
        message = f"the words stand {len(places)} times in the article"
        mend = f"add the words around the place that is meant: {_contexts(places, text)}"
        return Finding("evidence/found-twice", place, message, mend, record)
    if (quote.prefix or quote.suffix) and (elsewhere := tuple(occurrences(quote.quote, text))):
        message = f"the words stand elsewhere: {' and '.join(_around(quote, other, text) for other in elsewhere[:3])}"
        mend = "remove prefix and suffix: the words stand in the article once"
        if len(elsewhere) > 1:
            mend = f"correct prefix or suffix: {_contexts(elsewhere, text)}"
        return Finding("evidence/not-found", place, message, mend, record)
    passage = nearest(quote.quote, text)
    message = f"{double_quoted(quote.quote)} is not in the article"
    message += f"; the nearest words are {double_quoted(text[passage.start : passage.end])}" if passage else ""
    return Finding("evidence/not-found", place, message, "quote the article to the letter", record)


def _place(seed: Seed, position: int) -> Place:
    for steps in (("evidence", position, "quote"), ("evidence", position), ("evidence", "quote"), ("evidence",)):
        if (*seed.path, *steps) in seed.file.places:
            return seed.place(*steps)
    return seed.place()


def _cut_words(place: Span, text: str) -> str:
    """What is wrong with a quote that begins or ends inside a word, or holds none; empty for one of whole words."""
    words = text[place.start : place.end]
    if not any(map(str.isalnum, words)):
        return "the quote holds no letter and no digit"
    edges = (edge for edge in (place.start, place.end) if 0 < edge < len(text))
    cut = [f'"{_word_at(edge, text)}"' for edge in edges if text[edge - 1 : edge + 1].isalnum()]
    return f"the quote cuts {' and '.join(cut)} short" if cut else ""


def _word_at(edge: int, text: str) -> str:
    return next(word[0] for word in re.finditer(r"\w+", text) if word.start() < edge < word.end())


def _contexts(places: tuple[Span, ...], text: str) -> str:
    """Words to write under `evidence:` for the first places, each of which is told apart by them."""
    return " or ".join(_context(*apart(place, text)) for place in places[:3])


def _context(prefix: str, suffix: str) -> str:
    sides = (("prefix", prefix), ("suffix", suffix))
    return ", ".join(f"{name}: {double_quoted(words)}" for name, words in sides if words)


def _around(quote: Quote, place: Span, text: str) -> str:
    """What stands at the place instead of the prefix and the suffix, as far as they are others."""
    before, after = text[: place.start], text[place.end :]
    told = []
    if not before.endswith(quote.prefix):
        words = _before(place, max(AROUND, len(quote.prefix)), text)
        told.append(f"before it stands {double_quoted(words)}, expected {double_quoted(quote.prefix)}")
    if not after.startswith(quote.suffix):
        words = _after(place, max(AROUND, len(quote.suffix)), text)
        told.append(f"after it stands {double_quoted(words)}, expected {double_quoted(quote.suffix)}")
    return ", ".join(told)


def _before(place: Span, length: int, text: str) -> str:
    """About so many characters before the place, whole words but for one that the place itself cuts."""
    start = max(0, place.start - length)
    while 0 < start < place.start and (text[start - 1 : start + 1].isalnum() or text[start].isspace()):
        start += 1
    return text[start : place.start]


def _after(place: Span, length: int, text: str) -> str:
    """About so many characters after the place, whole words but for one that the place itself cuts."""
    end = min(len(text), place.end + length)
    while place.end < end < len(text) and (text[end - 1 : end + 1].isalnum() or text[end - 1].isspace()):
        end -= 1
    return text[place.end : end]
