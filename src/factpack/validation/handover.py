"""What frictionless is given: descriptors of our own, of files that the jail has let pass."""

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from factpack.findings import shortened
from factpack.validation.formats import INLINE, PERHAPS_TABULAR, TABULAR
from factpack.validation.patterns import without_patterns
from factpack.validation.references import Tables, frictionless_schema, target_of
from factpack.validation.resources import Declared

Reader = Callable[[Sequence[str]], Iterator[Sequence[object]]]
"""Gives the cells of the named fields, row by row."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def reader(resource: Declared) -> Reader:
    """Gives the rows of the table's fields, None for an empty cell."""

    def rows(names: Sequence[str]) -> Iterator[Sequence[object]]:
        with careful():
            table = package({}, resource).get_resource(resource.name).open()
        with table:
            for row in table.row_stream:
                yield tuple(row.get(name) for name in names)

    return rows


def package(tables: Tables, resource: Declared) -> Any:  # noqa: ANN401 frictionless ships no types
    """A frictionless package of the table and of those that it refers to, and no others: theirs are other troubles."""
    from frictionless import Package

    schema = frictionless_schema(resource, tables)
    targets = {target_of(key, resource.name) for key in schema.get("foreignKeys", ())} - {resource.name}
    others = [_descriptor(tables[name], frictionless_schema(tables[name], {})) for name in sorted(targets)]
    descriptor = {"$schema": PROFILE, "name": "package", "resources": [_descriptor(resource, schema), *others]}
    return Package.from_descriptor(descriptor)


def _descriptor(resource: Declared, schema: Mapping[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {"name": resource.name, "type": "table", "format": resource.format}
    # Nothing goes along that could make it fetch anything, as profiles do.
    value |= {"encoding": resource.value["encoding"]} if "encoding" in resource.value else {}
    value |= {"dialect": resource.dialect} if resource.dialect else {}
    if resource.schema:
        value["schema"] = {name: each for name, each in without_patterns(schema).items() if name != "$schema"}
    if "data" in resource.value:
        value["data"] = resource.value["data"]
    else:
        first, *more = map(str, resource.files)
        value |= {"path": first, "extrapaths": more} if more else {"path": first}
    return copy.deepcopy(value)  # frictionless changes what it is given


def beyond_frictionless(resource: Declared) -> str:
    """Why frictionless cannot, or must not, read the table; "" if it may."""
    if resource.format not in TABULAR | PERHAPS_TABULAR:
        known = ", ".join(sorted({"parquet", *TABULAR, *PERHAPS_TABULAR} - {INLINE}))
        return f"found the format {shortened(resource.format)!r}, expected one of {known}"
    if resource.format == INLINE and not _is_table(resource.value.get("data")):
        return "found data that are no rows, expected a list of objects, or of lists"
    return ""


def _is_table(data: object) -> bool:
    if not isinstance(data, list):
        return False
    return all(isinstance(row, dict) for row in data) or all(isinstance(row, list) for row in data)


TRUST = RLock()
"""Held while frictionless trusts paths: that is a setting of the whole process, and it is set back."""


@contextmanager
def careful() -> Iterator[None]:
    """Lets frictionless read the files that the jail has let pass, under the names that they have on this machine."""
    from frictionless import system

    with TRUST, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trusted, system.trusted = system.trusted, True
        try:
            yield
        finally:
            system.trusted = trusted
