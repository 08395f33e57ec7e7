"""Evidence: a verbatim quote and its place in an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import whitespace

_AROUND_WORDS = frozenset(f"{whitespace}\u00a0\u202f.,:;!?…—–")
"""What does not belong to a passage at its edges; brackets and quotation marks come in pairs and stay."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of an article, in Unicode code points."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """True if `[start, end)` lies inside this span."""
        return self.start <= start and end <= self.end

    def overlaps(self, start: int, end: int) -> bool:
        """True if `[start, end)` shares at least one code point with this span."""
        return self.start < end and start < self.end


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Every place where `words` stand in `text`, overlapping ones too; none for no words."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def first_place(words: str, text: str) -> range:
    """The positions of `words` where they first stand in `text`; none where they do not."""
    return next((range(place.start, place.end) for place in occurrences(words, text)), range(0))


def find(quote: str, prefix: str, suffix: str, text: str) -> tuple[Span, ...]:
    """The places of `quote` in `text` that have `prefix` right before and `suffix` right after them."""
    return tuple(
        Span(place.start + len(prefix), place.end - len(suffix)) for place in occurrences(prefix + quote + suffix, text)
    )


def whole_words(place: Span, text: str) -> Span:
    """The place, widened until it cuts no word at its edges."""
    start, end = place.start, place.end
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return Span(start, end)


def apart(place: Span, text: str) -> tuple[str, str]:
    """The shortest prefix or suffix, in whole words, that tells the place from others of the same words.

    Rather one without a line end; one that holds a letter or a digit, for a full stop alone tells a reader little. Both
    sides where neither is enough alone, and two empty texts where the words stand once.
    """
    words = text[place.start : place.end]
    if find(words, "", "", text) == (place,):
        return "", ""
    befores = ((text[start : place.start], "") for start in _word_starts_before(place, text))
    afters = (("", text[place.end : end]) for end in _word_ends_after(place, text))
    enough = (
        next((side for side in sides if _has_a_word(side) and find(words, *side, text) == (place,)), None)
        for sides in (befores, afters)
    )
    # Neither is enough in a text that repeats itself, as "no, no, no, no".
    both = text[: place.start], text[place.end :]
    return min(filter(None, enough), key=lambda side: ("\n" in "".join(side), len("".join(side))), default=both)


def _has_a_word(side: tuple[str, str]) -> bool:
    return any(map(str.isalnum, "".join(side)))


def _word_starts_before(place: Span, text: str) -> Iterator[int]:
    for start in range(place.start - 1, -1, -1):
        if not (text[start].isspace() or (start and text[start - 1 : start + 1].isalnum())):
            yield start


def _word_ends_after(place: Span, text: str) -> Iterator[int]:
    for end in range(place.end + 1, len(text) + 1):
        if not (text[end - 1].isspace() or (end < len(text) and text[end - 1 : end + 1].isalnum())):
            yield end


def nearest(quote: str, text: str) -> Span | None:
    """Where the passage of `text` stands that is most like `quote`, in whole words; None where nothing is alike."""
    from rapidfuzz import fuzz

    # The window slides along the longer side: a quote longer than the article must not be the haystack.
    alignment = fuzz.partial_ratio_alignment(quote[: len(text)], text, score_cutoff=50)
    if alignment is None:
        return None
    start, end = alignment.dest_start, alignment.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start] in _AROUND_WORDS:
        start += 1
    while start < end and text[end - 1] in _AROUND_WORDS:
        end -= 1
    return Span(start, end) if start < end else None
