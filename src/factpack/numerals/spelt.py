"""Figures in words: those that curators declare, and what text2num reads, less what it misreads. The only door to it.

It knows eight languages, and is imported when it is first needed: where all articles are in other languages, never.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from factpack.numerals.figures import HYPHENS, Figure
from factpack.numerals.lexicon import Lexicon

if TYPE_CHECKING:
    from text_to_num import Occurence

LANGUAGES = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
# Words of one breath: text2num would join numbers across a comma ("of the twenty, two").
_BREATH = re.compile(rf"(?=[^\W\d_]{{2}})[^\W\d_]+(?:[{HYPHENS}\s][^\W\d_]+)*+")
_WORD_OR_GAP = re.compile(r"[^\W\d_]+|.", re.DOTALL)
_HYPHEN = re.compile(f"[{HYPHENS}]")
# As far as the words before a number are looked at.
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or the gap between two, as text2num wants it."""

    word: str
    start: int
    end: int

    def text(self) -> str:
        """The word."""
        return self.word

    def nt_separated(self, previous: "_Token") -> bool:  # noqa: ARG002 (text2num's protocol)
        """Nothing but the text parts words."""
        return False

    def not_a_number_part(self) -> bool:
        """Any word may be of a number."""
        return False


@dataclass(frozen=True, slots=True)
class _Found:
    """A number that text2num found, with its words."""

    tokens: Sequence[_Token]
    value: Decimal
    is_ordinal: bool

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def find_spelt(text: str, language: str, lexicon: Lexicon) -> Iterator[Figure]:
    """The figures in words of a text in order; none in a language that text2num does not read."""
    code = language.partition("-")[0].lower()
    if code not in LANGUAGES:
        return
    for breath in _BREATH.finditer(text):
        found = list(_found(breath[0], breath.start(), code))
        misread = _not_understood(found)
        for number in found:
            if number.start not in misread and not _is_indefinite(number, text, code, lexicon):
                yield _spelt(number.start, number.end, number.value, text, lexicon)


def find_declared(text: str, reads: Mapping[str, float], lexicon: Lexicon) -> Iterator[Figure]:
    """The figures that the words of `reads` are, wherever they stand as whole words."""
    for words, value in reads.items():
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            yield replace(_spelt(*match.span(), Decimal(str(value)), text, lexicon), declared=True)


def _spelt(start: int, end: int, value: Decimal, text: str, lexicon: Lexicon) -> Figure:
    """The figure of the words at a place; a scale word at their end says how it is rounded."""
    last_word = max((gap.end() for gap in re.finditer(rf"[{HYPHENS}\s]", text[start:end])), default=0)
    scale = lexicon.scales.after(text, start + last_word)
    exponent = scale.meaning if scale and scale.end >= end else 0
    _, digits, power = value.scaleb(-exponent).normalize().as_tuple()
    assert isinstance(power, int)  # noqa: S101 (narrows the type: the value is finite)
    return Figure(start, end, "".join(map(str, digits)) + "0" * power, max(0, -power) - exponent)


def _found(words: str, offset: int, code: str) -> Iterator[_Found]:
    from text_to_num import find_numbers

    tokens = [
        _Token(_HYPHEN.sub("-", match[0]), offset + match.start(), offset + match.end())
        for match in _WORD_OR_GAP.finditer(words)
    ]
    occurrences: list[Occurence] = find_numbers(tokens, code, threshold=0)
    for number in occurrences:
        yield _Found(tokens[number.start : number.end], Decimal(str(number.value)), number.is_ordinal)


def _not_understood(found: Sequence[_Found]) -> set[int]:
    """Where neighbours stand that make no number together: years ("nineteen ninety-nine"), fractions ("two-thirds").

    "One point five million" is one number, and in "the first two" each word is one.
    """
    return {
        number.start
        for left, right in pairwise(found)
        if left.end + 1 == right.start and (right.is_ordinal or not left.is_ordinal) and not _is_scale(right)
        for number in (left, right)
    }


def _is_scale(number: _Found) -> bool:
    return len(number.tokens) == 1 and number.value >= 1000 and _is_power_of_ten(number.value)  # noqa: PLR2004 (thousand)


def _is_power_of_ten(value: Decimal) -> bool:
    return value.normalize().as_tuple().digits == (1,)


def _is_indefinite(number: _Found, text: str, code: str, lexicon: Lexicon) -> bool:
    """True of "tens", "hundreds", "several hundred thousand" and "half a million", and of the 3 in "three quarters"."""
    if lexicon.fractions.match(text, number.end) or number.tokens[0].word.lower() in lexicon.no_numbers:
        return True
    first = next(_found(number.tokens[0].word, 0, code), None)
    if first is None or first.value < 100 or not _is_power_of_ten(first.value):  # noqa: PLR2004 (hundred)
        return False
    return lexicon.one_of.search(text, max(0, number.start - _REACH), number.start) is None
