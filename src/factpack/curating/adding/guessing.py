"""Guessing: what the text of an article itself suggests of it, for somebody to confirm."""

import re
from collections import Counter

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
ENGLISH = frozenset({"the", "of", "and", "to", "in", "a", "is", "for", "on", "that"})
LONGEST_HEADLINE = 120
ENDS_A_SENTENCE = tuple(".!?…:;,")


def guess_language(text: str) -> str:
    """The ISO 639 code of Kazakh, Russian or English, where the letters or the commonest words are plainly its own."""
    letters = Counter(filter(str.isalpha, text.lower()))
    cyrillic = Counter({letter: count for letter, count in letters.items() if "\u0400" <= letter <= "\u052f"})
    if 2 * cyrillic.total() > letters.total():
        not_russian = cyrillic.total() - sum(cyrillic[letter] for letter in RUSSIAN)
        if cyrillic["қ"] and cyrillic["ұ"] and 20 * not_russian > cyrillic.total():
            return "kk"
        return "ru" if cyrillic["ы"] and 100 * not_russian < cyrillic.total() else ""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return "en" if 8 * sum(word in ENGLISH for word in words) > len(words) else ""


def guess_headline(text: str) -> str:
    """The first line, if it looks like a headline: short, no sentence, and with the text after a blank line."""
    first, blank, rest = text.strip().partition("\n\n")
    line = " ".join(first.split())
    looks_like_one = "\n" not in first and len(line) <= LONGEST_HEADLINE and not line.endswith(ENDS_A_SENTENCE)
    return line if blank and rest.strip() and looks_like_one and any(map(str.isalnum, line)) else ""
