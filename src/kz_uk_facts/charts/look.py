"""What all pictures share: colours, letters, and how a mark tells of its fact and leads to it."""

from typing import Any, Literal

import altair as alt
import pandas as pd

from kz_uk_facts.charts.drawing import Drawing

INK, QUIET, LINE, PAPER = "#22313a", "#5b6b74", "#ccd3d6", "#fbfaf7"
DARK, CALM, PALE = "#1c5f6b", "#5f9ea8", "#d5dfe0"
OCHRE = "#c28f3c"

# vl-convert has these letters in itself, so that every machine measures them alike; the others are as wide.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def linked(frame: pd.DataFrame, page: str) -> pd.DataFrame:
    """The frame, which has columns `id` and `statement`, with the address of each fact and what is read out of it."""
    return frame.assign(href=f"{page}#" + frame["id"], told=frame["statement"] + " (" + frame["id"] + ")")


def telling() -> dict[str, Any]:
    """The encodings by which a mark of a linked frame tells its fact and leads to it."""
    return {
        "href": alt.Href("href:N"),
        "description": alt.Description("told:N"),
        "tooltip": [alt.Tooltip("statement:N", title="fact"), alt.Tooltip("id:N", title="id")],
    }


def words(
    frame: pd.DataFrame,
    *,
    color: str = INK,
    size: int = 13,
    align: Literal["left", "center", "right"] = "left",
    bold: bool = False,
) -> alt.Chart:
    """The column `text` of the frame, written at pixels `x` and `y`."""
    mark = alt.Chart(frame).mark_text(
        align=align,
        baseline="middle",
        color=color,
        fontSize=size,
        fontWeight="bold" if bold else "normal",
        lineBreak="\n",
        aria=False,
    )
    drawn: alt.Chart = mark.encode(x=across(), y=down(), text="text:N")
    return drawn


def across(column: str = "x") -> alt.X:
    """The column as pixels from the left."""
    return alt.X(f"{column}:Q", scale=None, axis=None)


def down(column: str = "y") -> alt.Y:
    """The column as pixels from the top."""
    return alt.Y(f"{column}:Q", scale=None, axis=None)


def squares(frame: pd.DataFrame, side: int, colours: dict[str, str]) -> alt.Chart:
    """A square for each row of the linked frame, its middle at pixels `x` and `y`, its colour that of its `kind`."""
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolSize=160, labelLimit=0)
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    mark = alt.Chart(frame).mark_square(size=side * side, opacity=1, stroke=DARK, strokeWidth=0.8)
    color = alt.Color("kind:N", scale=scale, legend=legend)
    drawn: alt.Chart = mark.encode(x=across(), y=down(), color=color, **telling())
    return drawn


def picture(*layers: alt.Chart, title: str, below: list[str], width: int, height: int) -> alt.LayerChart:
    """The layers on paper, under a title that says what is seen and a few quiet lines about it."""
    chart: alt.LayerChart = (
        Drawing(layer=list(layers))
        .properties(
            width=width,
            height=height,
            title=alt.Title(title, subtitle=below),
            background=PAPER,
            padding=20,
            description=" ".join([f"{title}.", *below]),
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start",
            frame="group",
            fontSize=18,
            color=INK,
            subtitleFontSize=13,
            subtitleColor=QUIET,
            offset=18,
            subtitlePadding=8,
            subtitleLineHeight=18,
            lineHeight=22,
        )
        .configure_axis(
            labelColor=QUIET, titleColor=QUIET, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
        )
        .configure_legend(labelColor=QUIET, labelFontSize=12, offset=12, columnPadding=18)
    )
    return chart
