"""Keys, references, types, bounds and rules hold: the plan, run over the Arrow tables, told in places of the seeds."""

from collections.abc import Iterator

from factpack import plan
from factpack.draft import Draft
from factpack.findings import Finding, Place
from factpack.plan import Violation
from factpack.record import Basis
from factpack.rows import Row
from factpack.seeds import closest, dotted

EXAMPLES = 10_000
MENDS = {
    "key": "give each record an id of its own",
    "reference": "correct the id, or add the record that it means",
    "type": "correct the value",
    "bound": "correct the value",
    "rule": "correct the values that the rule compares",
}


def contract_holds(draft: Draft) -> Iterator[Finding]:
    """A finding for each mistake that breaks a table's contract: told once, though the cell may be copied elsewhere."""
    written: dict[object, Finding] = {}
    copied: dict[object, Finding] = {}
    for violation in plan.run(draft.schemas, draft.tables, examples=EXAMPLES):
        if not violation.rows:
            message = f"{violation.table}: expected {violation.expected}"
            yield Finding(violation.rule, Place(violation.table), message, _mend(violation))
        for position in violation.rows:
            row = draft.row(violation.table, position)
            if not _follows_from_another(draft, violation, row):
                findings = copied if _is_copied(violation, row) else written
                findings.setdefault(_mistake(violation, row), _finding(draft, violation, position))
    yield from (written or copied).values()


def _follows_from_another(draft: Draft, violation: Violation, row: Row) -> bool:
    """True if another finding has said it: the quotes have no place, or the record that is meant cannot be read."""
    if not violation.rule.startswith("reference/"):
        return False
    value = getattr(row.record, violation.fields[0])
    return value == "" or draft.hide(str(value))


def _is_copied(violation: Violation, row: Row) -> bool:
    """True if `build` filled the reference in from another cell, which has its own finding."""
    computed = {column.name for column in row.record.columns if column.basis is Basis.COMPUTED}
    return violation.rule.startswith("reference/") and computed.issuperset(violation.fields)


def _mistake(violation: Violation, row: Row) -> object:
    """What two findings have in common that tell of one mistake: a doubled id doubles all rows of its record."""
    if violation.rule.startswith("key/") and row.seed:
        return violation.rule, row.seed.file.name, row.seed.path
    return violation.rule, _place(violation, row)


def _finding(draft: Draft, violation: Violation, position: int) -> Finding:
    row = draft.row(violation.table, position)
    field = violation.fields[0] if violation.fields else ""
    value = getattr(row.record, field, None)
    message = f"{violation.table}: found {value}, expected {violation.expected}"
    if violation.rule.startswith("reference/"):
        message = f"{value!r} leads nowhere, expected {violation.expected}{_hint(draft, violation, value)}"
    if violation.rule.startswith("key/"):
        message += _other(draft, violation, position)
    place = _place(violation, row)
    return Finding(violation.rule, place, message, _mend(violation), dotted(row.record.key_text(), field))


def _place(violation: Violation, row: Row) -> Place:
    field = violation.fields[0] if violation.fields else ""
    return row.seed.place(*row.steps, field) if row.seed else Place(violation.table)


def _other(draft: Draft, violation: Violation, position: int) -> str:
    """Where the other row with the same key was written."""
    table = draft.tables[violation.table]
    keys = list(zip(*(table[field].to_pylist() for field in violation.fields), strict=True))
    same = (number for number, key in enumerate(keys) if key == keys[position] and number != position)
    others = (draft.row(violation.table, number) for number in same)
    other = next((other for other in others if other.seed), None)
    return f"; the other is at {_place(violation, other)}" if other else ""


def _hint(draft: Draft, violation: Violation, value: object) -> str:
    schema = draft.schemas[violation.table]
    targets = [key["reference"]["resource"] for key in schema["foreignKeys"] if key["fields"] == list(violation.fields)]
    return closest(str(value), [key for target in targets for key in _keys(draft, target)])


def _keys(draft: Draft, table: str) -> Iterator[str]:
    columns = (draft.tables[table][name].to_pylist() for name in draft.classes[table].key)
    return ("/".join(map(str, key)) for key in zip(*columns, strict=True))


def _mend(violation: Violation) -> str:
    return MENDS[violation.rule.split("/")[0]]
