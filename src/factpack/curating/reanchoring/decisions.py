"""Decisions: which of the proposed quotes a curator accepts, and which facts are taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from factpack.curating.reanchoring.reanchoring import Reanchored, Refact
from factpack.curating.reanchoring.requoting import State
from factpack.curating.received import received_words
from factpack.errors import DataError
from factpack.seeds import closest, double_quoted

ALL = "all"
WHY_NOT = {
    State.GONE: "is gone, and nothing like it stands there now",
    State.NEEDS_CONTEXT: "stands more than once now, and which is meant cannot be told",
}
"""Why there is nothing to quote instead of words."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The ids of facts that are to quote what is proposed, and of those taken back, with the reason.

    `refused` are those that were to be accepted with all others and cannot be, with the reason too.
    """

    accepted: Collection[str] = ()
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def left(self, found: Reanchored) -> tuple[Refact, ...]:
        """The facts that somebody has to look at still."""
        return tuple(
            each for each in found.undecided if each.fact.id not in self.accepted and each.fact.id not in self.withdrawn
        )


def decided(found: Reanchored, accept: Iterable[str], withdraw: Iterable[str]) -> Decisions:
    """The decisions in these options: ids, or `all`, and texts `id=reason`; raises DataError for what cannot be."""
    withdrawn: dict[str, str] = {}
    for text in withdraw:
        name, _, reason = text.partition("=")
        withdrawn[_known(found, name.strip()).fact.id] = understood_reason(reason)
    accepted: dict[str, None] = {}
    refused: dict[str, str] = {}
    named: list[Refact] = []
    for name in accept:
        if name == ALL:
            every = [each for each in found.undecided if each.fact.id not in withdrawn]
            accepted.update({each.fact.id: None for each in every if each.can_be_accepted})
            refused.update({each.fact.id: _why_not(each) for each in every if not each.can_be_accepted})
        else:
            named.append(_known(found, name))
    if never := [f"{each.fact.id} cannot be accepted: {_why_not(each)}" for each in named if not each.can_be_accepted]:
        raise DataError("; ".join(never))
    accepted.update({each.fact.id: None for each in named})
    if both := [name for name in accepted if name in withdrawn]:
        message = f"{both[0]} is both accepted and withdrawn: decide for one of the two"
        raise DataError(message)
    return Decisions(tuple(accepted), withdrawn, refused)


def understood_reason(text: str) -> str:
    """The reason on one line; raises DataError where there is none."""
    return received_words(text, "a fact is taken back for a reason: write one")


def _why_not(fact: Refact) -> str:
    """Why a fact cannot be accepted, quote by quote."""
    return ", and ".join(f"{double_quoted(quote.quote.quote)} {WHY_NOT[quote.state]}" for quote in fact.obstacles)


def _known(found: Reanchored, name: str) -> Refact:
    ids = {each.fact.id: each for each in found.facts}
    if name not in ids:
        message = f"{name!r} is no current fact of {found.source.article.id}{closest(name, ids)}"
        raise DataError(message)
    return ids[name]
