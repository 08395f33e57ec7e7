"""The rows of the published tables, a function a table, from seeds, readings and proofs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpack.article import Sentence as SentenceSpan
from factpack.evidence import Span
from factpack.formula import FormulaError, Quantity, evaluate, in_honest_digits
from factpack.proof import ROLES, Proof, read_by_curators
from factpack.reading import Reading
from factpack.record import (
    Derivation,
    DerivationInput,
    Evidence,
    Fact,
    Inference,
    Mention,
    Record,
    Sentence,
    SentenceKind,
)
from factpack.seeds import Seed, Source

Classes = Mapping[str, type[Record]]
GAP = " … "
"""Stands between quotes where they are shown in a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and the seed that it comes from, `steps` into it; None where a machine alone made it."""

    record: Record
    seed: Seed | None = None
    steps: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvedFact:
    """A fact with its computed fields filled in, where it was written, and its proof."""

    seed: Seed
    fact: Fact
    proof: Proof


def fill(seed: Seed, fact: Fact, proof: Proof, source: Source) -> ProvedFact:
    """The fact with its computed fields; a withdrawn one stands in no sentence."""
    filled = {
        "article": source.article.id,
        "table": fact.table_name,
        "quote": GAP.join(quote.quote for quote in fact.evidence),
        "reported_by": source.record.reported_by,
        "sentence": None if fact.is_withdrawn else _first_sentence(proof, source),
        **fact.computed(proof.numerals),
    }
    return ProvedFact(seed, fact.model_copy(update=filled), proof)


def _first_sentence(proof: Proof, source: Source) -> str:
    """The id of the sentence in which the first quote starts; empty where none has its place."""
    article = source.article
    return sentence_id(article.id, sentence_at(article.sentences, proof.spans[0])) if proof.spans else ""


def fact_rows(facts: Iterable[ProvedFact], fact_class: type[Fact]) -> Iterator[Row]:
    """Each fact twice: in its own table, and cut to the common columns in `facts`."""
    for proved in facts:
        yield Row(proved.fact, proved.seed)
        common = {name: getattr(proved.fact, name) for name in fact_class.model_fields}
        yield Row(fact_class.model_construct(**common), proved.seed)


def role_rows(facts: Iterable[ProvedFact], role_class: type[Record]) -> Iterator[Row]:
    """An entity's part in a fact; in a withdrawn one nobody has any."""
    for proved in _current(facts):
        for role, entities in proved.fact.roles.items():
            for position, entity in enumerate(entities):
                row = role_class.model_construct(fact=proved.fact.id, role=role, entity=entity)
                yield Row(row, proved.seed, ("roles", role, position))


def evidence_rows(facts: Iterable[ProvedFact], sources: Mapping[str, Source]) -> Iterator[Row]:
    """A quote of a fact, with its place."""
    for proved in _current(facts):
        article = sources[proved.fact.article].article
        quotes = zip(proved.fact.evidence, proved.proof.places, strict=True)
        for ordinal, (quote, places) in enumerate(quotes, 1):
            for place in places[:1] if len(places) == 1 else ():
                yield Row(
                    Evidence.model_construct(
                        fact=proved.fact.id,
                        ordinal=ordinal,
                        quote=quote.quote,
                        article=article.id,
                        start=place.start,
                        end=place.end,
                        sentence=sentence_id(article.id, sentence_at(article.sentences, place)),
                    ),
                    proved.seed,
                    ("evidence", ordinal - 1),
                )


def inference_rows(facts: Iterable[ProvedFact]) -> Iterator[Row]:
    """An inferred cell with its reason: of the fact itself, or of one of its roles; or one that curators read."""
    for proved in _current(facts):
        fact = proved.fact
        for name, reason in fact.because.items():
            role = name.removeprefix(ROLES)
            cells = [(fact.table_name, fact.id, name)]
            if role != name:
                entities = sorted(entity for part, entity in proved.proof.inferred_roles if part == role)
                cells = [("roles", f"{fact.id}/{role}/{entity}", "entity") for entity in entities]
            for table, record, field in cells:
                inference = Inference.model_construct(
                    table=table, record=record, field=field, fact=fact.id, reason=reason
                )
                yield Row(inference, proved.seed, ("because", name))
        for name, words, reason in read_by_curators(fact, proved.proof.witnesses):
            inference = Inference.model_construct(
                table=fact.table_name, record=fact.id, field=name, fact=fact.id, reason=reason
            )
            yield Row(inference, proved.seed, ("reads", words))


