"""Draft: the gists of all folders, and the tables made of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pyarrow as pa

from factpack.contract import TableSchema, table_schema
from factpack.draft.assembled import Assembled, Remembered, joined, with_counts
from factpack.draft.derived import Derived, derive
from factpack.draft.gist import Gist
from factpack.draft.part import Parts, by_table
from factpack.findings import Finding
from factpack.record import Derivation, Entity, Mention, Record
from factpack.rows import Classes, ProvedFact, Row
from factpack.seeds import Seeds
from factpack.tables import to_arrow


@dataclass(frozen=True)
class Draft:
    """Everything known of a dataset before it is published.

    `gists` are by article, "" for what all share, in the order of the folders; `misplaced` is what is wrong with
    seeds/ as a whole; `remembered` are the rows of an earlier run, of the folders whose gist is from there.
    """

    parts: Parts
    gists: Mapping[str, Gist]
    misplaced: tuple[Finding, ...] = ()
    remembered: Remembered | None = None

    @property
    def classes(self) -> Classes:
        """The record class of each table."""
        return self.parts.classes

    @property
    def seeds(self) -> Seeds:
        """All that people wrote."""
        return Seeds.of([Seeds((), (), self.misplaced), *map(self.parts.seeds, self.gists)])

    @property
    def facts(self) -> Iterable[ProvedFact]:
        """Every fact that has an article, with its proof."""
        return (proved for article in self.gists for proved in self.parts[article].facts)

    @property
    def quoted_shares(self) -> Mapping[str, float]:
        """The share of the letters and digits of each article that is given back."""
        return {article: gist.quoted_share for article, gist in self.gists.items() if gist.quoted_share is not None}

    @property
    def quoted_share(self) -> float:
        """That share of the article most quoted."""
        return max(self.quoted_shares.values(), default=0.0)

    @cached_property
    def unread(self) -> tuple[Finding, ...]:
        """What of the seeds could not be read."""
        return (*self.misplaced, *(finding for gist in self.gists.values() for finding in gist.unread))

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return frozenset(finding.record.partition(".")[0] for finding in self.unread)

    def hide(self, id: str) -> bool:  # noqa: A002 (the name of the field that it is compared with)
        """True if a record that could not be read has, or may have, this id: what misses it may not be wrong."""
        return not self._hidden.isdisjoint(("", id))

    @cached_property
    def entities(self) -> frozenset[str]:
        """The ids of the entities."""
        return frozenset(entity for gist in self.gists.values() for entity, _ in gist.entities)

    @cached_property
    def written_facts(self) -> Mapping[str, str]:
        """The article of each fact that could be read, by id."""
        return {fact: article for article, gist in self.gists.items() for fact in gist.facts}

    @cached_property
    def crossing(self) -> Derived:
        """The derivations from facts of several folders."""
        parts = [self.parts[article] for article, gist in self.gists.items() if gist.has_crossing]
        seeds = [seed for part in parts for seed in part.crossing]
        wanted = {self.written_facts.get(fact) for seed in seeds for fact in _inputs(seed.record)} - {None}
        facts = [proved for article in self.gists if article in wanted for proved in self.parts[article].facts]
        return derive(seeds, facts)

    @cached_property
    def schemas(self) -> Mapping[str, TableSchema]:
        """The Table Schema of each table."""
        return {name: table_schema(record_class) for name, record_class in self.classes.items()}

    @cached_property
    def gathered(self) -> Mapping[str, pa.Table]:
        """The rows of each table that come of one folder alone, in the order of the folders."""
        return {name: joined(self._pieces(name), self.schemas[name]) for name in self.classes}

    @cached_property
    def assembled(self) -> Mapping[str, Assembled]:
        """The rows of each table, and where each stands."""
        return {name: self._assembled(name) for name in self.classes}

    @cached_property
    def tables(self) -> Mapping[str, pa.Table]:
        """The Arrow table of each table, its rows by key."""
        return {name: each.table for name, each in self.assembled.items()}

    def row(self, table: str, position: int) -> Row:
        """The row at a position of a table, from 0, with the seed that it comes from."""
        article, number = self.assembled[table].origin(position)
        return self._crossing_rows[table][number] if article is None else self.parts[article].rows[table][number]

    @cached_property
    def _crossing_rows(self) -> Mapping[str, Sequence[Row]]:
        return by_table(self.classes, self.crossing.rows)

    def _assembled(self, name: str) -> Assembled:
        counts = {article: gist.rows[name] for article, gist in self.gists.items()}
        crossing = [row.record for row in self._crossing_rows[name]]
        table = self.gathered[name]
        if name == Entity.table_name:
            table = with_counts(table, "mentions", "id", self.gathered[Mention.table_name]["entity"])
        if crossing:
            table = joined([table, to_arrow(crossing, self.schemas[name])], self.schemas[name])
        return Assembled(table, counts, len(crossing), self.classes[name].key)

    def _pieces(self, name: str) -> Iterator[pa.Table]:
        """The rows of all folders in their order, in as few tables as can be."""
        for is_worked_out, run in groupby(self.gists, key=self.parts.is_worked_out):
            articles = list(run)
            if is_worked_out or self.remembered is None:
                records = [row.record for article in articles for row in self.parts[article].rows[name]]
                if records:
                    yield to_arrow(records, self.schemas[name])
            else:
                yield from self.remembered.pieces(name, articles)


def _inputs(record: Record) -> Iterable[str]:
    return record.inputs.values() if isinstance(record, Derivation) else ()
