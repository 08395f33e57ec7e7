"""The published tables of this dataset; pandas, pyarrow and factpack are imported when they are first needed."""

from functools import cache
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import pandera.pandas as pandera
    import polars as pl
    import pyarrow as pa

    from factpack.package import Citation, Engine, Explanation, Package

TableName = Literal[
    "facts",
    "indicators",
    "documents",
    "events",
    "positions",
    "presences",
    "minerals",
    "topics",
    "statements",
    "roles",
    "entities",
    "derivations",
    "derivation_inputs",
    "mentions",
    "sentences",
    "evidence",
    "inferences",
    "articles",
]
"""The names of the tables, for editors to complete; a test holds them to the package."""


def path() -> "Path":
    """The folder of `datapackage.json` and the Parquet files: in the wheel, or two folders up in a checkout."""
    from pathlib import Path  # half of what importing this module would cost

    here = Path(__file__).parent
    installed = here / "datapackage"
    return installed if installed.is_dir() else here.parents[1] / "datapackage"


@cache
def package() -> "Package":
    """The package, read once."""
    from factpack.package import Package

    return Package(path())


def tables() -> "pd.DataFrame":
    """A row for each table: name, rows, what a row is; shown whole, in a notebook and in a terminal."""
    return package().tables()


@overload
def load(table: TableName, *, engine: Literal["pandas"] = "pandas") -> "pd.DataFrame": ...
@overload
def load(table: TableName, *, engine: Literal["arrow"]) -> "pa.Table": ...
@overload
def load(table: TableName, *, engine: Literal["polars"]) -> "pl.DataFrame": ...
def load(table: TableName, *, engine: "Engine" = "pandas") -> "pd.DataFrame | pa.Table | pl.DataFrame":
    """The table, rows sorted by key; `.attrs` of a DataFrame hold descriptions and units.

    A unit that is the same in each row stands in `.attrs["units"]`; where it differs, in the column `unit`.

    Raises `factpack.package.UnknownNameError` (a KeyError), with the nearest name, for an unknown table.
    """
    return package().load(table, engine=engine)


def basis(table: TableName) -> "pd.DataFrame":
    """How each cell of the table is known: a DataFrame of its shape of stated, inferred, editorial or computed.

    An empty cell has the basis of its column. What was stated or inferred of a withdrawn fact has none.
    """
    return package().basis(table)


def explain(fact: str) -> "Explanation":
    """What the fact says, whose words prove it, and how each of its cells is known; print it."""
    return package().explain(fact)


def cite(fact: str) -> "Citation":
    """How to cite the fact: a sentence (`.text`), BibTeX (`.bibtex`) and CSL-JSON (`.csl_json`)."""
    return package().cite(fact)


def schema(table: TableName) -> "pandera.DataFrameSchema":
    """The pandera schema of the table, for your own pipeline; needs the extra `schema`."""
    return package().schema(table)
