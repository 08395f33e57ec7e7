"""The words side: each article cut into pieces, each with the facts that quote it, and gaps between them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from factpack.outputs.site.content import Content, Row

GAP = "…"
LEAST_WORD = 3
"""A shorter gap holds no word: a blank, or a mark with one."""
DEEPEST = 3
"""Words that more facts quote look no different."""
MANY = 5
"""So many facts of one sentence are many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same facts quote, by number; a gap if none do. `ends` are those whose quote ends here."""

    start: int
    text: str
    facts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def depth(self) -> int:
        """How many facts quote it, as far as that is shown."""
        return min(len(self.facts), DEEPEST)


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence in pieces, and what `sentences` says of it."""

    row: Row
    pieces: tuple[Piece, ...]

    @property
    def depth(self) -> int:
        """How many facts quote it, in the steps that are shown: none, one, some, many."""
        facts = int(self.row["facts"])
        return min(facts, 2) + (facts >= MANY)


@dataclass(frozen=True)
class ShownArticle:
    """An article: its number on the page, its row, and its paragraphs of sentences."""

    number: int
    row: Row
    paragraphs: tuple[tuple[ShownSentence, ...], ...]

    @cached_property
    def sentences(self) -> tuple[ShownSentence, ...]:
        """All sentences, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def covered(self) -> int:
        """How many sentences a fact quotes."""
        return sum(sentence.row["facts"] > 0 for sentence in self.sentences)

    @property
    def waived(self) -> tuple[ShownSentence, ...]:
        """The sentences that were left out for a reason."""
        return tuple(sentence for sentence in self.sentences if sentence.row["waiver"] is not None)


def shown_articles(content: Content, texts: Mapping[str, str]) -> Iterator[ShownArticle]:
    """The articles in order: of those in `texts`, by id, all words; of the others, the quotes alone."""
    evidence = content.of_fact("evidence", "article")
    for name, (number, row) in content.articles.items():
        quotes, sentences = evidence.get(name, []), list(content.sentences(name))
        letters = _letters(row["length"], quotes, texts.get(name))
        by_sentence = _by_sentence(sentences, quotes)
        shown: list[ShownSentence] = []
        for index, sentence in enumerate(sentences):
            pieces = tuple(_pieces(sentence, by_sentence[index], letters, content.in_order))
            shown.append(ShownSentence(sentence, pieces))
        paragraphs = groupby(shown, key=lambda sentence: sentence.row["paragraph"])
        yield ShownArticle(number, row, tuple(tuple(group) for _, group in paragraphs))


def _letters(length: int, quotes: Iterable[Row], text: str | None) -> Sequence[str]:
    """What stands at each place of the article; nothing where no quote gives it back."""
    if text is not None:
        return text
    letters = [""] * length
    for quote in quotes:
        letters[quote["start"] : quote["end"]] = quote["quote"]
    return letters


def _by_sentence(sentences: Sequence[Row], quotes: Iterable[Row]) -> Mapping[int, list[Row]]:
    """The quotes that have words in each sentence."""
    starts = [sentence["start"] for sentence in sentences]
    found = defaultdict(list)
    for quote in quotes:
        for index in range(bisect_right(starts, quote["start"]) - 1, bisect_right(starts, quote["end"] - 1)):
            found[index].append(quote)
    return found


def _pieces(
    sentence: Row, quotes: Sequence[Row], letters: Sequence[str], numbers: Mapping[str, int]
) -> Iterator[Piece]:
    first, last = sentence["start"], sentence["end"]
    edges = {first, last, *(quote[edge] for quote in quotes for edge in ("start", "end"))}
    for start, end in pairwise(sorted(edge for edge in edges if first <= edge <= last)):
        facts = {numbers[quote["fact"]] for quote in quotes if quote["start"] <= start and end <= quote["end"]}
        ends = {numbers[quote["fact"]] for quote in quotes if quote["end"] == end and quote["start"] <= start}
        text = "".join(letters[start:end])
        if facts:
            yield Piece(start, text, tuple(sorted(facts)), tuple(sorted(ends)))
        elif gap := text or _gap(end - start, is_first=start == first, is_last=end == last):
            yield Piece(start, gap)


def _gap(length: int, *, is_first: bool, is_last: bool) -> str:
    before, after = "" if is_first else " ", "" if is_last else " "
    if length < LEAST_WORD:
        return before and after
    return f"{before}{GAP}{after}"
