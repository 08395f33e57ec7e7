"""Agreements, roadmaps, strategies, dictionaries."""

from typing import ClassVar

from pydantic import Field

from factpack.record import Editorial, EntityId, Period, Stated, Year
from kz_uk_facts.records.fact import Fact
from kz_uk_facts.vocabulary import DocumentKind, DocumentStage


class Document(Fact):
    """An agreement, roadmap, strategy or dictionary that the article names."""

    table_name: ClassVar[str] = "documents"
    title: ClassVar[str] = "Documents"

    document: Stated[EntityId] = Field(description="The document.")
    kind: Editorial[DocumentKind] = Field(description="What it is.")
    stage: Editorial[DocumentStage] = Field(description="How far it has come, in the article's words.")
    year: Stated[Year | None] = Field(default=None, description="The year in which it reached its stage.")
    period: Stated[Period | None] = Field(default=None, description="The time that it covers, ISO 8601.")
