"""Which articles of a project somebody works on."""

from collections.abc import Sequence

from factpack.errors import DataError
from factpack.seeds import ARTICLE_TEXT, Seeds, Source, closest

ADD = "`factpack add ARTICLE.txt` adds one"


def chosen(seeds: Seeds, article: str | None) -> Sequence[Source]:
    """The article of this id, all of them where there is none; raises DataError where that leaves nothing."""
    if article is None:
        if seeds.sources:
            return seeds.sources
        message = f"seeds/ has no article that can be read: {ADD}, `factpack check` says what is wrong with others"
        raise DataError(message)
    found = [source for source in seeds.sources if source.article.id == article]
    if found:
        return found
    known = [source.article.id for source in seeds.sources]
    if any(finding.place.file.startswith(f"seeds/{article}/") for finding in seeds.findings):
        message = f"the article {article!r} cannot be read: `factpack check` says why"
    else:
        message = f"there is no article {article!r} in seeds/{closest(article, known)}"
    raise DataError(message)


def text_file(article: str) -> str:
    """Where the text of the article stands, below the root of the project."""
    return f"seeds/{article}/{ARTICLE_TEXT}"
