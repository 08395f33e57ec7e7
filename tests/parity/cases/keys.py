"""Primary and unique keys that are missing, repeated, or name what is not there."""

from collections.abc import Mapping

from .case import Case, Cells, Json, Package, fields, table

REPEATED, EMPTY, WRONG = "key/not-unique", "key/missing", "descriptor/wrong-key"

UNCHECKED = "does not check `uniqueKeys`"

AB = fields(a="string", b="integer")


def key(  # noqa: PLR0913 a case is declared in one call
    name: str,
    rule: str,
    schema: Json,
    bad: Mapping[str, Cells],
    sound: Mapping[str, Cells],
    *,
    count: int = 1,
    why: str = "",
) -> Case:
    """A table that breaks its key, and one that keeps it."""
    broken, whole = (Package([table(columns, AB, **schema)]) for columns in (bad, sound))
    return Case(name, rule, broken, whole, count=count, why=why)


def names(name: str, bad: Json, sound: Json, *, why: str = "") -> Case:
    """A key that names what is not there, and one that does not."""
    columns: Mapping[str, Cells] = {"a": ["x", "y"], "b": [1, 2]}
    broken, whole = (Package([table(columns, AB, **schema)]) for schema in (bad, sound))
    return Case(name, WRONG, broken, whole, why=why)


def ab(a: Cells, b: Cells) -> Mapping[str, Cells]:
    """The columns a and b."""
    return {"a": a, "b": b}


PRIMARY = (
    key("primary key repeated", REPEATED, {"primaryKey": ["a"]}, ab(["x", "x"], [1, 2]), ab(["x", "y"], [1, 2])),
    key(
        "primary key as a string, repeated",
        REPEATED,
        {"primaryKey": "a"},
        ab(["x", "x"], [1, 2]),
        ab(["x", "y"], [1, 2]),
    ),
    key(
        "primary key repeated far away, unsorted",
        REPEATED,
        {"primaryKey": ["a"]},
        ab(["z", "a", "y", "z"], [1, 2, 3, 4]),
        ab(["z", "a", "y", "x"], [1, 2, 3, 4]),
    ),
    key(
        "primary key of integers, repeated twice",
        REPEATED,
        {"primaryKey": ["b"]},
        ab(["x"] * 4, [3, 3, 1, 3]),
        ab(["x"] * 4, [3, 4, 1, 2]),
        count=2,
    ),
    key(
        "composite primary key repeated",
        REPEATED,
        {"primaryKey": ["a", "b"]},
        ab(["x"] * 2, [1, 1]),
        ab(["x"] * 2, [1, 2]),
    ),
    key("primary key without a value", EMPTY, {"primaryKey": ["a"]}, ab(["x", None], [1, 2]), ab(["x", "y"], [1, 2])),
    key("primary key of empty text", EMPTY, {"primaryKey": ["a"]}, ab(["x", ""], [1, 2]), ab(["x", "y"], [1, 2])),
    key(
        "primary key of a declared missing value",
        EMPTY,
        {"primaryKey": ["a"], "missingValues": ["-"]},
        ab(["x", "-"], [1, 2]),
        ab(["x", ""], [1, 2]),
    ),
    key(
        "composite primary key without one of its values",
        EMPTY,
        {"primaryKey": ["a", "b"]},
        ab(["x", None], [1, 2]),
        ab(["x", "y"], [1, 2]),
        why="takes a key for missing only if all of it is",
    ),
    names("primary key of a field that is not there", {"primaryKey": ["z"]}, {"primaryKey": ["a"]}),
)

UNIQUE = (
    key(
        "unique key repeated",
        REPEATED,
        {"uniqueKeys": [["a"]]},
        ab(["x", "x"], [1, 2]),
        ab(["x", "y"], [1, 2]),
        why=UNCHECKED,
    ),
    key(
        "unique key repeated, empty cells aside",
        REPEATED,
        {"uniqueKeys": [["a"]]},
        ab(["x", None, None, "x"], [1, 2, 3, 4]),
        ab(["x", None, None, "y"], [1, 2, 3, 4]),
        why=UNCHECKED,
    ),
    key(
        "unique key repeated, empty texts aside",
        REPEATED,
        {"uniqueKeys": [["a"]]},
        ab(["x", "", "", "x"], [1, 2, 3, 4]),
        ab(["x", "", "", "y"], [1, 2, 3, 4]),
        why=UNCHECKED,
    ),
    key(
        "composite unique key repeated",
        REPEATED,
        {"uniqueKeys": [["a", "b"]]},
        ab(["x", "x"], [1, 1]),
        ab(["x", "x"], [1, 2]),
        why=UNCHECKED,
    ),
    key(
        "composite unique key repeated, half-empty ones aside",
        REPEATED,
        {"uniqueKeys": [["a", "b"]]},
        ab(["x", None, None, "x"], [1, 2, 2, 1]),
        ab(["x", None, None, "y"], [1, 2, 2, 1]),
        why=UNCHECKED,
    ),
    key(
        "second of two unique keys repeated",
        REPEATED,
        {"uniqueKeys": [["a"], ["b"]]},
        ab(["x", "y"], [1, 1]),
        ab(["x", "y"], [1, 2]),
        why=UNCHECKED,
    ),
    names("unique key of a field that is not there", {"uniqueKeys": [["z"]]}, {"uniqueKeys": [["a"]]}, why=UNCHECKED),
)

CASES = (*PRIMARY, *UNIQUE)
