"""Meetings, ceremonies, visits."""

import datetime as dt
from typing import ClassVar

from pydantic import Field

from factpack.record import Editorial, EntityId, Stated
from kz_uk_facts.records.fact import Fact
from kz_uk_facts.vocabulary import EventKind


class Event(Fact):
    """A meeting, ceremony, visit, launch or dispatch."""

    table_name: ClassVar[str] = "events"
    title: ClassVar[str] = "Events"

    event: Stated[EntityId | None] = Field(default=None, description="The event, where other facts refer to it.")
    kind: Editorial[EventKind] = Field(description="What kind of event it is.")
    format: Stated[EntityId | None] = Field(default=None, description="The format that it is held in.")
    place: Stated[EntityId | None] = Field(default=None, description="Where it takes place.")
    date: Stated[dt.date | None] = Field(default=None, description="The day.")
