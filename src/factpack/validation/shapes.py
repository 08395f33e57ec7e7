"""The shapes of descriptors, v1 and v2: what may stand where. Unknown properties may stand everywhere.

The official profiles in JSON Schema are of no use here: they are wrong for `list` and `fieldsMatch`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WrapValidator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from factpack.validation.json_file import told
from factpack.validation.positions import JsonPath

Validate = Any
"""pydantic's own type of the next validator says no more."""


def _either(expected: str) -> WrapValidator:
    """Says `expected` of a value that is none of several types, instead of what each of them thinks."""

    def validate(value: object, inner: Validate) -> object:
        try:
            return inner(value)
        except ValidationError as error:
            kind = "either"
            raise PydanticCustomError(kind, "{expected}", {"expected": expected}) from error

    return WrapValidator(validate)


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow", alias_generator=to_camel, protected_namespaces=())


Text = str
Count = Annotated[int, Field(ge=0)]
Bound = Annotated[int | float | str, _either("a number or a text")]
Names = Annotated[str | Annotated[list[str], Field(min_length=1)], _either("a text, or a list of texts")]
Match = Literal["exact", "equal", "subset", "superset", "partial"]


class _Labelled(_Shape):
    value: str | int
    label: str = ""


class _Missing(_Labelled):
    value: str


class _License(_Shape):
    name: Text = ""
    path: Text = ""
    title: Text = ""


class _Source(_Shape):
    title: Text = ""
    path: Text = ""
    email: Text = ""
    version: Text = ""


class _Contributor(_Shape):
    title: Text = ""
    path: Text = ""
    email: Text = ""
    given_name: Text = ""
    family_name: Text = ""
    role: Text = ""
    roles: list[str] = []
    organization: Text = ""


class _Described(_Shape):
    title: Text = ""
    description: Text = ""
    homepage: Text = ""
    profile: Text = ""
    licenses: list[_License] = []
    sources: list[_Source] = []
    schema_profile: Text = Field("", alias="$schema")


class PackageShape(_Described):
    """A package, its resources aside."""

    name: Text = ""
    id: Text = ""
    version: Text = ""
    created: Text = ""
    image: Text = ""
    keywords: list[str] = []
    contributors: list[_Contributor] = []


class ResourceShape(_Described):
    """A resource, its schema, its path and its data aside."""

    name: Annotated[str, Field(min_length=1)]
    type: Text = ""
    format: Text = ""
    mediatype: Text = ""
    encoding: Text = ""
    bytes: Count = 0
    hash: Text = ""
    path: Names = ""
    dialect: Annotated[str | dict[str, Any], _either("an object, or the path of a JSON file")] = ""
    table_schema: Annotated[str | dict[str, Any], _either("an object, or the path of a JSON file")] = Field(
        "", alias="schema"
    )


class _Constraints(_Shape):
    required: bool = False
    unique: bool = False
    min_length: Count = 0
    max_length: Count = 0
    minimum: Bound = 0
    maximum: Bound = 0
    exclusive_minimum: Bound = 0
    exclusive_maximum: Bound = 0
    pattern: Text = ""
    enum: list[Any] = []
    json_schema: dict[str, Any] = {}


class _Field(_Shape):
    name: Text
    type: Text = ""
    format: Text = ""
    title: Text = ""
    description: Text = ""
    constraints: _Constraints = _Constraints()
    categories: list[Annotated[str | int | _Labelled, _either("a text, a whole number, or {value, label}")]] = []
    categories_ordered: bool = False
    missing_values: list[Annotated[str | _Missing, _either("a text, or {value, label}")]] = []
    true_values: list[str] = []
    false_values: list[str] = []
    decimal_char: Text = ""
    group_char: Text = ""
    bare_number: bool = True
    delimiter: Text = ""
    item_type: Text = ""


class _Reference(_Shape):
    resource: Text = ""
    fields_: Names = Field(alias="fields")


class _ForeignKey(_Shape):
    fields_: Names = Field(alias="fields")
    reference: _Reference


class _Rule(_Shape):
    name: Annotated[str, Field(min_length=1)]
    sql: Text
    description: Text = ""


class SchemaShape(_Shape):
    """A Table Schema."""

    # A member called `fields` would hide pydantic's own.
    fields_: list[_Field] = Field(alias="fields")
    fields_match: Annotated[
        Match | Annotated[list[Match], Field(min_length=1, max_length=1)],
        _either("exact, equal, subset, superset or partial"),
    ] = "exact"
    missing_values: list[Annotated[str | _Missing, _either("a text, or {value, label}")]] = []
    primary_key: Annotated[str | list[str], _either("a text, or a list of texts")] = ""
    unique_keys: list[Names] = []
    foreign_keys: list[_ForeignKey] = []
    rules: list[_Rule] = Field([], alias="factpack:rules")


SHAPES: dict[str, type[BaseModel]] = {"package": PackageShape, "resource": ResourceShape, "schema": SchemaShape}


def wrong_shapes(kind: str, value: object) -> Iterator[tuple[JsonPath, str]]:
    """Where `value` is not of the shape of its kind (a key of SHAPES), and what was found and expected there."""
    try:
        SHAPES[kind].model_validate(value)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            yield _told(each["type"], each["loc"], each["input"], each.get("ctx", {}).get("expected") or each["msg"])


def _told(kind: str, path: JsonPath, value: object, said: str) -> tuple[JsonPath, str]:
    if kind == "missing":
        return path[:-1], f"found no {path[-1]!r}, expected one"
    return path, f"found {told(value)}, expected {_EXPECTED.get(kind, said)}"


_EXPECTED = {
    "greater_than_equal": "0 or more",
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
}
