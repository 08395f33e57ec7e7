"""Every entity is named somewhere, and every derivation has a result."""

import re
from collections import defaultdict
from collections.abc import Iterator

from factpack.draft import Draft
from factpack.findings import Finding
from factpack.mentions import capitalised
from factpack.record import Derivation, Entity, Fact
from factpack.seeds import Seed, closest, dotted

PERCENT = "%"


def entities_are_mentioned(draft: Draft) -> Iterator[Finding]:
    """A finding for each entity that no article names."""
    for row in draft.rows[Entity.table_name]:
        if isinstance(row.record, Entity) and not row.record.mentions and row.seed:
            mend = "add a form as it stands in the article, or remove the entity"
            message = "no article names it by any of its forms"
            yield Finding("reference/never-mentioned", row.seed.place("forms"), message, mend, row.record.id)


def forms_name_one_entity(draft: Draft) -> Iterator[Finding]:
    """A finding for each form that two entities claim."""
    owners: dict[str, list[tuple[Seed, int, str]]] = defaultdict(list)
    for seed in draft.seeds.records:
        if isinstance(seed.record, Entity):
            for position, form in enumerate(seed.record.forms):
                owners[capitalised(form)].append((seed, position, seed.record.id))
    for form, claims in owners.items():
        for seed, position, name in claims[1:]:
            message = f'"{form}" is a form of {claims[0][2]} already'
            mend = "keep it with one of the two; a longer form tells them apart"
            yield Finding(
                "reference/form-claimed-twice", seed.place("forms", position), message, mend, dotted(name, "forms")
            )


def derivations_have_results(draft: Draft) -> Iterator[Finding]:
    """A finding for each input that is no fact or a withdrawn one, each formula without a result, each odd currency."""
    written = {seed.record.key_text() for seed in draft.seeds.records if isinstance(seed.record, Fact)}
    proved = {proved.fact.id for proved in draft.facts}
    yield from _units_of_no_input(draft)
    yield from _withdrawn_inputs(draft)
    for seed, problem in draft.no_result:
        assert isinstance(seed.record, Derivation)  # noqa: S101 (narrows the type; rows makes it so)
        inputs = seed.record.inputs
        for name, fact in inputs.items():
            if fact not in written and not draft.seeds.hide(fact):
                message = f"{fact!r} leads nowhere, expected the id of a fact{closest(fact, written)}"
                mend, record = "correct the id, or add the fact", dotted(seed.record.id, "inputs", name)
                yield Finding("reference/leads-nowhere", seed.place("inputs", name), message, mend, record)
        if proved.issuperset(inputs.values()):  # else what keeps a fact from being proved has been told
            mend = "correct the formula or its inputs"
            yield Finding("reference/no-result", seed.place("formula"), problem, mend, seed.record.id)


def _withdrawn_inputs(draft: Draft) -> Iterator[Finding]:
    """A finding for each input of a derivation that was taken back: what is computed from it would live on."""
    withdrawn = {proved.fact.id for proved in draft.facts if proved.fact.is_withdrawn}
    for seed in draft.seeds.records:
        if isinstance(seed.record, Derivation):
            for name, fact in seed.record.inputs.items():
                if fact in withdrawn:
                    message = f"{fact!r} is withdrawn, and nothing can be computed from it"
                    mend = "compute it from a fact that stands, or remove the derivation"
                    record = dotted(seed.record.id, "inputs", name)
                    yield Finding("reference/withdrawn-input", seed.place("inputs", name), message, mend, record)


def _units_of_no_input(draft: Draft) -> Iterator[Finding]:
    """A finding for each derivation with a result in a currency that none of its inputs is in."""
    facts = {proved.fact.id: proved.fact for proved in draft.facts}
    for row in draft.rows[Derivation.table_name]:
        if isinstance(row.record, Derivation) and row.seed and row.record.unit not in {None, PERCENT}:
            units = {str(getattr(facts[fact], "unit", None) or "none") for fact in row.record.inputs.values()}
            if row.record.unit not in units:
                message = f"{row.record.unit} is the unit of no input; the inputs' units are {', '.join(sorted(units))}"
                record = dotted(row.record.id, "unit")
                yield Finding("reference/unit-of-no-input", row.seed.place("unit"), message, "correct the unit", record)


def derivations_use_their_inputs(draft: Draft) -> Iterator[Finding]:
    """A finding for each input of a derivation that its formula does not name: it would be published as one."""
    without_result = {seed.place() for seed, _ in draft.no_result}  # their own findings come first
    for seed in draft.seeds.records:
        derivation = seed.record
        if not isinstance(derivation, Derivation) or seed.place() in without_result:
            continue
        named = set(re.findall(r"[^\W\d]\w*", derivation.formula))
        for name in derivation.inputs:
            if name not in named:
                mend, record = "use it, or remove it", dotted(derivation.id, "inputs", name)
                place = seed.key_place("inputs", name)
                yield Finding("reference/input-not-used", place, f"the formula does not name {name}", mend, record)
