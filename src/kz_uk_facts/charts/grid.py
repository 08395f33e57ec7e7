"""A table whose cells hold a square for each of their facts: nothing is weighed, everything can be counted."""

import textwrap
from itertools import accumulate

import altair as alt
import pandas as pd

from kz_uk_facts.charts.look import INK, LINE, QUIET, across, down, linked, picture, squares, words

SIDE, PITCH, IN_A_LINE = 12, 15, 6
LABELS, HEAD, COUNT, GAP = 236, 30, 24, 17
LETTERS = 34
WIDE = COUNT + IN_A_LINE * PITCH + GAP


def grid(facts: pd.DataFrame, colours: dict[str, str], page: str, *, title: str, below: list[str]) -> alt.LayerChart:
    """The facts in the order of the categories of `row` and `column`, each cell counted; `kind` gives the colour."""
    rows, columns = ([str(name) for name in facts[axis].cat.categories] for axis in ("row", "column"))
    cells = facts.astype({"row": str, "column": str}).groupby(["row", "column"]).size().rename("text").reset_index()
    most = cells.groupby("row")["text"].max()
    labels = [textwrap.fill(row, LETTERS) for row in rows]
    lines = [
        max(-(-int(most[row]) // IN_A_LINE), label.count("\n") + 1) for row, label in zip(rows, labels, strict=True)
    ]
    *tops, height = accumulate(lines, lambda top, count: top + count * PITCH + GAP, initial=HEAD)
    y = {row: top + PITCH / 2 for row, top in zip(rows, tops, strict=True)}
    x = {column: LABELS + COUNT + number * WIDE for number, column in enumerate(columns)}
    width = LABELS + WIDE * len(columns)
    heads = pd.DataFrame({"text": columns, "x": x.values(), "y": PITCH / 2})
    names = pd.DataFrame({"text": labels, "x": 0, "y": y.values()})
    counts = cells.assign(text=cells["text"].astype(str), x=cells["column"].map(x) - 8, y=cells["row"].map(y))
    return picture(
        _lines([top - GAP / 2 for top in tops], width),
        words(heads, color=QUIET, size=12),
        words(names, color=INK),
        words(counts, color=QUIET, size=12, align="right"),
        squares(linked(_placed(facts, x, y), page), SIDE, colours),
        title=title,
        below=below,
        width=width,
        height=height - GAP,
    )


def _placed(facts: pd.DataFrame, x: dict[str, int], y: dict[str, float]) -> pd.DataFrame:
    """The facts, each with its place: in the lines of its cell, in the order of the frame."""
    facts = facts.astype({"row": str, "column": str})
    number = facts.groupby(["row", "column"]).cumcount()
    return facts.assign(
        x=facts["column"].map(x) + number % IN_A_LINE * PITCH + SIDE / 2,
        y=facts["row"].map(y) + number // IN_A_LINE * PITCH,
    )


def _lines(heights: list[float], width: int) -> alt.Chart:
    frame = pd.DataFrame({"y": heights, "x": 0, "x2": width})
    drawn: alt.Chart = alt.Chart(frame).mark_rule(color=LINE, aria=False).encode(x=across(), x2="x2:Q", y=down())
    return drawn
