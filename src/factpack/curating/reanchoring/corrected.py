"""Corrected: which article of a project a text is the corrected text of."""

from pathlib import Path

from factpack.article import decode, digest
from factpack.curating.reanchoring.alignment import words
from factpack.curating.sources import chosen
from factpack.errors import DataError
from factpack.seeds import Seeds, Source

LEAST_LIKE = 0.5
"""So much of its words a corrected text has in common with the old one; two articles seldom have a fifth."""
LEAST_AHEAD = 0.2
"""So much more it has in common with its own article than with any other."""


def corrected_source(seeds: Seeds, data: bytes, path: Path, article: str | None) -> Source:
    """The article of this id, or the one that the text is by far the most like; raises DataError where none is."""
    sources = chosen(seeds, article)
    others = [each.article for each in seeds.sources if article and each.article.id != article]
    if same := next((each.id for each in others if each.sha256 == digest(data)), None):
        message = f"{path} is the text of {same}: give the corrected text of {article}"
        raise DataError(message)
    if article is not None:
        return sources[0]
    text = decode(data)
    alike = sorted(((likeness(each.article.text, text), each.article.id) for each in sources), reverse=True)
    (best, nearest), (second, _) = alike[0], alike[1] if len(alike) > 1 else (0.0, "")
    if best < LEAST_LIKE:
        message = f"{path} is like no article of seeds/ ({nearest} has {best:.0%} of its words): say which by --article"
        raise DataError(message)
    if best - second < LEAST_AHEAD:
        message = f"{path} is like {nearest} and like {alike[1][1]}: say which it corrects by --article"
        raise DataError(message)
    return next(each for each in sources if each.article.id == nearest)


def likeness(one: str, other: str) -> float:
    """The share of the words of both texts that they have in common, in their order: from 0 to 1."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(words(one), words(other)))
