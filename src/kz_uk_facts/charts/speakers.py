"""Who said what: the facts by speaker and modality."""

import altair as alt
import pandas as pd

from kz_uk_facts.charts.grid import grid
from kz_uk_facts.charts.look import CALM, DARK
from kz_uk_facts.loading import load

NOBODY = "nobody is named"
COLOURS = {"somebody is named as saying it": DARK, NOBODY: CALM}


def speakers(page: str) -> alt.LayerChart:
    """A square for each current fact; who speaks most comes first, and last the facts that nobody is named for."""
    facts = load("facts").query("status == 'current'")
    spoken = facts["speaker"].notna()
    named, unnamed = COLOURS
    speaker = facts["speaker"].map(_names()).fillna(NOBODY)
    order = [*speaker[spoken].value_counts().index, NOBODY]
    said = facts.assign(
        row=pd.Categorical(speaker, order),
        column=facts["modality"].cat.remove_unused_categories(),
        kind=[named if known else unnamed for known in spoken],
    )
    return grid(
        said.sort_values(["sentence", "id"]),
        COLOURS,
        page,
        title=f"Of {len(said)} facts, {(~spoken).sum()} have no named speaker",
        below=[
            "One square is one fact, by who is named as saying it and by how it holds: it exists or happened",
            "(reported), was agreed, confirmed, planned or discussed, or is an opinion.",
        ],
    )


def _names() -> dict[str, str]:
    """The names of the entities, without what stands in brackets after them."""
    entities = load("entities")
    return dict(zip(entities["id"], entities["name_en"].str.replace(r" \(.*\)", "", regex=True), strict=True))
