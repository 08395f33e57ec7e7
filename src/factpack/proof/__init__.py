"""Proof: what a machine finds of a fact in the quoted words of its article."""

from factpack.evidence import Span, find, first_place
from factpack.proof.cells import in_digits, prove_cells
from factpack.proof.declared import NUMERIC, declared_gaps, read_by_curators
from factpack.proof.model import Gap, Proof
from factpack.proof.reasons import ROLES, needless_reasons, role_gaps, roles_not_named
from factpack.reading import Reading
from factpack.record import Fact

__all__ = ["NUMERIC", "ROLES", "Gap", "Proof", "in_digits", "prove", "read_by_curators"]


def prove(fact: Fact, reading: Reading) -> Proof:
    """The proof of `fact` from the words of its article; nothing is proved while a quote has no single place.

    A withdrawn fact needs no proof: what is known of it is which of its words still stand.
    """
    if fact.is_withdrawn:
        left = (first_place(quote.quote, reading.article.text) for quote in fact.evidence)
        return Proof((), left=tuple(Span(place.start, place.stop) for place in left if place))
    places = tuple(find(quote.quote, quote.prefix, quote.suffix, reading.article.text) for quote in fact.evidence)
    if any(len(found) != 1 for found in places):
        return Proof(places)
    quoted = reading.quoted((found[0] for found in places), fact.reads)
    witnesses, gaps = prove_cells(fact, quoted)
    not_named = roles_not_named(fact, quoted)
    gaps += [*needless_reasons(fact), *role_gaps(fact, quoted, not_named), *declared_gaps(fact, quoted, witnesses)]
    return Proof(places, witnesses, not_named, tuple(gaps))
