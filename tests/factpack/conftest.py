"""The page in a real browser, for all tests that look at it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from factpack.outputs.site import read_pictures, site_files
from factpack.package import Package
from factpack.project import find_project

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "google-chrome")
expect.set_options(timeout=30_000)  # other tests run on the same cores

Open = Callable[..., Page]
Write = Callable[[Path, Path], Path]


@pytest.fixture(scope="module")  # no longer: Playwright's event loop would be in the way of others
def browser() -> Iterator[Browser]:
    """A Chromium of the system's own; nothing is downloaded."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed; in CI, .ci/run installs one")
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page of a site's folder; afterwards, nothing was said on the console and nothing asked of a network."""
    said: list[str] = []
    contexts = []

    def opened(site: Path, name: str = "index.html", **options: Any) -> Page:  # noqa: ANN401 (whatever a context takes)
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.route(lambda url: not url.startswith("file:"), refuse)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.append(request.url))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(f"{site.as_uri()}/{name}")
        return page

    def refuse(route: Route) -> None:
        said.append(route.request.url)
        route.abort()

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="session")
def write_page() -> Write:
    """Writes the page of what stands built below a root into a folder, and gives the folder."""

    def write(root: Path, folder: Path) -> Path:
        pictures = read_pictures(find_project(root).pictures)
        for name, data in site_files(Package(root / "datapackage"), pictures=pictures).items():
            (folder / name).write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, write_page: Write) -> Path:
    """The page of this repository's package, written once."""
    return write_page(ROOT, tmp_path_factory.mktemp("site"))
