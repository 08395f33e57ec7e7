"""Descriptors that contradict themselves or the standard."""

from .case import Case, Cells, Draft, Json, Package, Step, Table, declared, field, fields, table

SHAPE, CONSTRAINT = "descriptor/wrong-shape", "descriptor/wrong-constraint"
TYPE, FORMAT = "descriptor/unknown-type", "descriptor/unknown-format"

NO_JSON_SCHEMA = "does not know `jsonSchema`"
CRASHES = "crashes on the argument, and says no more"

COLUMNS: dict[str, Cells] = {"a": ["x", "y"], "b": [1, 2]}
THINGS = Package([table(COLUMNS, fields(a="string", b="integer"))])
TWO = Package([*THINGS.tables, Table(COLUMNS, THINGS.tables[0].schema, "others")])
V1 = Package(THINGS.tables, head={"profile": "data-package"})


def changed(name: str, rule: str, step: Step, *, sound: Package = THINGS, why: str = "") -> Case:
    """A package whose descriptor is changed."""
    return Case(name, rule, sound.but(step), sound, why=why)


def of_resource(**properties: object) -> Step:
    """Give the resource these properties."""
    return lambda draft: draft.resource.update(properties)


def of_schema(**properties: object) -> Step:
    """Give the schema these properties."""
    return lambda draft: draft.resource["schema"].update(properties)


def of_package(**properties: object) -> Step:
    """Give the package these properties."""
    return lambda draft: draft.descriptor.update(properties)


def of_field(**properties: object) -> Step:
    """Give the second field, an integer, these properties."""
    return lambda draft: draft.resource["schema"]["fields"][1].update(properties)


def without(name: str) -> Step:
    """Take a property from the resource."""
    return lambda draft: draft.resource.pop(name)


def same_name(draft: Draft) -> None:
    """Let the second resource have the name of the first."""
    draft.descriptor["resources"][1]["name"] = "things"


def nameless_field(draft: Draft) -> None:
    """Take the name from the second field."""
    del draft.resource["schema"]["fields"][1]["name"]


SAME_FIELD = [*fields(a="string", b="integer"), field("integer") | {"name": "b"}]

SHAPES = (
    changed("no resources", "descriptor/no-resources", of_package(resources=[]), why="takes a package of nothing"),
    changed("resources as an object", SHAPE, of_package(resources={})),
    changed("resource as text", SHAPE, of_package(resources=["things.parquet"])),
    changed("two resources of one name", "descriptor/duplicate-resource", same_name, sound=TWO),
    changed("resource without a name", SHAPE, without("name")),
    changed("resource without a path", SHAPE, without("path")),
    changed("resource with both path and data", SHAPE, of_resource(data=[{"a": "x"}])),
    changed("resource with a path that is a number", SHAPE, of_resource(path=1)),
    changed("bytes as text", SHAPE, of_resource(bytes="many")),
    changed("schema that is a list", SHAPE, of_resource(schema=[])),
    changed("schema without fields", SHAPE, of_resource(schema={})),
    changed("fields as an object", SHAPE, of_schema(fields={"a": "string"})),
    changed("field without a name", SHAPE, nameless_field),
    changed("two fields of one name", "descriptor/duplicate-field", of_schema(fields=SAME_FIELD)),
    changed("missingValues as text", SHAPE, of_schema(missingValues="-")),
    changed("fieldsMatch of no such word", SHAPE, of_schema(fieldsMatch="some")),
    changed("primaryKey as a number", SHAPE, of_schema(primaryKey=1)),
    changed("foreignKeys without a reference", SHAPE, of_schema(foreignKeys=[{"fields": ["a"]}])),
    changed("constraints as a list", SHAPE, of_field(constraints=["required"])),
    changed("type that there is not", TYPE, of_field(type="money")),
    changed("type in capitals", TYPE, of_field(type="Integer")),
    changed("v1: type that there is not", TYPE, of_field(type="money"), sound=V1),
    changed("v1: primary key that is not there", "descriptor/wrong-key", of_schema(primaryKey="z"), sound=V1),
    changed("v1: two fields of one name", "descriptor/duplicate-field", of_schema(fields=SAME_FIELD), sound=V1),
)


