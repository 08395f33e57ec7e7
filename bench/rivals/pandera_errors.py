# mypy: disable-error-code="import-not-found"
"""What pandera reports, in the words of Table Schema."""

from collections.abc import Iterator

from pandera.errors import SchemaErrors

CONSTRAINTS = {
    "not_nullable": "required",
    "field_uniqueness": "unique",
    "str_matches": "pattern",
    "isin": "enum",
    "greater_than_or_equal_to": "minimum",
    "less_than_or_equal_to": "maximum",
    "str_length": "maxLength",
}


def broken(errors: SchemaErrors) -> Iterator[tuple[str, str]]:
    """The field and the constraint of each error; a check that has a name of its own is called so."""
    for error in errors.schema_errors:
        check = getattr(error.check, "name", error.check)
        yield getattr(error.schema, "name", None) or "id", CONSTRAINTS.get(check, check)
