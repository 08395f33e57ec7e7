"""The guide for curators runs from its first command to its last, and prints what it shows."""

import re
from pathlib import Path

from kz_uk_facts.dataset import DATASET

from .shown import Block, blocks, commands, printed, run

GUIDE = (Path(__file__).parents[2] / "docs" / "curating.md").read_text(encoding="utf-8")
KAZAKH = Path(__file__).with_name("walks") / "kk"


def follow(block: Block, checkout: Path) -> None:
    """Do in the checkout what the block tells its reader to do; what is shown must come of it."""
    match block.language:
        case "text":
            (checkout / block.about).write_text(block.text, encoding="utf-8")
        case "yaml" if block.text.startswith("# seeds/"):
            first, _, lines = block.text.partition("\n")
            with (checkout / first.removeprefix("# ")).open("a", encoding="utf-8") as file:
                file.write(lines)
        case "console":
            for command, output in commands(block):
                ran = run(command, checkout)
                assert printed(ran) == output.split(), command
                assert ran.returncode in {0, 1}, command  # 1: there are findings, which are shown
        case "pycon":
            (checkout / "session.txt").write_text(block.text, encoding="utf-8")
            ran = run("python -m doctest -o NORMALIZE_WHITESPACE session.txt", checkout)
            assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout


def test_the_guide_leads_from_an_article_to_a_package(repository_copy: Path) -> None:
    """Who does in a checkout what the guide says, in its order, sees what it shows at each step."""
    steps = blocks(GUIDE)
    assert {block.language for block in steps} == {"sh", "text", "console", "yaml", "pycon"}
    for block in steps:
        follow(block, repository_copy)

    assert run("factpack check", repository_copy).stdout == "no findings\n"


def test_what_the_guide_shows_of_a_kazakh_record_is_one() -> None:
    """YAML that the reader is not told to write stands in the records of the Kazakh article."""
    shown = [block.text for block in blocks(GUIDE, "yaml") if not block.text.startswith("#")]
    facts = (KAZAKH / "facts.yaml").read_text(encoding="utf-8")

    assert shown
    assert all(text in facts for text in shown)


def test_the_guide_names_every_table_that_people_write() -> None:
    """The list of what goes where misses no table of facts."""
    named = set(re.findall(r"\| `(\w+)` \|", GUIDE))
    assert named == set(DATASET.written) - {"entities"}
