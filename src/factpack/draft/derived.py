"""Derived: what comes of derivations, with the facts that they compute from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factpack import rows
from factpack.rows import ProvedFact, Row
from factpack.seeds import Seed


@dataclass(frozen=True, slots=True)
class Derived:
    """Derivations, the proved facts by id, the rows that came of them, and why others have no result."""

    seeds: tuple[Seed, ...]
    facts: Mapping[str, ProvedFact]
    rows: tuple[Row, ...]
    no_result: tuple[tuple[Seed, str], ...]


def derive(derivations: Iterable[Seed], facts: Iterable[ProvedFact]) -> Derived:
    """What comes of these derivations, from these facts."""
    seeds, by_id = tuple(derivations), {proved.fact.id: proved for proved in facts}
    made = tuple(rows.derivation_rows(seeds, by_id)) if seeds else ()
    no_result = tuple(outcome for outcome in made if not isinstance(outcome, Row))
    return Derived(seeds, by_id, tuple(outcome for outcome in made if isinstance(outcome, Row)), no_result)
