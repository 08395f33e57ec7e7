"""JSON texts held to JSON Schemas: the one thing in a plan that SQL has no words for. Our door to jsonschema-rs."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import jsonschema_rs


MOST_STEPS = 10_000
"""A schema that is larger, its references followed, could keep one value busy for ever."""


def conforms(value: str, schema: str) -> bool:
    """True if the JSON text is of the JSON Schema, which is JSON text too; text that is no JSON is not."""
    try:
        return _validator(schema).is_valid(json.loads(value))
    except (ValueError, RecursionError):
        return False


def usable(schema: object) -> str:
    """Why the JSON Schema cannot be used; nothing if it can."""
    import jsonschema_rs

    if _steps(schema, schema, {}) > MOST_STEPS:
        return f"its references lead to more than {MOST_STEPS:,} parts"
    try:
        _validator(json.dumps(schema))
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, RecursionError) as error:
        return str(error).splitlines()[0]
    return ""


def _steps(part: object, schema: object, known: dict[str, int]) -> int:
    """How many parts a value may be held against, each counted as often as references lead to it."""
    if isinstance(part, list):
        return 1 + sum(_steps(each, schema, known) for each in part)
    if not isinstance(part, dict):
        return 1
    there = part.get("$ref")
    if isinstance(there, str) and there not in known:
        known[there] = 1  # a circle ends with the value: it goes one level deeper each time
        known[there] = _steps(_part(schema, there), schema, known)
    inner = (value for name, value in part.items() if name not in ("$defs", "definitions") or part is not schema)
    return 1 + known.get(str(there), 0) + sum(_steps(each, schema, known) for each in inner)


def _part(schema: object, pointer: str) -> object:
    """What a reference within the schema leads to."""
    for step in pointer.removeprefix("#").split("/")[1:]:
        if not isinstance(schema, dict):
            return None
        schema = schema.get(step.replace("~1", "/").replace("~0", "~"))
    return schema


@lru_cache(maxsize=256)
def _validator(schema: str) -> "jsonschema_rs.Validator":
    import jsonschema_rs

    # Patterns without look-ahead and back-references, as in `pattern`: none takes for ever.
    patterns = jsonschema_rs.RegexOptions()
    return jsonschema_rs.validator_for(json.loads(schema), retriever=_refuse, pattern_options=patterns)


def _refuse(address: str) -> NoReturn:
    message = f"{address} is not fetched"
    raise ValueError(message)
