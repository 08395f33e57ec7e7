"""Draft: everything known of a dataset before it is published: seeds, readings, proofs, and the rows of each table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from factpack import rows
from factpack.contract import TableSchema, table_schema
from factpack.evidence import first_place
from factpack.mentions import find_mentions
from factpack.proof import prove
from factpack.reading import Reading
from factpack.record import Derivation, Entity, Fact, Record
from factpack.rows import Classes, ProvedFact, Row
from factpack.seeds import Seed, Seeds, Source
from factpack.tables import to_arrow

if TYPE_CHECKING:
    from factpack.evidence import Span
    from factpack.mentions import Named


@dataclass(frozen=True)
class Draft:
    """Everything known of a dataset before it is published; `no_result` says why a derivation has none."""

    classes: Classes
    seeds: Seeds
    readings: Mapping[str, Reading]
    facts: tuple[ProvedFact, ...]
    rows: Mapping[str, tuple[Row, ...]]
    no_result: tuple[tuple[Seed, str], ...]
    quoted_shares: Mapping[str, float]

    @property
    def quoted_share(self) -> float:
        """The share of the letters and digits of an article that is given back, of the article most quoted."""
        return max(self.quoted_shares.values(), default=0.0)

    @cached_property
    def schemas(self) -> Mapping[str, TableSchema]:
        """The Table Schema of each table."""
        return {name: table_schema(record_class) for name, record_class in self.classes.items()}

    @cached_property
    def tables(self) -> Mapping[str, pa.Table]:
        """The Arrow table of each table, its rows in the order of `rows`: by key."""
        return {name: to_arrow([row.record for row in table], self.schemas[name]) for name, table in self.rows.items()}


def assemble(classes: Classes, seeds: Seeds) -> Draft:
    """The draft of the dataset with these record classes, by table name, and these seeds."""
    readings = read_articles(seeds)
    facts = tuple(_proved_facts(seeds, readings))
    shares = {name: _quoted_share(reading, facts) for name, reading in readings.items()}
    made = list(_all_rows(classes, seeds, readings, facts, shares))
    return Draft(
        classes,
        seeds,
        readings,
        facts,
        _by_table(classes, [row for row in made if isinstance(row, Row)]),
        tuple(row for row in made if not isinstance(row, Row)),
        shares,
    )


def read_articles(seeds: Seeds) -> Mapping[str, Reading]:
    """What a machine reads in each article, by the article's id."""
    forms = [(entity.id, form) for entity in _entities(seeds) for form in entity.forms]
    return {source.article.id: _read(source, forms) for source in seeds.sources}


def _all_rows(
    classes: Classes,
    seeds: Seeds,
    readings: Mapping[str, Reading],
    facts: Sequence[ProvedFact],
    shares: Mapping[str, float],
) -> Iterator[Row | tuple[Seed, str]]:
    sources = {source.article.id: source for source in seeds.sources}
    fact_class = classes[Fact.table_name]
    assert issubclass(fact_class, Fact)  # noqa: S101 (narrows the type; Dataset makes it so)
    yield from rows.fact_rows(facts, fact_class)
    yield from rows.role_rows(facts, classes["roles"])
    yield from rows.evidence_rows(facts, sources)
    yield from rows.inference_rows(facts)
    yield from rows.mention_rows(readings)
    yield from rows.sentence_rows(sources, facts)
    yield from rows.article_rows(sources, shares)
    yield from rows.entity_rows(seeds.records, readings)
    yield from rows.derivation_rows(seeds.records, facts)
    own = (seed for seed in seeds.records if not isinstance(seed.record, Fact | Entity | Derivation))
    yield from (Row(seed.record, seed) for seed in own)


def _by_table(classes: Classes, made: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    tables: dict[str, list[Row]] = {name: [] for name in classes}
    for row in made:
        tables[row.record.table_name].append(row)
    return {name: tuple(sorted(table, key=lambda row: _sort_key(row.record))) for name, table in tables.items()}


def _sort_key(record: Record) -> tuple[str | int, ...]:
    return tuple(getattr(record, name) for name in record.key)


def _entities(seeds: Seeds) -> list[Entity]:
    return [seed.record for seed in seeds.records if isinstance(seed.record, Entity)]


def _read(source: Source, forms: Sequence[tuple[str, str]]) -> Reading:
    """The article's mentions, less the places where `article.yaml` says that a form does not name the entity."""
    text = source.article.text
    mentions = find_mentions(text, forms)
    for note in source.record.not_mentioned:
        inside = first_place(note.words, text)
        mentions = tuple(named for named in mentions if named.entity != note.entity or named.start not in inside)
    return Reading(source.article, mentions)


def _proved_facts(seeds: Seeds, readings: Mapping[str, Reading]) -> Iterator[ProvedFact]:
    sources = {source.article.id: source for source in seeds.sources}
    for seed in seeds.records:
        if isinstance(seed.record, Fact) and seed.article in sources:
            proof = prove(seed.record, readings[seed.article])
            yield rows.fill(seed, seed.record, proof, sources[seed.article])


def _quoted_share(reading: Reading, facts: Iterable[ProvedFact]) -> float:
    """The share of the article's letters and digits that the quotes and mentions give back."""
    text = reading.article.text
    spans: list[Span | Named] = [*reading.mentions]
    for proved in facts:
        if proved.fact.article == reading.article.id:
            spans += proved.proof.given_back
    given = {position for span in spans for position in range(span.start, span.end)}
    return sum(text[position].isalnum() for position in given) / max(1, sum(map(str.isalnum, text)))
