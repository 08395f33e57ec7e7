"""Proof and Gap: what is found of a fact in the quoted words, and what is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factpack.evidence import Span
from factpack.numerals import Numeral

Witnesses = Mapping[str, tuple[Numeral, ...]]
"""The numerals that bear out each number, unit, year, period and date, by field."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated cell that the quotes do not bear out, or a reason that is missing or needless; and whom it is about."""

    path: tuple[str, ...]
    rule: str
    message: str
    mend: str
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """For one fact: each quote's places, the numerals that bear out its fields, the cells inferred, and the gaps.

    Of a withdrawn fact, `left` are the places of those of its words that still stand.
    """

    places: tuple[tuple[Span, ...], ...]
    witnesses: Witnesses = field(default_factory=dict)
    inferred_roles: frozenset[tuple[str, str]] = frozenset()
    gaps: tuple[Gap, ...] = ()
    left: tuple[Span, ...] = ()

    @property
    def given_back(self) -> tuple[Span, ...]:
        """The places of the article that the fact's published words give back."""
        return self.spans + self.left

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of the quotes that stand exactly once."""
        return tuple(places[0] for places in self.places if len(places) == 1)

    @property
    def is_broken(self) -> bool:
        """True if a quote has no single place, or a cell is not borne out."""
        return bool(self.gaps) or len(self.spans) < len(self.places)

    @property
    def numerals(self) -> Mapping[str, Numeral]:
        """The numeral that bears out each number, by field."""
        return {name: numerals[0] for name, numerals in self.witnesses.items() if numerals}
