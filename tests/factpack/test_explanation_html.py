"""A fact is explained in a notebook as it is on a terminal, and what the seeds say stays text."""

from html import unescape
from re import findall

from factpack.package import Cell, Explanation

HOSTILE = "<script>alert(1)</script> \"&' \u202e"


def test_hostile_words_stay_text() -> None:
    """Whatever stands in a fact, no element comes of it, and the words are all there."""
    cell = Cell(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    html = Explanation(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (cell,), (cell,), HOSTILE)._repr_html_()
    assert "<script" not in html
    assert set(findall(r"<(\w+)", html)) == {
        "bdi",
        "blockquote",
        "br",
        "div",
        "p",
        "strong",
        "table",
        "tbody",
        "td",
        "tr",
    }
    assert unescape(html).count(HOSTILE) == 14


def test_both_forms_say_the_same() -> None:
    """The plain form is what a prompt shows, and the other one names the same values, bases and reasons."""
    cells = (
        Cell("value", 1.6e9, "stated"),
        Cell("period", "2025", "inferred", "Last year."),
        Cell("unit", None, "stated"),
    )
    explained = Explanation("x", "things", "It is so.", "The Times", "so", (), cells)
    assert repr(explained) == str(explained)
    for words in ("x (things)", "It is so.", "The Times", "1,600,000,000", "inferred", "Last year."):
        assert words in str(explained)
        assert words in explained._repr_html_()
    assert "unit" not in explained._repr_html_()
