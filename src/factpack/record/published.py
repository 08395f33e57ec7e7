"""What `build` fills from the seeds and the article: the tables that nobody writes by hand."""

from typing import Annotated, ClassVar

from pydantic import Field

from factpack.record.base import Record, Rule
from factpack.record.basis import Computed, Editorial, EntityId, References, Stated, Text
from factpack.record.seeded import SentenceKind

FactId = Annotated[str, References("facts")]
ArticleId = Annotated[str, References("articles")]
SentenceId = Annotated[str, References("sentences")]
NotNegative = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]

SPAN_IS_NOT_EMPTY = Rule("span_is_not_empty", '"start" < "end"', "The span holds at least one code point.")
START = "Where it starts in the article, in Unicode code points from 0."
END = "Where it ends, exclusive."


class Role(Record):
    """An entity's part in a fact."""

    table_name: ClassVar[str] = "roles"
    title: ClassVar[str] = "Roles"
    key: ClassVar[tuple[str, ...]] = ("fact", "role", "entity")

    fact: Computed[FactId] = Field(description="The fact.")
    role: Editorial[str] = Field(description="The part.")
    entity: Stated[EntityId] = Field(description="Who or what plays it.")


class DerivationInput(Record):
    """A fact whose number enters a derivation."""

    table_name: ClassVar[str] = "derivation_inputs"
    title: ClassVar[str] = "Inputs of the derivations"
    key: ClassVar[tuple[str, ...]] = ("derivation", "name")

    derivation: Editorial[Annotated[str, References("derivations")]] = Field(description="The derivation.")
    name: Editorial[str] = Field(description="The input's name in the formula.")
    fact: Editorial[FactId] = Field(description="The fact whose `value`, `low` and `high` stand for it.")


class Mention(Record):
    """A place where an article names an entity."""

    table_name: ClassVar[str] = "mentions"
    title: ClassVar[str] = "Mentions"
    key: ClassVar[tuple[str, ...]] = ("article", "start")
    rules: ClassVar[tuple[Rule, ...]] = (SPAN_IS_NOT_EMPTY,)

    article: Computed[ArticleId] = Field(description="The article.")
    start: Computed[NotNegative] = Field(description=START)
    end: Computed[NotNegative] = Field(description=END)
    entity: Editorial[EntityId] = Field(description="The entity that the curators' list of forms leads to.")
    words: Computed[str] = Field(description="The words as they stand.")
    sentence: Computed[SentenceId] = Field(description="The sentence in which it starts.")


class Sentence(Record):
    """A sentence of an article, by its place; its words are not part of the package."""

    table_name: ClassVar[str] = "sentences"
    title: ClassVar[str] = "Sentences"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("article", "ordinal"),)
    rules: ClassVar[tuple[Rule, ...]] = (SPAN_IS_NOT_EMPTY,)

    id: Computed[str] = Field(description="The article's name and the sentence's ordinal.")
    article: Computed[ArticleId] = Field(description="The article.")
    ordinal: Computed[Positive] = Field(description="Its number in the article, from 1.")
    paragraph: Computed[Positive] = Field(description="Its paragraph's number in the article, from 1.")
    start: Computed[NotNegative] = Field(description=START)
    end: Computed[NotNegative] = Field(description=END)
    kind: Editorial[SentenceKind] = Field(description="Whose words it is made of.")
    speaker: Editorial[EntityId | None] = Field(default=None, description="Who speaks, in a quotation.")
    facts: Computed[NotNegative] = Field(default=0, description="How many facts quote it.")
    waiver: Editorial[Text | None] = Field(default=None, description="Why no fact is taken from it.")


class Evidence(Record):
    """A quote that proves a fact."""

    table_name: ClassVar[str] = "evidence"
    title: ClassVar[str] = "Evidence"
    key: ClassVar[tuple[str, ...]] = ("fact", "ordinal")
    rules: ClassVar[tuple[Rule, ...]] = (SPAN_IS_NOT_EMPTY,)

    fact: Computed[FactId] = Field(description="The fact.")
    ordinal: Computed[Positive] = Field(description="Its number among the fact's quotes, from 1.")
    quote: Editorial[Text] = Field(description="The words, verbatim: chosen by curators, found by a machine.")
    article: Computed[ArticleId] = Field(description="The article.")
    start: Computed[NotNegative] = Field(description=START)
    end: Computed[NotNegative] = Field(description=END)
    sentence: Computed[SentenceId] = Field(description="The sentence in which it starts.")


class Inference(Record):
    """A cell that the quoted words imply rather than say, with the reason."""

    table_name: ClassVar[str] = "inferences"
    title: ClassVar[str] = "Inferences"
    key: ClassVar[tuple[str, ...]] = ("table", "record", "field")

    table: Computed[str] = Field(description="The table of the cell.")
    record: Computed[str] = Field(description="The row's primary key, its parts joined by a slash.")
    field: Computed[str] = Field(description="The column of the cell.")
    fact: Computed[FactId] = Field(description="The fact that the row belongs to.")
    reason: Editorial[Text] = Field(description="Why the words imply it.")


PUBLISHED: tuple[type[Record], ...] = (Role, DerivationInput, Mention, Sentence, Evidence, Inference)