def arguments(  # noqa: PLR0913 a case is declared in one call
    name: str, bad: Json, sound: Json, cells: Cells, rule: str = CONSTRAINT, *, why: str = ""
) -> Case:
    """A constraint that cannot be held against its column, and one that can."""
    return declared(name, rule, bad, sound, cells, why=why)


OBJECTS = ['{"a": 1}']

CONSTRAINTS = (
    arguments("minLength of integer", field("integer", minLength=1), field("integer", minimum=1), [1]),
    arguments("maxLength of number", field("number", maxLength=9), field("number", maximum=9), [1.5]),
    arguments("pattern of integer", field("integer", pattern="1"), field("integer", enum=[1]), [1]),
    arguments("pattern of list", field("list", pattern="a"), field("string", pattern="a"), ["a"]),
    arguments("minimum of string", field("string", minimum="a"), field("string", enum=["a"]), ["a"]),
    arguments("maximum of boolean", field("boolean", maximum=1), field("boolean", enum=[True]), [True]),
    arguments("exclusiveMinimum of object", field("object", exclusiveMinimum=0), field("object", minLength=1), OBJECTS),
    arguments(
        "jsonSchema of string",
        field("string", jsonSchema={}),
        field("object", jsonSchema={}),
        OBJECTS,
        why=NO_JSON_SCHEMA,
    ),
    arguments(
        "categories of number",
        field("number") | {"categories": [1]},
        field("integer") | {"categories": [1]},
        [1],
        why="does not look at `categories`",
    ),
    arguments(
        "pattern that is invalid", field("string", pattern="(a"), field("string", pattern="(a)"), ["a"], why=CRASHES
    ),
    arguments(
        "pattern that closes another's group",
        field("string", pattern="a)|(b"),
        field("string", pattern="(a)|(b)"),
        ["a"],
        why=CRASHES,
    ),
    arguments(
        "minimum that is no number", field("integer", minimum="few"), field("integer", minimum="1"), [1], why=CRASHES
    ),
    arguments(
        "minimum that is no month",
        field("yearmonth", minimum="2026"),
        field("yearmonth", minimum="2026-01"),
        ["2026-02"],
        why=CRASHES,
    ),
    arguments(
        "minimum that is no duration",
        field("duration", minimum="1 day"),
        field("duration", minimum="P1D"),
        ["P2D"],
        why="does not know bounds of durations",
    ),
    arguments(
        "enum of another type",
        field("integer", enum=["one", 1]),
        field("integer", enum=[1]),
        [1],
        why="lets words of another type stand among the values",
    ),
    arguments(
        "jsonSchema that is invalid",
        field("object", jsonSchema={"type": "thing"}),
        field("object", jsonSchema={"type": "object"}),
        OBJECTS,
        why=NO_JSON_SCHEMA,
    ),
    arguments("minLength as text", field("string", minLength="two"), field("string", minLength=2), ["ab"], SHAPE),
    arguments("maxLength below zero", field("string", maxLength=-1), field("string", maxLength=1), ["a"], SHAPE),
    arguments("required as text", field("string", required="yes"), field("string", required=True), ["a"], SHAPE),
    arguments("enum that is no list", field("string", enum="a"), field("string", enum=["a"]), ["a"], SHAPE),
    arguments("pattern that is a number", field("string", pattern=1), field("string", pattern="1"), ["1"], SHAPE),
)

FORMATS = (
    arguments(
        "format of string that there is not", field("string", "phone"), field("string", "email"), ["a@b.org"], FORMAT
    ),
    arguments(
        "format of geopoint that there is not", field("geopoint", "map"), field("geopoint", "array"), ["[1, 2]"], FORMAT
    ),
    arguments(
        "format of geojson that there is not",
        field("geojson", "kml"),
        field("geojson"),
        ['{"type": "Point", "coordinates": [1, 2]}'],
        FORMAT,
    ),
    arguments(
        "format of integer that there is not",
        field("integer", "hex"),
        field("integer"),
        [1],
        FORMAT,
        why="knows the formats of some types only",
    ),
    arguments(
        "itemType that there is not",
        field("list") | {"itemType": "money"},
        field("list") | {"itemType": "integer"},
        ["1,2"],
        FORMAT,
    ),
)

CASES = (*SHAPES, *CONSTRAINTS, *FORMATS)
