"""Package: a published dataset, read from its folder with pandas and pyarrow alone."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from factpack.errors import DataError, install
from factpack.package.explanation import Cell, Citation, Explanation, citation, result_of, source_of
from factpack.package.folder import Folder, UnknownNameError, unknown
from factpack.package.frames import Engine, load
from factpack.package.listing import listed

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pandera
    import polars as pl
    import pyarrow as pa

__all__ = ["Cell", "Citation", "Engine", "Explanation", "Package", "UnknownNameError"]

NEED_WORDS = ("stated", "inferred")
"""The bases of cells that quoted words bear out: of a withdrawn fact, none do."""


class Package:
    """A published dataset on disk."""

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)
        self._read: dict[str, list[dict[str, Any]]] = {}

    def tables(self) -> "pd.DataFrame":
        """A row for each table: name, rows, what a row is; shown whole, in a notebook and in a terminal."""
        from factpack.package.tables_frame import tables_frame

        return tables_frame(listed(self.folder.resources.values()))

    @overload
    def load(self, table: str, *, engine: Literal["pandas"] = "pandas") -> "pd.DataFrame": ...
    @overload
    def load(self, table: str, *, engine: Literal["arrow"]) -> "pa.Table": ...
    @overload
    def load(self, table: str, *, engine: Literal["polars"]) -> "pl.DataFrame": ...
    def load(self, table: str, *, engine: Engine = "pandas") -> Any:
        """The table, rows sorted by key; raises UnknownNameError with the nearest name."""
        return load(self.folder, table, engine)

    def ids(self) -> list[str]:
        """The ids of all facts and derivations."""
        return [row["id"] for table in ("facts", "derivations") for row in self._rows(table)]

    def basis(self, table: str) -> "pd.DataFrame":
        """A DataFrame of the table's shape that holds how each cell is known; an empty cell has its column's basis.

        What was stated or inferred of a withdrawn fact has none: no words bear it out any more.
        """
        import pandas as pd

        rows = self.load(table, engine="arrow")
        schema = self.folder.resource(table)["schema"]
        words = pd.CategoricalDtype(["stated", "inferred", "editorial", "computed"])
        cells = {field["name"]: [field["factpack:basis"]] * rows.num_rows for field in schema["fields"]}
        key_columns = [rows[name].to_pylist() for name in schema["primaryKey"]]
        positions = {"/".join(map(str, key)): row for row, key in enumerate(zip(*key_columns, strict=True))}
        for inference in self.load("inferences", engine="arrow").to_pylist():
            # A fact stands in its own table and, with the same key, in the table of all facts.
            row = positions.get(inference["record"]) if inference["table"] == table or table == "facts" else None
            if row is not None and inference["field"] in cells:
                cells[inference["field"]][row] = "inferred"
        withdrawals = rows["withdrawal"].to_pylist() if "withdrawal" in cells else []
        withdrawn = [row for row, reason in enumerate(withdrawals) if reason is not None]
        for row, column in product(withdrawn, cells.values()):
            column[row] = None if column[row] in NEED_WORDS else column[row]
        return pd.DataFrame({name: pd.Series(column, dtype=words) for name, column in cells.items()})

    def explain(self, fact: str) -> Explanation:
        """What the fact (or derivation) says, whose words prove it, and how each of its cells is known."""
        if derivation := self._row("derivations", fact):
            return self._explain_derivation(derivation)
        common = self._fact(fact)
        row = self._row(common["table"], fact) or common
        inferred = [inference for inference in self._rows("inferences") if inference["fact"] == fact]
        reasons = {cell["field"]: cell["reason"] for cell in inferred if cell["table"] == common["table"]}
        return Explanation(
            fact,
            common["table"],
            common["statement"],
            self._source(common),
            common["quote"],
            tuple(self._roles(fact, {cell["record"]: cell["reason"] for cell in inferred})),
            tuple(self._cells(common["table"], row, reasons)),
            common.get("withdrawal"),  # a package of 0.1 has no such column
        )

    def cite(self, fact: str) -> Citation:
        """How to cite the fact (or derivation): a sentence, and BibTeX; of a withdrawn one, they say so."""
        explained = self.explain(fact)
        statement = explained.statement
        if derivation := self._row("derivations", fact):
            statement += f" {result_of(derivation)}."
        if explained.withdrawal is not None:
            statement += f" [Withdrawn: {explained.withdrawal}]"
        return citation(self.folder.descriptor, fact, statement, explained.source)

    def schema(self, table: str) -> "pandera.DataFrameSchema":
        """The pandera schema of the table, as `load` gives it to pandas."""
        schema = self.folder.resource(table)["schema"]
        try:
            from factpack.contract.pandera_schema import pandera_schema
        except ModuleNotFoundError as error:
            message = f"schema() needs pandera and pydantic: {install('schema')}"
            raise DataError(message) from error
        return pandera_schema(schema, table)

    def _fact(self, fact: str) -> dict[str, Any]:
        row = self._row("facts", fact)
        if row is None:
            if self._row("entities", fact):
                message = f"there is no fact {fact!r}: it is an entity; its facts are in the table roles"
                raise UnknownNameError(message)
            raise unknown(kind="fact", name=fact, known=self.ids())
        return row

    def _row(self, table: str, name: str) -> dict[str, Any] | None:
        return next((row for row in self._rows(table) if isinstance(name, str) and row["id"] == name), None)

    def _rows(self, table: str) -> list[dict[str, Any]]:
        if table not in self._read:
            self._read[table] = self.load(table, engine="arrow").to_pylist()
        return self._read[table]

    def _names(self) -> dict[str, str]:
        return {entity["id"]: entity["name_en"] for entity in self._rows("entities")}

    def _source(self, fact: dict[str, Any]) -> str:
        article = self._row("articles", fact["article"])
        return source_of(article) if article else ""

    def _roles(self, fact: str, reasons: dict[str, str]) -> Iterator[Cell]:
        names = self._names()
        for row in self._rows("roles"):
            if row["fact"] == fact:
                reason = reasons.get(f"{fact}/{row['role']}/{row['entity']}", "")
                basis = "inferred" if reason else "stated"
                yield Cell(row["role"].replace("_", " "), names.get(row["entity"], row["entity"]), basis, reason)

    def _cells(self, table: str, row: dict[str, Any], reasons: dict[str, str]) -> list[Cell]:
        schema, names = self.folder.resource(table)["schema"], self._names()
        bases = {field["name"]: field["factpack:basis"] for field in schema["fields"]}
        keys = schema.get("foreignKeys", ())
        entities = {key["fields"][0] for key in keys if key["reference"]["resource"] == "entities"}
        if row.get("withdrawal") is not None:
            bases = {name: "withdrawn" if basis in NEED_WORDS else basis for name, basis in bases.items()}
        return [
            Cell(
                name,
                names.get(value, value) if name in entities else value,
                "inferred" if name in reasons else bases[name],
                reasons.get(name, ""),
            )
            for name, value in row.items()
        ]

    def _explain_derivation(self, row: dict[str, Any]) -> Explanation:
        inputs = [item for item in self._rows("derivation_inputs") if item["derivation"] == row["id"]]
        reasons = {"value": f"{row['formula']}; {row['formula_in_words']}"}
        cells = self._cells("derivations", row, {})
        explained = tuple(
            Cell(cell.name, cell.value, cell.basis, reasons.get(cell.name, ""))
            for cell in cells
            if cell.name not in {"formula", "formula_in_words"}  # they are the reason for the value
        )
        facts = [self._fact(item["fact"]) for item in inputs]
        sources = "; ".join(dict.fromkeys(self._source(fact) for fact in facts))
        quotes = "” and “".join(fact["quote"] for fact in facts)
        roles = tuple(Cell(item["name"], item["fact"], "editorial") for item in inputs)
        return Explanation(
            row["id"], "derivations", row["statement"], f"computed from {sources}", quotes, roles, explained
        )
