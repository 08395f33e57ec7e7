"""Constraints that are broken: required, unique, enum for every type; pattern, categories, jsonSchema."""

from collections.abc import Mapping

from .case import Case, Cells, column, field
from .samples import SAMPLES, Sample

NO_HASH = "crashes: it looks for repetitions in a set, and these values cannot be in one"
WHY: Mapping[tuple[str, str], str] = {
    ("required", "datetime"): "takes an empty cell of a column of timestamps for a timestamp",
    ("enum", "list"): "does not know `enum` for lists",
    **{("unique", kind): NO_HASH for kind in ("array", "object", "list", "geojson")},
}
ARRAYS = "takes stored lists, which pandas hands it as arrays, for no array"


def required(kind: str, sample: Sample) -> Case:
    """An empty cell where one is required."""
    sound: Cells = [sample.low, sample.high]
    return _of_type("required", kind, "type/missing-value", [sample.low, None], sound)


def unique(kind: str, sample: Sample) -> Case:
    """A cell that stands twice in a unique column."""
    return _of_type("unique", kind, "key/not-unique", [sample.low] * 2, [sample.low, sample.high])


def enum(kind: str, sample: Sample) -> Case:
    """A cell that is not listed."""
    return _of_type(
        "enum",
        kind,
        "bound/not-in-enum",
        [sample.low, sample.high],
        [sample.low] * 2,
        argument=[sample.written_low],
    )


def _of_type(  # noqa: PLR0913 a case is declared in one call
    constraint: str, kind: str, rule: str, bad: Cells, sound: Cells, *, argument: object = True
) -> Case:
    why = WHY.get((constraint, kind), "")
    return column(f"{constraint} of {kind}", rule, field(kind, **{constraint: argument}), bad, sound, why=why)


MISSING = "type/missing-value"
REQUIRED = (
    column("required, empty text", MISSING, field("string", required=True), ["a", ""], ["a", " "]),
    column(
        "required, a missing value of the field",
        MISSING,
        field("string", required=True) | {"missingValues": ["-"]},
        ["a", "-"],
        ["a", ""],
    ),
    column(
        "required, a missing value with a label",
        MISSING,
        field("string", required=True) | {"missingValues": [{"value": "-", "label": "not asked"}]},
        ["a", "-"],
        ["a", "b"],
    ),
    column(
        "required, a missing value of another form",
        MISSING,
        field("date", "%d/%m/%Y", required=True) | {"missingValues": ["n/a"]},
        ["27/02/2026", "n/a"],
        ["27/02/2026", "28/02/2026"],
    ),
    column("required, empty lists aside", MISSING, field("array", required=True), [[1], None], [[1], []], why=ARRAYS),
)

PATTERN = "bound/pattern"
PATTERNS = (
    column("pattern", PATTERN, field("string", pattern="[A-Z]{3}"), ["ABC", "abc"], ["ABC", "XYZ"]),
    column("pattern, more before it", PATTERN, field("string", pattern="[A-Z]{3}"), ["ABC", "xABC"], ["ABC", "XYZ"]),
    column("pattern, more after it", PATTERN, field("string", pattern="[A-Z]{3}"), ["ABC", "ABCx"], ["ABC", "XYZ"]),
    column(
        "pattern, line end after it",
        PATTERN,
        field("string", pattern="[A-Z]{3}"),
        ["ABC", "ABC\n"],
        ["ABC", "XYZ"],
        why="lets $ match before a line end",
    ),
    column(
        "pattern of alternatives",
        PATTERN,
        field("string", pattern="a|bc"),
        ["a", "ac"],
        ["a", "bc"],
        why="writes ^ before the first alternative and $ after the last, and matches the rest in part",
    ),
    column("pattern with anchors", PATTERN, field("string", pattern="^a+$"), ["a", "ab"], ["a", "aa"]),
    column(
        "pattern catastrophic elsewhere",
        PATTERN,
        field("string", pattern="(a+)+"),
        ["aaa", "a" * 18 + "b"],
        ["aaa", "a" * 19],
    ),
)

