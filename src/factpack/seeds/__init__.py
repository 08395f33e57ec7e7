"""Seeds: what people write, read into records that remember file, line and column."""

from factpack.seeds.folder import ARTICLE_TEXT, Seeds, Source, read_seeds
from factpack.seeds.validation import Seed, closest, dotted

__all__ = ["ARTICLE_TEXT", "Seed", "Seeds", "Source", "closest", "dotted", "read_seeds"]
