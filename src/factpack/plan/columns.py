"""The columns that a table has against those that its schema declares: read from the Arrow schema, without a scan."""

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from factpack.contract.arrow_schema import ARROW_TYPES
from factpack.plan.constraints import Schema, field_names
from factpack.plan.violations import Violation


def column_violations(table: str, schema: Schema, arrow: pa.Schema) -> Iterator[Violation]:
    """The columns that are missing, of another type, there twice, or not declared."""
    occurrences = Counter(arrow.names)
    for field in schema.get("fields", ()):
        name, arrow_type = field["name"], ARROW_TYPES[field.get("type", "string")]
        if not occurrences[name]:
            yield _violation(table, "type/missing-column", name, f"a column of the type {arrow_type}")
        elif occurrences[name] == 1 and arrow.field(name).type != arrow_type:
            yield _violation(table, "type/wrong-type", name, f"the type {arrow_type}, not {arrow.field(name).type}")
    for name, count in occurrences.items():
        if name not in field_names(schema):
            yield _violation(table, "type/unexpected-column", name, "only the columns that the schema declares")
        elif count > 1:
            yield _violation(table, "type/duplicate-column", name, "one column of this name")


def _violation(table: str, rule: str, name: str, expected: str) -> Violation:
    return Violation(table, rule, (name,), 1, (), expected)
