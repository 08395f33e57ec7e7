"""What anchoring found, for people and for machines."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from math import isfinite
from typing import Any

from factpack.article import line_and_column
from factpack.curating.anchoring.anchoring import Anchor, Anchored, Match
from factpack.curating.marks import Mark, marked
from factpack.curating.sources import text_file
from factpack.curating.writing import INDENT, evidence
from factpack.evidence import Span
from factpack.findings import Place
from factpack.numerals import Comparator, Numeral
from factpack.proof import in_digits
from factpack.reports import Page, printable
from factpack.reports.columns import aligned, wrapped
from factpack.reports.wording import counted

MOST_PLACES = 10
LONGEST_LINE = 120  # of words, which are tiring to read on longer ones


def anchored_text(anchored: Anchored, folder: str, page: Page) -> str:
    """Each place with its sentence, its YAML and its numerals; `folder` is the project's root as the reader sees it."""
    page = page.narrowed(max(0, page.width - LONGEST_LINE))
    blocks = [_head(anchored, page)]
    blocks += ["\n".join(_block(anchor, folder, page)) for anchor in anchored.anchors[:MOST_PLACES]]
    if more := len(anchored.anchors[MOST_PLACES:]):
        blocks.append(f"and {counted(more, 'more place')}: give more of the words around the one that is meant")
    return "\n\n".join(block for block in blocks if block)


def anchored_json(anchored: Anchored) -> dict[str, Any]:
    """The words, how they were found, and for each place its evidence, offsets, YAML, numerals and entities."""
    return {"words": anchored.words, "match": anchored.match.value, "places": list(map(_place, anchored.anchors))}


def _head(anchored: Anchored, page: Page) -> str:
    if anchored.match is Match.EXACT:
        places = len(anchored.anchors)
        return f"the words stand {places} times: choose the place that is meant" if places > 1 else ""
    if anchored.match is Match.NONE:
        return "\n".join(wrapped(f'nothing is like "{printable(anchored.words)}"', page.width))
    but = "others in capitals and white space alone" if anchored.match is Match.ALIKE else "the nearest are these"
    told = f"these words do not stand in the article to the letter; {but}:"
    return "\n".join([told, *differences(anchored.words, anchored.anchors[0].words, page)])


def differences(given: str, found: str, page: Page, names: tuple[str, str] = ("given", "found")) -> Iterator[str]:
    """Both texts, a line or more for each, with what is not the same in them marked."""
    width = max(map(len, names))
    parts = re.findall(r"\w+|\s|[^\w\s]", given), re.findall(r"\w+|\s|[^\w\s]", found)
    codes = SequenceMatcher(None, *parts, autojunk=False).get_opcodes()
    for name, side, own in ((names[0], 0, parts[0]), (names[1], 1, parts[1])):
        text, marks = "", []
        for tag, *edges in codes:
            words = "".join(own[edges[2 * side] : edges[2 * side + 1]])
            shown = words if tag == "equal" else "".join(sign if sign == " " else printable(sign) for sign in words)
            if tag != "equal":
                marks.append((Mark.OPEN, Span(len(text), len(text) + len(shown))))
            text += shown
        for number, line in enumerate(marked(text, Span(0, len(text)), marks, page.narrowed(width + 4))):
            yield f"  {name if number == 0 else '':<{width}}  {line}"


def _block(anchor: Anchor, folder: str, page: Page) -> Iterator[str]:
    first, last = anchor.sentences
    which = f"sentence {first}" if first == last else f"sentences {first} to {last}"
    place = Place(f"{folder}/{text_file(anchor.article.id)}".removeprefix("./"), *_line_and_column(anchor))
    yield f"{page.bold(printable(str(place)))}  {page.dim(which)}"
    yield from _indented(marked(anchor.article.text, anchor.around, [(Mark.FOUND, anchor.place)], page.narrowed(2)))
    yield ""
    yield evidence(anchor.words, anchor.prefix, anchor.suffix)
    if numerals := anchor.quoted.numerals:
        yield ""
        yield from _indented(_numerals(numerals, page))
    for numeral in anchor.quoted.cut:
        yield f'  the words cut "{printable(numeral.text)}" short, so that its number does not count'
    if entities := sorted(anchor.quoted.entities):
        yield from _indented(wrapped(f"names {', '.join(entities)}", page.width - 2))


def _line_and_column(anchor: Anchor) -> tuple[int, int]:
    return line_and_column(anchor.article.text, anchor.place.start)


def _indented(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"{' ' * (INDENT // 2)}{line}".rstrip() for line in lines)


def _numerals(numerals: Sequence[Numeral], page: Page) -> list[str]:
    rows = [["reads", "value", "unit", "comparator", "stands for"]]
    rows += [
        [printable(each.text), _value(each), each.unit or "", each.comparator.value, _interval(each)]
        for each in numerals
    ]
    head, *lines = (line.rstrip() for line in aligned(rows, page.width - 2, right={1}))
    return [page.dim(head), *lines]


def _value(numeral: Numeral) -> str:
    month = f" (of month {numeral.month})" if numeral.month else ""
    return f"{in_digits(numeral.value)}{month}"


def _interval(numeral: Numeral) -> str:
    low, high = numeral.bounds
    if low == high:
        return "" if low is None else "just that"
    if low is not None and high is not None:
        return f"{in_digits(low)} to {in_digits(high)}"
    bound = in_digits(numeral.value)
    if low is None:
        return f"less than {bound}" if numeral.comparator is Comparator.LESS_THAN else f"up to {bound}"
    return f"more than {bound}" if numeral.comparator is Comparator.MORE_THAN else f"{bound} and more"


def _place(anchor: Anchor) -> dict[str, Any]:
    line, column = _line_and_column(anchor)
    sides = {"quote": anchor.words, "prefix": anchor.prefix, "suffix": anchor.suffix}
    return {
        "article": anchor.article.id,
        "place": {"file": text_file(anchor.article.id), "line": line, "column": column},
        "start": anchor.place.start,
        "end": anchor.place.end,
        "sentences": list(range(anchor.sentences[0], anchor.sentences[1] + 1)),
        "sentence": anchor.article.text[anchor.around.start : anchor.around.end],
        "evidence": {name: text for name, text in sides.items() if text},
        "yaml": evidence(anchor.words, anchor.prefix, anchor.suffix).strip(),
        "numerals": list(map(_numeral, anchor.quoted.numerals)),
        "cut": [numeral.text for numeral in anchor.quoted.cut],
        "entities": sorted(anchor.quoted.entities),
    }


def _finite(value: Decimal | None) -> float | None:
    """The value as JSON can hold it: prose may print numbers that no float does."""
    number = None if value is None else float(value)
    return number if number is not None and isfinite(number) else None


def _numeral(numeral: Numeral) -> dict[str, Any]:
    low, high = numeral.bounds
    return {
        "text": numeral.text,
        "value": _finite(numeral.value),
        "unit": numeral.unit,
        "comparator": numeral.comparator.value,
        "month": numeral.month,
        "low": _finite(low),
        "high": _finite(high),
    }
