"""People, places, organisations and things."""

from typing import Annotated

from pydantic import Field

from factpack import record
from factpack.record import Editorial
from kz_uk_facts.vocabulary import EntityKind

Alpha2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Symbol = Annotated[str, Field(pattern=r"^[A-Z][a-z]?$")]


class Entity(record.Entity):
    """A person, place, organisation or thing that the article names."""

    kind: Editorial[EntityKind] = Field(description="What it is.")
    iso_3166: Editorial[Alpha2 | None] = Field(default=None, description="ISO 3166-1 alpha-2 code of a country.")
    iso_4217: Editorial[Currency | None] = Field(default=None, description="ISO 4217 code of a currency.")
    symbol: Editorial[Symbol | None] = Field(default=None, description="Chemical symbol of an element.")
