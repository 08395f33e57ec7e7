"""What no other table has columns for."""

from typing import ClassVar

from pydantic import Field

from factpack.record import EntityId, Stated
from kz_uk_facts.records.fact import Fact


class Statement(Fact):
    """Something said, confirmed, agreed, assessed or reported that no other table has columns for."""

    table_name: ClassVar[str] = "statements"
    title: ClassVar[str] = "Statements"

    event: Stated[EntityId | None] = Field(
        default=None, description="The meeting that it belongs to; empty where the article ties it to none."
    )
