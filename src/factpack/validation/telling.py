"""What the plan found, told as findings: what was expected, and the way out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factpack.findings import Finding
from factpack.validation.resources import Declared

if TYPE_CHECKING:
    # Imported for their names alone: the plan is for who has Parquet.
    from factpack.plan import Scan, Violation

MENDS = {
    "bound": "correct the values, or the schema's constraint",
    "descriptor": "correct the schema",
    "key": "give each row a key of its own",
    "reference": "correct the values, or add the rows that they mean",
    "rule": "correct the values that the rule compares",
    "type": "correct the column, or what the schema says of it",
    "key/missing": "fill the cells in: a key has no empty ones",
    "type/column-order": "write the columns in the schema's order, or say so by fieldsMatch: equal",
    "type/duplicate-column": "give each column a name of its own",
    "type/missing-column": "add the column to the file, or take the field out of the schema",
    "type/missing-value": "fill the cells in, or let the field be empty (required: false)",
    "type/unexpected-column": "declare the column as a field, take it out of the file, or say fieldsMatch: subset",
    "type/wrong-format": "correct the values, or the field's format",
    "type/wrong-type": "store the column in the type that the schema says, or correct the field's type",
}
INDEX = re.compile(r"__index_level_\d+__$")
PANDAS_INDEX = "write the file without the index of pandas: to_parquet(path, index=False)"
UNREADABLE = "write the file again, in the format that the descriptor says"
OUT_OF_MEMORY = "allow more memory (--memory)"


def told(resource: Declared, scan: "Scan") -> Iterator[Finding]:
    """The findings of one resource's scan."""
    places = resource.field_places()
    for problem in scan.problems:
        record = dotted(resource.name, problem.field)
        yield Finding(problem.rule, places(problem.field), problem.message, mend(problem.rule), record)
    for violation in scan.violations:
        yield _violation(resource, violation)
    if scan.unreadable:
        yield unreadable(resource, scan.unreadable)
    if scan.out_of_memory:
        message = "the memory that was allowed did not suffice to look at all rows"
        yield Finding("package/out-of-memory", resource.data_place, message, OUT_OF_MEMORY, resource.name)


def unreadable(resource: Declared, message: str) -> Finding:
    """The finding that a resource's file cannot be read."""
    said = resource.as_written(message)
    return Finding("package/unreadable", resource.data_place, said, UNREADABLE, resource.name)


def dotted(resource: str, *fields: str) -> str:
    """What a finding is about: resource.field, where it is about one field, else the resource."""
    return f"{resource}.{fields[0]}" if len(fields) == 1 and fields[0] else resource


def mend(rule: str) -> str:
    """The way out of what a rule finds."""
    return MENDS.get(rule) or MENDS[rule.partition("/")[0]]


def _violation(resource: Declared, violation: "Violation") -> Finding:
    return Finding(
        violation.rule,
        resource.data_place,
        f"expected {violation.expected}",
        PANDAS_INDEX if violation.fields[:1] and INDEX.match(violation.fields[0]) else mend(violation.rule),
        dotted(resource.name, *violation.fields),
        count=violation.count,
        examples=violation.examples,
    )
