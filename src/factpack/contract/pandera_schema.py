"""Table Schema → pandera schema, for DataFrames as `load` gives them; the one door to pandera."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
from pandera.api.checks import Check

_TYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}
_BOUNDS: Mapping[str, Callable[[Any], Check]] = {
    "minimum": Check.ge,
    "maximum": Check.le,
    "exclusiveMinimum": Check.gt,
    "exclusiveMaximum": Check.lt,
    "minLength": lambda least: Check.str_length(min_value=least),
    "maxLength": lambda most: Check.str_length(max_value=most),
    "pattern": lambda pattern: Check(lambda text: text.str.fullmatch(pattern), name=f"pattern({pattern})"),
}

# SQLite has none of these, or knows the case of ASCII letters only.
_FUNCTIONS: Mapping[str, tuple[int, Callable[..., Any]]] = {
    "contains": (2, lambda text, part: part in text),
    "ends_with": (2, str.endswith),
    "lower": (1, str.lower),
    "regexp_full_match": (2, lambda text, pattern: re.fullmatch(pattern, text) is not None),
    "starts_with": (2, str.startswith),
    "upper": (1, str.upper),
}
_DIALECT = (
    (re.compile(r"\bDATE\s+(?=')", re.IGNORECASE), ""),
    (re.compile(r"\bIS\s+NOT\s+DISTINCT\s+FROM\b", re.IGNORECASE), "IS"),
    (re.compile(r"\bIS\s+DISTINCT\s+FROM\b", re.IGNORECASE), "IS NOT"),
)


def pandera_schema(schema: Mapping[str, Any], name: str) -> pandera.DataFrameSchema:
    """The pandera schema of the table `name`: types, bounds, keys and rules; references are beyond one frame."""
    keys = [_names(schema["primaryKey"])] if "primaryKey" in schema else []
    keys += [_names(key) for key in schema.get("uniqueKeys", ())]
    keys += [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    checks = [_unique(key) for key in keys]
    checks += [_rule(rule["name"], rule["sql"]) for rule in schema.get("factpack:rules", ())]
    return pandera.DataFrameSchema(
        {field["name"]: _column(field) for field in schema["fields"]},
        checks=checks,
        name=name,
        strict=True,
    )


def _names(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _column(field: Mapping[str, Any]) -> pandera.Column:
    constraints = field.get("constraints", {})
    checks = [make(constraints[keyword]) for keyword, make in _BOUNDS.items() if keyword in constraints]
    if checks and field["type"] == "number":
        checks.append(Check(np.isfinite, name="finite"))  # an infinity lies within no bounds, not even half-open ones
    return pandera.Column(
        _dtype(field["type"], constraints),
        checks=checks,
        nullable=not constraints.get("required", False),
        description=field.get("description"),
        title=field.get("title"),
    )


def _dtype(kind: str, constraints: Mapping[str, Any]) -> Any:  # noqa: ANN401 (pandera takes many kinds of dtype)
    if "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"])
    return _TYPES.get(kind, "datetime64[s]")


def _unique(names: Sequence[str]) -> Check:
    """A key; rows with a null in it are not compared, as in SQL: pandera's own `unique` takes two nulls for equal."""

    def unique(frame: pd.DataFrame) -> pd.Series:
        return ~frame.duplicated(subset=list(names)) | frame[list(names)].isna().any(axis=1)

    return Check(unique, name=f"unique({', '.join(names)})")


def _rule(name: str, sql: str) -> Check:
    """A rule by SQLite, which is in every Python and agrees with the plan on all that rules may hold."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        with closing(sqlite3.connect(":memory:")) as database:
            for function, (arity, python) in _FUNCTIONS.items():
                database.create_function(function, arity, _null_for_null(python), deterministic=True)
            database.execute("PRAGMA case_sensitive_like = ON")
            columns = ", ".join(f'"{column.replace(chr(34), chr(34) * 2)}"' for column in frame.columns)
            database.execute(f"CREATE TABLE rows ({columns})")
            marks = ", ".join("?" * len(frame.columns))
            rows = zip(*(map(_sql_value, frame[column]) for column in frame.columns), strict=True)
            database.executemany(f"INSERT INTO rows VALUES ({marks})", rows)  # noqa: S608 (marks are question marks)
            database.set_authorizer(_only_reading)
            answers = database.execute(f"SELECT coalesce({_in_sqlite(sql)}, TRUE) FROM rows ORDER BY rowid")  # noqa: S608 (it can only read)
            return pd.Series([bool(answer) for (answer,) in answers], index=frame.index, dtype=bool)

    return Check(holds, name=name, ignore_na=False)  # else a row of nothing but nulls would pass "x IS NOT NULL"


def _null_for_null(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: None if None in arguments else function(*arguments)


def _only_reading(action: int, *_: object) -> int:
    """What text that stands in a descriptor may make SQLite do."""
    harmless = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
    return sqlite3.SQLITE_OK if action in harmless else sqlite3.SQLITE_DENY


def _in_sqlite(sql: str) -> str:
    """The rule with the few words that SQLite says otherwise; days are ISO 8601 text there."""
    for ours, theirs in _DIALECT:
        sql = ours.sub(theirs, sql)
    return sql


def _sql_value(value: Any) -> Any:  # noqa: ANN401 (a cell can hold anything)
    """Integers as floats, so that division is division in SQLite too; NumPy's numbers as Python's."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    value = value.item() if isinstance(value, np.generic) else value
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
