"""What the meetings took up. The table `topics` alone says so; the role `sector` is what any fact concerns."""

import altair as alt
import pandas as pd

from kz_uk_facts.charts.grid import grid
from kz_uk_facts.charts.look import DARK, OCHRE
from kz_uk_facts.loading import basis, load

COLOURS = {"the words name the meeting": DARK, "the meeting is inferred": OCHRE}


def sectors(page: str) -> alt.LayerChart:
    """A square for each current topic, coloured by how it is known at which meeting it was taken up."""
    topics = load("topics").assign(known=basis("topics")["event"]).query("status == 'current'").sort_values("sentence")
    names = load("entities").set_index("id")["name_en"]
    stated, inferred = COLOURS
    taken = topics.assign(
        row=topics["topic"].map(names).str.replace("United Kingdom", "UK"),
        column=topics["event"].map(names).str.replace("meeting of Ermek Kosherbayev with", "with"),
        kind=[stated if known == "stated" else inferred for known in topics["known"]],
    )
    held = taken.groupby("row", sort=False)["column"].nunique()
    shared = list(held.index[held == taken["column"].nunique()])
    taken["row"] = pd.Categorical(taken["row"], [*shared, *held.index.difference(shared, sort=False)])
    taken["column"] = pd.Categorical(taken["column"], taken["column"].unique())
    return grid(
        taken,
        COLOURS,
        page,
        title=f"The two meetings had {len(shared)} of {len(held)} topics in common: {', '.join(shared)}",
        below=[
            "One square is one fact: a topic that a meeting of the minister took up.",
            "Topics that the article names differently stay apart.",
        ],
    )
