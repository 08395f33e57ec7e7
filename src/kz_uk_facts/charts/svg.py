"""The pictures, and how they are saved as SVG files."""

import os
from pathlib import Path

from factpack.errors import DataError
from kz_uk_facts.charts.drawing import svg
from kz_uk_facts.charts.minerals import minerals
from kz_uk_facts.charts.speakers import speakers
from kz_uk_facts.charts.topics import sectors
from kz_uk_facts.charts.trade import trade

PICTURES = {"trade": trade, "minerals": minerals, "speakers": speakers, "sectors": sectors}


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
