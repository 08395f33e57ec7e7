"""The pictures show the numbers of the tables, and each mark leads to a fact that there is."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pandas as pd
import pytest

import kz_uk_facts as kz
from factpack.errors import DataError

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
NAMES = ["minerals", "sectors", "speakers", "trade"]
SVG = "{http://www.w3.org/2000/svg}"


def text_of(name: str) -> str:
    """The letters of a committed picture."""
    return (PICTURES / f"{name}.svg").read_text(encoding="utf-8")


def facts_of(name: str) -> list[str]:
    """The facts that the marks of a committed picture lead to."""
    return re.findall(r'href="index\.html#([^"]+)"', text_of(name))


def test_the_committed_pictures_are_those_that_the_tables_give(tmp_path: Path) -> None:
    """To the byte, and there is no other file; if this fails, run `make pictures` and commit what changes."""
    drawn = kz.plot.save(tmp_path)
    assert sorted(path.stem for path in drawn) == NAMES
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted(path.name for path in drawn)
    assert [path.name for path in drawn if path.read_bytes() != (PICTURES / path.name).read_bytes()] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_mark_leads_to_a_fact_and_tells_it(name: str) -> None:
    """The id is one of a fact or a derivation, and the pointer shows its statement."""
    known = dict(pd.concat([kz.load("facts"), kz.load("derivations")])[["id", "statement"]].to_numpy())
    told = [title.text for title in ET.fromstring(text_of(name)).iter(f"{SVG}title")]  # noqa: S314 (ours)
    facts = facts_of(name)
    assert facts
    assert told == [f"{known[fact]} ({fact})" for fact in facts]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_needs_no_network_and_no_script(name: str) -> None:
    """There is no address in it but its own page and the namespaces, and nothing runs."""
    assert set(re.findall(r"https?://[^\"\s<]+", text_of(name))) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "<script" not in text_of(name)


def test_trade_stands_on_zero_and_shows_values_and_intervals() -> None:
    """The bars are of the tables' values in billions, on an axis from 0, with low and high written out."""
    chart = kz.plot.trade().to_dict()
    bars = chart["layer"][0]
    assert bars["encoding"]["y"]["scale"]["domain"][0] == 0
    stated = kz.load("indicators").set_index("id").loc["trade-turnover-2025"]
    computed = kz.load("derivations").set_index("id").loc["trade-turnover-2024"]
    for row in (stated, computed):
        assert f"{row['value'] / 1e9:g} billion" in text_of("trade")
        assert f"{row['low'] / 1e9:.2f} to {row['high'] / 1e9:.2f}" in text_of("trade")


def test_minerals_are_as_many_squares_as_the_article_counts() -> None:
    """A square for each mineral that is listed: those named, the others that are produced, the rest."""
    values = kz.load("indicators").set_index("id")["value"]
    named = list(kz.load("minerals")["id"])
    facts = facts_of("minerals")
    produced, listed = "strategic-minerals-produced-in-kazakhstan", "strategic-minerals-listed"
    assert len(facts) == values[listed]
    assert len(facts) - facts.count(listed) == values[produced]
    assert sorted(set(facts) - {listed, produced}) == sorted(named)


@pytest.mark.parametrize(("name", "table"), [("speakers", "facts"), ("sectors", "topics")])
def test_every_current_fact_is_one_square(name: str, table: kz.loading.TableName) -> None:
    """None is left out, none is drawn twice."""
    assert sorted(facts_of(name)) == sorted(kz.load(table).query("status == 'current'")["id"])


def test_the_page_can_be_another(tmp_path: Path) -> None:
    """The marks lead to the page that is asked for."""
    kz.plot.save(tmp_path, page="facts.html")
    assert 'href="facts.html#trade-turnover-2025"' in (tmp_path / "trade.svg").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    """A file where the folder should be is told of, with its path."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="taken cannot be written to"):
        kz.plot.save(tmp_path / "taken")


def shown(chart: alt.LayerChart) -> Any:  # noqa: ANN401 (whatever the renderer gives)
    """What a notebook shows."""
    return chart._repr_mimebundle_(None, None)


def test_a_notebook_needs_no_network_to_show_a_picture() -> None:
    """It is shown as SVG; who has chosen another of Altair's renderers gets that one. It stays a chart of Altair's."""
    chart = kz.plot.trade()
    assert isinstance(chart, alt.LayerChart)
    assert shown(chart)["image/svg+xml"] == shown(chart)["text/html"] == text_of("trade")
    with alt.renderers.enable("json"):
        assert "https://vega.github.io/schema/" in str(shown(chart))
    for title in ("Mine", ["Mi", "ne"], alt.Title("Mine")):
        assert shown(chart.properties(title=title))["text/plain"].replace(" ", "") == "Mine"
