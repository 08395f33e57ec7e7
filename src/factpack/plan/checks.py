"""What a table's rows are held to, as checks: plain data between the schema and the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factpack.plan.stored import Column

Schema = Mapping[str, Any]
"""A Table Schema as it stands in a Data Package's descriptor."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A condition on single rows: where the SQL expression `bad` is true, the row is wrong."""

    rule: str
    fields: tuple[str, ...]
    expected: str
    bad: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A column that takes part in a key: where `present` is true its cell is not empty.

    `value` is what is compared: the cell as it is stored. `read` is the cell as its type reads it.
    """

    column: Column
    present: str
    value: str
    read: str


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """No two rows share these fields; as in SQL, an empty cell in any of them equals nothing."""

    fields: tuple[str, ...]
    cells: tuple[Cell, ...]
    rule: str = "key/not-unique"

    @property
    def expected(self) -> str:
        """What should hold, in a few words."""
        return f"no other row with the same {' and '.join(self.fields)}"


@dataclass(frozen=True, slots=True)
class ReferenceCheck:
    """These fields name a row of the target table, unless one of them is empty."""

    fields: tuple[str, ...]
    cells: tuple[Cell, ...]
    target: str
    target_cells: tuple[Cell, ...]
    rule: str = "reference/leads-nowhere"

    @property
    def expected(self) -> str:
        """What should hold, in a few words."""
        return f"a key of {self.target}"


Check = RowCheck | KeyCheck | ReferenceCheck


def ask_for_json_schema(checks: Iterable[Check]) -> bool:
    """True if a check calls the function `conforms`, which an engine has to be given."""
    return any("conforms(" in check.bad for check in checks if isinstance(check, RowCheck))


def field_names(schema: Schema) -> tuple[str, ...]:
    """The names of the schema's fields."""
    return tuple(field["name"] for field in schema.get("fields", ()))


def names(one_or_many: Any) -> tuple[str, ...]:  # noqa: ANN401 (JSON is any value)
    """The fields of a key, which may be written as one name or as a list of names."""
    return (one_or_many,) if isinstance(one_or_many, str) else tuple(one_or_many)


def missing_values(schema: Schema, field: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that stand for an empty cell of the field."""
    values = field.get("missingValues", schema.get("missingValues", ("",)))
    return tuple(value["value"] if isinstance(value, Mapping) else value for value in values)
