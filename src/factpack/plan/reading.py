"""How the cells of a column are read: by the field's type and format, and by the way the column is stored.

types        the table of types, and those of texts, numbers and truth
moments      types of dates, times and durations
structures   types of JSON, lists and places
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from factpack.plan.dialect import Dialect
from factpack.plan.stored import Column

Field = Mapping[str, Any]


class UnusableError(Exception):
    """A schema asks for what cannot be done; the message says what, in words that follow the name of the field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """SQL for the cells of one column, for those that are not empty.

    `malformed` is true where a cell is not what `expected` says. `value` is what bounds, enums and categories compare,
    and `literal` writes their arguments (a ValueError: it is no such value). `length` counts characters or items;
    `pattern` is the text that patterns match; `json` the JSON text that JSON Schemas look at; `ordered`: bounds apply.
    """

    value: str
    literal: Callable[[Any], str]
    ordered: bool = False
    malformed: str = ""
    expected: str = ""
    length: str = ""
    pattern: str = ""
    json: str = ""


def unusable(why: str) -> NoReturn:
    """Raise the one kind of error for arguments, whatever is wrong with them: the words follow the argument."""
    raise ValueError(why)


def as_text(dialect: Dialect, value: object) -> str:
    """A text as a literal."""
    if not isinstance(value, str):
        unusable("is no text")
    return dialect.text(value)


def as_number(column: Column, value: object) -> str:
    """A number, or the text of one, as a literal."""
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,38}", value):
        value = int(value)
    elif isinstance(value, str) and re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        unusable("is no number")
    return column.dialect.number(value, column.stored)


def as_words(dialect: Dialect, value: object) -> str:
    """Any value of JSON as the literal of its text."""
    return dialect.text(value if isinstance(value, str) else json.dumps(value))
