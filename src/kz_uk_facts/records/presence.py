"""Universities in places."""

from typing import ClassVar

from pydantic import Field

from factpack.record import Editorial, EntityId, Stated
from kz_uk_facts.records.fact import Fact
from kz_uk_facts.vocabulary import PresenceKind, PresenceState


class Presence(Fact):
    """A university in a country or city: opened, or only discussed."""

    table_name: ClassVar[str] = "presences"
    title: ClassVar[str] = "Presences"

    organisation: Stated[EntityId] = Field(description="Who is, or may be, present.")
    kind: Editorial[PresenceKind] = Field(description="In what form.")
    state: Editorial[PresenceState] = Field(description="How far it has come.")
    place: Stated[EntityId] = Field(description="Where.")
    event: Stated[EntityId | None] = Field(default=None, description="The meeting that discussed it.")
