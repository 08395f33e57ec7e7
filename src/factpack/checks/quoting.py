"""No more of an article is given back than the bound allows."""

from collections import Counter
from collections.abc import Iterable

from factpack.draft import Part
from factpack.evidence import Span
from factpack.findings import Finding, Place
from factpack.mentions import Named

MOST_NAMED = 3
"""How many facts are named that quote most."""


def too_much_quoted(part: Part, article: str, most: float, place: Place) -> Finding:
    """A finding at `place`, where the bound `most` is set, for an article of which a greater share is given back."""
    reading = part.readings[article]
    given = {proved.fact.id: _letters(reading.article.text, proved.proof.given_back) for proved in part.facts}
    times = Counter(letter for letters in given.values() for letter in letters)
    times.update(_letters(reading.article.text, reading.mentions))
    share = part.quoted_shares[article]
    over = len(times) - int(most * len(times) / share)
    alone = Counter({fact: sum(times[letter] == 1 for letter in letters) for fact, letters in given.items()})
    named = ", ".join(f"{fact} ({count})" for fact, count in alone.most_common(MOST_NAMED))
    message = f"quotes and mentions give back {share:.1%} of {article}, at most {most:.0%}: {over} letters too many"
    mend = f"quote shorter words; these facts give back most letters that nothing else does: {named}"
    return Finding("coverage/too-much-quoted", place, message, mend, article)


def _letters(text: str, spans: Iterable[Span | Named]) -> set[int]:
    """The places of the letters and digits that the spans give back."""
    return {position for span in spans for position in range(span.start, span.end) if text[position].isalnum()}
