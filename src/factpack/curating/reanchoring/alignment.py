"""Alignment: where the words of an article's text are in its corrected text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from factpack.evidence import Span

TOKEN = re.compile(r"\w+|[^\w\s]")


def words(text: str) -> list[str]:
    """The words of the text and the signs between them."""
    return TOKEN.findall(text)


class Block(NamedTuple):
    """Tokens of the old text, from `old_start` to `old_end`, and those of the new one that stand in their place."""

    tag: str
    old_start: int
    old_end: int
    start: int
    end: int


@dataclass(frozen=True)
class Alignment:
    """Two texts, word by word beside each other: the words of `old` that `new` keeps, in their order."""

    old: str
    new: str

    def image(self, place: Span) -> Span:
        """The passage of the new text that stands where `place` was in the old one; empty where nothing does."""
        first = bisect_right(self._old, place.start, key=attrgetter("end"))
        last = bisect_left(self._old, place.end, key=attrgetter("start")) - 1
        if last < first:
            return Span(0, 0)
        start, end = self._edges(first)[0], self._edges(last)[1]
        return Span(start, max(start, end))

    def _edges(self, token: int) -> tuple[int, int]:
        """Where the passage begins, and where it ends, that stands where an old token did."""
        block = next(block for block in self._blocks if block.old_start <= token < block.old_end)
        low, high = block.start, block.end
        if block.tag == "equal":
            low += token - block.old_start
            high = low + 1
        begins = self._new[low].start if low < len(self._new) else len(self.new)
        ends = self._new[high - 1].end if high else 0
        return begins, ends

    @cached_property
    def _old(self) -> Sequence[Span]:
        return [Span(*token.span()) for token in TOKEN.finditer(self.old)]

    @cached_property
    def _new(self) -> Sequence[Span]:
        return [Span(*token.span()) for token in TOKEN.finditer(self.new)]

    @cached_property
    def _blocks(self) -> Sequence[Block]:
        """The blocks of the old tokens that are kept, replaced or deleted, with the new ones in their place.

        What both texts begin and end with is the same before anything is compared: corrections are small, and a
        comparison takes the square of what is left.
        """
        old, new = words(self.old), words(self.new)
        least = min(len(old), len(new))
        before = next((at for at in range(least) if old[at] != new[at]), least)
        after = next((at for at in range(least - before) if old[-1 - at] != new[-1 - at]), least - before)
        inner = SequenceMatcher(
            None, old[before : len(old) - after], new[before : len(new) - after], autojunk=False
        ).get_opcodes()
        kept_last = Block("equal", len(old) - after, len(old), len(new) - after, len(new))
        shifted = (Block(tag, a + before, b + before, c + before, d + before) for tag, a, b, c, d in inner)
        return [Block("equal", 0, before, 0, before), *shifted, kept_last]
