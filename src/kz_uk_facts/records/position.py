"""Offices that people hold."""

from typing import ClassVar

from pydantic import Field

from factpack.record import Editorial, EntityId, Stated, Text
from kz_uk_facts.records.fact import Fact


class Position(Fact):
    """A person's office."""

    table_name: ClassVar[str] = "positions"
    title: ClassVar[str] = "Positions"

    person: Stated[EntityId] = Field(description="Who holds it.")
    title_en: Editorial[Text] = Field(description="The office in English.")
    office: Stated[Text] = Field(description="The office in the article's words, as they stand.")
    organisation: Stated[EntityId] = Field(description="The state or body that it is an office of.")
    acting: Editorial[bool] = Field(description="Whether the words say that the person is acting in it.")
