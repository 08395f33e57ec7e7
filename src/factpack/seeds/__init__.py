"""Seeds: what people write, read into records that remember file, line and column."""

from factpack.seeds.folder import ARTICLE_TEXT, ARTICLE_YAML, Seeds, Source, read_seeds
from factpack.seeds.validation import Seed, closest, dotted
from factpack.seeds.writing import double_quoted, scalar

__all__ = [
    "ARTICLE_TEXT",
    "ARTICLE_YAML",
    "Seed",
    "Seeds",
    "Source",
    "closest",
    "dotted",
    "double_quoted",
    "read_seeds",
    "scalar",
]