def mention_rows(readings: Mapping[str, Reading]) -> Iterator[Row]:
    """A place where an article names an entity."""
    for name, reading in readings.items():
        for named in reading.mentions:
            span = Span(named.start, named.end)
            yield Row(
                Mention.model_construct(
                    article=name,
                    start=span.start,
                    end=span.end,
                    entity=named.entity,
                    words=reading.article.text[span.start : span.end],
                    sentence=sentence_id(name, sentence_at(reading.article.sentences, span)),
                )
            )


def sentence_rows(sources: Mapping[str, Source], facts: Sequence[ProvedFact]) -> Iterator[Row]:
    """A sentence with what the curators say of it."""
    for name, source in sources.items():
        spans = [proved.proof.spans for proved in facts if proved.fact.article == name]
        for sentence in source.article.sentences:
            words = source.article.text[sentence.start : sentence.end]
            notes = enumerate(source.record.sentences)
            position, note = next(((at, note) for at, note in notes if words.startswith(note.starts)), (0, None))
            quoting = sum(any(span.overlaps(sentence.start, sentence.end) for span in quotes) for quotes in spans)
            yield Row(
                Sentence.model_construct(
                    id=sentence_id(name, sentence),
                    article=name,
                    ordinal=sentence.ordinal,
                    paragraph=sentence.paragraph,
                    start=sentence.start,
                    end=sentence.end,
                    kind=note.kind if note else SentenceKind.REPORT,
                    speaker=note.speaker if note else None,
                    facts=quoting,
                    waiver=note.waiver if note else None,
                ),
                source.seed,
                ("sentences", position) if note else (),
            )


def article_rows(sources: Mapping[str, Source], shares: Mapping[str, float]) -> Iterator[Row]:
    """An article with its length and how much of it is given back."""
    for name, source in sources.items():
        filled = {"id": name, "length": len(source.article.text), "quoted_share": round(shares[name], 3)}
        yield Row(source.record.model_copy(update=filled), source.seed)


def derivation_rows(seeds: Iterable[Seed], by_id: Mapping[str, ProvedFact]) -> Iterator[Row | tuple[Seed, str]]:
    """A derivation with its result, and its inputs; for one that has no result, what stands in the way."""
    for seed in seeds:
        if not isinstance(seed.record, Derivation):
            continue
        derivation = seed.record
        inputs = [by_id[fact] for fact in derivation.inputs.values() if fact in by_id]
        if any(proved.proof.is_broken or proved.fact.is_withdrawn for proved in inputs):
            continue  # findings of their own say what is wrong
        try:
            quantities = {name: _quantity(by_id.get(fact), fact) for name, fact in derivation.inputs.items()}
            low, value, high = in_honest_digits(evaluate(derivation.formula, quantities))
        except FormulaError as error:
            yield seed, str(error)
        else:
            yield Row(derivation.model_copy(update={"low": low, "value": value, "high": high}), seed)
            for name, fact in derivation.inputs.items():
                yield Row(
                    DerivationInput.model_construct(derivation=derivation.id, name=name, fact=fact),
                    seed,
                    ("inputs", name),
                )


def _current(facts: Iterable[ProvedFact]) -> Iterator[ProvedFact]:
    return (proved for proved in facts if not proved.fact.is_withdrawn)


def sentence_at(sentences: Sequence[SentenceSpan], span: Span) -> SentenceSpan:
    """The sentence in which `span` starts."""
    return next((sentence for sentence in sentences if span.start < sentence.end), sentences[-1])


def sentence_id(article: str, sentence: SentenceSpan) -> str:
    """The article's name and the sentence's ordinal: `2026-02-27-kazakhstan-uk/s07`."""
    return f"{article}/s{sentence.ordinal:02}"


def _quantity(proved: ProvedFact | None, name: str) -> Quantity:
    if proved is None:
        message = f"there is no fact {name!r}"
        raise FormulaError(message)
    numbers: list[Any] = [getattr(proved.fact, part, None) for part in ("low", "value", "high")]
    if None in numbers:
        message = f"{name!r} has no interval: a formula needs low, value and high"
        raise FormulaError(message)
    return Quantity.of(*numbers)
