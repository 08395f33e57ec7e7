"""Everything in the article is accounted for: each sentence, each number, each Latin-script name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factpack.article import line_and_column
from factpack.draft import Draft, Part
from factpack.evidence import Span, first_place, nearest
from factpack.findings import Finding, Place, shortened
from factpack.numerals import Numeral
from factpack.proof import NUMERIC
from factpack.reading import Reading
from factpack.record import ArticleRecord
from factpack.rows import ProvedFact
from factpack.seeds import ARTICLE_TEXT, Source

_LATIN = "".join(letter for letter in map(chr, range(0x41, 0x250)) if letter.isalpha())
_CAPITALS = "".join(filter(str.isupper, _LATIN))
_NAME_WORD = rf"[{_LATIN}]*[{_CAPITALS}][{_LATIN}'’&]*"
LATIN_NAME = re.compile(rf"(?<!\w){_NAME_WORD}(?:[ -](?:(?:of|and|the|for|de|on) )*{_NAME_WORD})*")
LEAST_IN_WORDS = 4
"""Smaller ones in words ("one of them", "the two countries", "second") are seldom what a sentence is about."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences, numbers and names an article has, and how many of each facts take up or curators waive."""

    sentences: tuple[int, int]
    numbers: tuple[int, int]
    names: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, number or name of an article, and whether it is accounted for."""

    theme: str
    start: int
    words: str
    covered: bool


def coverage(draft: Draft) -> Coverage:
    """How much of all articles is accounted for, as pairs of (accounted for, all)."""
    parts = [draft.parts[article] for article in draft.gists]
    every = [item for part in parts for source in part.seeds.sources for item in items(part, source)]
    counts = {
        theme: (sum(item.covered for item in every if item.theme == theme), sum(item.theme == theme for item in every))
        for theme in ("sentence", "number", "name")
    }
    return Coverage(counts["sentence"], counts["number"], counts["name"])


def everything_is_accounted_for(part: Part) -> Iterator[Finding]:
    """A finding for each sentence, number and name that no fact takes up and nobody waives."""
    messages = {
        "sentence": ("no fact quotes this sentence", "add a fact, or a waiver with its reason under sentences:"),
        "number": ("no stated cell takes up this number", "add a fact, or a waiver with its reason under waivers:"),
        "name": ("no entity has this name among its forms", "add the form to an entity, or waive it under waivers:"),
    }
    for source in part.seeds.sources:
        meant = tuple(meant_by_broken_quotes(part, source))
        text_file = Place(source.seed.file.name).file.rsplit("/", 1)[0] + f"/{ARTICLE_TEXT}"
        for item in items(part, source):
            if not (item.covered or _is_meant(item, meant)):
                message, mend = messages[item.theme]
                place = Place(text_file, *line_and_column(source.article.text, item.start))
                yield Finding(f"coverage/{item.theme}", place, f'{message}: "{shortened(item.words, 80)}"', mend)


def meant_by_broken_quotes(part: Part, source: Source) -> Iterator[Span]:
    """Where the quotes of the facts stand that cannot be proved for a quote: every place, or the nearest passage."""
    for proved in part.facts:
        places = proved.proof.places
        if proved.seed.article == source.article.id and any(len(found) != 1 for found in places):
            for quote, found in zip(proved.fact.evidence, places, strict=True):
                passage = None if found else nearest(quote.quote, source.article.text)
                yield from (passage,) if passage else found


def _is_meant(item: Item, spans: tuple[Span, ...]) -> bool:
    """True if a fact takes it up once its quotes are mended: its own finding is enough."""
    end = item.start + len(item.words)
    return item.theme != "name" and any(span.overlaps(item.start, end) for span in spans)


def waivers_are_needed(part: Part) -> Iterator[Finding]:
    """A finding for each waiver or note of an article that fits nothing, or that facts have made needless."""
    for source in part.seeds.sources:
        text, record = source.article.text, source.record
        every = list(items(part, source, waive=False))
        for position, waiver in enumerate(record.waivers):
            start = text.find(waiver.words)
            inside = [item for item in every if item.theme != "sentence" and _lies_in(item, start, waiver.words)]
            if start < 0 or not any(not item.covered for item in inside):
                message = f'"{waiver.words}" ' + ("is not in the article" if start < 0 else "needs no waiver")
                place = source.seed.place("waivers", position)
                yield Finding("coverage/waiver-not-needed", place, message, "remove the waiver")
        yield from _notes_without_effect(source, every)
        yield from _not_mentioned_without_effect(part, source)


def _not_mentioned_without_effect(part: Part, source: Source) -> Iterator[Finding]:
    text = source.article.text
    mentions = part.forms.mentions(text) if source.record.not_mentioned else ()
    for position, note in enumerate(source.record.not_mentioned):
        inside = first_place(note.words, text)
        if not any(named.entity == note.entity and named.start in inside for named in mentions):
            problem = f"holds no form of {note.entity}" if inside else "is not in the article"
            place = source.seed.place("not_mentioned", position)
            message = f'"{note.words}" {problem}'
            yield Finding("coverage/note-without-effect", place, message, "correct or remove the note")


def _notes_without_effect(source: Source, every: list[Item]) -> Iterator[Finding]:
    sentences = [item for item in every if item.theme == "sentence"]
    for position, note in enumerate(source.record.sentences):
        fitting = [item for item in sentences if item.words.startswith(note.starts)]
        place = source.seed.place("sentences", position)
        if len(fitting) != 1:
            message = f'{len(fitting)} sentences start with "{note.starts}", expected one'
            yield Finding(
                "coverage/note-without-effect", place, message, "quote the sentence's first words, enough of them"
            )
        elif note.waiver and fitting[0].covered:
            yield Finding("coverage/waiver-not-needed", place, "a fact quotes the sentence", "remove the waiver")


def items(part: Part, source: Source, *, waive: bool = True) -> Iterator[Item]:
    """All that is to be accounted for; with `waive`, what the curators waive counts as covered."""
    article, reading = source.article, part.readings[source.article.id]
    facts = [proved for proved in part.facts if proved.seed.article == article.id]
    spans = [span for proved in facts for span in proved.proof.spans]
    for sentence in article.sentences:
        words = article.text[sentence.start : sentence.end]
        quoted = any(span.overlaps(sentence.start, sentence.end) for span in spans)
        waived = waive and any(note.waiver and words.startswith(note.starts) for note in source.record.sentences)
        yield Item("sentence", sentence.start, words, quoted or waived)
    taken = {start for proved in facts for start in _numbers_taken_up(proved, reading)}
    for numeral in filter(_is_to_be_taken_up, reading.numerals):
        waived = waive and _waived(source.record, article.text, numeral.start, numeral.end)
        yield Item("number", numeral.start, numeral.text, numeral.start in taken or waived)
    declared = {numeral.start: numeral for proved in facts for numeral in _declared(proved)}
    for numeral in declared.values():
        yield Item("number", numeral.start, numeral.text, covered=True)
    for name in LATIN_NAME.finditer(article.text) if _is_mostly_not_latin(article.text) else ():
        named = any(mention.start <= name.start() and name.end() <= mention.end for mention in reading.mentions)
        waived = waive and _waived(source.record, article.text, name.start(), name.end())
        yield Item("name", name.start(), name[0], named or waived)


def _declared(proved: ProvedFact) -> Iterator[Numeral]:
    """The numerals that bear out a cell and that no machine reads."""
    witnesses = proved.proof.witnesses.values()
    return (numeral for numerals in witnesses for numeral in numerals if numeral.declared)


def _is_to_be_taken_up(numeral: Numeral) -> bool:
    return not numeral.is_in_words or numeral.value >= LEAST_IN_WORDS


def _numbers_taken_up(proved: ProvedFact, reading: Reading) -> Iterator[int]:
    """The places of the numerals that bear out a stated cell, or that the quotes of an inferred number hold."""
    yield from (numeral.start for numerals in proved.proof.witnesses.values() for numeral in numerals)
    kinds = {column.name: column.kind for column in proved.fact.columns}
    if any(kinds.get(name) in NUMERIC for name in proved.fact.because):
        for span in proved.proof.spans:
            yield from (numeral.start for numeral in reading.numerals if span.holds(numeral.start, numeral.end))


def _waived(record: ArticleRecord, text: str, start: int, end: int) -> bool:
    places = ((text.find(waiver.words), len(waiver.words)) for waiver in record.waivers)
    return any(place >= 0 and place <= start and end <= place + length for place, length in places)


def _lies_in(item: Item, start: int, words: str) -> bool:
    return start <= item.start < start + len(words)


def _is_mostly_not_latin(text: str) -> bool:
    """Whether a Latin-script name stands out: the article itself is in another script."""
    letters = [character for character in text if character.isalpha()]
    return sum(letter in _LATIN for letter in letters) * 2 < len(letters)
