"""A dataset of many articles, each with ten facts, to check: what a large newsroom would have after years."""

import hashlib
import re
import shutil
from pathlib import Path

from measure import ROOT  # type: ignore[import-not-found] # beside this script; mypy looks into src

FACTS = 10
"""In each article, one a sentence."""
PORTS = 200
"""Entities, of which each article names three."""


def write_dataset(folder: Path, articles: int) -> None:
    """Write seeds of so many articles, with this repository's record classes, into a new folder."""
    folder.mkdir(parents=True)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(re.sub(r"(?m)^max_quoted_share.*", "max_quoted_share = 1.0", settings))
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "seeds").mkdir()
    (folder / "seeds" / "entities.yaml").write_text(_entities(articles), encoding="utf-8")
    for number in range(articles):
        _write_article(folder / "seeds", number)


def article_folder(number: int) -> str:
    """The folder of an article under seeds/."""
    return f"2026-01-{1 + number % 28:02}-port-report-{number:05}"


def _entities(articles: int) -> str:
    named = range(min(PORTS, 3 * articles))
    return "entities:\n" + "".join(
        f"  - {{id: port-{port}, kind: city, name_en: Port {port:03}, name: Порт {_letters(port)},"
        f" forms: [Порт {_letters(port)}, Порта {_letters(port)}]}}\n"
        for port in named
    )


def _letters(number: int) -> str:
    """A name that no other number has: three capital letters."""
    alphabet = "АБВГДЕЖЗИК"
    return "".join(alphabet[number // power % 10] for power in (100, 10, 1))


def _write_article(seeds: Path, number: int) -> None:
    ports = [f"Порт {_letters((3 * number + step) % PORTS)}" for step in range(3)]
    folder = seeds / article_folder(number)
    folder.mkdir()
    sentences = [
        f"{ports[fact % 3]} за {fact + 1} квартал принял более {1000 + 7 * number + fact} судов, увеличив оборот."
        for fact in range(FACTS)
    ]
    text = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, FACTS, 3)) + "\n"
    (folder / "article.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "article.yaml").write_text(
        f'headline: "[Port report {number}]"\npublisher: Ports\ndate: "{folder.name[:10]}"\nlanguage: ru\n'
        f"sha256: {digest}\nwaivers:\n"
        + "".join(f"  - {{words: {fact + 1} квартал, reason: No period is taken up here.}}\n" for fact in range(FACTS)),
        encoding="utf-8",
    )
    records = "".join(_record(number, fact, sentences[fact]) for fact in range(FACTS))
    (folder / "facts.yaml").write_text(f"indicators:\n{records}", encoding="utf-8")


def _record(number: int, fact: int, sentence: str) -> str:
    value = 1000 + 7 * number + fact
    quote = sentence.partition(" за ")[0]
    return (
        f"  - id: ships-{number}-{fact}\n"
        f"    measure: companies\n"
        f"    value: {value}\n"
        f"    comparator: more_than\n"
        f"    statement: The port has received more than {value} ships.\n"
        f"    act: reported\n"
        f"    modality: reported\n"
        f"    roles: {{subject: port-{(3 * number + fact % 3) % PORTS}}}\n"
        f"    evidence:\n"
        f"      - {{quote: {quote}, suffix: ' за {fact + 1} '}}\n"
        f"      - более {value} судов\n"
    )
