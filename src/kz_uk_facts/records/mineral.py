"""Minerals."""

from typing import Annotated, ClassVar

from pydantic import Field

from factpack.record import Editorial, EntityId, References, Stated
from kz_uk_facts.records.fact import Fact


class Mineral(Fact):
    """A mineral that the article names as one of those produced in a country."""

    table_name: ClassVar[str] = "minerals"
    title: ClassVar[str] = "Minerals"

    mineral: Stated[EntityId] = Field(description="The mineral.")
    produced_in: Stated[EntityId] = Field(description="The country where it is produced.")
    example_of: Editorial[Annotated[str, References("indicators")]] = Field(
        description="The count of minerals that it is named as an example of."
    )
