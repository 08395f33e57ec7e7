"""The README's examples run, and their output is what it shows."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from .shown import blocks, commands, printed, run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def with_blank_lines(block: str) -> str:
    """The block as doctest wants it: a blank line inside an output is written out."""
    return re.sub(r"\n(?=\n(?!>>>|\n|\Z))", "\n<BLANKLINE>", block)


@pytest.fixture
def wide_display() -> Iterator[None]:
    """Frames on one line, as in a notebook."""
    with pd.option_context("display.width", 200, "display.max_columns", 20):
        yield


@pytest.mark.usefixtures("wide_display")
def test_python_examples_print_what_they_show() -> None:
    """A reader who types the README's Python sees the README's output."""
    pycon = [block.text for block in blocks(README, "pycon")]
    text = "\n".join(with_blank_lines(block) for block in pycon)
    test = doctest.DocTestParser().get_doctest(text, {}, "README.md", "README.md", 0)
    assert len(test.examples) > 5
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
    report: list[str] = []
    runner.run(test, out=report.append, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_shell_examples_print_what_they_show(repository_copy: Path) -> None:
    """A reader who types the README's commands in a checkout sees the README's output."""
    shown = [pair for block in blocks(README, "console") for pair in commands(block)]
    assert shown
    for command, output in shown:
        assert printed(run(command, repository_copy)) == output.split(), command


def test_the_record_in_the_readme_is_a_record_of_the_seeds() -> None:
    """The README's model of a fact stands in the seeds, so that it cannot go stale."""
    record = next(block.text for block in blocks(README, "yaml") if "trade-turnover-2025" in block.text)
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("seeds/*/*.yaml"))
    for line in record.splitlines():
        assert line in seeds, line
