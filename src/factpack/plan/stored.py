"""How a column is stored: its kind, whichever engine has read it."""

from dataclasses import dataclass
from enum import StrEnum

from factpack.plan.dialect import DUCKDB, Dialect


class Kind(StrEnum):
    """What a column's stored type can hold; several stored types are of one kind (INT8 … UINT64: integers)."""

    TEXT = "text"
    JSON = "JSON"
    UUID = "UUID"
    BYTES = "bytes"
    INTEGER = "integers"
    DECIMAL = "decimal numbers"
    FLOAT = "floating-point numbers"
    BOOLEAN = "true or false"
    DATE = "dates"
    TIMESTAMP = "dates with times, without a time zone"
    INSTANT = "dates with times, in a time zone"
    TIME = "times"
    INTERVAL = "intervals"
    LIST = "lists"
    STRUCT = "structs"
    MAP = "maps"
    NULL = "nothing"
    OTHER = "something else"


NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT})
TEXTUAL = frozenset({Kind.TEXT, Kind.JSON})
MOMENTS = frozenset({Kind.TIMESTAMP, Kind.INSTANT})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `sql` is the name that stands for it in our statements; the column's own name, which may be anything, never does.
    `dialect` is how the engine that reads the table spells these.
    `stored` is its type as the engine writes it. `nullable` is False where the file itself rules NULLs out.
    `items` is the kind of a list's items, `members` are the names in a struct.
    """

    name: str
    sql: str
    kind: Kind
    stored: str
    nullable: bool = True
    items: Kind | None = None
    members: tuple[str, ...] = ()
    dialect: Dialect = DUCKDB

    def __str__(self) -> str:
        return f"{self.kind} ({self.stored})"
