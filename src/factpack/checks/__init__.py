"""Checks: each looks for one kind of mistake in a draft and returns findings. One theme a module."""

from collections.abc import Callable, Iterator

from factpack.checks.basis import stated_cells_are_borne_out, statements_hold_known_numbers
from factpack.checks.contract import contract_holds
from factpack.checks.coverage import coverage, everything_is_accounted_for, waivers_are_needed
from factpack.checks.evidence import facts_have_an_article, quotes_stand_once
from factpack.checks.references import (
    derivations_have_results,
    derivations_use_their_inputs,
    entities_are_mentioned,
    forms_name_one_entity,
)
from factpack.draft import Draft
from factpack.findings import Finding

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    quotes_stand_once,
    facts_have_an_article,
    stated_cells_are_borne_out,
    statements_hold_known_numbers,
    everything_is_accounted_for,
    waivers_are_needed,
    entities_are_mentioned,
    forms_name_one_entity,
    derivations_have_results,
    derivations_use_their_inputs,
    contract_holds,
)

NEED_ALL_RECORDS: tuple[Check, ...] = (everything_is_accounted_for, waivers_are_needed, entities_are_mentioned)
"""Checks whose findings would be noise while some records cannot be read."""

__all__ = ["CHECKS", "NEED_ALL_RECORDS", "Check", "coverage"]
