"""Record classes → JSON Schema, by which editors check and complete the YAML of the seeds."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from factpack.record import ArticleRecord, Basis, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def seeds_schema(classes: Mapping[str, type[Record]]) -> dict[str, Any]:
    """The JSON Schema of a seeds file: a mapping from table name to records, without the computed fields."""
    _, schema = models_json_schema([(cls, "validation") for cls in classes.values()])
    definitions = schema["$defs"]
    for cls in classes.values():
        _leave_out_computed(definitions[cls.__name__], cls)
    return {
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
    }


def article_schema(article_class: type[ArticleRecord]) -> dict[str, Any]:
    """The JSON Schema of an `article.yaml`."""
    schema = article_class.model_json_schema()
    _leave_out_computed(schema, article_class)
    return {"$schema": DIALECT, **schema}


def _leave_out_computed(schema: dict[str, Any], cls: type[Record]) -> None:
    for column in cls.columns:
        if column.basis is Basis.COMPUTED:
            schema["properties"].pop(column.name, None)
            if column.name in schema.get("required", ()):
                schema["required"].remove(column.name)
