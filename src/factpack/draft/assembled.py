"""Assembled: the rows of one table, from all folders, and where each of them comes from."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import pyarrow as pa

from factpack.contract import TableSchema
from factpack.tables import to_arrow


@dataclass(frozen=True)
class Assembled:
    """The rows of one table, as they come from the folders and by key.

    `counts` are how many come from each article, in order; the last are the `crossing`, which come from several.
    """

    unsorted: pa.Table
    counts: Mapping[str, int]
    crossing: int
    key: tuple[str, ...]

    @cached_property
    def table(self) -> pa.Table:
        """The rows by key."""
        return self.unsorted if self._order is None else self.unsorted.take(self._order)

    @cached_property
    def _order(self) -> pa.Array | None:
        """The positions by key; None where the rows are of one folder, which is in order."""
        if sum(map(bool, (*self.counts.values(), self.crossing))) <= 1:
            return None
        import pyarrow.compute as pc  # 50 ms

        return pc.sort_indices(self.unsorted, sort_keys=[(name, "ascending") for name in self.key])

    def origin(self, position: int) -> tuple[str | None, int]:
        """The article of the row at a position of `table`, and its number there; None for what crosses articles."""
        gathered = position if self._order is None else self._order[position].as_py()
        folder = bisect_right(self._ends, gathered)
        before = self._ends[folder - 1] if folder else 0
        return (self._articles[folder] if folder < len(self._articles) else None), gathered - before

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(self.counts.values()))

    @cached_property
    def _articles(self) -> list[str]:
        return list(self.counts)


@dataclass(frozen=True)
class Remembered:
    """The rows of an earlier run, by table; `counts` are how many each article has in each table, in its order."""

    tables: Mapping[str, pa.Table]
    counts: Mapping[str, Mapping[str, int]]

    def pieces(self, name: str, articles: Iterable[str]) -> Iterator[pa.Table]:
        """The rows of these articles in their order, what lies together in one piece."""
        start = end = 0
        for article in articles:
            first, last = self._spans[name][article]
            if first != end and start < end:
                yield self.tables[name].slice(start, end - start)
            start = start if first == end else first
            end = last
        if start < end:
            yield self.tables[name].slice(start, end - start)

    @cached_property
    def _spans(self) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        return {name: dict(self._spans_in(name)) for name in self.tables}

    def _spans_in(self, name: str) -> Iterator[tuple[str, tuple[int, int]]]:
        end = 0
        for article, counts in self.counts.items():
            start, end = end, end + counts[name]
            yield article, (start, end)


def joined(pieces: Iterable[pa.Table], schema: TableSchema) -> pa.Table:
    """The rows of these tables one after the other, with the columns of `schema`."""
    found = list(pieces)
    return pa.concat_tables(found) if found else to_arrow((), schema)


def with_counts(table: pa.Table, column: str, of: str, values: pa.ChunkedArray) -> pa.Table:
    """The table with a column that says how often the text of the column `of` stands in `values`."""
    counted = Counter(values.to_pylist())
    counts = array("q", (counted[name] for name in table[of].to_pylist()))
    # pa.array imports pandas.
    numbers = pa.Array.from_buffers(pa.int64(), len(counts), [None, pa.py_buffer(counts)])
    return table.set_column(table.schema.get_field_index(column), table.schema.field(column), numbers)
