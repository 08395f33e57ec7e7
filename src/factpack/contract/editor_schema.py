"""Record classes → JSON Schema, by which editors check, complete and explain the YAML of the seeds.

Beyond the standard it speaks what yaml-language-server understands: `markdownDescription` and `enumDescriptions`.
"""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from factpack.contract.editor_texts import ROLE, hover, reason, role_reason
from factpack.record import REFERENCES, SLUG, ArticleRecord, Basis, Fact, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string", "minLength": 1}
Ids = Mapping[str, Mapping[str, str]]
"""What can be completed: for each table that others refer to, its ids, each with what it is in words."""


def seeds_schema(classes: Mapping[str, type[Record]], ids: Ids) -> dict[str, Any]:
    """The JSON Schema of a seeds file: a mapping from table name to records, without the computed fields."""
    _, schema = models_json_schema([(cls, "validation") for cls in classes.values()])
    definitions = schema["$defs"]
    for cls in classes.values():
        _for_people(definitions[cls.__name__], cls)
    return _finished(
        {
            "$schema": DIALECT,
            "title": "Seeds",
            "description": "Curated records, by table.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {
                    "description": cls.description(),
                    "type": "array",
                    "items": {"$ref": f"#/$defs/{cls.__name__}"},
                }
                for name, cls in classes.items()
            },
            "$defs": definitions,
        },
        ids,
    )


def article_schema(article_class: type[ArticleRecord], ids: Ids) -> dict[str, Any]:
    """The JSON Schema of an `article.yaml`."""
    schema = article_class.model_json_schema()
    _for_people(schema, article_class)
    return _finished({"$schema": DIALECT, **schema}, ids)


def _for_people(schema: dict[str, Any], cls: type[Record]) -> None:
    """Leave out what people do not write, and say of each other field how it is known."""
    columns = {column.name: column for column in cls.columns}
    computed = {column.name for column in cls.columns if column.basis is Basis.COMPUTED}
    fields = {name: field for name, field in schema["properties"].items() if name not in computed}
    for name, field in fields.items():
        field["description"] = cls.model_fields[name].description
        field["markdownDescription"] = hover(field["description"], columns.get(name))
    if issubclass(cls, Fact):
        entities = fields["roles"]["additionalProperties"]
        for form in (entities, *entities.get("anyOf", ())[-1:]):  # as a whole, and as a list
            form["description"] = ROLE
        fields["because"] |= _reasons(cls)
    schema["properties"] = fields
    schema["required"] = [name for name in schema.get("required", ()) if name in fields]


def _reasons(cls: type[Fact]) -> dict[str, Any]:
    """The keys under `because:`: the fields that can be inferred, and the roles; any role, where none are listed."""
    inferable = [column for column in cls.columns if column.basis in (Basis.STATED, Basis.INFERRED)]
    role = get_args(cls.model_fields["roles"].annotation)[0]
    names = list(role) if isinstance(role, type) and issubclass(role, Enum) else []
    keys = {column.name: reason(column) for column in inferable}
    keys |= {f"roles.{name.value}": role_reason(name.value) for name in names}
    return {
        "properties": {key: TEXT | {"title": key, "markdownDescription": text} for key, text in keys.items()},
        "patternProperties": {} if names else {r"^roles\.": TEXT},
        "additionalProperties": False,
    }


def _finished(schema: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """The schema with the known ids of each table that it refers to, and its fields as people write them."""
    for definition in (schema, *schema["$defs"].values()):
        for name, field in definition.get("properties", {}).items():
            field["title"] = name
            if not field.get("default"):  # an editor would write `null` and `{}` out
                field.pop("default", None)
    schema["$defs"] |= {table: _completed(known) for table, known in ids.items()}
    resolved: dict[str, Any] = _resolved(schema, ids)
    return resolved


def _completed(known: Mapping[str, str]) -> dict[str, Any]:
    """Any id, for it may be new; the known ones stand in an alternative that never holds, to be completed from it.

    If it could hold, an editor would list every id, as all that is allowed, wherever somebody points at one.
    """
    words = {"enum": list(known), "enumDescriptions": list(known.values())}
    return {"anyOf": [{"type": "string", "pattern": SLUG}, {"allOf": [words, {"not": {}}]}]}


def _resolved(schema: Any, ids: Collection[object]) -> Any:  # noqa: ANN401 (JSON is any value)
    if isinstance(schema, list):
        return [_resolved(part, ids) for part in schema]
    if not isinstance(schema, dict):
        return schema
    table = schema.get(REFERENCES)
    kept = {key: _resolved(part, ids) for key, part in schema.items() if key != REFERENCES}
    return kept | {"$ref": f"#/$defs/{table}"} if table in ids else kept
