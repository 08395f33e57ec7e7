"""Pictures stand in the page as they were drawn, lead to its facts, and bring nothing else along."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pytest

from factpack.errors import DataError
from factpack.outputs.site import must_lead_to_facts, read_pictures

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import World

HEAD = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" aria-label="P"'
)
MARK = '<a xlink:href="index.html#anna-meets-ivan"><rect width="9" height="9" style="fill: red; opacity:.5"/></a>'


def drawn(folder: Path, inside: str, head: str = HEAD) -> Path:
    """A file with a picture of what is inside."""
    file = folder / "drawn.svg"
    file.write_text(f"<svg {head}>{inside}</svg>", encoding="utf-8")
    return file


def markup(folder: Path, inside: str) -> str:
    """What stands in the page for a picture of what is inside."""
    (picture,) = read_pictures([drawn(folder, inside)])
    return picture.markup


@pytest.fixture
def pictured(built_world: World) -> World:
    """The tiny world with a picture of a meeting."""
    drawn(built_world.root, MARK)
    built_world.edit("pyproject.toml", "max_quoted_share = 1.0", 'max_quoted_share = 1.0\npictures = ["drawn.svg"]')
    return built_world


def test_a_picture_stands_in_both_pages_with_its_name(pictured: World) -> None:
    """Its mark leads to the fact on the same page, and the Russian page tells in which language it is."""
    ran = pictured.run("site")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("wrote site/: 3 facts, 1 derivation, 1 picture, quotes and")
    for name in ("index.html", "index.ru.html"):
        page = (pictured.root / "site" / name).read_text(encoding="utf-8")
        figure = page[page.index("<figure") : page.index("</figure>")]
        assert '<figure class="picture" lang="en" aria-label="P">' in figure
        assert '<a href="#anna-meets-ivan"><rect width="9" height="9" fill="red" opacity=".5" /></a>' in figure
        assert page.index('class="coverage"') < page.index("<figure") < page.index('class="reader"')


def test_the_page_has_no_such_section_without_pictures(built_world: World) -> None:
    """A heading over nothing would puzzle."""
    assert built_world.run("site").returncode == 0
    assert 'class="pictures"' not in (built_world.root / "site" / "index.html").read_text(encoding="utf-8")


def test_a_mark_that_leads_to_no_fact_is_told(pictured: World) -> None:
    """The picture was drawn of other facts, and nothing is written."""
    drawn(pictured.root, MARK.replace("anna-meets-ivan", "anna-meets-nobody"))
    ran = pictured.run("site")

    assert ran.returncode == 2
    assert ran.stderr == (
        f"factpack: {pictured.root / 'drawn.svg'} leads to anna-meets-nobody, which is no fact or derivation: "
        "draw the pictures anew\n"
    )
    assert not (pictured.root / "site").exists()


@pytest.mark.parametrize("pictures", ['"drawn.svg"', "[1]"])
def test_the_setting_is_a_list_of_files(built_world: World, pictures: str) -> None:
    """All else is one sentence."""
    built_world.edit("pyproject.toml", "max_quoted_share = 1.0", f"pictures = {pictures}")
    ran = built_world.run("site")

    assert ran.returncode == 2
    assert "is not a list of SVG files" in ran.stderr


def test_a_derivation_is_led_to_as_well(tmp_path: Path) -> None:
    """All that the page has can be known."""
    pictures = read_pictures([drawn(tmp_path, MARK)])
    must_lead_to_facts(pictures, ["anna-meets-ivan"])
    with pytest.raises(DataError, match="leads to anna-meets-ivan, which is no fact"):
        must_lead_to_facts(pictures, ["half-of-the-machines"])


def test_ids_of_two_pictures_do_not_clash(tmp_path: Path) -> None:
    """Nor with those of the page; what refers to them follows."""
    file = drawn(tmp_path, '<clipPath id="c"><path d="M0,0h9"/></clipPath><g clip-path="url(#c)"/>')
    first, second = read_pictures([file, file])

    assert 'id="_picture1-c"' in first.markup
    assert 'clip-path="url(#_picture1-c)"' in first.markup
    assert 'clip-path="url(#_picture2-c)"' in second.markup


def test_what_means_nothing_in_the_page_is_left_out(tmp_path: Path) -> None:
    """Classes would be those of the page; comments and instructions are for who draws."""
    assert "fact" not in markup(tmp_path, '<g class="fact" version="1.1"/><!-- fact --><?fact fact?>')


def test_words_stay_words(tmp_path: Path) -> None:
    """Markup that is text in the picture is text in the page."""
    shown = markup(tmp_path, "<text>&lt;script&gt;&amp;</text><g aria-label='\"&gt;&lt;b>'/>")

    assert "<text>&lt;script&gt;&amp;</text>" in shown
    assert 'aria-label="&quot;&gt;&lt;b&gt;"' in shown


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<style>*{fill:red}</style>", "<style>"),
        ("<image href='x.png'/>", "<image>"),
        ("<use href='#a'/>", "<use>"),
        ("<set attributeName='href' to='x'/>", "<set>"),
        ("<b xmlns='http://www.w3.org/1999/xhtml'/>", "xhtml"),
        ("<title><a/></title>", "<title>"),
        ("<g onclick='alert(1)'/>", 'onclick="'),
        ("<g href='#x'/>", 'href="'),
        ("<g tabindex='1'/>", 'tabindex="'),
        ("<a href='https://example.org/#anna'/>", "a link to https://example.org/#anna"),
        ("<a href='//example.org/#anna'/>", "a link to //example.org/#anna"),
        ("<a href='javascript:alert(1)#anna'/>", "a link to javascript:"),
        ("<a href='http://[#anna'/>", "a link to http://["),
        ("<a href='index.html'/>", "a link to index.html"),
        ("<g fill='url(https://example.org/x.svg#a)'/>", 'fill="url('),
        ("<g fill='URL(x.svg)'/>", 'fill="URL('),
        ("<g fill='u\\72l(x.svg)'/>", 'fill="u'),
        ("<g style='fill: url(x.svg)'/>", 'fill="url('),
        ("<g style='background: red'/>", "the style background"),
        ("<g style='nonsense'/>", "the style nonsense"),
    ],
)
def test_what_is_not_known_to_be_harmless_is_refused(tmp_path: Path, inside: str, what: str) -> None:
    """In one sentence, which names the file and what it holds."""
    file = drawn(tmp_path, inside)
    with pytest.raises(DataError, match=r"which a picture in the page may not have$") as refused:
        read_pictures([file])

    assert str(refused.value).startswith(f"{file} holds ")
    assert what in str(refused.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is not SVG that the page can show"),
        (b"<svg", "is not SVG that the page can show"),
        (b"\xff\xfe\x00", "is not SVG that the page can show"),
        (b'<?xml version="1.0" encoding="nonsense"?><svg/>', "is not SVG that the page can show"),
        (b'<!DOCTYPE svg [<!ENTITY a "a">]><svg>&a;</svg>', "declares a document type"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "declares a document type"),
        (f"<g {HEAD}/>".encode(), "no picture with a name"),
        (b'<svg viewBox="0 0 1 1"/>', "no picture with a name"),
        (b"<svg><title>P</title></svg>", "has no viewBox"),
        (b'<svg aria-label="P" viewBox="a b c d"/>', "has no viewBox"),
        (f"<svg {HEAD}>{'<g>' * 5_000}{'</g>' * 5_000}</svg>".encode(), "is nested too deep"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    """Nothing of it is read further."""
    file = tmp_path / "drawn.svg"
    file.write_bytes(content)
    with pytest.raises(DataError, match=why):
        read_pictures([file])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nor a folder in its place."""
    for file in (tmp_path / "gone.svg", tmp_path):
        with pytest.raises(DataError, match="cannot be read: "):
            read_pictures([file])
