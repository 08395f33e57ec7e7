"""Where an article names its entities: the longest form wins."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A place `[start, end)` where a form of `entity` stands."""

    start: int
    end: int
    entity: str


class Forms:
    """The words that name entities, by their first word: made once, looked up in each article."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        """Take pairs of an entity's id and words that name it."""
        self._by_first_word = _by_first_word(forms)
        self._digests: dict[str, str] = {}

    def digest_for(self, text: str) -> str:
        """The digest of the forms whose first word stands in `text`.

        No other form can name an entity there: while this stays, a text has the same mentions.
        """
        words = sorted(self._by_first_word.keys() & set(_WORD.findall(text)))
        return hashlib.sha256("".join(map(self._digest_of, words)).encode()).hexdigest() if words else ""

    def _digest_of(self, word: str) -> str:
        if word not in self._digests:
            self._digests[word] = hashlib.sha256(repr(sorted(self._by_first_word[word])).encode()).hexdigest()
        return self._digests[word]

    def mentions(self, text: str) -> tuple[Named, ...]:
        """The places of entities in `text`, in order and apart.

        A form matches whole words, as written or with its first letter capitalised. Where forms overlap, the longest
        wins.
        """
        candidates = _candidates(text, self._by_first_word)
        taken: list[Named] = []
        occupied: set[int] = set()
        for named in sorted(candidates, key=lambda named: (named.start - named.end, named)):
            if occupied.isdisjoint((named.start, named.end - 1)):
                occupied.update(range(named.start, named.end))
                taken.append(named)
        return tuple(sorted(taken))


def capitalised(form: str) -> str:
    """The form as it stands at the beginning of a sentence."""
    return form[0].upper() + form[1:]


def _by_first_word(forms: Iterable[tuple[str, str]]) -> Mapping[str, list[tuple[str, str]]]:
    by_first_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity, form in forms:
        for spelling in {form, capitalised(form)}:
            if first := _WORD.search(spelling):
                by_first_word[first[0]].append((spelling, entity))
    return by_first_word


def _candidates(text: str, by_first_word: Mapping[str, list[tuple[str, str]]]) -> Iterator[Named]:
    for word in _WORD.finditer(text):
        for form, entity in by_first_word.get(word[0], ()):
            offset = form.index(word[0])
            start = word.start() - offset
            end = start + len(form)
            if start >= 0 and text.startswith(form, start) and not _cuts_a_word(text, start, end):
                yield Named(start, end, entity)


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    def joined(left: int) -> bool:
        return left > 0 and left < len(text) and text[left - 1].isalnum() and text[left].isalnum()

    return joined(start) or joined(end)
