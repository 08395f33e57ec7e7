"""The page in a real browser: words and facts lead to each other, and nobody is shut out."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from factpack.package import Package

if TYPE_CHECKING:
    from tests.conftest import World
    from tests.factpack.conftest import Open, Write

ROOT = Path(__file__).parents[2]
WIDE = 960
HOSTILE = (
    """<script>document.title = "x"</script></style><img src=x onerror=alert(document)>'"&amp;{{ say }}\u202eabc"""
)


# Chooses every marked word, and gives for each the facts that it names, the one that it led to, and those shown then.
FROM_WORDS = """async () => {
    const led = [];
    for (const piece of document.querySelectorAll(".said")) {
        piece.click();
        await new Promise((done) => setTimeout(done));
        const facts = [...document.querySelectorAll(".fact")];
        led.push({
            names: piece.dataset.n.split(" "),
            current: document.querySelector(".fact[aria-current]").dataset.n,
            focused: document.activeElement.dataset.n,
            shown: facts.filter((fact) => !fact.hidden).map((fact) => fact.dataset.n),
        });
    }
    return led;
}"""
# Chooses every quote, and gives for each its fact, its words, and the facts that the words it led to name.
FROM_QUOTES = """() => [...document.querySelectorAll(".fact .quote")].map((link) => {
    link.click();
    return {
        fact: link.closest(".fact").dataset.n,
        quote: link.textContent,
        names: document.activeElement.dataset.n.split(" "),
        words: document.activeElement.textContent,
        lit: [...document.querySelectorAll(".said.now")].map((piece) => piece.dataset.n.split(" ")),
    };
})"""


def address(page: Page) -> str:
    """Where the page says it is; Playwright's own idea of it comes a moment later."""
    return str(page.evaluate("location.href"))


def shown(page: Page) -> int:
    """How many facts are shown."""
    return page.locator(".fact:not([hidden])").count()


def test_every_fact_is_reached_from_its_words(site: Path, open_page: Open) -> None:
    """Marked words lead to the fact that quotes them, or to all of those that do and nothing else."""
    page = open_page(site)
    led = page.evaluate(FROM_WORDS)
    every = {row["id"] for row in Package(ROOT / "datapackage").load("facts", engine="arrow").to_pylist()}

    assert all(each["current"] == each["focused"] == each["names"][0] for each in led)
    assert all(each["shown"] == each["names"] for each in led if len(each["names"]) > 1)
    assert len({number for each in led for number in each["shown"] if number in each["names"]}) == len(every)


def test_every_quote_leads_back_to_its_words(site: Path, open_page: Open) -> None:
    """The words that get the focus belong to the fact and to its quote; all words of the fact are lit."""
    led = open_page(site).evaluate(FROM_QUOTES)

    assert len(led) == Package(ROOT / "datapackage").load("evidence", engine="arrow").num_rows
    assert all(each["fact"] in each["names"] and each["quote"].startswith(each["words"]) for each in led)
    assert all(each["fact"] in names for each in led for names in each["lit"])


def test_the_words_of_a_field_are_lit(site: Path, open_page: Open) -> None:
    """A stated field shows its words, and choosing them lights exactly these."""
    page = open_page(site)
    fact = page.locator("#trade-turnover-2025")
    fact.locator("summary").click()
    fact.locator(".lit", has_text="1,6 млрд").first.click()

    expect(page.locator(".said:focus")).to_have_text("1,6 млрд долларов США")
    assert page.evaluate("[...CSS.highlights.get('exact')].map(String)") == ["1,6 млрд долларов США"]


def test_a_link_leads_to_its_fact(site: Path, open_page: Open) -> None:
    """Also to one that is filtered out, and into the other language; the browser's way back leads back."""
    page = open_page(site, "index.html#trade-turnover-2025")
    fact = page.locator("#trade-turnover-2025")
    expect(fact).to_be_focused()
    expect(fact).to_be_in_viewport()
    fact.locator(".quote").first.click()
    expect(page.locator(".said:focus")).to_have_text("Собеседники")
    page.go_back()
    expect(fact).to_be_focused()
    page.get_by_label("Search").fill("Cardiff")
    expect(fact).to_be_hidden()
    page.evaluate("location.hash = 'trade-growth-2025'")
    expect(page.locator("#trade-growth-2025")).to_be_focused()
    page.get_by_text("По-русски").click()
    expect(page.locator("#trade-growth-2025")).to_be_focused()
    assert page.locator("html").get_attribute("lang") == "ru"


