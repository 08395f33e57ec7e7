"""Every entity is named somewhere, and every derivation has a result."""

import re
from collections import defaultdict
from collections.abc import Iterator

from factpack.draft import Derived, Draft
from factpack.findings import Finding
from factpack.mentions import capitalised
from factpack.record import Derivation, Entity
from factpack.seeds import Seed, closest, dotted

PERCENT = "%"


def entities_are_mentioned(draft: Draft) -> Iterator[Finding]:
    """A finding for each entity that no article names."""
    for position, mentions in enumerate(draft.tables[Entity.table_name]["mentions"].to_pylist()):
        row = draft.row(Entity.table_name, position) if not mentions else None
        if row and row.seed:
            yield never_mentioned(row.seed)


def never_mentioned(entity: Seed) -> Finding:
    """The finding for an entity that no article names."""
    mend = "add a form as it stands in the article, or remove the entity"
    message = "no article names it by any of its forms"
    return Finding("reference/never-mentioned", entity.place("forms"), message, mend, entity.record.key_text())


def forms_name_one_entity(draft: Draft) -> Iterator[Finding]:
    """A finding for each form that two entities claim."""
    owners: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for article, gist in draft.gists.items():
        for number, (_, forms) in enumerate(gist.entities):
            for position, form in enumerate(forms):
                owners[capitalised(form)].append((article, number, position))
    for form, claims in owners.items():
        for article, number, position in claims[1:]:
            first, entity = _entity(draft, *claims[0][:2]), _entity(draft, article, number)
            message = f'"{form}" is a form of {first.record.key_text()} already'
            mend = "keep it with one of the two; a longer form tells them apart"
            place, record = entity.place("forms", position), dotted(entity.record.key_text(), "forms")
            yield Finding("reference/form-claimed-twice", place, message, mend, record)


def _entity(draft: Draft, article: str, number: int) -> Seed:
    return [seed for seed in draft.parts.seeds(article).records if isinstance(seed.record, Entity)][number]


def inputs_are_facts(draft: Draft) -> Iterator[Finding]:
    """A finding for each input of a derivation that is no fact."""
    written = draft.written_facts
    for seed, _ in draft.crossing.no_result:
        assert isinstance(seed.record, Derivation)  # noqa: S101 (narrows the type; rows makes it so)
        for name, fact in seed.record.inputs.items():
            if fact not in written and not draft.hide(fact):
                message = f"{fact!r} leads nowhere, expected the id of a fact{closest(fact, written)}"
                mend, record = "correct the id, or add the fact", dotted(seed.record.id, "inputs", name)
                yield Finding("reference/leads-nowhere", seed.place("inputs", name), message, mend, record)


def derivations_have_results(derived: Derived) -> Iterator[Finding]:
    """A finding for each input that is withdrawn, each formula without a result, and each odd currency."""
    yield from _units_of_no_input(derived)
    yield from _withdrawn_inputs(derived)
    for seed, problem in derived.no_result:
        assert isinstance(seed.record, Derivation)  # noqa: S101 (narrows the type; rows makes it so)
        if derived.facts.keys() >= set(seed.record.inputs.values()):  # else that a fact is not there has been told
            mend = "correct the formula or its inputs"
            yield Finding("reference/no-result", seed.place("formula"), problem, mend, seed.record.id)


def _withdrawn_inputs(derived: Derived) -> Iterator[Finding]:
    """A finding for each input of a derivation that was taken back: what is computed from it would live on."""
    withdrawn = {fact for fact, proved in derived.facts.items() if proved.fact.is_withdrawn}
    for seed in derived.seeds:
        assert isinstance(seed.record, Derivation)  # noqa: S101 (narrows the type; Part makes it so)
        for name, fact in seed.record.inputs.items():
            if fact in withdrawn:
                message = f"{fact!r} is withdrawn, and nothing can be computed from it"
                mend = "compute it from a fact that stands, or remove the derivation"
                record = dotted(seed.record.id, "inputs", name)
                yield Finding("reference/withdrawn-input", seed.place("inputs", name), message, mend, record)


def _units_of_no_input(derived: Derived) -> Iterator[Finding]:
    """A finding for each derivation with a result in a currency that none of its inputs is in."""
    for row in derived.rows:
        if isinstance(row.record, Derivation) and row.seed and row.record.unit not in {None, PERCENT}:
            inputs = (derived.facts[fact].fact for fact in row.record.inputs.values())
            units = {str(getattr(fact, "unit", None) or "none") for fact in inputs}
            if row.record.unit not in units:
                message = f"{row.record.unit} is the unit of no input; the inputs' units are {', '.join(sorted(units))}"
                record = dotted(row.record.id, "unit")
                yield Finding("reference/unit-of-no-input", row.seed.place("unit"), message, "correct the unit", record)


def derivations_use_their_inputs(derived: Derived) -> Iterator[Finding]:
    """A finding for each input of a derivation that its formula does not name: it would be published as one."""
    without_result = {seed.place() for seed, _ in derived.no_result}  # their own findings come first
    for seed in derived.seeds:
        derivation = seed.record
        if not isinstance(derivation, Derivation) or seed.place() in without_result:
            continue
        named = set(re.findall(r"[^\W\d]\w*", derivation.formula))
        for name in derivation.inputs:
            if name not in named:
                mend, record = "use it, or remove it", dotted(derivation.id, "inputs", name)
                place = seed.key_place("inputs", name)
                yield Finding("reference/input-not-used", place, f"the formula does not name {name}", mend, record)
