"""JSON texts held to JSON Schemas: the one thing in a plan that SQL has no words for. Our door to jsonschema-rs."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import jsonschema_rs


def conforms(value: str, schema: str) -> bool:
    """True if the JSON text is of the JSON Schema, which is JSON text too; text that is no JSON is not."""
    try:
        return _validator(schema).is_valid(json.loads(value))
    except (ValueError, RecursionError):
        return False


def usable(schema: object) -> str:
    """Why the JSON Schema cannot be used; nothing if it can."""
    import jsonschema_rs

    try:
        _validator(json.dumps(schema))
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, RecursionError) as error:
        return str(error).splitlines()[0]
    return ""


@lru_cache(maxsize=256)
def _validator(schema: str) -> "jsonschema_rs.Validator":
    import jsonschema_rs

    # A pattern that backtracks without end gives up: the text does not match it.
    patterns = jsonschema_rs.FancyRegexOptions(backtrack_limit=100_000)
    return jsonschema_rs.validator_for(json.loads(schema), retriever=_refuse, pattern_options=patterns)


def _refuse(address: str) -> NoReturn:
    message = f"{address} is not fetched"
    raise ValueError(message)
