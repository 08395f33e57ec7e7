"""Dataset: which records, and how the package presents itself. A table of contents, not a registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factpack.errors import DefinitionError
from factpack.record import PUBLISHED, ArticleRecord, Derivation, Entity, Fact, Record

STANDARD: tuple[type[Record], ...] = (Fact, Entity, Derivation, *PUBLISHED, ArticleRecord)
"""The tables that every dataset has; a dataset may put a child class in the place of one."""

FILLED_BY_BUILD = {Fact.table_name, ArticleRecord.table_name, *(record_class.table_name for record_class in PUBLISHED)}


@dataclass(frozen=True)
class Dataset:
    """A dataset: its record classes, in the order of publication, and the package's metadata.

    `records` are the fact tables and the children of standard classes; `description` says in prose what it is.
    `created` is an ISO date, committed, so that the same seeds give the same bytes.
    """

    name: str
    title: str
    description: str
    records: tuple[type[Record], ...]
    created: str
    licenses: tuple[Mapping[str, str], ...]
    contributors: tuple[Mapping[str, Any], ...]
    keywords: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Fail on import where two classes claim one table."""
        names = [record_class.table_name for record_class in self.records]
        twice = {name for name in names if names.count(name) > 1}
        if twice or "" in names:
            message = f"each record class needs a table_name of its own: {', '.join(sorted(twice)) or 'one has none'}"
            raise DefinitionError(message)

    @cached_property
    def classes(self) -> Mapping[str, type[Record]]:
        """The record class of each table: `facts` first, then the fact tables, then the rest."""
        given = {record_class.table_name: record_class for record_class in self.records}
        standard = {record_class.table_name: record_class for record_class in STANDARD}
        classes = standard | given
        first = [Fact.table_name, *(name for name in given if issubclass(given[name], Fact))]
        return {name: classes[name] for name in dict.fromkeys((*first, *given, *standard))}

    @cached_property
    def written(self) -> Mapping[str, type[Record]]:
        """The classes that people fill in the seeds, by table name."""
        return {name: cls for name, cls in self.classes.items() if name not in FILLED_BY_BUILD}

    @property
    def article_class(self) -> type[ArticleRecord]:
        """The class of `article.yaml`."""
        article_class = self.classes[ArticleRecord.table_name]
        assert issubclass(article_class, ArticleRecord)  # noqa: S101 (narrows the type)
        return article_class
