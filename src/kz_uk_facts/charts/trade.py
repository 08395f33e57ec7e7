"""Trade turnover: the year that the article states, and the year before, as it follows from the growth."""

import altair as alt
import pandas as pd

from kz_uk_facts.charts.look import CALM, DARK, INK, LINE, PALE, QUIET, across, down, linked, picture, telling
from kz_uk_facts.loading import load

BILLION = 1e9
WIDTH, HEIGHT = 540, 300
TURNOVER, YEAR_BEFORE, GROWTH = "trade-turnover-2025", "trade-turnover-2024", "trade-growth-2025"


def trade(page: str) -> alt.LayerChart:
    """Two bars from zero, each with the interval that rounding leaves open."""
    years = linked(_years(), page)
    before, now = years["value"]
    growth = linked(load("indicators").query("id == @GROWTH", local_dict={"GROWTH": GROWTH}), page)
    return picture(
        _bars(years),
        *_intervals(years),
        *_labels(years),
        _growth(growth),
        title=f"Trade reached {now:g} billion dollars in {years['period'][1]}, after about {before:g} billion",
        below=[
            f"{years['period'][1]} is stated; {years['period'][0]} is computed from it and the growth.",
            "The line on each bar spans what the rounding of the article's numbers leaves open.",
            f"Facts: {TURNOVER}, {GROWTH}, {YEAR_BEFORE}.",
        ],
        width=WIDTH,
        height=HEIGHT,
    )


def _years() -> pd.DataFrame:
    columns = ["id", "statement", "period", "value", "low", "high"]
    stated = load("indicators").set_index("id", drop=False).loc[[TURNOVER], columns].assign(kind="stated")
    computed = load("derivations").set_index("id", drop=False).loc[[YEAR_BEFORE], columns].assign(kind="computed")
    years = pd.concat([computed, stated], ignore_index=True)
    years[["value", "low", "high"]] /= BILLION
    years["label"] = [f"{value:g} billion, {kind}" for value, kind in zip(years["value"], years["kind"], strict=True)]
    years["span"] = [f"{low:.2f} to {high:.2f}" for low, high in zip(years["low"], years["high"], strict=True)]
    return years


def _bars(years: pd.DataFrame) -> alt.Chart:
    across = alt.Axis(title=None, labelAngle=0, labelFontSize=14, domainColor=QUIET, ticks=False, labelPadding=8)
    up = alt.Axis(
        title="billion US dollars",
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=-28,
        titleY=-12,
        values=[0, 0.5, 1, 1.5, 2],
        format=".1f",
        domain=False,
        ticks=False,
        gridColor=LINE,
        gridDash=[2, 3],
    )
    colours = alt.Scale(domain=["stated", "computed"], range=[CALM, PALE])
    bars = alt.Chart(years).mark_bar(width=120, stroke=DARK, strokeWidth=1)
    drawn: alt.Chart = bars.encode(
        x=alt.X("period:N", axis=across),
        y=alt.Y("value:Q", scale=alt.Scale(domain=[0, 2]), axis=up),
        color=alt.Color("kind:N", scale=colours, legend=None),
        **telling(),
    )
    return drawn


def _intervals(years: pd.DataFrame) -> list[alt.Chart]:
    span = alt.Chart(years).encode(x="period:N", **telling())
    rule = span.mark_rule(color=INK, strokeWidth=1.5).encode(y="low:Q", y2="high:Q")
    return [rule, *(span.mark_tick(color=INK, width=18, thickness=1.5).encode(y=f"{end}:Q") for end in ("low", "high"))]


def _labels(years: pd.DataFrame) -> list[alt.Chart]:
    above = alt.Chart(years).encode(x="period:N", y="high:Q")
    label = above.mark_text(dy=-30, fontSize=14, fontWeight="bold", color=INK, aria=False).encode(text="label:N")
    span = above.mark_text(dy=-13, fontSize=12, color=INK, aria=False).encode(text="span:N")
    return [label, span]


def _growth(growth: pd.DataFrame) -> alt.Chart:
    """What leads from the one bar to the other, between them."""
    text = [f"+{value:g} %\n{low:g} to {high:g}" for value, low, high in growth[["value", "low", "high"]].to_numpy()]
    placed = growth.assign(text=text, x=WIDTH / 2, y=HEIGHT * 0.59)
    written = alt.Chart(placed).mark_text(color=QUIET, fontSize=13, lineBreak="\n")
    drawn: alt.Chart = written.encode(x=across(), y=down(), text="text:N", **telling())
    return drawn