def test_filters_and_search_narrow(site: Path, open_page: Open) -> None:
    """Each narrows what is there, together more; words of both languages are found; and all comes back."""
    page = open_page(site)
    every, filters = shown(page), page.locator(".filters")
    filters.get_by_label("Table").select_option(label="Indicators")
    assert shown(page) == 6
    filters.get_by_label("Modality").select_option(label="reported")
    filters.get_by_label("Speaker").select_option(label="Ermek Kosherbayev")
    assert page.locator(".fact:not([hidden])").evaluate_all("facts => facts.map((fact) => fact.id)") == [
        "diplomatic-relations-anniversary"
    ]
    expect(page.get_by_role("status")).to_have_text(f"Shown: 1 of {every}")
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == every
    for words in ("BILATERAL trade reached", "двусторонней торговли 1,6", "trade-turnover-2025"):
        page.get_by_label("Search").fill(words)
        expect(page.locator("#trade-turnover-2025")).to_be_visible()
        assert shown(page) < 5
    page.get_by_label("Search").fill("no such words")
    expect(page.get_by_text("Nothing fits.")).to_be_visible()
    assert shown(page) == 0


def test_what_is_filtered_by_stands_in_the_address(site: Path, open_page: Open) -> None:
    """So it can be sent: it is there again when the page is opened, in the other language, and on the way back."""
    page = open_page(site)
    every, filters = shown(page), page.locator(".filters")
    filters.get_by_label("Table").select_option(label="Indicators")
    filters.get_by_label("Speaker").select_option(label="nobody named")
    page.get_by_label("Search").fill("больше & меньше")
    assert address(page).endswith("/index.html?table=indicators&speaker=&q=" + quote_plus("больше & меньше"))
    page.get_by_label("Search").fill("")
    few = shown(page)
    assert 0 < few < 6
    page.locator(".fact:not([hidden]) .number").first.click()
    page.get_by_role("button", name="Show all").click()
    assert address(page).partition("#")[0].endswith("/index.html")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(f"Shown: {few} of {every}")
    again = open_page(site, address(page).rpartition("/")[2])
    assert shown(again) == few
    again.get_by_text("По-русски").click()
    again.wait_for_url("**/index.ru.html?*")
    assert shown(again) == few
    assert shown(open_page(site, "index.html?table=nonsense&other=1")) == every


def test_a_link_to_a_fact_wins_over_filters(site: Path, open_page: Open) -> None:
    """Whoever is sent a fact sees it, whatever the address says beside."""
    page = open_page(site, "index.html?table=events#trade-turnover-2025")
    expect(page.locator("#trade-turnover-2025")).to_be_focused()
    assert address(page).endswith("index.html#trade-turnover-2025")


def test_search_engines_are_told_of_the_dataset(site: Path, open_page: Open) -> None:
    """As schema.org has it, in every language; the browser takes it for data."""
    descriptor = Package(ROOT / "datapackage").folder.descriptor
    for name in ("index.html", "index.ru.html"):
        told = json.loads(open_page(site, name).locator("script[type='application/ld+json']").inner_text())
        assert (told["@type"], told["description"]) == ("Dataset", descriptor["description"])
        assert "distribution" not in told


