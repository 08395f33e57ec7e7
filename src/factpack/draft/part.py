"""Part: one folder of seeds and all that comes of it: readings, proofs, rows. What other folders say has no part in it.

That is what makes `check` linear in the articles, and lets it remember those that have not changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factpack import rows
from factpack.draft.derived import Derived, derive
from factpack.evidence import Span, first_place
from factpack.mentions import Forms, Named
from factpack.proof import prove
from factpack.reading import Reading
from factpack.record import Derivation, Entity, Fact, Record
from factpack.rows import Classes, ProvedFact, Row
from factpack.seeds import Folder, Seed, Seeds, Source

ReadFolder = Callable[[Folder], Seeds]
EntityForms = tuple[tuple[str, tuple[str, ...]], ...]
"""Each entity's id with the words that name it."""


@dataclass(frozen=True)
class Part:
    """One folder of seeds and all that comes of it; `crossing` are derivations from facts of other folders too."""

    classes: Classes
    seeds: Seeds
    forms: Forms
    readings: Mapping[str, Reading]
    facts: tuple[ProvedFact, ...]
    derived: Derived
    crossing: tuple[Seed, ...]

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each table, by key; how often an entity is mentioned is not counted yet."""
        sources = {source.article.id: source for source in self.seeds.sources}
        fact_class = self.classes[Fact.table_name]
        assert issubclass(fact_class, Fact)  # noqa: S101 (narrows the type; Dataset makes it so)
        own = (seed for seed in self.seeds.records if not isinstance(seed.record, Fact | Derivation))
        made = [
            *rows.fact_rows(self.facts, fact_class),
            *rows.role_rows(self.facts, self.classes["roles"]),
            *rows.evidence_rows(self.facts, sources),
            *rows.inference_rows(self.facts),
            *rows.mention_rows(self.readings),
            *rows.sentence_rows(sources, self.facts),
            *rows.article_rows(sources, self.quoted_shares),
            *self.derived.rows,
            *(Row(seed.record, seed) for seed in own),
        ]
        return by_table(self.classes, made)

    @cached_property
    def quoted_shares(self) -> Mapping[str, float]:
        """The share of each article's letters and digits that quotes and mentions give back."""
        return {name: _quoted_share(reading, self.facts) for name, reading in self.readings.items()}


class Parts:
    """The part of each folder, worked out when it is first asked for."""

    def __init__(
        self, classes: Classes, folders: Iterable[Folder], read: ReadFolder, entities: Mapping[str, EntityForms]
    ) -> None:
        """Take the record classes by table, what reads a folder, and the entities of folders where they are known."""
        self.classes = classes
        self.folders = {folder.article: folder for folder in folders}
        self._read = read
        self._entities = entities
        self._seeds: dict[str, Seeds] = {}
        self._parts: dict[str, Part] = {}

    @cached_property
    def forms(self) -> Forms:
        """The words that name the entities of all folders."""
        known = self._entities
        each = [known[article] if article in known else forms_of(self.seeds(article)) for article in self.folders]
        return Forms((entity, form) for entities in each for entity, forms in entities for form in forms)

    def seeds(self, article: str) -> Seeds:
        """The seeds of an article's folder, or of the one that all share."""
        if article not in self._seeds:
            self._seeds[article] = self._read(self.folders[article])
        return self._seeds[article]

    def __getitem__(self, article: str) -> Part:
        if article not in self._parts:
            self._parts[article] = part_of(self.classes, self.seeds(article), self.forms)
        return self._parts[article]

    def is_worked_out(self, article: str) -> bool:
        """True if the part has been asked for."""
        return article in self._parts


def part_of(classes: Classes, seeds: Seeds, forms: Forms) -> Part:
    """What comes of these seeds, where entities are named by these forms."""
    readings = read_articles(seeds.sources, forms)
    facts = tuple(_proved_facts(seeds, readings))
    written = {seed.record.id for seed in seeds.records if isinstance(seed.record, Fact)}
    derivations = [(seed, seed.record) for seed in seeds.records if isinstance(seed.record, Derivation)]
    own = [seed for seed, derivation in derivations if written.issuperset(derivation.inputs.values())]
    crossing = tuple(seed for seed, derivation in derivations if not written.issuperset(derivation.inputs.values()))
    return Part(classes, seeds, forms, readings, facts, derive(own, facts), crossing)


def forms_of(seeds: Seeds) -> EntityForms:
    """Each entity's id with the words that name it, in the order of the files."""
    return tuple((seed.record.id, seed.record.forms) for seed in seeds.records if isinstance(seed.record, Entity))


def read_articles(sources: Iterable[Source], forms: Forms) -> Mapping[str, Reading]:
    """What a machine reads in each article, by the article's id."""
    return {source.article.id: _read(source, forms) for source in sources}


def by_table(classes: Classes, made: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each table, by key."""
    tables: dict[str, list[Row]] = {name: [] for name in classes}
    for row in made:
        tables[row.record.table_name].append(row)
    return {name: tuple(sorted(table, key=lambda row: _sort_key(row.record))) for name, table in tables.items()}


def _sort_key(record: Record) -> tuple[str | int, ...]:
    return tuple(getattr(record, name) for name in record.key)


def _read(source: Source, forms: Forms) -> Reading:
    """The article's mentions, less the places where `article.yaml` says that a form does not name the entity."""
    text = source.article.text
    mentions = forms.mentions(text)
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


def _quoted_share(reading: Reading, facts: Sequence[ProvedFact]) -> float:
    """The share of the article's letters and digits that the quotes and mentions give back."""
    text = reading.article.text
    spans: list[Span | Named] = [*reading.mentions]
    for proved in facts:
        spans += proved.proof.given_back
    given = {position for span in spans for position in range(span.start, span.end)}
    return sum(text[position].isalnum() for position in given) / max(1, sum(map(str.isalnum, text)))
