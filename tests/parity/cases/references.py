"""Foreign keys that lead nowhere, or name what is not there: across resources, within one, between formats."""

from collections.abc import Mapping, Sequence

from .case import Case, Cells, Json, Package, Table, fields

NOWHERE, WRONG = "reference/leads-nowhere", "descriptor/wrong-key"

Columns = Mapping[str, Cells]


def foreign(names: str | Sequence[str], target: str | None, target_names: str | Sequence[str]) -> Json:
    """A foreign key; of the target None is a resource that is left out."""
    resource = {} if target is None else {"resource": target}
    return {"fields": names, "reference": {**resource, "fields": target_names}}


def reference(  # noqa: PLR0913 a case is declared in one call
    name: str,
    key: Json,
    bad: Columns,
    sound: Columns,
    *,
    forms: tuple[str, str] = ("parquet", "parquet"),
    why: str = "",
) -> Case:
    """Things that refer to places (id, year): one of them leads nowhere; of its twin, all lead somewhere."""
    broken, whole = (_two_tables(columns, key, forms) for columns in (bad, sound))
    return Case(name, NOWHERE, broken, whole, why=why)


def wrong(name: str, bad: Json, sound: Json, *, why: str = "") -> Case:
    """A foreign key that names what is not there or is of another type, and one that does not."""
    columns: Columns = {"place": ["hill", "shore"], "year": [1, 2]}
    broken, whole = (_two_tables(columns, key, ("parquet", "parquet")) for key in (bad, sound))
    return Case(name, WRONG, broken, whole, why=why)


def _two_tables(columns: Columns, key: Json, forms: tuple[str, str]) -> Package:
    kinds = {"place": "string", "year": "integer", "id": "string", "before": "string"}
    schema = {"fields": fields(**{name: kinds[name] for name in columns}), "foreignKeys": [key]}
    places = Table(
        {"id": ["hill", "shore"], "year": [1, 2]}, {"fields": fields(id="string", year="integer")}, "places", forms[1]
    )
    return Package([Table(columns, schema, "things", forms[0]), places])


PLACE = foreign(["place"], "places", ["id"])
BOTH = foreign(["place", "year"], "places", ["id", "year"])
CHAIN: Columns = {"id": ["a", "b"], "before": ["b", "a"]}
BROKEN: Columns = {"id": ["a", "b"], "before": ["b", "c"]}

CASES = (
    reference("reference to another table", PLACE, {"place": ["hill", "sea"]}, {"place": ["hill", "shore"]}),
    reference(
        "reference with names as strings",
        foreign("place", "places", "id"),
        {"place": ["hill", "sea"]},
        {"place": ["hill", "hill"]},
    ),
    reference(
        "reference, empty cells aside",
        PLACE,
        {"id": ["a", "b", "c"], "place": ["hill", None, "sea"]},
        {"id": ["a", "b", "c"], "place": ["hill", None, "shore"]},
    ),
    reference(
        "reference, empty texts aside",
        PLACE,
        {"id": ["a", "b", "c"], "place": ["hill", "", "sea"]},
        {"id": ["a", "b", "c"], "place": ["hill", "", "shore"]},
    ),
    reference("reference of integers", foreign(["year"], "places", ["year"]), {"year": [1, 3]}, {"year": [1, 2]}),
    reference(
        "reference of integers, empty cells aside",
        foreign(["year"], "places", ["year"]),
        {"id": ["a", "b", "c"], "year": [1, None, 3]},
        {"id": ["a", "b", "c"], "year": [1, None, 2]},
    ),
    reference(
        "composite reference, each half known",
        BOTH,
        {"place": ["hill", "shore"], "year": [1, 1]},
        {"place": ["hill", "shore"], "year": [1, 2]},
    ),
    reference(
        "composite reference, half-empty ones aside",
        BOTH,
        {"place": ["hill", None, "shore"], "year": [1, 9, 1]},
        {"place": ["hill", None, "shore"], "year": [1, 9, 2]},
        why="refuses a reference that is empty in part, where SQL, and we, let it pass",
    ),
    reference("reference within a table, resource left out", foreign(["before"], None, ["id"]), BROKEN, CHAIN),
    reference("reference within a table, resource empty as in v1", foreign(["before"], "", ["id"]), BROKEN, CHAIN),
    reference("reference within a table by its own name", foreign(["before"], "things", ["id"]), BROKEN, CHAIN),
    reference(
        "reference from Parquet to CSV",
        PLACE,
        {"place": ["hill", "sea"]},
        {"place": ["hill", "shore"]},
        forms=("parquet", "csv"),
    ),
    reference(
        "reference from CSV to Parquet",
        PLACE,
        {"place": ["hill", "sea"]},
        {"place": ["hill", "shore"]},
        forms=("csv", "parquet"),
    ),
    wrong("reference to a resource that is not there", foreign(["place"], "seas", ["id"]), PLACE),
    wrong("reference to a field that is not there", foreign(["place"], "places", ["name"]), PLACE),
    wrong("reference from a field that is not there", foreign(["sea"], "places", ["id"]), PLACE),
    wrong("reference from one field to two", foreign(["place"], "places", ["id", "year"]), PLACE),
    wrong("reference from text to integers", foreign(["place"], "places", ["year"]), PLACE),
)
