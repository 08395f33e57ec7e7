"""The strategically significant minerals: a square for each, by what the article tells of it."""

import altair as alt
import pandas as pd

from kz_uk_facts.charts.look import CALM, DARK, PALE, linked, picture, squares, words
from kz_uk_facts.loading import load

LISTED, PRODUCED = "strategic-minerals-listed", "strategic-minerals-produced-in-kazakhstan"
IN_A_ROW, SIDE, PITCH = 12, 50, 57
COLOURS = {"produced, and named": DARK, "produced": CALM, "the rest of the list": PALE}


def minerals(page: str) -> alt.LayerChart:
    """As many squares as minerals are listed, each linked to the fact that it is drawn from."""
    each = linked(_minerals(), page)
    rows = -(-len(each) // IN_A_ROW)
    named = each[each["kind"] == "produced, and named"]
    produced = len(each[each["kind"] != "the rest of the list"])
    names = ", ".join(named["name"])
    return picture(
        squares(each, SIDE, COLOURS),
        words(named.assign(text=named["symbol"]), color="white", size=16, align="center", bold=True),
        title=f"Of {len(each)} strategically significant minerals, {produced} are already produced in Kazakhstan",
        below=[
            f"One square is one mineral. The article counts them and names {len(named)}: {names}.",
            f"Facts: {LISTED}, {PRODUCED}.",
        ],
        width=PITCH * IN_A_ROW - (PITCH - SIDE),
        height=PITCH * rows - (PITCH - SIDE),
    )


def _minerals() -> pd.DataFrame:
    counts = load("indicators").set_index("id", drop=False).loc[[PRODUCED, LISTED], ["id", "statement", "value"]]
    produced, listed = counts["value"].astype(int)
    named = load("minerals").query("status == 'current' and example_of == @PRODUCED", local_dict={"PRODUCED": PRODUCED})
    entities = load("entities").set_index("id")
    first = named[["id", "statement"]].assign(
        kind="produced, and named",
        symbol=named["mineral"].map(entities["symbol"]),
        name=named["mineral"].map(entities["name_en"]),
    )
    more = counts.loc[[PRODUCED] * (produced - len(named)), ["id", "statement"]].assign(kind="produced")
    rest = counts.loc[[LISTED] * (listed - produced), ["id", "statement"]].assign(kind="the rest of the list")
    each = pd.concat([first, more, rest], ignore_index=True)
    return each.assign(x=each.index % IN_A_ROW * PITCH + SIDE / 2, y=each.index // IN_A_ROW * PITCH + SIDE / 2)
