"""Every stated cell is borne out by the quotes, and every reason is needed."""

from collections.abc import Iterator

from factpack.draft import Draft, Part
from factpack.findings import Finding, Place
from factpack.numerals import read_numerals
from factpack.proof import Gap
from factpack.record import Fact
from factpack.rows import ProvedFact
from factpack.seeds import Seed, dotted


def gaps(part: Part) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """A finding for each stated cell that a machine does not find in the quotes, and each needless reason.

    With each go the entities that it speaks of.
    """
    for proved in part.facts:
        for gap in proved.proof.gaps:
            place, record = _place(proved.seed, gap), dotted(proved.fact.id, *gap.path)
            yield Finding(gap.rule, place, gap.message, gap.mend, record), gap.entities


def stated_cells_are_borne_out(draft: Draft) -> Iterator[Finding]:
    """The gaps of all facts, but for those of an entity that is none, or of which not all is known: that is told."""
    for gist in draft.gists.values():
        for finding, entities in gist.gaps:
            if not any(entity not in draft.entities or draft.hide(entity) for entity in entities):
                yield finding


def statements_hold_known_numbers(part: Part) -> Iterator[Finding]:
    """A finding for each number in an English statement that neither the quotes nor the record's cells hold."""
    for proved in part.facts:
        numerals = read_numerals(proved.fact.statement, "en", in_words=False)
        known = _known_numbers(proved, part) if numerals else set()
        for numeral in numerals:
            if float(numeral.value) not in known:
                message = f'the statement says "{numeral.text}", which neither the quotes nor the cells hold'
                mend = "correct the statement or the number"
                place = proved.seed.place("statement")
                yield Finding("basis/statement-number", place, message, mend, dotted(proved.fact.id, "statement"))


def _known_numbers(proved: ProvedFact, part: Part) -> set[float]:
    article = part.readings[proved.seed.article].article
    words = [quote.quote for quote in proved.fact.evidence]
    numerals = [read_numerals(text, article.language, reads=proved.fact.reads) for text in words]
    known = {float(numeral.value) for read in numerals for numeral in read}
    cells = [
        getattr(proved.fact, column.name) for column in proved.fact.columns if column.name not in Fact.model_fields
    ]
    known |= {float(cell) for cell in cells if isinstance(cell, int | float)}
    texts = [str(cell) for cell in cells if cell is not None and not isinstance(cell, int | float)]
    return known | {float(numeral.value) for text in texts for numeral in read_numerals(text, "en", in_words=False)}


def _place(seed: Seed, gap: Gap) -> Place:
    return seed.key_place(*gap.path) if gap.path[0] in {"because", "reads"} else seed.place(*gap.path)
