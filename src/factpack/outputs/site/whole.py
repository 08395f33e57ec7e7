"""The articles' whole text, which no package holds: from the seeds, where it is that of the package."""

from collections.abc import Mapping
from pathlib import Path

from factpack.article import decode, digest
from factpack.errors import DataError
from factpack.package import Package
from factpack.seeds.files import ARTICLE_TEXT, SEEDS


def whole_articles(package: Package, root: Path) -> Mapping[str, str]:
    """The text of each article of the package, by id, from the seeds of the dataset at `root`.

    Raises DataError where a text cannot be read, or is not the one that the package was built of.
    """
    rows = package.load("articles", engine="arrow").to_pylist()
    return {row["id"]: _text(root / SEEDS / row["id"] / ARTICLE_TEXT, row["sha256"]) for row in rows}


def _text(file: Path, sha256: str) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise DataError(message) from error
    if digest(data) != sha256:
        message = f"{file} is not the text that the package was built of"
        raise DataError(message)
    return decode(data)
