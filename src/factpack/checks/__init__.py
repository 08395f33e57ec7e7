"""Checks: each looks for one kind of mistake and returns findings. One theme a module.

Checks of a part look at one folder, and what they find can be remembered; checks of the draft look at all folders.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from factpack.checks import basis, contract, coverage, evidence, references
from factpack.draft import Derived, Draft, Gist, Part, forms_of
from factpack.findings import Finding
from factpack.record import Fact

PART_CHECKS: tuple[Callable[[Part], Iterator[Finding]], ...] = (
    evidence.quotes_stand_once,
    evidence.facts_have_an_article,
    basis.statements_hold_known_numbers,
)
COVERAGE_CHECKS: tuple[Callable[[Part], Iterator[Finding]], ...] = (
    coverage.everything_is_accounted_for,
    coverage.waivers_are_needed,
)
DERIVATION_CHECKS: tuple[Callable[[Derived], Iterator[Finding]], ...] = (
    references.derivations_have_results,
    references.derivations_use_their_inputs,
)
DRAFT_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    basis.stated_cells_are_borne_out,
    references.forms_name_one_entity,
    references.inputs_are_facts,
    contract.contract_holds,
)
ENTITY_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (references.entities_are_mentioned,)
"""What they find would be noise while some records cannot be read, as coverage would."""

T = TypeVar("T")

__all__ = ["examine", "findings_of"]


def examine(part: Part, digest: str, forms: str) -> Gist:
    """What there is to know of a part: its folder has this digest, the forms that its words could be have that."""
    return Gist(
        digest,
        forms,
        entities=forms_of(part.seeds),
        facts=tuple(seed.record.id for seed in part.seeds.records if isinstance(seed.record, Fact)),
        unread=part.seeds.findings,
        findings=(*_look(PART_CHECKS, part), *_look(DERIVATION_CHECKS, part.derived)),
        uncovered=tuple(_look(COVERAGE_CHECKS, part)),
        gaps=tuple(basis.gaps(part)),
        quoted_share=next(iter(part.quoted_shares.values()), None),
        has_crossing=bool(part.crossing),
        rows={name: len(rows) for name, rows in part.rows.items()},
    )


def findings_of(draft: Draft) -> Iterator[Finding]:
    """Everything that is wrong."""
    yield from draft.unread
    for gist in draft.gists.values():
        yield from gist.findings
    yield from _look(DERIVATION_CHECKS, draft.crossing)
    yield from _look(DRAFT_CHECKS, draft)
    if not draft.unread:
        yield from _look(ENTITY_CHECKS, draft)
        for gist in draft.gists.values():
            yield from gist.uncovered


def _look(checks: Iterable[Callable[[T], Iterator[Finding]]], at: T) -> Iterator[Finding]:
    return (finding for look in checks for finding in look(at))
