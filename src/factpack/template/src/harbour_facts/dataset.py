"""The dataset's table of contents: a new table is registered here."""

from factpack.dataset import Dataset

from harbour_facts.records import Event, Fact, Figure

DATASET = Dataset(
    name="harbour-facts",
    title="Harbour facts",
    description="The facts of news articles as typed tables, each cell tied to the words that say it.",
    records=(Fact, Event, Figure),
    created="2000-01-01T00:00:00Z",
    licenses=(
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        },
    ),
    contributors=({"title": "The harbour-facts curators", "roles": ["creator", "wrangler"]},),
)
