"""What people write: facts with their evidence, entities with their forms, derivations, and an article's metadata."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from factpack.record.base import Record, Rule
from factpack.record.basis import Computed, Editorial, EntityId, Period, References, SeedOnly, Slug, Text, Unit

Fraction = Annotated[float, Field(ge=0, le=1)]
VALUE_WITHIN_BOUNDS = Rule("value_within_bounds", "low <= value AND value <= high", "The value lies in its interval.")
# Two rules for one law: a finding stands at the first column that its rule names, the one that people have written.
WITHDRAWN_FOR_A_REASON = Rule(
    "withdrawn_for_a_reason",
    "status <> 'withdrawn' OR withdrawal IS NOT NULL",
    "A withdrawn fact says under `withdrawal` why it was taken back.",
)
REASON_OF_A_WITHDRAWN = Rule(
    "reason_of_a_withdrawn",
    "withdrawal IS NULL OR status = 'withdrawn'",
    "Only a fact of the status `withdrawn` has a reason for being taken back.",
)
SENTENCE_OF_A_CURRENT = Rule(
    "sentence_of_a_current",
    "(status = 'withdrawn') = (sentence IS NULL)",
    "A fact stands in a sentence of its article, unless it is withdrawn.",
)


class Status(StrEnum):
    """Whether a fact still stands."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"


class SentenceKind(StrEnum):
    """Whose words a sentence is made of."""

    REPORT = "report"
    QUOTATION = "quotation"
    DATELINE = "dateline"


class Quote(BaseModel):
    """Verbatim words of the article; `prefix` and `suffix` tell apart words that stand more than once."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    quote: Text = Field(description="The words as they stand in the article.")
    prefix: str = Field(default="", description="The characters right before the quote, when it stands twice.")
    suffix: str = Field(default="", description="The characters right after the quote, when it stands twice.")


def _quote_from_text(value: Any) -> Any:  # noqa: ANN401 (whatever stands in the YAML)
    return {"quote": value} if isinstance(value, str) else value


def _tuple_from_one(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 (whatever stands in the YAML)
    return tuple(value) if isinstance(value, list) else (value,)


QuoteOrText = Annotated[Quote, BeforeValidator(_quote_from_text, json_schema_input_type=str | Quote)]
Quotes = Annotated[
    tuple[QuoteOrText, ...],
    Field(min_length=1),
    BeforeValidator(
        _tuple_from_one,
        json_schema_input_type=Text | Quote | Annotated[list[Text | Quote], Field(min_length=1)],
    ),
]
Entities = Annotated[
    tuple[EntityId, ...], BeforeValidator(_tuple_from_one, json_schema_input_type=EntityId | list[EntityId])
]


class Fact(Record):
    """One fact that an article supports, whatever its table."""

    table_name: ClassVar[str] = "facts"
    title: ClassVar[str] = "Facts"
    rules: ClassVar[tuple[Rule, ...]] = (WITHDRAWN_FOR_A_REASON, REASON_OF_A_WITHDRAWN, SENTENCE_OF_A_CURRENT)

    id: Editorial[Slug] = Field(description="The fact's name, unique among all facts.")
    statement: Editorial[Text] = Field(description="The fact in one English sentence, no more than the words say.")
    speaker: Editorial[EntityId | None] = Field(default=None, description="Who says it.")
    quote: Computed[str] = Field(
        default="",
        description="The quoted words that prove the fact (of a withdrawn one, that did); "
        "… stands for what is left out between them.",
    )
    ambiguity: Editorial[Text | None] = Field(
        default=None, description="What else the words may mean, where there is a second honest reading."
    )
    status: Editorial[Status] = Field(
        default=Status.CURRENT,
        description="Whether the fact still stands; a withdrawn one is what the article said before it was corrected, "
        "and nothing vouches for its stated and inferred cells any more.",
    )
    withdrawal: Editorial[Text | None] = Field(default=None, description="Why the fact was taken back, where it was.")
    table: Computed[str] = Field(default="", description="The table that holds the fact with all its columns.")
    article: Computed[Annotated[str, References("articles")]] = Field(
        default="", description="The article that supports the fact."
    )
    sentence: Computed[Annotated[str, References("sentences")] | None] = Field(
        default=None, description="The sentence in which the first quote starts; empty for a withdrawn fact."
    )
    reported_by: Computed[EntityId | None] = Field(
        default=None, description="Whom the article as a whole names as its source."
    )
    evidence: SeedOnly[Quotes] = Field(description="The shortest words that prove the stated fields.")
    roles: SeedOnly[dict[str, Entities]] = Field(default={}, description="Which entities play which part.")
    because: SeedOnly[dict[str, Text]] = Field(
        default={}, description="For each stated field that the quoted words only imply: the reason."
    )
    reads: SeedOnly[dict[Text, Annotated[float, Field(ge=0)]]] = Field(
        default={}, description="For words of the quotes that are a number and that no machine reads: the number."
    )

    @property
    def is_withdrawn(self) -> bool:
        """True if the fact was taken back: it is kept, and no longer proved."""
        return self.status is Status.WITHDRAWN


class Entity(Record):
    """A person, place, organisation or thing that an article names."""

    table_name: ClassVar[str] = "entities"
    title: ClassVar[str] = "Entities"

    id: Editorial[Slug] = Field(description="The entity's name, unique among all entities.")
    name_en: Editorial[Text] = Field(description="The English name.")
    name: Editorial[Text] = Field(description="The name in the article's language, in the nominative.")
    mentions: Computed[int] = Field(default=0, ge=0, description="How often the articles name it.")
    forms: SeedOnly[tuple[Text, ...]] = Field(
        default=(), description="The words that name it, as they stand; capitalised forms are found too."
    )


class Derivation(Record):
    """A number computed from the numbers of facts, with the interval that their rounding leaves open."""

    table_name: ClassVar[str] = "derivations"
    title: ClassVar[str] = "Derivations"
    rules: ClassVar[tuple[Rule, ...]] = (VALUE_WITHIN_BOUNDS,)

    id: Editorial[Slug] = Field(description="The derivation's name.")
    statement: Editorial[Text] = Field(description="What was computed, in one English sentence.")
    value: Computed[float] = Field(default=0.0, description="The result, in `unit`, in no more digits than it bears.")
    unit: Editorial[Unit | None] = Field(default=None, description="ISO 4217 currency code or %; empty for a count.")
    low: Computed[float] = Field(default=0.0, description="The least value that the inputs allow, in `unit`.")
    high: Computed[float] = Field(default=0.0, description="The greatest value that the inputs allow, in `unit`.")
    period: Editorial[Period | None] = Field(default=None, description="The time that the value is of, ISO 8601.")
    formula: Editorial[Text] = Field(description="The arithmetic, over the inputs' names: + - * / and parentheses.")
    formula_in_words: Editorial[Text] = Field(description="The formula in one English sentence, with its assumptions.")
    inputs: SeedOnly[dict[str, Annotated[str, References("facts")]]] = Field(
        description="For each name in the formula, the fact whose number it stands for."
    )


class SentenceNote(BaseModel):
    """What curators say of one sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    starts: Text = Field(description="The sentence's first words.")
    kind: SentenceKind = Field(default=SentenceKind.REPORT, description="Whose words it is made of.")
    speaker: EntityId | None = Field(default=None, description="Who speaks in a quotation.")
    waiver: Text | None = Field(default=None, description="Why no fact is taken from it.")


