"""What the page takes: its own work for this repository's package, and how soon a browser shows 5,000 facts."""

import os
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from factpack.build import PACKAGE, check
from factpack.outputs.exchange import publish
from factpack.outputs.files import package_files
from factpack.outputs.site import site_files
from factpack.package import Package
from factpack.project import find_project
from many import FACTS, write_dataset  # type: ignore[import-not-found] # beside this script; mypy looks into src
from measure import ROOT, Line, calls, show  # type: ignore[import-not-found] # beside this script

OWN = 1.0
FIRST_PAINT = 2.0
MANY = 5_000
ROUNDS = 5
BROWSERS = ("chromium", "google-chrome")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# From a key in the search to the next frame that shows what it found.
SEARCHED = """async () => {
    const input = document.querySelector("input");
    input.value = "1007";
    const start = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""


def own_work() -> Line:
    """The files of the page, in a process that has made them before."""
    package = Package(ROOT / "datapackage")
    seconds = calls({"page": lambda: site_files(package)}, rounds=5)["page"].least
    facts = package.folder.resource("facts")["factpack:rows"]
    return Line(f"page of {facts} facts", f"{seconds:.2f} s", f"at most {OWN:.0f} s", holds=seconds <= OWN)


def many(browser: Browser) -> list[Line]:
    """The page of a built dataset of 5,000 facts, made and then opened."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "many"
        write_dataset(root, MANY // FACTS)
        page = _written(root)
        opened = [_opened(browser, page) for _ in range(ROUNDS)]
        size = page.stat().st_size
    painted, searched = (statistics.median(column) / 1000 for column in zip(*opened, strict=True))
    return [
        Line(f"page of {MANY:,} facts", f"{size / 1e6:.1f} MB"),
        Line("first paint", f"{painted:.2f} s", f"at most {FIRST_PAINT:.0f} s", holds=0 < painted <= FIRST_PAINT),
        Line("a search in it", f"{searched:.2f} s"),
    ]


def _written(root: Path) -> Path:
    """The page of the seeds at `root`; its package has not been through the enforcers, which is not measured here."""
    project = find_project(root)
    publish(package_files(project.dataset, project.version, check(project).draft), root / PACKAGE)
    publish(site_files(Package(root / PACKAGE), languages=("en",)), root / "site", last="index.html")
    return root / "site" / "index.html"


def _opened(browser: Browser, file: Path) -> tuple[float, float]:
    """When something was first seen and how long a search took, in milliseconds."""
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_function(f"{PAINTED} > 0")
    times = float(page.evaluate(PAINTED)), float(page.evaluate(SEARCHED))
    page.close()
    return times


if __name__ == "__main__":
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        message = f"this needs a browser: install one of {', '.join(BROWSERS)}"
        raise SystemExit(message)
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        show([own_work(), *many(playwright.chromium.launch(executable_path=program, args=sandbox))])
