"""How long `factpack check` takes of many articles: all at the first time, one that was edited afterwards."""

import shutil
import statistics
import tempfile
from pathlib import Path

from many import FACTS, article_folder, write_dataset  # type: ignore[import-not-found] # beside this script; mypy looks into src
from measure import PYTHON, Line, costs, show  # type: ignore[import-not-found] # likewise

ARTICLES = 1_000
FIRST, EDITED, LINEAR = 30.0, 2.0, 10.0
ROUNDS = 3
MEMORY = ".factpack_cache"


def first(folder: Path) -> float:
    """The seconds of a check that remembers nothing."""
    taken = []
    for _ in range(ROUNDS):
        shutil.rmtree(folder / MEMORY, ignore_errors=True)
        taken.append(_check(folder))
    return min(taken)


def edited(folder: Path) -> float:
    """The seconds of a check after one fact of one article was edited, each time of another."""
    taken = []
    for number in range(2 * ROUNDS):
        path = folder / "seeds" / article_folder(number) / "facts.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("has received", "took", 1), encoding="utf-8")
        taken.append(_check(folder))
    return statistics.median(taken)


def _check(folder: Path) -> float:
    seconds: float = costs({"check": (PYTHON, "-m", "factpack", "check")}, 1, folder)["check"].times.least
    return seconds


def measured() -> list[Line]:
    """A tenth of the articles and all of them, in one run."""
    with tempfile.TemporaryDirectory() as made:
        few, many = Path(made) / "few", Path(made) / "many"
        write_dataset(few, ARTICLES // 10)
        write_dataset(many, ARTICLES)
        least, most, after = first(few), first(many), edited(many)
    facts = f"{ARTICLES * FACTS:,} facts in {ARTICLES:,} articles"
    return [
        Line(f"check of a tenth of {facts}", f"{least:.1f} s"),
        Line(f"check of {facts}", f"{most:.1f} s", f"at most {FIRST:.0f} s", holds=most <= FIRST),
        Line("all / a tenth", f"{most / least:.1f} times", f"at most {LINEAR:.0f}", holds=most / least <= LINEAR),
        Line("one article edited", f"{after:.2f} s", f"at most {EDITED:.0f} s", holds=after <= EDITED),
    ]


if __name__ == "__main__":
    show(measured())
