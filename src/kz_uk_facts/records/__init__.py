"""Record classes: one table a module."""

from kz_uk_facts.records.document import Document
from kz_uk_facts.records.entity import Entity
from kz_uk_facts.records.event import Event
from kz_uk_facts.records.fact import Fact, Role
from kz_uk_facts.records.indicator import Indicator
from kz_uk_facts.records.mineral import Mineral
from kz_uk_facts.records.position import Position
from kz_uk_facts.records.presence import Presence
from kz_uk_facts.records.statement import Statement
from kz_uk_facts.records.topic import Topic

__all__ = [
    "Document",
    "Entity",
    "Event",
    "Fact",
    "Indicator",
    "Mineral",
    "Position",
    "Presence",
    "Role",
    "Statement",
    "Topic",
]
