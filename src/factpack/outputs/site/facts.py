"""The facts side: each fact and derivation with its quotes, and how each of its cells is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from factpack.outputs.site.content import Content, Row
from factpack.outputs.site.lit import Lit, whole, words_for_entity, words_for_value
from factpack.record import Basis

NEED_WORDS = (Basis.STATED, Basis.INFERRED)
SHOWN_ABOVE = frozenset({"id", "statement", "quote", "ambiguity", "status", "withdrawal", "table"})
"""Columns that stand in the head of a fact."""
REASON = frozenset({"formula", "formula_in_words"})
"""Columns of a derivation that are the reason for its value."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its column, its value, and how it is known: in which words, for which reason, from which facts."""

    name: str
    title: str
    value: Any
    basis: str
    is_entity: bool = False
    is_code: bool = False
    reason: str = ""
    words: tuple[Lit, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact or derivation: its number on the page, what is filtered by, its quotes with their places, its cells."""

    number: int
    row: Row
    table: str
    cells: tuple[ShownCell, ...]
    keys: tuple[str, ...]
    article: int = 0
    language: str = ""
    speaker: str = ""
    names: str = ""
    quotes: tuple[Lit, ...] = ()
    roles: tuple[ShownCell, ...] = ()


class Facts:
    """The facts of a package, as they are shown."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def shown(self) -> Iterator[ShownFact]:
        """The facts and derivations, in order."""
        content = self._content
        facts = {row["id"]: row for row in content.rows("facts")}
        derivations = {row["id"]: row for row in content.rows("derivations")}
        for name, number in content.in_order.items():
            if name in facts:
                yield self._fact(number, facts[name])
            else:
                yield self._derivation(number, derivations[name])

    def _fact(self, number: int, common: Row) -> ShownFact:
        name, table = common["id"], common["table"]
        row = self._own_rows[table].get(name, common)
        article, article_row = self._content.articles[common["article"]]
        speaker = common["speaker"] or ""
        roles = tuple(self._roles(name))
        entities = [row.get(column) for column in self._content.entity_columns(table)]
        entities += [role.value for role in roles]
        return ShownFact(
            number,
            row,
            table,
            cells=tuple(self._cells(table, row, self._reasons(name, table))),
            keys=(table, speaker, *(str(common[column]) for column in self._content.vocabularies)),
            article=article,
            language=article_row["language"],
            speaker=speaker,
            names=" ".join(self._content.all_names[entity] for entity in dict.fromkeys(entities) if entity),
            quotes=tuple(whole(quote) for quote in self._evidence.get(name, ())),
            roles=roles,
        )

    def _derivation(self, number: int, row: Row) -> ShownFact:
        inputs = {item["name"]: item["fact"] for item in self._inputs.get(row["id"], ())}
        formula = {"value": f"{row['formula']} — {row['formula_in_words']}"}
        cells = (
            replace(cell, facts=inputs) if cell.name in formula else cell
            for cell in self._cells("derivations", row, formula)
        )
        keys = ("derivations", "", *("" for _ in self._content.vocabularies))
        return ShownFact(number, row, "derivations", tuple(cells), keys)

    def _cells(self, table: str, row: Row, reasons: Mapping[str, str]) -> Iterator[ShownCell]:
        entities = self._content.entity_columns(table)
        left_out = SHOWN_ABOVE | REASON if table == "derivations" else SHOWN_ABOVE
        for column in self._content.fields(table):
            name, value = column["name"], row.get(column["name"])
            if value is None or name in left_out:
                continue
            basis = _basis(column, row, reasons)
            reason = reasons.get(name) or (column["description"] if basis == Basis.COMPUTED else "")
            words = self._words(row, value, is_entity=name in entities) if basis == Basis.STATED else ()
            is_code = "enum" in column.get("constraints", {})
            yield ShownCell(name, column["title"], value, basis, name in entities, is_code, reason, words)

    def _roles(self, fact: str) -> Iterator[ShownCell]:
        reasons = self._reasons(fact, "roles")
        for row in self._role_rows.get(fact, ()):
            reason = reasons.get(f"{fact}/{row['role']}/{row['entity']}", "")
            words = () if reason else self._words({"id": fact}, row["entity"], is_entity=True)
            basis = Basis.INFERRED if reason else Basis.STATED
            yield ShownCell(row["role"], row["role"], row["entity"], basis, is_entity=True, reason=reason, words=words)

    def _reasons(self, fact: str, table: str) -> Mapping[str, str]:
        """The reasons for the inferred cells of a fact by column; for its roles by the key of the row."""
        by = "record" if table == "roles" else "field"
        return {row[by]: row["reason"] for row in self._inferences.get(fact, ()) if row["table"] == table}

    def _words(self, row: Row, value: object, *, is_entity: bool) -> tuple[Lit, ...]:
        quotes = self._evidence.get(row["id"], [])
        if not quotes:
            return ()
        article = quotes[0]["article"]
        if is_entity:
            return words_for_entity(str(value), quotes, self._mentions.get((article, str(value)), ()))
        return words_for_value(value, quotes, self._content.articles[article][1]["language"])

    @cached_property
    def _own_rows(self) -> Mapping[str, Mapping[str, Row]]:
        tables = {row["table"] for row in self._content.rows("facts")}
        return {table: {row["id"]: row for row in self._content.rows(table)} for table in tables}

    @cached_property
    def _evidence(self) -> Mapping[str, list[Row]]:
        return self._content.of_fact("evidence")

    @cached_property
    def _inferences(self) -> Mapping[str, list[Row]]:
        return self._content.of_fact("inferences")

    @cached_property
    def _role_rows(self) -> Mapping[str, list[Row]]:
        return self._content.of_fact("roles")

    @cached_property
    def _inputs(self) -> Mapping[str, list[Row]]:
        return self._content.of_fact("derivation_inputs", "derivation")

    @cached_property
    def _mentions(self) -> Mapping[tuple[str, str], Iterable[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for mention in self._content.rows("mentions"):
            found.setdefault((mention["article"], mention["entity"]), []).append(mention)
        return found


def _basis(column: Mapping[str, Any], row: Row, reasons: Mapping[str, str]) -> str:
    """How the cell is known: as its column says, unless there is a reason for it, or the fact was withdrawn."""
    basis = str(column["factpack:basis"])
    if basis not in NEED_WORDS:
        return basis
    if row.get("withdrawal") is not None:
        return "withdrawn"
    return Basis.INFERRED if column["name"] in reasons else basis
