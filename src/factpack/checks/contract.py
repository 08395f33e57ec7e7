"""Keys, references, types, bounds and rules hold: the plan, run over the Arrow tables, told in places of the seeds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from factpack import plan
from factpack.draft import Draft
from factpack.findings import Finding, Place
from factpack.plan import Violation
from factpack.record import Basis
from factpack.rows import Row
from factpack.seeds import closest, dotted

Key = tuple[object, ...]
EXAMPLES = 10_000
MOST_HINTS = 100
MENDS = {
    "key": "give each record an id of its own",
    "reference": "correct the id, or add the record that it means",
    "type": "correct the value",
    "bound": "correct the value",
    "rule": "correct the values that the rule compares",
}


def contract_holds(draft: Draft) -> Iterator[Finding]:
    """A finding for each mistake that breaks a table's contract: told once, though the cell may be copied elsewhere."""
    index = _Index(draft)
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
                mistake = _mistake(violation, row)
                if mistake not in findings:
                    findings[mistake] = _finding(index, violation, position)
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


def _finding(index: "_Index", violation: Violation, position: int) -> Finding:
    row = index.draft.row(violation.table, position)
    field = violation.fields[0] if violation.fields else ""
    value = getattr(row.record, field, None)
    message = f"{violation.table}: found {value}, expected {violation.expected}"
    if violation.rule.startswith("reference/"):
        message = f"{value!r} leads nowhere, expected {violation.expected}{index.hint(violation, value)}"
    if violation.rule.startswith("key/"):
        message += index.other(violation, position)
    place = _place(violation, row)
    return Finding(violation.rule, place, message, _mend(violation), dotted(row.record.key_text(), field))


def _place(violation: Violation, row: Row) -> Place:
    field = violation.fields[0] if violation.fields else ""
    return row.seed.place(*row.steps, field) if row.seed else Place(violation.table)


class _Index:
    """The keys of the draft's tables, each read once however many rows are wrong."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._hints = MOST_HINTS

    def other(self, violation: Violation, position: int) -> str:
        """Where the other row with the same key was written."""
        keys, positions = self._positions(violation.table, violation.fields)
        rows = (self.draft.row(violation.table, other) for other in positions[keys[position]] if other != position)
        other = next((row for row in rows if row.seed), None)
        return f"; the other is at {_place(violation, other)}" if other else ""

    def hint(self, violation: Violation, value: object) -> str:
        """The id that may be meant; for the first that lead nowhere, because it takes as long as there are ids."""
        self._hints -= 1
        keys = self.draft.schemas[violation.table]["foreignKeys"] if self._hints >= 0 else ()
        targets = [key["reference"]["resource"] for key in keys if key["fields"] == list(violation.fields)]
        found = [key for target in targets for key in self._positions(target, self.draft.classes[target].key)[0]]
        return closest(str(value), ["/".join(map(str, key)) for key in found])

    @cache  # noqa: B019 (an index lives as long as one check)
    def _positions(self, table: str, fields: tuple[str, ...]) -> tuple[list[Key], Mapping[Key, list[int]]]:
        columns = (self.draft.tables[table][field].to_pylist() for field in fields)
        keys: list[Key] = list(zip(*columns, strict=True))
        positions: dict[Key, list[int]] = defaultdict(list)
        for position, key in enumerate(keys):
            positions[key].append(position)
        return keys, positions


def _mend(violation: Violation) -> str:
    return MENDS[violation.rule.split("/")[0]]
