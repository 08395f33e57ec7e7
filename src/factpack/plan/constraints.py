"""What a Table Schema demands of a table's rows, as checks; no engine is needed to read them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpack.errors import DefinitionError
from factpack.plan.sql import SQL_TYPES, identifier, literal

Schema = Mapping[str, Any]
"""A Table Schema as it stands in a Data Package's descriptor."""


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """A rule that may run: its expression as we write it, and the columns that it reads."""

    name: str
    sql: str
    columns: tuple[str, ...]
    expected: str


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A condition on single rows: where the SQL expression `bad` is true, the row is wrong."""

    rule: str
    fields: tuple[str, ...]
    expected: str
    bad: str


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """No two rows share these fields; as in SQL, a NULL in any of them equals nothing."""

    fields: tuple[str, ...]
    rule: str = "key/not-unique"

    @property
    def expected(self) -> str:
        """What should hold, in a few words."""
        return f"a {' and '.join(self.fields)} that no other row has"


@dataclass(frozen=True, slots=True)
class ReferenceCheck:
    """These fields name a row of the target table, unless one of them is NULL."""

    fields: tuple[str, ...]
    target: str
    target_fields: tuple[str, ...]
    rule: str = "reference/leads-nowhere"

    @property
    def expected(self) -> str:
        """What should hold, in a few words."""
        return f"a key of {self.target}"


Check = RowCheck | KeyCheck | ReferenceCheck

MISSING = frozenset({"key/missing", "type/missing-value"})
"""The rules of row checks that can find nothing in a column without NULLs."""


def checks_of(table: str, schemas: Mapping[str, Schema], rules: Sequence[ParsedRule]) -> tuple[Check, ...]:
    """Every check that the table's schema asks for, in the order of its fields; `rules` are its named rules, parsed."""
    schema = schemas[table]
    columns = field_names(schema)
    refuse_lookalikes(f"{table}: fields", columns)
    checks: list[Check] = [check for field in schema.get("fields", ()) for check in _field_checks(table, schema, field)]
    checks += (RowCheck(f"rule/{rule.name}", rule.columns, rule.expected, f"NOT ({rule.sql})") for rule in rules)
    checks += _keys(table, schema, columns)
    checks += (_reference(table, key, schemas) for key in schema.get("foreignKeys", ()))
    return tuple(dict.fromkeys(checks))


def field_names(schema: Schema) -> tuple[str, ...]:
    """The names of the schema's fields."""
    return tuple(field["name"] for field in schema.get("fields", ()))


def refuse_lookalikes(what: str, names: Iterable[str]) -> None:
    """Raise a DefinitionError if two of the names differ in case only."""
    # SQL reads names without regard to case: of two that differ in nothing else, one would answer for both.
    seen: dict[str, str] = {}
    for name in names:
        if (other := seen.setdefault(name.casefold(), name)) is not name:
            message = f"{what} {other!r} and {name!r} are one name in SQL"
            raise DefinitionError(message)


def _field_checks(table: str, schema: Schema, field: Mapping[str, Any]) -> Iterator[RowCheck]:
    name, field_type = field["name"], field.get("type", "string")
    place = f"{table}.{name}"
    if field_type not in SQL_TYPES:
        message = f"{place}: the type {field_type!r} is not one of {', '.join(SQL_TYPES)}"
        raise DefinitionError(message)
    column = identifier(name)
    if name in _names(schema.get("primaryKey", ())):
        yield RowCheck("key/missing", (name,), "a value, for the primary key", f"{column} IS NULL")
    elif field.get("constraints", {}).get("required"):
        yield RowCheck("type/missing-value", (name,), "a value", f"{column} IS NULL")
    if field_type == "number":
        yield RowCheck("type/not-a-number", (name,), "a number", f"isnan({column})")
    for constraint, argument in field.get("constraints", {}).items():
        if constraint not in ("required", "unique"):
            rule, expected, bad = _condition(place, constraint, argument, column, field_type)
            yield RowCheck(rule, (name,), expected, bad)


