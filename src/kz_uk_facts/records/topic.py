"""What was talked about."""

from typing import ClassVar

from pydantic import Field

from factpack.record import EntityId, Stated
from kz_uk_facts.records.fact import Fact


class Topic(Fact):
    """A subject that a meeting took up."""

    table_name: ClassVar[str] = "topics"
    title: ClassVar[str] = "Topics"

    event: Stated[EntityId] = Field(description="The meeting.")
    topic: Stated[EntityId] = Field(description="The subject.")
