"""What an editor tells of a field when a curator points at it: what it means, and how its value must be borne out."""

from collections.abc import Mapping

from factpack.record import Basis, Column, Kind

FOUND_AS: Mapping[Kind, str] = {
    Kind.NUMBER: "a numeral of this value; each numeral proves one field",
    Kind.UNIT: "its currency, symbol or % sign, at the number",
    Kind.YEAR: "the numeral",
    Kind.PERIOD: "its numerals, and the month's name where it has one",
    Kind.DATE: "its numerals, and the month's name",
    Kind.ENTITY: "one of the entity's forms",
    Kind.TEXT: "these words, as they stand",
}
ROLE = "Who or what plays this part: the quotes name them, or the reason for the role stands under because."


def hover(description: str, column: Column | None) -> str:
    """The description in Markdown, and for a column how its cells are known; other fields are no columns."""
    return description if column is None else f"{description}\n\n{_basis(column)}"


def reason(column: Column) -> str:
    """What a reason under `because:` is for."""
    stands = "if they do not say it" if column.basis is Basis.STATED else "as it always must be said"
    return f"Why the quoted words imply `{column.name}`, {stands}. {column.info.description}"


def role_reason(role: str) -> str:
    """What a reason for the entities of a role is for."""
    return f"Why the quoted words imply who is `{role}`, if they do not name them."


def _basis(column: Column) -> str:
    if column.basis is Basis.STATED:
        return f"*Stated*: the quotes hold {FOUND_AS[column.kind]}; or `because:` gives the reason."
    if column.basis is Basis.INFERRED:
        return "*Inferred*: the quotes imply it; `because:` gives the reason."
    return "*Editorial*: the curators choose it."
