"""Pictures as SVG files, which need no network, no script and no font."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert

from factpack.errors import DataError
from kz_uk_facts.charts.minerals import minerals
from kz_uk_facts.charts.speakers import speakers
from kz_uk_facts.charts.topics import sectors
from kz_uk_facts.charts.trade import trade

PICTURES = {"trade": trade, "minerals": minerals, "speakers": speakers, "sectors": sectors}
# vl-convert puts this before every address that is relative.
ELSEWHERE = "https://vega.github.io/vega-datasets/"
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"


def save(folder: str | os.PathLike[str], page: str) -> list[Path]:
    """The paths of the SVG files of all pictures, in the folder, which is made where there is none."""
    drawn = {Path(folder) / f"{name}.svg": svg(draw(page)) for name, draw in PICTURES.items()}
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for path, text in drawn.items():
            new = path.with_suffix(".svg.new")
            new.write_text(text, encoding="utf-8", newline="\n")
            new.replace(path)
    except OSError as error:
        message = f"{folder} cannot be written to: {error.strerror}"
        raise DataError(message) from error
    return list(drawn)


def svg(chart: alt.LayerChart) -> str:
    """The chart as SVG, named by its title; what a mark tells those who hear it, the pointer shows too."""
    for prefix, namespace in (("", SVG), ("xlink", XLINK)):
        ET.register_namespace(prefix, namespace)
    root = ET.fromstring(vl_convert.vegalite_to_svg(chart.to_dict()))  # noqa: S314 (vl-convert wrote it)
    root.set("role", "graphics-document")
    root.set("aria-label", chart.title.text)
    for link in root.iter(f"{{{SVG}}}a"):
        href = f"{{{XLINK}}}href"
        link.set(href, link.get(href, "").removeprefix(ELSEWHERE))
        for mark in link:
            ET.SubElement(mark, f"{{{SVG}}}title").text = mark.get("aria-label")
    return ET.tostring(root, encoding="unicode") + "\n"
