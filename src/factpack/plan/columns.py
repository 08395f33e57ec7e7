"""The columns that a table has against the fields that its schema declares, without looking at a row."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from factpack.plan.checks import Schema, field_names, names
from factpack.plan.reading import Field, UnusableError
from factpack.plan.stored import NUMERIC, Column, Kind
from factpack.plan.structures import ITEMS
from factpack.plan.types import TYPES, type_of
from factpack.plan.violations import Problem, Violation

MATCHES = {
    # may the table have more columns than fields, and fewer? (https://datapackage.org/standard/table-schema/)
    "exact": (False, False),
    "equal": (False, False),
    "subset": (True, False),
    "superset": (False, True),
    "partial": (True, True),
}


FEW = 50
"""Among so many columns that are not declared, one of a similar name is looked for."""


def usable_columns(schema: Schema, columns: Sequence[Column]) -> Mapping[str, Column]:
    """The columns of those fields whose cells can be looked at: there once, and stored as their type may be."""
    by_name = {column.name: column for column in columns}
    occurrences = Counter(column.name for column in columns)
    return {
        field["name"]: by_name[field["name"]]
        for field in schema.get("fields", ())
        if occurrences[field["name"]] == 1 and not _misfit(field, by_name[field["name"]])
    }


def column_violations(table: str, schema: Schema, columns: Sequence[Column]) -> Iterator[Violation | Problem]:
    """The columns that are missing, not declared, there twice, in another order or stored as another type."""
    if "fields" not in schema:
        return
    match = _match(schema)
    may_have_more, may_have_fewer = MATCHES[match]
    by_name: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        by_name[column.name].append(column)
    declared = frozenset(field_names(schema))
    needed = set(names(schema.get("primaryKey", ())))
    strangers = [name for name in by_name if name not in declared]
    for field in schema["fields"]:
        is_needed = field["name"] in needed or field.get("constraints", {}).get("required")
        may_be_missing = may_have_fewer and not is_needed
        stored = by_name.get(field["name"], [])
        yield from _field_violations(table, field, stored, strangers, may_be_missing=may_be_missing)
    for name, stored in by_name.items():
        if name not in declared and not may_have_more:
            yield _violation(table, "type/unexpected-column", name, "only the columns that the schema declares")
        elif len(stored) > 1:
            yield _violation(table, "type/duplicate-column", name, "one column of this name")
    if match == "partial" and not by_name.keys() & declared:
        yield _violation(table, "type/missing-column", "", "at least one of the columns that the schema declares")
    if match == "exact" and (misplaced := _misplaced(field_names(schema), [column.name for column in columns])):
        order = "the columns in the order of the fields"
        yield _violation(table, "type/column-order", misplaced, order)


def may_lack_columns(schema: Schema) -> bool:
    """True if fields that are not required may be without a column."""
    return MATCHES[_match(schema)][1]


def _match(schema: Schema) -> str:
    [match] = names(schema.get("fieldsMatch", "exact")) or ["exact"]
    return match


def _field_violations(
    table: str, field: Field, stored: Sequence[Column], strangers: Sequence[str], *, may_be_missing: bool
) -> Iterator[Violation | Problem]:
    try:
        type_of(field)
    except UnusableError as error:
        known = field.get("type", "string") in TYPES
        rule = "descriptor/unknown-format" if known else "descriptor/unknown-type"
        yield Problem(table, rule, field["name"], str(error))
        return
    if not stored and not may_be_missing:
        close = get_close_matches(field["name"], strangers[:FEW], n=1)
        hint = f" (is it {close[0]!r}?)" if close else ""
        expected = f"a column of the type {field.get('type', 'string')}{hint}"
        yield _violation(table, "type/missing-column", field["name"], expected)
    if len(stored) == 1 and (misfit := _misfit(field, stored[0])):
        yield _violation(table, "type/wrong-type", field["name"], misfit)


def _misfit(field: Field, column: Column) -> str:
    """What the column should be stored as, where it is not: nothing where it may be read."""
    try:
        field_type = type_of(field)
    except UnusableError as error:
        return str(error)
    if column.kind is Kind.NULL:  # no cell has a value that could be wrong
        return ""
    accepted = field_type.kinds(field)
    if column.kind not in accepted:
        return f"{field_type.noun}, not {column}"
    if column.kind is Kind.LIST and (items := _items(field)) and column.items not in items | {Kind.NULL}:
        return f"{field_type.noun} of {' or '.join(sorted(items))}, not {column}"
    if column.kind is Kind.STRUCT and field.get("type") == "geopoint" and set(column.members) != {"lon", "lat"}:
        return f"a struct of lon and lat, not {column}"
    return ""


def _items(field: Field) -> frozenset[Kind]:
    if field.get("type") == "list" and field.get("itemType", "string") in ITEMS:
        return ITEMS[field.get("itemType", "string")][1]
    return NUMERIC if field.get("type") == "geopoint" else frozenset()


def _misplaced(declared: Sequence[str], found: Sequence[str]) -> str:
    """The first column that does not stand where its field does, where both have the same names."""
    if sorted(declared) != sorted(found):
        return ""
    return next((name for field, name in zip(declared, found, strict=True) if field != name), "")


def _violation(table: str, rule: str, name: str, expected: str) -> Violation:
    return Violation(table, rule, (name,) if name else (), 1, (), expected)
