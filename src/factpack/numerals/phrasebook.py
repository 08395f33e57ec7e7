"""Phrasebook: phrases of one kind, matched at a place in a text, and what each means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

# Longer than any phrase that is looked for to the left of a number; bounds the time spent there.
_REACH = 48


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase found in the text: its span and what it means."""

    start: int
    end: int
    meaning: Meaning


class Phrasebook(Generic[Meaning]):
    """Phrases of one kind and what each means; the longest that fits wins."""

    def __init__(
        self,
        phrases: Mapping[str, Meaning],
        *,
        ending: str | None = None,
        lead: str = "",
        trail: str = "",
        case_sensitive: bool = False,
    ) -> None:
        """Compile the phrases; `lead` and `trail` are patterns around them, `ending` the one that "~" stands for."""
        by_initial = sorted(phrases, key=lambda phrase: (phrase[0].lower(), -len(phrase), phrase))
        self._meanings = [phrases[phrase] for phrase in by_initial]
        options = [
            f"{_initial_pattern(initial)}(?:{'|'.join(f'({_phrase_pattern(phrase, ending)})' for phrase in group)})"
            for initial, group in groupby(by_initial, key=lambda phrase: phrase[0].lower())
        ]
        flags = re.NOFLAG if case_sensitive else re.IGNORECASE
        self._pattern = re.compile(f"{lead}(?:{'|'.join(options) or '(?!)'}){trail}", flags)

    def after(self, text: str, position: int) -> Hit[Meaning] | None:
        """The phrase that begins at the position."""
        return self._hit(self._pattern.match(text, position))

    def before(self, text: str, floor: int, position: int) -> Hit[Meaning] | None:
        """The phrase that ends at the position and begins no earlier than the floor."""
        return self._hit(self._pattern.search(text, max(floor, position - _REACH), position))

    def _hit(self, match: re.Match[str] | None) -> Hit[Meaning] | None:
        if match is None or match.lastindex is None:
            return None
        return Hit(match.start(), match.end(), self._meanings[match.lastindex - 1])


def _initial_pattern(initial: str) -> str:
    """Fails at once where no phrase with this initial can begin: most places, and what makes the whole quick."""
    options = f"[{re.escape(initial + initial.upper())}]" if len(initial.upper()) == 1 else re.escape(initial)
    return rf"(?<![^\W\d_])(?={options})" if initial.isalpha() else f"(?={options})"


def _phrase_pattern(phrase: str, ending: str | None) -> str:
    pattern = r",?\s".join(map(re.escape, phrase.split()))
    if ending is not None:
        pattern = pattern.replace(re.escape("~"), ending)
    return pattern + (r"(?!\w)" if phrase[-1].isalpha() or (ending is not None and phrase[-1] == "~") else "")
