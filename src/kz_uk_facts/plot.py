"""Pictures of the dataset as Altair charts, each mark linked to its fact; altair is imported when one is drawn.

>>> import kz_uk_facts as kz
>>> chart = kz.plot.trade()
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import ModuleType

    import altair as alt

__all__ = ["minerals", "save", "sectors", "speakers", "trade"]

PAGE = "index.html"
"""The page that `factpack site` writes; a picture beside it leads to its facts."""


def trade(*, page: str = PAGE) -> "alt.LayerChart":
    """Trade turnover of 2025 and, computed from its growth, of 2024, with the intervals; marks link to `page`#fact."""
    chart: alt.LayerChart = _charts().trade(page)
    return chart


def minerals(*, page: str = PAGE) -> "alt.LayerChart":
    """Strategically significant minerals, those produced in Kazakhstan and those named; marks link to `page`#fact."""
    chart: alt.LayerChart = _charts().minerals(page)
    return chart


def speakers(*, page: str = PAGE) -> "alt.LayerChart":
    """Who said what: a square for each fact, by speaker and modality; it links to `page`#fact."""
    chart: alt.LayerChart = _charts().speakers(page)
    return chart


def sectors(*, page: str = PAGE) -> "alt.LayerChart":
    """What each meeting took up: a square for each row of `topics`; it links to `page`#fact."""
    chart: alt.LayerChart = _charts().sectors(page)
    return chart


def save(folder: "str | os.PathLike[str]", *, page: str = PAGE) -> "list[Path]":
    """The files of all pictures, written into the folder as SVG that needs no network; gives their paths."""
    charts = _charts()
    paths: list[Path] = charts.save(folder, page)
    return paths


def _charts() -> "ModuleType":
    """The module that draws; a missing extra is one sentence."""
    try:
        from kz_uk_facts import charts
    except ModuleNotFoundError as error:
        from factpack.errors import DataError, install

        message = f"plot needs altair and vl-convert-python: {install('plot')}"
        raise DataError(message) from error
    return charts
