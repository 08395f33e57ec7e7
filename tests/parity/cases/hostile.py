"""Names and values that would break out of SQL, paths or reports if they were let."""

from dataclasses import replace

from .case import Case, Cells, Json, Package, Step, Table, column, field, fields, table

NAMES = (
    'a"b;--',
    "'; DROP TABLE things; --",
    "a\nb",
    "a\0b",
    "file_row_number",
    "filename",
    "rowid",
    "row",
    "select",
    "things",
    "a.b",
    "things.c",
    "%s {0} $1",
    "[a](b) | *c*",
    " a ",
    "имя",
    "a" * 300,
    "",
)


WHY = {" a ": "takes the spaces from a column's name, and finds another", "": "refuses a column without a name"}


def _shown(name: str) -> str:
    return repr(name) if len(name) < 30 else f"{name[:3]}… of {len(name)} characters"


def named(name: str, *, why: str = "") -> Case:
    """A column of a hostile name with a cell below its minimum, in a key of its own."""
    schema: Json = {"fields": [field("integer", minimum=0) | {"name": name}], "primaryKey": [name]}
    broken, whole = (Package([Table({name: cells}, schema)]) for cells in ([1, -1], [1, 0]))
    record = f"things.{name}".removesuffix(".")
    return Case(f"a column {_shown(name)}", "bound/below-minimum", broken, whole, record, why=why)


def in_case(bad: Cells, sound: Cells) -> Case:
    """Two columns whose names differ in case only."""
    specs = [field("integer") | {"name": "a"}, field("integer", minimum=0) | {"name": "A"}]
    broken, whole = (Package([table({"a": [-1, -2], "A": cells}, specs)]) for cells in (bad, sound))
    return Case("columns whose names differ in case only", "bound/below-minimum", broken, whole, "things.A")


def resource(name: str, *, why: str = "") -> Case:
    """A resource of a hostile name, which its other half refers to."""
    key = {"fields": ["c"], "reference": {"resource": name, "fields": ["c"]}}
    target = table({"c": [1, 2]}, fields(c="integer"))
    broken, whole = (
        Package([table({"c": cells}, fields(c="integer"), foreignKeys=[key]), replace(target, name="target")]).but(
            _rename(name)
        )
        for cells in ([1, 3], [1, 2])
    )
    return Case(f"a resource {_shown(name)}", "reference/leads-nowhere", broken, whole, why=why)


def _rename(name: str) -> Step:
    return lambda draft: draft.descriptor["resources"][1].update(name=name)


RESOURCES = ("'; DROP TABLE things; --", 'a"b', "THINGS", "things c", "../places", "temp.main.t", "имя")

VALUES = (
    column(
        "enum with quotes", "bound/not-in-enum", field("string", enum=["it's", '"', "\\"]), ["it's", "its"], ['"', "\\"]
    ),
    column(
        "enum that would end the statement",
        "bound/not-in-enum",
        field("string", enum=["'); DROP TABLE things; --"]),
        ["x"],
        ["'); DROP TABLE things; --"],
    ),
    column("pattern with quotes", "bound/pattern", field("string", pattern="it's"), ["it's", "its"], ["it's"] * 2),
    column(
        "missing value with quotes",
        "type/missing-value",
        field("string", required=True) | {"missingValues": ["'"]},
        ["a", "'"],
        ["a", "''"],
    ),
    column(
        "cells with line ends and bars",
        "bound/too-long",
        field("string", maxLength=4),
        ["a\n|b", "a\r\n|b"],
        ["a\n|b", "|\r\n|"],
    ),
)

CASES = (
    *(named(name, why=WHY.get(name, "")) for name in NAMES),
    in_case([1, -1], [1, 0]),
    *(resource(name) for name in RESOURCES),
    *VALUES,
)
