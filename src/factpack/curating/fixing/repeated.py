"""Quotes that stand more than once, and the one place that can be meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factpack.draft import Draft
from factpack.evidence import Span, apart, whole_words
from factpack.proof import prove
from factpack.reading import Reading
from factpack.record import Quote
from factpack.rows import ProvedFact
from factpack.seeds import Seed


@dataclass(frozen=True, slots=True)
class Apart:
    """A quote of a fact, by its position among them, with the prefix and suffix that leave it one place."""

    seed: Seed
    position: int
    quote: Quote


def told_apart(draft: Draft) -> Iterator[Apart]:
    """Each quote that stands more than once where exactly one of its places can be meant.

    A place can be meant if it cuts no word and has the prefix and suffix that are given. Where that leaves several, it
    is the one in the sentence that holds all quotes of the fact that have a single place, or in the paragraph, where
    they stand in several sentences. Nothing is told apart where several places, or none, stand there, where two quotes
    would take up the same words, where a quote of the fact has no place at all, where a stated cell would then not be
    borne out (or a reason be needless), or where the article has changed.
    """
    for article, gist in draft.gists.items():
        has_changed = any(finding.rule == "evidence/article-changed" for finding in gist.unread)
        has_repeats = any(finding.rule == "evidence/found-twice" for finding in gist.findings)
        for proved in draft.parts[article].facts if has_repeats and not has_changed else ():
            if all(proved.proof.places) and len(proved.proof.spans) < len(proved.proof.places):
                yield from _of_fact(proved, draft.parts[article].readings[article])


def _of_fact(proved: ProvedFact, reading: Reading) -> Iterator[Apart]:
    places = _meant(proved.proof.places, reading)
    if len(set(places)) < len(proved.proof.places):
        return
    quotes = [
        _with_sides(quote, place, reading.article.text) if len(before) > 1 else quote
        for quote, place, before in zip(proved.fact.evidence, places, proved.proof.places, strict=True)
    ]
    if prove(proved.fact.model_copy(update={"evidence": tuple(quotes)}), reading).is_broken:
        return
    for position, quote in enumerate(quotes):
        if quote != proved.fact.evidence[position]:
            yield Apart(proved.seed, position, quote)


def _meant(places: Sequence[Sequence[Span]], reading: Reading) -> list[Span]:
    """The place of each quote; fewer where one of them is not certain."""
    text = reading.article.text
    whole = [
        [place for place in found if whole_words(place, text) == place] if len(found) > 1 else list(found)
        for found in places
    ]
    home = _home([found[0] for found in whole if len(found) == 1], reading)
    at_home = [
        found if len(found) == 1 else [place for place in found if home and home.holds(place.start, place.end)]
        for found in whole
    ]
    return [found[0] for found in at_home if len(found) == 1]


def _home(single: Sequence[Span], reading: Reading) -> Span | None:
    """The sentence that holds all these places, or else the paragraph; None where there is no such."""
    sentences = reading.article.sentences
    paragraphs: dict[int, Span] = {}
    for sentence in sentences:
        begun = paragraphs.get(sentence.paragraph)
        paragraphs[sentence.paragraph] = Span(begun.start if begun else sentence.start, sentence.end)
    around = [*(Span(sentence.start, sentence.end) for sentence in sentences), *paragraphs.values()]
    return next((span for span in around if single and all(span.holds(each.start, each.end) for each in single)), None)


def _with_sides(quote: Quote, place: Span, text: str) -> Quote:
    """The quote with its prefix or suffix made longer, as little as tells the place apart."""
    given = Span(place.start - len(quote.prefix), place.end + len(quote.suffix))
    before, after = apart(given, text)
    return quote.model_copy(update={"prefix": before + quote.prefix, "suffix": quote.suffix + after})