class Waiver(BaseModel):
    """A number or name that no fact takes up, with the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    words: Text = Field(description="The number or name, with as much around it as tells it apart.")
    reason: Text = Field(description="Why no fact takes it up.")


class NotMentioned(BaseModel):
    """A place where a form does not name its entity."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    entity: EntityId = Field(description="The entity that is not meant.")
    words: Text = Field(description="The words around the form, enough to tell the place apart.")


class ArticleRecord(Record):
    """A source article; its text is not part of the package."""

    table_name: ClassVar[str] = "articles"
    title: ClassVar[str] = "Articles"

    id: Computed[str] = Field(default="", description="The article's name: its folder under seeds/.")
    headline: Editorial[Text] = Field(description="The headline, in brackets where the curators supplied it.")
    publisher: Editorial[Text] = Field(description="Who published it.")
    dateline: Editorial[Text | None] = Field(default=None, description="The place that it is datelined from.")
    date: Editorial[dt.date] = Field(description="The day of publication.")
    language: Editorial[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]] = Field(description="ISO 639 code.")
    reported_by: Editorial[EntityId | None] = Field(default=None, description="Whom it names as its source.")
    sha256: Editorial[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = Field(
        description="The SHA-256 of the article file's bytes."
    )
    length: Computed[int] = Field(default=0, ge=0, description="The length of the text, in Unicode code points.")
    quoted_share: Computed[Fraction] = Field(
        default=0.0, description="The share of its letters and digits that the package gives back."
    )
    joins: SeedOnly[tuple[Text, ...]] = Field(default=(), description="Words across which no sentence ends.")
    sentences: SeedOnly[tuple[SentenceNote, ...]] = Field(default=(), description="What is to be said of sentences.")
    waivers: SeedOnly[tuple[Waiver, ...]] = Field(default=(), description="Numbers and names that no fact takes up.")
    not_mentioned: SeedOnly[tuple[NotMentioned, ...]] = Field(
        default=(), description="Places where a form does not name its entity."
    )
