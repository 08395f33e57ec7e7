"""Columns that are missing, too many, doubled or in another order, by `fieldsMatch`."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from .case import Case, Cells, Draft, Json, Package, fields, table

MISSING, EXTRA, ORDER = "type/missing-column", "type/unexpected-column", "type/column-order"

AS_LIST = "refuses `fieldsMatch` as a list of one word, as the standard's profile has it"

CELLS: dict[str, Cells] = {"a": ["x", "y"], "b": [1, 2], "c": [True, False], "d": ["p", "q"]}
KINDS = {"a": "string", "b": "integer", "c": "boolean", "d": "string"}


def match(  # noqa: PLR0913 a case is declared in one call
    rule: str, mode: str | list[str], said: str, bad: str, sound: str, *, why: str = ""
) -> Case:
    """A file of the columns `bad` under a schema of the fields `said`; `mode` is their `fieldsMatch`, if any."""
    how: Json = {"fieldsMatch": mode} if mode else {}
    broken, whole = (_package(columns, said, how) for columns in (bad, sound))
    shown = (mode or "by default") if isinstance(mode, str) else f"[{', '.join(mode)}]"
    name = f"{shown}: columns {', '.join(bad)} for fields {', '.join(said)}"
    return Case(name, rule, broken, whole, why=why)


def _package(columns: Sequence[str], said: Sequence[str], how: Json) -> Package:
    specs = fields(**{name: KINDS[name] for name in said})
    return Package([table({name: CELLS[name] for name in columns}, specs, **how)])


def _doubled(draft: Draft) -> None:
    arrays = [pa.array(CELLS[name]) for name in "abb"]
    pq.write_table(pa.Table.from_arrays(arrays, names=["a", "b", "b"]), draft.files[0])


AB = _package("ab", "ab", {})

CASES = (
    match(MISSING, "", "abc", "ab", "abc"),
    match(EXTRA, "", "ab", "abc", "ab"),
    match(ORDER, "", "ab", "ba", "ab"),
    match(MISSING, "exact", "abc", "ab", "abc"),
    match(EXTRA, "exact", "ab", "abc", "ab"),
    match(ORDER, "exact", "ab", "ba", "ab"),
    match(MISSING, ["exact"], "abc", "ab", "abc", why=AS_LIST),
    match(EXTRA, ["exact"], "ab", "abc", "ab", why=AS_LIST),
    match(ORDER, ["exact"], "ab", "ba", "ab", why=AS_LIST),
    match(MISSING, "equal", "abc", "ab", "cab"),
    match(EXTRA, "equal", "ab", "cab", "ba"),
    match(MISSING, ["equal"], "abc", "ab", "cab", why=AS_LIST),
    match(EXTRA, ["equal"], "ab", "cab", "ba", why=AS_LIST),
    match(MISSING, "subset", "ab", "ac", "dcba"),
    match(MISSING, ["subset"], "ab", "ac", "dcba", why=AS_LIST),
    match(EXTRA, "superset", "abc", "abd", "ba"),
    match(EXTRA, ["superset"], "abc", "abd", "ba", why=AS_LIST),
    match(MISSING, "partial", "a", "cd", "ca"),
    match(MISSING, ["partial"], "a", "cd", "ca", why=AS_LIST),
    Case("a column twice", "type/duplicate-column", AB.but(_doubled), AB, record="things.b"),
)
