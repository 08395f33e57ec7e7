"""Gist: what the rest of the dataset has to know of one folder, and what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from factpack.findings import Finding


@dataclass(frozen=True, slots=True)
class Gist:
    """What there is to know of one folder, without its records: small enough to be remembered.

    It holds for a folder of this `digest`, while the `forms` that its words could name entities by have this digest.
    """

    digest: str
    forms: str
    entities: tuple[tuple[str, tuple[str, ...]], ...]
    """Each entity's id with its forms."""
    facts: tuple[str, ...]
    """The ids of the facts that could be read."""
    unread: tuple[Finding, ...]
    """What could not be read."""
    findings: tuple[Finding, ...]
    uncovered: tuple[Finding, ...]
    """What is noise while some record of any folder cannot be read."""
    gaps: tuple[tuple[Finding, tuple[str, ...]], ...]
    """Stated cells that the quotes do not bear out, with the entities that they name: noise where one is unknown."""
    quoted_share: float | None
    has_crossing: bool
    """True if it has derivations from facts of other folders too."""
    rows: Mapping[str, int]
    """How many rows it has in each table."""
