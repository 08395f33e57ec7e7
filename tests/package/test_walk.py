"""A Kazakh article goes the guide's way, from plain text to a package."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from factpack.package import Package

from .shown import run

WALK = Path(__file__).with_name("walks") / "kk"
HEADLINE = "Порт пен университет жол картасына қол қойды"
ID = "2026-05-12-port-pen-universitet-zhol-kartasyna-kol-koidy"
SEEDS = {"entities.yaml": "seeds", "article.yaml": f"seeds/{ID}", "facts.yaml": f"seeds/{ID}"}


@pytest.fixture
def added(repository_copy: Path) -> Path:
    """A checkout to which the article has just been added."""
    shutil.copy(WALK / "article.txt", repository_copy / "port.txt")
    options = f'--publisher Мысал --date 2026-05-12 --language kk --headline "{HEADLINE}"'
    ran = run(f"factpack add port.txt {options}", repository_copy)
    assert ran.stdout == f"added seeds/{ID}/: 11 sentences, 8 numbers in digits\nnext: factpack todo --article {ID}\n"
    return repository_copy


@pytest.fixture
def curated(added: Path) -> Path:
    """The checkout with the records written, each at the end of its file."""
    for name, folder in SEEDS.items():
        with (added / folder / name).open("a", encoding="utf-8") as file:
            file.write((WALK / name).read_text(encoding="utf-8"))
    return added


def todo(checkout: Path) -> dict[str, Any]:
    """What is still to do in the article."""
    told: dict[str, Any] = json.loads(run(f"factpack todo --article {ID} --format json", checkout).stdout)
    return told


def test_all_of_an_article_that_was_added_is_open(added: Path) -> None:
    """No sentence, number or Latin-script name of it is taken up, and each sentence has its next step."""
    article = todo(added)["articles"][0]

    assert article["counts"] == {
        "sentence": {"covered": 0, "all": 11},
        "number": {"covered": 0, "all": 8},
        "name": {"covered": 0, "all": 1},
    }
    assert all(sentence["next"] for sentence in article["sentences"])


def test_with_its_records_nothing_is_left_and_the_package_says_what_it_means(curated: Path) -> None:
    """Scale words, case endings, a comparator behind its number and words that a record reads come out as they are."""
    assert todo(curated)["ok"] is True
    assert run("factpack build", curated).returncode == 0
    assert run("factpack check", curated).stdout == "no findings\n"

    rows = Package(curated / "datapackage").load("indicators", engine="arrow").to_pylist()
    columns = ("value", "unit", "comparator", "low", "high", "period")
    assert [tuple(row[name] for name in columns) for row in rows if row["article"] == ID] == [
        (40, None, "exact", 40, 40, "2026"),
        (500, None, "more_than", 500, None, None),
        (12, None, "exact", 12, 12, "2025"),
        (12, "%", "exact", 11.5, 12.5, "2025"),
        (1.6e9, "KZT", "exact", 1.55e9, 1.65e9, "2025"),
    ]
    shown = run("factpack show companies-new-in-the-port-2025", curated).stdout
    assert 'value        12  [inferred: The curators read "он екі" as 12.]' in shown
