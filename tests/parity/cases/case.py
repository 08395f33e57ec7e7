"""Case: a data package with one thing wrong and its sound twin, both written from declarations."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

Json = dict[str, Any]
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


class Stored(NamedTuple):
    """The cells of a column with the Arrow type to store them in."""

    cells: Sequence[object]
    arrow: pa.DataType


Cells = Sequence[object] | Stored
"""A column: its cells, stored in the type that Arrow infers from them, or in the one that is said."""


@dataclass(frozen=True)
class Table:
    """A resource of one file and its schema; `more` are further properties of the resource."""

    columns: Mapping[str, Cells]
    schema: Json | None = None
    name: str = "things"
    format: str = "parquet"
    more: Json = attribute(default_factory=dict)

    @property
    def descriptor(self) -> Json:
        """The resource as it stands in the package's descriptor."""
        head = {"name": self.name, "type": "table", "path": f"{self.name}.{self.format}", "format": self.format}
        return head | ({} if self.schema is None else {"schema": self.schema}) | self.more

    def write(self, path: Path) -> None:
        """Write the rows in the table's format."""
        _WRITERS[self.format](self.columns, path)


@dataclass(frozen=True)
class Draft:
    """A package that is being written: its folder and its descriptor, which is written last."""

    root: Path
    descriptor: Json

    @property
    def resource(self) -> Json:
        """The first resource of the descriptor."""
        first: Json = self.descriptor["resources"][0]
        return first

    @property
    def files(self) -> list[Path]:
        """The files of the first resource."""
        path = self.resource["path"]
        return [self.root / name for name in ([path] if isinstance(path, str) else path)]


Step = Callable[[Draft], None]
"""A change to a package that is otherwise written."""


@dataclass(frozen=True)
class Package:
    """A data package: its tables, and what happens to their files and to the descriptor afterwards."""

    tables: Sequence[Table]
    steps: Sequence[Step] = ()
    head: Json = attribute(default_factory=lambda: {"$schema": V2})

    def but(self, *steps: Step) -> "Package":
        """The same package with further changes."""
        return Package(self.tables, [*self.steps, *steps], self.head)

    def write(self, root: Path) -> Path:
        """Write the package into a folder that is there; gives its descriptor's file."""
        resources = [json.loads(json.dumps(table.descriptor)) for table in self.tables]
        draft = Draft(root, self.head | {"name": "world", "resources": resources})
        for table in self.tables:
            table.write(root / f"{table.name}.{table.format}")
        for step in self.steps:
            step(draft)
        path = root / "datapackage.json"
        path.write_text(json.dumps(draft.descriptor, indent=1), encoding="utf-8")
        return path


@dataclass(frozen=True)
class Case:
    """A package with one thing wrong, its twin without it, and what the two tools say.

    `rule` is the one finding of ours, `record` where it is found ("" leaves it open) and `count` in how many rows.
    `why` is the reason where frictionless does not find what is wrong, or does not clear the twin. `hangs`: it is not
    let near the bad package.
    """

    name: str
    rule: str
    bad: Package
    sound: Package
    record: str = ""
    count: int = 1
    why: str = ""
    hangs: bool = False


def field(kind: str, form: str = "", /, **constraints: object) -> Json:
    """A field of the name c."""
    spec: Json = {"name": "c", "type": kind} | ({"format": form} if form else {})
    return spec | ({"constraints": constraints} if constraints else {})


def fields(**kinds: str) -> list[Json]:
    """Fields by name, of these types."""
    return [{"name": name, "type": kind} for name, kind in kinds.items()]


def table(columns: Mapping[str, Cells], specs: Sequence[Json], **more: object) -> Table:
    """A table of these columns and fields; `more` are further properties of the schema."""
    return Table(columns, {"fields": list(specs), **more})


def column(  # noqa: PLR0913 a case is declared in one call
    name: str, rule: str, spec: Json, bad: Cells, sound: Cells, *, why: str = ""
) -> Case:
    """A case of one field whose column holds other cells in the bad package than in its twin."""
    broken, whole = (_of_column(spec, cells) for cells in (bad, sound))
    return Case(name, rule, broken, whole, record="things.c", why=why)


def declared(  # noqa: PLR0913 a case is declared in one call
    name: str, rule: str, bad: Json, sound: Json, cells: Cells, *, why: str = ""
) -> Case:
    """A case of one column of which the schema says something else in the bad package than in its twin."""
    broken, whole = (_of_column(spec, cells) for spec in (bad, sound))
    return Case(name, rule, broken, whole, why=why)


def _of_column(spec: Json, cells: Cells) -> Package:
    # A row of one empty cell is a blank row, which is another mistake: each row has an id.
    ids = [str(row) for row, _ in enumerate(cells.cells if isinstance(cells, Stored) else cells)]
    return Package([table({"id": ids, spec["name"]: cells}, [field("string") | {"name": "id"}, spec])])


def parquet(columns: Mapping[str, Cells], path: Path) -> None:
    """Write a Parquet file in which every cell stands as it is: no dictionary, no compression."""
    arrays = [
        pa.array(cells.cells, cells.arrow) if isinstance(cells, Stored) else pa.array(cells)
        for cells in columns.values()
    ]
    pq.write_table(pa.Table.from_arrays(arrays, list(columns)), path, compression="none", use_dictionary=False)


def _csv(columns: Mapping[str, Cells], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(columns)
        rows.writerows(zip(*columns.values(), strict=True))


_WRITERS = {"parquet": parquet, "csv": _csv}
