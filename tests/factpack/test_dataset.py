"""A dataset is a table of contents: which record classes it has, in which order, and what people write."""

from typing import Any, ClassVar

import pytest
from pydantic import Field

from factpack import record
from factpack.dataset import STANDARD, Dataset
from factpack.errors import DefinitionError
from factpack.record import ArticleRecord, Editorial, Fact, Record, Slug, Stated


class Visit(Fact):
    """A visit."""

    table_name: ClassVar[str] = "visits"


class Entity(record.Entity):
    """An entity of this dataset."""


class Tool(Record):
    """A record of a kind that the standard ones know nothing of."""

    table_name: ClassVar[str] = "tools"

    id: Editorial[Slug] = Field(description="Its name.")


class OurArticle(ArticleRecord):
    """An article of this dataset."""


def dataset(*records: type[Record]) -> Dataset:
    """A dataset of these records."""
    texts: dict[str, Any] = {"name": "d", "title": "D", "description": "A dataset.", "created": "2026-01-01T00:00:00Z"}
    return Dataset(records=records, licenses=(), contributors=(), **texts)


def test_every_dataset_has_the_standard_tables() -> None:
    """Facts come first; each table has its class."""
    classes = dataset().classes
    assert next(iter(classes)) == "facts"
    assert {name: cls.table_name for name, cls in classes.items()} == {name: name for name in classes}
    assert set(classes.values()) == set(STANDARD)


def test_fact_tables_follow_facts_and_a_child_takes_the_place_of_its_parent() -> None:
    """The order is facts, fact tables, what else is given, the rest."""
    classes = dataset(Entity, Tool, Visit).classes
    assert list(classes)[:4] == ["facts", "visits", "entities", "tools"]
    assert classes["entities"] is Entity
    assert len(classes) == len(STANDARD) + 2


def test_people_write_facts_entities_derivations_and_records_of_the_dataset() -> None:
    """What the build fills is not among what can be written."""
    assert set(dataset(Entity, Tool, Visit).written) == {"visits", "entities", "tools", "derivations"}


def test_a_dataset_may_have_an_article_class_of_its_own() -> None:
    """Else it is the standard one."""
    assert dataset().article_class is ArticleRecord
    assert dataset(OurArticle).article_class is OurArticle


def test_two_classes_cannot_have_one_table() -> None:
    """The error names the classes."""
    with pytest.raises(DefinitionError, match="a table_name of its own: Entity "):
        dataset(Entity, record.Entity)


def test_a_class_must_have_a_table() -> None:
    """A class that forgot its `table_name` is refused when the dataset is defined."""
    nameless = type("Nameless", (Record,), {"__doc__": "A row."})
    with pytest.raises(DefinitionError, match="of its own: Nameless"):
        dataset(nameless)


def test_a_stated_cell_needs_a_fact() -> None:
    """A class without evidence cannot promise that a machine has found its cells in the words."""

    class Note(Record):
        """A record that carries no evidence."""

        table_name: ClassVar[str] = "notes"

        id: Editorial[Slug] = Field(description="Its name.")
        number: Stated[float] = Field(description="A number that nothing proves.")

    with pytest.raises(DefinitionError, match=r"Note\.number cannot be stated"):
        dataset(Note)


def test_what_stands_in_a_standard_table_is_a_child_of_its_class() -> None:
    """The engine reads entities by their forms: a class without them cannot stand there."""

    class Stranger(Record):
        """A record that is no entity."""

        table_name: ClassVar[str] = "entities"

        id: Editorial[Slug] = Field(description="Its name.")

    with pytest.raises(DefinitionError, match="must be a child of Entity"):
        dataset(Stranger)


def test_a_fact_table_is_a_child_of_the_datasets_own_fact() -> None:
    """The table of all facts has the columns of every fact table by construction."""

    class OurFact(Fact):
        """A fact with a column of its own."""

        mood: Editorial[str] = Field(description="A mood.")

    with pytest.raises(DefinitionError, match="must be a child of OurFact"):
        dataset(OurFact, Visit)


def test_tables_that_the_engine_fills_have_no_children() -> None:
    """Nobody could fill a further column of the evidence."""

    class OurEvidence(record.Evidence):
        """Evidence with more."""

    with pytest.raises(DefinitionError, match="the engine's own"):
        dataset(OurEvidence)
