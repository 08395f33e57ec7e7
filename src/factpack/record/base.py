"""Record: one typed row, and the only place where its fields' types, bounds, descriptions and bases stand."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from factpack.errors import DefinitionError
from factpack.numerals import Numeral
from factpack.record.basis import Basis, Kind, References, SeedOnlyMarker

M = TypeVar("M")
_UNIONS = (Union, types.UnionType)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named SQL boolean expression over a table's columns; NULL passes, as in SQL."""

    name: str
    sql: str
    description: str


@dataclass(frozen=True, slots=True)
class Column:
    """A published field of a record class: what it holds and how it is known."""

    name: str
    info: FieldInfo
    type: type
    nullable: bool
    basis: Basis
    kind: Kind
    references: str | None


class Record(BaseModel):
    """One typed row of a table, frozen; subclasses set `table_name` and declare fields with a basis each."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    table_name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ("id",)
    unique: ClassVar[tuple[tuple[str, ...], ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    columns: ClassVar[tuple[Column, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Read the columns from the annotations; a field without a basis fails here, on import.

        The rules of a class hold for its children too, whatever those add.
        """
        cls.columns = _own_columns_after_key(cls)
        every = (rule for parent in reversed(cls.__mro__) for rule in vars(parent).get("rules", ()))
        cls.rules = tuple(dict.fromkeys(every))

    @field_validator("*")
    @classmethod
    def _fits_its_column(cls, value: object) -> object:
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            kind, message = "int_too_large", "Input should be an integer of at most 64 bits"
            raise PydanticCustomError(kind, message)
        return value

    @classmethod
    def description(cls) -> str:
        """What a row of the table is: the docstring on one line."""
        return " ".join((cls.__doc__ or "").split())

    def computed(self, numerals: Mapping[str, Numeral]) -> Mapping[str, object]:  # noqa: ARG002 (for subclasses)
        """The values of this record's computed fields, from the numerals that prove its stated numbers, by field."""
        return {}

    def key_text(self) -> str:
        """The primary key as one text, its parts joined by a slash."""
        return "/".join(str(getattr(self, name)) for name in self.key)


def low_and_high(numeral: Numeral | None) -> dict[str, float | None]:
    """The fields `low` and `high`: the interval that the numeral stands for; None where that side is open."""
    low, high = numeral.bounds if numeral else (None, None)
    return {"low": None if low is None else float(low), "high": None if high is None else float(high)}


def _own_columns_after_key(cls: type[Record]) -> tuple[Column, ...]:
    """The columns with the key first, then what a class adds that opens a table, then what it inherits.

    A class that extends the table of its parent adds at the end.
    """
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__annotations__", {})}
    opens_a_table = "table_name" in vars(cls)
    columns = [_column(cls, name, info) for name, info in cls.model_fields.items() if not _seed_only(info)]
    return tuple(
        sorted(columns, key=lambda column: (column.name not in cls.key, (column.name in inherited) == opens_a_table))
    )


def _column(cls: type[Record], name: str, info: FieldInfo) -> Column:
    where = f"{cls.__name__}.{name}"
    bases = [marker for marker in info.metadata if isinstance(marker, Basis)]
    if len(bases) != 1:
        hint = "did you write Stated[X] | None for Stated[X | None]?" if any(_markers(info.annotation, Basis)) else ""
        message = f"{where} needs exactly one basis: Stated[…], Inferred[…], Editorial[…] or Computed[…]; {hint}"
        raise DefinitionError(message.removesuffix("; "))
    if not info.description:
        message = f"{where} needs a description: Field(description=…)"
        raise DefinitionError(message)
    plain, nullable = _plain_type(info.annotation)
    if bases[0] is Basis.STATED and issubclass(plain, Enum | bool):
        message = f"{where} cannot be stated: a machine cannot find a {plain.__name__} in words; make it Editorial[…]"
        raise DefinitionError(message)
    references = next(iter(_all_markers(info, References)), None)
    kind = next(iter(_all_markers(info, Kind)), None) or (Kind.ENTITY if references else _kind_of(plain))
    return Column(name, info, plain, nullable, bases[0], kind, references.table if references else None)


def _seed_only(info: FieldInfo) -> bool:
    return any(isinstance(marker, SeedOnlyMarker) for marker in info.metadata)


def _kind_of(plain: type) -> Kind:
    if issubclass(plain, date):
        return Kind.DATE
    return Kind.NUMBER if issubclass(plain, int | float) else Kind.TEXT


def _all_markers(info: FieldInfo, wanted: type[M]) -> list[M]:
    return [marker for marker in info.metadata if isinstance(marker, wanted)] + list(_markers(info.annotation, wanted))


def _markers(annotation: Any, wanted: type[M]) -> Iterator[M]:  # noqa: ANN401 (an annotation can be anything)
    yield from (marker for marker in getattr(annotation, "__metadata__", ()) if isinstance(marker, wanted))
    for part in get_args(annotation) if get_origin(annotation) is not None else ():
        yield from _markers(part, wanted)


def _plain_type(annotation: Any) -> tuple[type, bool]:  # noqa: ANN401 (an annotation can be anything)
    """The bare type of an annotation, and whether None is allowed."""
    if hasattr(annotation, "__metadata__"):
        return _plain_type(annotation.__origin__)
    if get_origin(annotation) in _UNIONS:
        parts = [part for part in get_args(annotation) if part is not type(None)]
        plain, _ = _plain_type(parts[0])
        return plain, len(parts) < len(get_args(annotation))
    return (annotation if isinstance(annotation, type) else object), False
