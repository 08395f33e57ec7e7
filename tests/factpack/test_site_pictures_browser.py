"""Pictures in a real browser: by pointer and keyboard, their marks lead to facts."""

from __future__ import annotations  # Open is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factpack.conftest import Open

WIDE = 960


def test_a_mark_of_a_picture_leads_to_its_fact(site: Path, open_page: Open) -> None:
    """By the pointer, also where filters hide the fact and where it was led to before; Escape leads back."""
    page = open_page(site)
    page.get_by_label("Search").fill("Cardiff")
    fact, mark = page.locator("#trade-turnover-2025"), page.locator(".picture a[href='#trade-turnover-2025']").first
    for _ in range(2):
        mark.click()
        expect(fact).to_be_focused()
        expect(fact).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
        expect(mark).to_be_in_viewport()


def test_the_keyboard_walks_through_a_picture(site: Path, open_page: Open) -> None:
    """Tab comes to each picture once, the arrow keys go from mark to mark, each seen to be there; Enter leads on."""
    page = open_page(site)
    page.locator(".square").last.focus()
    for figure in page.locator("figure").all():
        page.keyboard.press("Tab")
        expect(figure.locator("a:focus")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    mark = page.locator("figure a:focus")
    assert float(mark.locator("*").first.evaluate("mark => parseFloat(getComputedStyle(mark).strokeWidth)")) > 3
    where = mark.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page.locator(f"{where}.fact")).to_be_focused()


@pytest.mark.parametrize("width", [375, 1280])
def test_no_picture_is_clipped(site: Path, open_page: Open, width: int) -> None:
    """It is shown whole, or its figure scrolls; on paper, it is never wider than its figure."""
    page = open_page(site, viewport={"width": width, "height": 800})
    figures, wider = page.locator("figure"), "(one) => one.scrollWidth > one.clientWidth"
    assert set(figures.evaluate_all("all => all.map((one) => getComputedStyle(one).overflowX)")) == {"auto"}
    assert width < WIDE or not any(figures.evaluate_all(f"all => all.map({wider})"))
    page.emulate_media(media="print")
    assert not any(figures.evaluate_all(f"all => all.map({wider})"))
