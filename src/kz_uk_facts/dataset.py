"""The dataset's table of contents: a new table is registered here."""

from factpack.dataset import Dataset
from kz_uk_facts.records import (
    Document,
    Entity,
    Event,
    Fact,
    Indicator,
    Mineral,
    Position,
    Presence,
    Role,
    Statement,
    Topic,
)

DATASET = Dataset(
    name="kz-uk-facts",
    title="Kazakhstan-UK relations: the facts of one news article",
    description=(
        "Every fact that one Russian-language news article (KAZAKHSTAN TODAY, 27 February 2026) states about the visit "
        "of Kazakhstan's foreign minister to the United Kingdom, as typed tables. Each cell says how it is known: "
        "stated in quoted words that a machine has found in the article, inferred with a reason, chosen by the "
        "curators, or computed. The facts are what the article says, not what is true of the world."
    ),
    records=(
        Fact,
        Indicator,
        Document,
        Event,
        Position,
        Presence,
        Mineral,
        Topic,
        Statement,
        Role,
        Entity,
    ),
    created="2026-11-22T00:00:00Z",
    licenses=(
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        },
    ),
    contributors=({"title": "The kz-uk-facts curators", "roles": ["creator", "wrangler"]},),
    keywords=("Kazakhstan", "United Kingdom", "diplomacy", "trade", "critical minerals", "provenance", "news"),
)
