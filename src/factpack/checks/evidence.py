"""Every quote stands in its article, once."""

from collections.abc import Iterator

from factpack.draft import Draft
from factpack.evidence import Span, nearest, occurrences
from factpack.findings import Finding, Place
from factpack.record import Fact, Quote
from factpack.rows import ProvedFact
from factpack.seeds import Seed, dotted

CONTEXT = 12


def quotes_stand_once(draft: Draft) -> Iterator[Finding]:
    """A finding for each quote that is not in the article, with the nearest words, or that stands there twice."""
    for proved in draft.facts:
        text = draft.readings[proved.seed.article].article.text
        for position, (quote, places) in enumerate(zip(proved.fact.evidence, proved.proof.places, strict=True)):
            if len(places) != 1:
                yield _finding(proved, position, quote, places, text)


def facts_have_an_article(draft: Draft) -> Iterator[Finding]:
    """A finding for each fact outside an article's folder: there are no words to prove it."""
    for seed in draft.seeds.records:
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
    if (quote.prefix or quote.suffix) and any(occurrences(quote.quote, text)):
        mend = f"correct prefix or suffix: {_contexts(tuple(occurrences(quote.quote, text)), text)}"
        return Finding(
            "evidence/not-found", place, "the words stand there, but not after prefix and before suffix", mend, record
        )
    passage = nearest(quote.quote, text)
    message = f'"{quote.quote}" is not in the article' + (f'; the nearest words are "{passage}"' if passage else "")
    return Finding("evidence/not-found", place, message, "quote the article to the letter", record)


def _place(seed: Seed, position: int) -> Place:
    for steps in (("evidence", position, "quote"), ("evidence", position), ("evidence", "quote"), ("evidence",)):
        if (*seed.path, *steps) in seed.file.places:
            return seed.place(*steps)
    return seed.place()


def _contexts(places: tuple[Span, ...], text: str) -> str:
    prefixes = (text[max(0, place.start - CONTEXT) : place.start].replace("\n", " ") for place in places[:3])
    return " or ".join(f'prefix: "{prefix}"' for prefix in prefixes)
