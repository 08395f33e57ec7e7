"""The tables of a package as a DataFrame; pandas would cut what a row is after 50 letters."""

from collections.abc import Iterable

import pandas as pd

from factpack.package.listing import HEADS, Listed, listing, listing_html


class TablesFrame(pd.DataFrame):
    """A row for each table, shown whole; what is made of it is a plain DataFrame."""

    def __repr__(self) -> str:
        return listing(self._listed()) if self._is_whole() else super().__repr__()

    def _repr_html_(self) -> str | None:
        return listing_html(self._listed()) if self._is_whole() else super()._repr_html_()  # type: ignore[misc]

    def _is_whole(self) -> bool:
        return tuple(self.columns) == HEADS and self["rows"].dtype.kind == "i"

    def _listed(self) -> list[Listed]:
        return list(self.itertuples(index=False, name=None))


def tables_frame(tables: Iterable[Listed]) -> TablesFrame:
    """The frame of the tables."""
    return TablesFrame(list(tables), columns=list(HEADS))
