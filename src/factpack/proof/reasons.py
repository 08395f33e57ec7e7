"""The reasons under `because:`, and the roles, whose entities are named in the quotes or have a reason."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from factpack.proof.model import Gap
from factpack.reading import Quoted
from factpack.record import Basis, Fact

ROLES = "roles."
"""`because: {roles.party: …}` gives the reason for those entities of a role that the quotes do not name."""


def reason_missing(name: str) -> Gap:
    """The gap of an inferred cell without a reason."""
    return Gap(
        (name,),
        "basis/reason-missing",
        f"{name} is inferred and has no reason",
        f"give the reason under because: {name}:",
    )


def reason_needless(name: str, why: str) -> Gap:
    """The gap of a reason that explains nothing."""
    return Gap(("because", name), "basis/reason-not-needed", f"{name} needs no reason: {why}", "remove the reason")


def needless_reasons(fact: Fact) -> Iterator[Gap]:
    """A gap for each reason of a cell that is not there, empty, or not a matter of words."""
    columns = {column.name: column for column in fact.columns}
    known = [*columns, *(f"{ROLES}{role}" for role in fact.roles)]
    for name in fact.because:
        if name.startswith(ROLES):
            if name.removeprefix(ROLES) not in map(str, fact.roles):
                yield _unknown(name, f"the record has no role {name.removeprefix(ROLES)}", known)
        elif name not in columns:
            yield _unknown(name, "the table has no such field", known)
        elif columns[name].basis not in (Basis.STATED, Basis.INFERRED):
            yield reason_needless(name, f"the field is {columns[name].basis}")
        elif getattr(fact, name) is None:
            yield reason_needless(name, "the field is empty")


def _unknown(name: str, why: str, known: list[str]) -> Gap:
    """The gap of a reason for something that the record does not have."""
    nearest = get_close_matches(name, known, n=1)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    return replace(reason_needless(name, f"{why}{hint}"), mend="correct the name, or remove the reason")


def roles_not_named(fact: Fact, quoted: Quoted) -> frozenset[tuple[str, str]]:
    """The pairs of a role and an entity that the quotes do not name."""
    pairs = ((str(role), entity) for role, entities in fact.roles.items() for entity in entities)
    return frozenset((role, entity) for role, entity in pairs if entity not in quoted.entities)


def role_gaps(fact: Fact, quoted: Quoted, not_named: frozenset[tuple[str, str]]) -> Iterator[Gap]:
    """A gap for each role whose entities are not named and have no reason, or are named and have one."""
    for role in map(str, fact.roles):
        missing = tuple(sorted(entity for name, entity in not_named if name == role))
        has_reason = f"{ROLES}{role}" in fact.because
        if missing and not has_reason:
            named = ", ".join(sorted(quoted.entities)) or "no entity"
            message = f"the quotes do not name {', '.join(missing)}; they name {named}"
            mend = f"choose the quote that names it, or give the reason under because: {ROLES}{role}:"
            yield Gap(("roles", role), "basis/entity-not-in-quote", message, mend, missing)
        elif has_reason and not missing:
            yield reason_needless(f"{ROLES}{role}", "the quotes name every entity of it")