def _condition(place: str, constraint: str, argument: Any, column: str, field_type: str) -> tuple[str, str, str]:  # noqa: ANN401 a constraint's argument is whatever JSON holds
    if constraint == "enum":
        return "bound/not-in-enum", f"one of {', '.join(map(str, argument))}", _outside(column, argument, field_type)
    if constraint in _BOUNDS and field_type not in {"boolean", "string"}:
        rule, words, operator = _BOUNDS[constraint]
        bad = f"{column} {operator} {literal(argument, field_type)}"
        # SQL engines sort NaN above every number and infinities inside half-open bounds.
        return rule, f"{words} {argument}", f"{bad} OR NOT isfinite({column})" if field_type == "number" else bad
    if constraint in _TEXT and field_type == "string":
        rule, words, condition = _TEXT[constraint]
        return rule, words.format(argument), condition(column, argument)
    message = f"{place}: the constraint {constraint!r} does not apply to the type {field_type!r}"
    raise DefinitionError(message)


def _unmatched(column: str, pattern: object) -> str:
    # Means \A(?:p)\z, but compiles the bare pattern: one like `a)|(b` cannot close the group and slip its anchors.
    return f"NOT regexp_full_match({column}, {literal(pattern)})"


_BOUNDS = {
    "minimum": ("bound/below-minimum", "at least", "<"),
    "exclusiveMinimum": ("bound/below-minimum", "more than", "<="),
    "maximum": ("bound/above-maximum", "at most", ">"),
    "exclusiveMaximum": ("bound/above-maximum", "less than", ">="),
}

_TEXT: dict[str, tuple[str, str, Callable[[str, Any], str]]] = {
    "minLength": ("bound/too-short", "at least {} characters", lambda column, n: f"length({column}) < {literal(n)}"),
    "maxLength": ("bound/too-long", "at most {} characters", lambda column, n: f"length({column}) > {literal(n)}"),
    "pattern": ("bound/pattern", "text of the form {}", _unmatched),
}


def _outside(column: str, values: Sequence[object], field_type: str) -> str:
    listed = ", ".join(literal(value, field_type) for value in values)
    return f"{column} NOT IN ({listed})" if listed else f"{column} IS NOT NULL"


def _keys(table: str, schema: Schema, columns: Sequence[str]) -> Iterator[KeyCheck]:
    keys = [_names(schema.get("primaryKey", ())), *map(_names, schema.get("uniqueKeys", ()))]
    keys += ((field["name"],) for field in schema.get("fields", ()) if field.get("constraints", {}).get("unique"))
    for key in filter(None, keys):
        _refuse_unknown(table, key, columns)
        yield KeyCheck(key)


def _reference(table: str, key: Mapping[str, Any], schemas: Mapping[str, Schema]) -> ReferenceCheck:
    target = key["reference"].get("resource") or table
    fields, target_fields = _names(key["fields"]), _names(key["reference"]["fields"])
    if target not in schemas:
        message = f"{table}: a foreign key refers to {target!r}, which is no table"
        raise DefinitionError(message)
    _refuse_unknown(table, fields, field_names(schemas[table]))
    _refuse_unknown(target, target_fields, field_names(schemas[target]))
    if _types(schemas[table], fields) != _types(schemas[target], target_fields):
        message = f"{table}: the foreign key {fields} and its target {target_fields} differ in type"
        raise DefinitionError(message)
    return ReferenceCheck(fields, target, target_fields)


def _types(schema: Schema, names: Sequence[str]) -> list[str]:
    types = {field["name"]: field.get("type", "string") for field in schema["fields"]}
    return [types[name] for name in names]


def _names(one_or_many: str | Iterable[str]) -> tuple[str, ...]:
    return (one_or_many,) if isinstance(one_or_many, str) else tuple(one_or_many)


def _refuse_unknown(table: str, names: Iterable[str], columns: Sequence[str]) -> None:
    for name in names:
        if name not in columns:
            message = f"{table}: a key names the field {name!r}, which the schema does not have"
            raise DefinitionError(message)
