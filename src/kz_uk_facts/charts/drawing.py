"""A chart as SVG, which needs no network, no script and no font; so notebooks show it."""

from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert

# vl-convert puts this before every address that is relative.
ELSEWHERE = "https://vega.github.io/vega-datasets/"
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
DEFAULT = "default"


class Drawing(alt.LayerChart):
    """A chart that a notebook shows as SVG, unless another renderer of Altair was chosen: its own asks a network."""

    def _repr_mimebundle_(self, *args: Any, **kwds: Any) -> Any:  # noqa: ANN401 (whatever a notebook asks for)
        if alt.renderers.active != DEFAULT:
            return super()._repr_mimebundle_(*args, **kwds)
        drawn = svg(self)
        return {"text/html": drawn, "image/svg+xml": drawn, "text/plain": _name(self.to_dict())}


def svg(chart: alt.LayerChart) -> str:
    """The chart as SVG, named by its title; what a mark tells those who hear it, the pointer shows too."""
    for prefix, namespace in (("", SVG), ("xlink", XLINK)):
        ET.register_namespace(prefix, namespace)
    drawn = chart.to_dict()
    root = ET.fromstring(vl_convert.vegalite_to_svg(drawn))  # noqa: S314 (vl-convert wrote it)
    root.set("role", "graphics-document")
    root.set("aria-label", _name(drawn))
    for link in root.iter(f"{{{SVG}}}a"):
        href = f"{{{XLINK}}}href"
        link.set(href, link.get(href, "").removeprefix(ELSEWHERE))
        for mark in link:
            ET.SubElement(mark, f"{{{SVG}}}title").text = mark.get("aria-label")
    return ET.tostring(root, encoding="unicode") + "\n"


def _name(chart: dict[str, Any]) -> str:
    """The title, in whichever form the chart has it."""
    title = chart.get("title", "")
    text = title["text"] if isinstance(title, dict) else title
    return text if isinstance(text, str) else " ".join(text)
