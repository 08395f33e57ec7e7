"""Dataset: which records, and how the package presents itself. A table of contents, not a registry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factpack.errors import DefinitionError
from factpack.record import PUBLISHED, ArticleRecord, Basis, Derivation, Entity, Fact, Record, Role

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
        """Fail on import where two classes claim one table, or where one promises what nothing would hold it to."""
        names = [record_class.table_name for record_class in self.records]
        twice = {cls.__name__ for cls in self.records if not cls.table_name or names.count(cls.table_name) > 1}
        if twice or "" in names:
            mend = 'write `table_name: ClassVar[str] = "…"`'
            message = f"each record class needs a table_name of its own: {', '.join(sorted(twice))} ({mend})"
            raise DefinitionError(message)
        for record_class in self.records:
            _must_be_a_child(record_class, self.classes[Fact.table_name])
            _must_be_provable(record_class)

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


def _must_be_a_child(record_class: type[Record], fact_class: type[Record]) -> None:
    """The engine fills and reads the standard tables, so what stands in the place of one has all that it has."""
    parents = [standard for standard in STANDARD if standard.table_name == record_class.table_name]
    parents += [fact_class] if issubclass(record_class, Fact) else []
    for parent in parents:
        if not issubclass(record_class, parent):
            message = (
                f"{record_class.__name__} stands in {record_class.table_name} and must be a child of {parent.__name__}"
            )
            raise DefinitionError(message)
    filled = {standard.table_name for standard in PUBLISHED} - {Role.table_name}
    if record_class.table_name in filled and record_class not in PUBLISHED:
        message = f"{record_class.__name__}: the table {record_class.table_name} is the engine's own"
        raise DefinitionError(message)


def _must_be_provable(record_class: type[Record]) -> None:
    """Only a fact has quotes in which a stated cell can be found, and a role has those of its fact."""
    if issubclass(record_class, Fact | Role):
        return
    for column in record_class.columns:
        if column.basis in (Basis.STATED, Basis.INFERRED):
            where = f"{record_class.__name__}.{column.name}"
            message = f"{where} cannot be {column.basis}: only a Fact has evidence to find it in"
            raise DefinitionError(message)