def test_the_keyboard_alone_suffices(site: Path, open_page: Open) -> None:
    """From the start to words, from word to word, to a fact, to its words, back, to its fields, and to the search."""
    page = open_page(site)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    while not page.locator(".said:focus").count():
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".said:focus")).to_have_text("В рамках визита в Соединенное Королевство")
    page.keyboard.press("Enter")
    fact = page.locator(".fact[aria-current]")
    expect(fact).to_be_focused()
    assert shown(page) == 2
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(fact.locator(".quote").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".said:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(fact.locator(".quote").first).to_be_focused()
    while not fact.locator("summary:focus").count():
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(fact.locator("dl")).to_be_visible()
    while not page.locator("input:focus").count():
        page.keyboard.press("Shift+Tab")
    page.keyboard.type("Cardiff")
    assert 0 < shown(page) < 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "width"), [("index.html", 1280), ("index.ru.html", 375)])
def test_no_rule_of_accessibility_is_broken(site: Path, open_page: Open, scheme: str, name: str, width: int) -> None:
    """In both languages, wide and narrow, light and dark, with a fact chosen and its fields open."""
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = open_page(site, f"{name}#trade-turnover-2025", **options)
    page.locator("#trade-turnover-2025 summary").click()
    if scheme == "dark" or width < WIDE:  # the rest differs in its words alone
        page.locator("input").fill("trade")
    results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})  # a style is not read anew

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_words_and_facts_lead_to_each_other(site: Path, open_page: Open) -> None:
    """Links and anchors are plain HTML."""
    page = open_page(site, java_script_enabled=False)
    page.locator(".said").first.click()
    expect(page.locator(".fact").first).to_be_in_viewport()
    page.locator("#trade-turnover-2025 .quote", has_text="1,6").click()
    expect(page.locator(".said", has_text="1,6 млрд")).to_be_in_viewport()
    expect(page.locator(".filters")).to_be_hidden()


def test_on_paper_words_carry_the_numbers_of_their_facts(site: Path, open_page: Open) -> None:
    """What cannot be clicked is numbered; what only serves a screen is left out."""
    page = open_page(site)
    page.emulate_media(media="print")

    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".jump")).to_be_hidden()
    number = "getComputedStyle(document.querySelector('.said'), '::after').content"
    assert page.evaluate(number) == '"1"'


def test_hostile_text_stays_text(world: World, tmp_path: Path, open_page: Open, write_page: Write) -> None:
    """Markup, quotation marks, template syntax and marks of direction in the seeds are shown, and do nothing."""
    quoted = HOSTILE.replace("'", "''")
    text = f"Анна Ким {HOSTILE} рада.\n\nЕщё {HOSTILE}.\n"
    facts = (
        f"opinions:\n  - id: anna-is-glad\n    mood: glad\n    speaker: anna\n    words: '{quoted}'\n"
        f"    statement: 'S {quoted}'\n    ambiguity: 'A {quoted}'\n    evidence: 'Анна Ким {quoted} рада'\n"
    )
    entities = f"entities:\n  - {{id: anna, name_en: 'E {quoted}', name: 'N {quoted}', forms: [Анна Ким]}}\n"
    world.tell(text, facts, entities=entities, article=f"sentences:\n  - {{starts: Ещё, waiver: 'W {quoted}'}}\n")
    for name in ("headline", "publisher"):
        path = world.root / world.article_yaml
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [f"{name}: '{quoted}'\n" if line.startswith(f"{name}:") else line for line in lines]
        path.write_text("".join(kept), encoding="utf-8")
    built = world.build()
    assert built.report.ok, list(built.report)
    for name in ("index.html", "index.ru.html"):
        page = open_page(write_page(world.root, tmp_path), name)
        expect(page.locator(".statement")).to_have_text(f"S {HOSTILE}")
        expect(page.locator("blockquote")).to_have_text(f"Анна Ким {HOSTILE} рада")
        expect(page.locator(".speaker bdi")).to_have_text(f"{'E' if name == 'index.html' else 'N'} {HOSTILE}")
        expect(page.locator(".article h3")).to_have_text(HOSTILE)
        assert page.title() == "Tiny facts"
        assert page.locator("img, style, script:not([src], [type='application/ld+json'])").count() == 0
        told = json.loads(page.locator("script:not([src])").inner_text())
        assert told["isBasedOn"] == [{"@type": "CreativeWork", "name": f"{HOSTILE}, {HOSTILE}, 3 March 2025"}]
