"""Which foreign keys who can check: the plan those from or to Parquet, frictionless those between its own tables."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from factpack.findings import Finding
from factpack.validation.resources import Declared
from factpack.validation.telling import mend

Tables = Mapping[str, Declared]
ForeignKey = Mapping[str, Any]


def target_of(key: ForeignKey, table: str) -> str:
    """The name of the table that a foreign key of `table` refers to."""
    return str(key["reference"].get("resource") or table)


def plan_schema(resource: Declared, names: frozenset[str], tables: Tables) -> Mapping[str, Any]:
    """The schema for the plan: without references that nothing can be said of, as their target has findings of its own.

    Of a table that is not Parquet the plan checks only the references to those that are.
    """
    if resource.validator == "factpack":
        return _keeping(resource, lambda target: target in tables or target not in names)
    return _keeping(resource, lambda target: target in tables and tables[target].validator == "factpack")


def frictionless_schema(resource: Declared, tables: Tables) -> Mapping[str, Any]:
    """The schema for frictionless: with references to its own tables alone."""
    return _keeping(resource, lambda target: target in tables and tables[target].validator == "frictionless")


def across(tables: Tables) -> frozenset[str]:
    """The names of the tables of other formats that Parquet tables refer to, or that refer to Parquet tables."""
    ends: set[str] = set()
    for name, resource in tables.items():
        for key in _foreign_keys(resource):
            pair = {name, target_of(key, name)} & set(tables)
            if {tables[end].validator for end in pair} == {"factpack", "frictionless"}:
                ends |= {end for end in pair if tables[end].validator == "frictionless"}
    return frozenset(ends)


def unknown_targets(resource: Declared, names: frozenset[str]) -> Iterator[Finding]:
    """A finding for each foreign key of the resource to one that the package does not have."""
    for position, key in enumerate(_foreign_keys(resource)):
        if (target := target_of(key, resource.name)) not in names:
            steps = (*resource.schema_path, "foreignKeys", position, "reference")
            rule, message = "descriptor/wrong-key", f"found {target!r}, expected the name of a table"
            yield resource.schema_source.finding(rule, steps, message, mend(rule), resource.name)


def _keeping(resource: Declared, wanted: Callable[[str], bool]) -> Mapping[str, Any]:
    schema = resource.schema or {}
    if not (keys := _foreign_keys(resource)):
        return schema
    return {**schema, "foreignKeys": [key for key in keys if wanted(target_of(key, resource.name))]}


def _foreign_keys(resource: Declared) -> list[ForeignKey]:
    return list((resource.schema or {}).get("foreignKeys", ()))
