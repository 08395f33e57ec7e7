"""What a corrected text means for the facts of its article, for people and for machines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from factpack.article import Article
from factpack.curating.anchoring.report import differences
from factpack.curating.marks import Mark, marked
from factpack.curating.reanchoring.decisions import Decisions
from factpack.curating.reanchoring.reanchoring import Reanchored, Refact
from factpack.curating.reanchoring.requoting import Requote, State, around
from factpack.curating.sources import text_file
from factpack.curating.writing import evidence
from factpack.evidence import Span
from factpack.findings import Finding
from factpack.record import Quote
from factpack.reports import Page, printable
from factpack.reports.columns import wrapped
from factpack.reports.wording import counted
from factpack.seeds import double_quoted

LONGEST_LINE = 120  # of words, which are tiring to read on longer ones
SIDES = ("before", "now")
TOLD_TOGETHER = (State.SENTENCE_CHANGED, State.MOVED)
"""What quotes of a sentence share, which is then shown once."""
COUNTED = {
    State.STANDS: "as before",
    State.SENTENCE_CHANGED: "in a changed sentence",
    State.MOVED: "elsewhere",
    State.NEEDS_CONTEXT: "with other words around",
    State.GONE: "gone",
}
"""How so many quotes fare."""


def reanchored_text(found: Reanchored, folder: str, page: Page) -> str:
    """The counts, each fact that somebody has to look at, and what else depends upon the text."""
    page = _readable(page)
    blocks = [opening(found, folder, page)]
    blocks += [refact_text(each, found, folder, page) for each in found.undecided]
    return "\n\n".join(block for block in [*blocks, rest(found, folder, page)] if block)


def opening(found: Reanchored, folder: str, page: Page) -> str:
    """Which article the text corrects, and how its quotes fare."""
    page = _readable(page)
    name = _below(folder, text_file(found.source.article.id))
    if found.is_the_same:
        return "\n".join(
            wrapped(f"nothing has changed: {printable(str(found.path))} is the text of {name}", page.width)
        )
    quotes = [quote for each in found.facts for quote in each.quotes]
    counts = Counter(quote.state for quote in quotes)
    told = ", ".join(f"{counts[state]:,} {COUNTED[state]}" for state in State if counts[state])
    lines = [page.bold(printable(name))]
    if found.correction.before is None:
        lines += wrapped(
            "its old text is not known any more (its bytes are not those that article.yaml names): what has moved, "
            "and whether the words around a quote have changed, cannot be told",
            page.width,
        )
    else:
        lines += wrapped(
            f"{printable(str(found.path))} shares {min(found.likeness, 0.999):.1%} of its words", page.width
        )
    facts = f"{counted(len(quotes), 'quote')} of {counted(len(found.facts), 'fact')}"
    lines += wrapped(f"{facts}: {told}" if told else "no fact quotes it", page.width)
    if shifted := sum(_is_shifted(quote) for quote in quotes):
        lines += wrapped(f"{shifted} of them at other offsets, for words before them have changed", page.width)
    return "\n".join(lines)


def refact_text(fact: Refact, found: Reanchored, folder: str, page: Page) -> str:
    """A fact with those of its quotes that do not simply stand, and what contradicts the words proposed."""
    page = _readable(page)
    place = _below(folder, str(fact.seed.place()))
    lines = [f"{page.bold(printable(fact.fact.id))}  {page.dim(printable(place))}"]
    lines += [f"  {line}" for line in wrapped(printable(fact.fact.statement), page.width - 2)]
    together: dict[object, list[Requote]] = {}
    for quote in fact.quotes:
        if quote.state is not State.STANDS:
            together.setdefault(_sentences(quote, found), []).append(quote)
    for quotes in together.values():
        lines += ["", *_quotes(quotes, found, page)]
    if fact.contradictions:
        words = "the words contradict the record:" if _is_new(fact) else "these words contradict the record:"
        lines += ["", f"  {page.red(words)}"]
    for finding in fact.contradictions:
        told = wrapped(printable(f"{finding.record.partition('.')[2]}: {finding.message}"), page.width - 4)
        lines += [f"    {line}" for line in told]
    return "\n".join(lines)


def rest(found: Reanchored, folder: str, page: Page) -> str:
    """What else depends upon the text, and what of it no fact takes up."""
    page = _readable(page)
    lines: list[str] = []
    if found.notes:
        lines.append("what else the corrected text does not bear out:")
    for note in found.notes:
        told = wrapped(f"{_below(folder, str(note.place))}  {printable(note.message)}", page.width - 2)
        lines += [f"  {line}" for line in told]
    for finding in found.unread:
        lines += wrapped(
            page.red(f"{_below(folder, str(finding.place))} cannot be read: factpack check says why"), page.width
        )
    if any(found.open.values()):
        left = " and ".join(counted(count, theme) for theme, count in found.open.items() if count)
        lines += wrapped(f"no fact would take up {left} of the corrected text: factpack todo shows them", page.width)
    return "\n".join(lines)


def advice(found: Reanchored, decisions: Decisions, page: Page) -> str:
    """What is still to be decided, and how."""
    left = decisions.left(found)
    if not left:
        return "" if found.is_the_same else "every quote stands: --write writes the corrected text and its SHA-256"
    lines = [f"{name} cannot be accepted: {why}" for name, why in decisions.refused.items()]
    never = [each.fact.id for each in left if not each.can_be_accepted]
    verb = "left" if decisions.refused else "to decide on"
    also = " as well" if decisions.accepted else ""
    accept = "--accept ID (or all) quotes what stands there now, " if len(never) < len(left) else ""
    lines.append(
        f"{counted(len(left), 'fact')} {verb}, nothing is written: {accept}"
        f'--withdraw "{never[0] if never else "ID"}=reason"{also} takes the fact back, '
        "--write leaves the rest to factpack check"
    )
    return "\n".join(line for told in lines for line in wrapped(printable(told), page.width))


def summary(found: Reanchored, decisions: Decisions) -> str:
    """What is going to be written, in a line."""
    parts = ["the corrected text"]
    parts += [f"the quotes of {counted(len(decisions.accepted), 'fact')}"] if decisions.accepted else []
    parts += [counted(len(decisions.withdrawn), "withdrawal")] if decisions.withdrawn else []
    left = len(decisions.left(found))
    return ", ".join(parts) + (f"; {counted(left, 'fact')} left to factpack check" if left else "")


def reanchored_json(found: Reanchored, decisions: Decisions, written: Sequence[Path]) -> dict[str, Any]:
    """The article, each quote with its state, spans, what is proposed and what contradicts it; what was written."""
    return {
        "article": found.source.article.id,
        "same": found.is_the_same,
        "likeness": round(found.likeness, 3),
        "oldTextKnown": found.correction.before is not None,
        "sha256": found.correction.after.sha256,
        "facts": [_fact_json(each, decisions) for each in found.facts],
        "notes": [_finding_json(note) for note in found.notes],
        "unread": [_finding_json(finding) for finding in found.unread],
        "open": {f"{theme}s": count for theme, count in found.open.items()},
        "undecided": [each.fact.id for each in decisions.left(found)],
        "written": [path.name for path in written],
    }


def _fact_json(fact: Refact, decisions: Decisions) -> dict[str, Any]:
    name = fact.fact.id
    accepted = "accepted" if name in decisions.accepted else None
    return {
        "id": name,
        "stands": fact.stands,
        "decision": "withdrawn" if name in decisions.withdrawn else accepted,
        "quotes": [_quote_json(quote) for quote in fact.quotes],
        "contradictions": [_finding_json(finding) for finding in fact.contradictions],
    }


def _quote_json(quote: Requote) -> dict[str, Any]:
    return {
        "state": quote.state.value,
        "quote": quote.quote.model_dump(),
        "old": _span_json(quote.old),
        "new": _span_json(quote.new),
        "proposed": quote.proposed.model_dump() if quote.proposed else None,
    }


def _span_json(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _finding_json(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "record": finding.record,
        "place": str(finding.place),
        "message": finding.message,
        "mend": finding.mend,
    }


def _sentences(quote: Requote, found: Reanchored) -> object:
    """What quotes have in common that are told of together: their sentences, then and now; else the quote alone."""
    before, after = found.correction.before, found.correction.after
    if before and quote.old and quote.new and quote.state in TOLD_TOGETHER:
        return quote.state, around(quote.old, before), around(quote.new, after)
    return quote


def _quotes(quotes: Sequence[Requote], found: Reanchored, page: Page) -> Iterator[str]:
    quote, after, inner = quotes[0], found.correction.after, page.narrowed(2)
    if quote.state in TOLD_TOGETHER:
        yield from _in_sentences(quotes, found, page)
    elif quote.state is State.NEEDS_CONTEXT:
        yield from _told(_why_context(quote, after), page)
        yield from _indented(_context(quote, after, inner), 4)
    elif quote.new:
        yield from _told("gone; the nearest words are these:", page)
        yield from _indented(differences(quote.quote.quote, _words(quote.new, after), inner, SIDES))
    else:
        yield from _told("gone, and nothing like it stands there now:", page)
        yield from _indented(wrapped(printable(quote.quote.quote), page.width - 4), 4)


def _in_sentences(quotes: Sequence[Requote], found: Reanchored, page: Page) -> Iterator[str]:
    """Quotes whose words stand, in a sentence that is another now, or in another place."""
    before, after = found.correction.before, found.correction.after
    old, new = quotes[0].old, quotes[0].new
    assert before and old and new  # noqa: S101, PT018 (narrows the types; such a quote has a place in both)
    texts = _words(around(old, before), before), _words(around(new, after), after)
    same = texts[0].split() == texts[1].split()
    words = ", ".join(double_quoted(quote.quote.quote) for quote in quotes)
    verb = "stands" if len(quotes) == 1 else "stand"
    where = "in a changed sentence" if quotes[0].state is State.SENTENCE_CHANGED else "elsewhere"
    yield from _told(f"{words} {verb} {where}{', in the same sentence' * same}:", page)
    if same:
        marks = [(Mark.FOUND, quote.new) for quote in quotes if quote.new]
        yield from _indented(marked(after.text, around(new, after), marks, page.narrowed(4)), 4)
    else:
        yield from _indented(differences(*texts, page.narrowed(2), SIDES))


def _why_context(quote: Requote, article: Article) -> str:
    times = article.text.count(quote.quote.quote)
    words = double_quoted(quote.quote.quote)
    if times == 1:
        return f"{words} stands once, but with other words around it:"
    if quote.proposed:
        return f"{words} stands {times} times now; this is where it stood:"
    return f"{words} stands {times} times now, and which is meant cannot be told: factpack check shows how to say it"


def _context(quote: Requote, article: Article, page: Page) -> Iterator[str]:
    if quote.new and quote.proposed:
        yield from marked(article.text, around(quote.new, article), [(Mark.FOUND, quote.new)], page.narrowed(2))
        yield _yaml(quote.proposed)


def _yaml(quote: Quote) -> str:
    return evidence(quote.quote, quote.prefix, quote.suffix).strip()


def _told(text: str, page: Page) -> Iterator[str]:
    yield from (f"  {page.yellow(line)}" for line in wrapped(printable(text), page.width - 2))


def _indented(lines: Iterator[str] | Sequence[str], columns: int = 2) -> Iterator[str]:
    yield from (f"{' ' * columns}{line}" for line in lines)


def _words(place: Span, article: Article) -> str:
    return article.text[place.start : place.end]


def _is_new(fact: Refact) -> bool:
    return all(quote.state is State.STANDS for quote in fact.quotes)


def _is_shifted(quote: Requote) -> bool:
    stands = quote.state in {State.STANDS, State.SENTENCE_CHANGED}
    return bool(stands and quote.old and quote.new and quote.old.start != quote.new.start)


def _below(folder: str, name: str) -> str:
    return printable(f"{folder}/{name}".removeprefix("./"))


def _readable(page: Page) -> Page:
    return page.narrowed(max(0, page.width - LONGEST_LINE))
