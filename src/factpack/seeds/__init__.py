"""Seeds: what people write, read into records that remember file, line and column."""

from factpack.seeds.files import ARTICLE_TEXT, ARTICLE_YAML, Folder, read_folders
from factpack.seeds.folder import Seeds, Source, misplaced, read_folder, read_seeds
from factpack.seeds.validation import Seed, closest, dotted
from factpack.seeds.writing import double_quoted, scalar

__all__ = [
    "ARTICLE_TEXT",
    "ARTICLE_YAML",
    "Folder",
    "Seed",
    "Seeds",
    "Source",
    "closest",
    "dotted",
    "double_quoted",
    "misplaced",
    "read_folder",
    "read_folders",
    "read_seeds",
    "scalar",
]