CATEGORIES = "bound/not-in-categories"
UNCHECKED = "does not check `categories`"
LABELLED = [{"value": 1, "label": "low"}, {"value": 2, "label": "high"}]
VOCABULARIES = (
    column(
        "categories of string",
        CATEGORIES,
        field("string") | {"categories": ["a", "b"]},
        ["a", "c"],
        ["a", "b"],
        why=UNCHECKED,
    ),
    column(
        "categories of integer", CATEGORIES, field("integer") | {"categories": [1, 2]}, [1, 3], [1, 2], why=UNCHECKED
    ),
    column(
        "categories with labels", CATEGORIES, field("integer") | {"categories": LABELLED}, [1, 3], [1, 2], why=UNCHECKED
    ),
    column(
        "categories: a label for a value",
        CATEGORIES,
        field("string") | {"categories": [{"value": "l", "label": "low"}]},
        ["l", "low"],
        ["l", "l"],
        why=UNCHECKED,
    ),
    column(
        "categories that are ordered",
        CATEGORIES,
        field("string") | {"categories": ["a", "b"], "categoriesOrdered": True},
        ["a", "c"],
        ["b", "a"],
        why=UNCHECKED,
    ),
    column("enum of text in another case", "bound/not-in-enum", field("string", enum=["a"]), ["a", "A"], ["a", "a"]),
    column(
        "enum of booleans as words", "bound/not-in-enum", field("boolean", enum=["true"]), [True, False], [True, True]
    ),
    column(
        "enum of dates by pattern",
        "bound/not-in-enum",
        field("date", "%d/%m/%Y", enum=["27/02/2026"]),
        ["27/02/2026", "28/02/2026"],
        ["27/02/2026"] * 2,
    ),
    column(
        "minimum of dates by pattern",
        "bound/below-minimum",
        field("date", "%d/%m/%Y", minimum="27/02/2026"),
        ["27/02/2026", "28/01/2026"],
        ["27/02/2026", "01/03/2026"],
    ),
    column("enum of numbers as text", "bound/not-in-enum", field("number", enum=["1.5"]), [1.5, 2.5], [1.5, 1.5]),
)

JSON_SCHEMA = "bound/json-schema"
NO_JSON_SCHEMA = "does not know `jsonSchema`"
HAS_A = {"type": "object", "required": ["a"]}
OF_NUMBERS = {"items": {"type": "number"}}
SCHEMAS = (
    column(
        "jsonSchema of object",
        JSON_SCHEMA,
        field("object", jsonSchema=HAS_A),
        ['{"a": 1}', "{}"],
        ['{"a": 1}'] * 2,
        why=NO_JSON_SCHEMA,
    ),
    column(
        "jsonSchema of array",
        JSON_SCHEMA,
        field("array", jsonSchema=OF_NUMBERS),
        ["[1]", '["x"]'],
        ["[1]", "[2]"],
        why=NO_JSON_SCHEMA,
    ),
    column(
        "jsonSchema of stored lists",
        JSON_SCHEMA,
        field("array", jsonSchema={"maxItems": 1}),
        [[1], [1, 2]],
        [[1], [2]],
        why=NO_JSON_SCHEMA,
    ),
    column(
        "jsonSchema of structs",
        JSON_SCHEMA,
        field("object", jsonSchema={"properties": {"a": {"maximum": 1}}}),
        [{"a": 1}, {"a": 2}],
        [{"a": 1}, {"a": 0}],
        why=NO_JSON_SCHEMA,
    ),
)

CASES = (
    *(required(kind, sample) for kind, sample in SAMPLES.items()),
    *(unique(kind, sample) for kind, sample in SAMPLES.items()),
    *(enum(kind, sample) for kind, sample in SAMPLES.items()),
    *REQUIRED,
    *PATTERNS,
    *VOCABULARIES,
    *SCHEMAS,
)
