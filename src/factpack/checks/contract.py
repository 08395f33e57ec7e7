"""Keys, references, types, bounds and rules hold: the plan, run over the Arrow tables, told in places of the seeds."""

from collections.abc import Iterator

from factpack import plan
from factpack.draft import Draft
from factpack.findings import Finding, Place
from factpack.plan import Violation
from factpack.rows import Row
from factpack.seeds import closest, dotted

EXAMPLES = 100
MENDS = {
    "key": "give each record an id of its own",
    "reference": "correct the id, or add the record that it means",
    "type": "correct the value",
    "bound": "correct the value",
    "rule": "correct the values that the rule compares",
}


def contract_holds(draft: Draft) -> Iterator[Finding]:
    """A finding for each row that breaks its table's contract."""
    for violation in plan.run(draft.schemas, draft.tables, examples=EXAMPLES):
        rows = draft.rows[violation.table]
        if not violation.rows:
            message = f"{violation.table}: expected {violation.expected}"
            yield Finding(violation.rule, Place(violation.table), message, _mend(violation))
        for position in violation.rows:
            yield _finding(draft, violation, rows[position])


def _finding(draft: Draft, violation: Violation, row: Row) -> Finding:
    field = violation.fields[0] if violation.fields else ""
    value = getattr(row.record, field, None)
    message = f"{violation.table}: found {value}, expected {violation.expected}"
    if violation.rule.startswith("reference/"):
        message = (
            f"{violation.table}: {value!r} leads nowhere, expected {violation.expected}{_hint(draft, violation, value)}"
        )
    place = row.seed.place(field) if row.seed else Place(violation.table)
    return Finding(violation.rule, place, message, _mend(violation), dotted(row.record.key_text(), field))


def _hint(draft: Draft, violation: Violation, value: object) -> str:
    schema = draft.schemas[violation.table]
    targets = [key["reference"]["resource"] for key in schema["foreignKeys"] if key["fields"] == list(violation.fields)]
    return closest(str(value), [row.record.key_text() for target in targets for row in draft.rows[target]])


def _mend(violation: Violation) -> str:
    return MENDS[violation.rule.split("/")[0]]
