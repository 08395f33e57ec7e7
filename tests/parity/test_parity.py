"""Parity: whatever is wrong with a package, `validate` finds it and clears the sound twin; frictionless beside it."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import ANY

import pytest

import factpack
from factpack.plan import duckdb_engine, parquet

from .cases import CASES, THEMES, Case
from .cases.case import Package
from .document import DOCUMENT, document, verdicts

LEAST = 110
OF_ROWS = tuple(case for theme in ("Constraints", "Bounds and lengths", "Keys") for case in THEMES[theme])


def found(package: Package, folder: Path) -> list[tuple[str, str, int]]:
    """What is found in the package: rules, records and counts."""
    root = folder / "package"
    root.mkdir()
    package.write(root)
    return [(each.rule, each.record, each.count) for each in factpack.validate(root)]


def expected(case: Case) -> list[tuple[str, str, int]]:
    """The one finding that there must be."""
    return [(case.rule, case.record or ANY, case.count)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    """One thing wrong is one finding, of its name, in its place, with its count."""
    assert found(case.bad, tmp_path) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_sound_twin_is_cleared(case: Case, tmp_path: Path) -> None:
    """What is not wrong is not found."""
    assert found(case.sound, tmp_path) == []


@pytest.mark.parametrize("case", OF_ROWS, ids=lambda case: case.name)
def test_a_file_too_large_for_memory_is_judged_no_otherwise(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that are read from the file by each statement, as those of large files are, give the same findings."""
    for module in (parquet, duckdb_engine):
        monkeypatch.setattr(module, "SMALL", -1)
    (tmp_path / "sound").mkdir()
    assert found(case.bad, tmp_path) == expected(case)
    assert found(case.sound, tmp_path / "sound") == []


def test_the_document_is_current_and_gives_a_reason_for_each_difference_and_for_nothing_else() -> None:
    """`python -m tests.parity.document` would change nothing; no reason is missing, and none is stale."""
    seen = verdicts()
    assert {name for name, verdict in seen.items() if verdict.differs} == {case.name for case in CASES if case.why}
    assert DOCUMENT.read_text(encoding="utf-8") == document(seen)


def test_the_corpus_is_large_and_each_case_has_a_name_of_its_own() -> None:
    """Whoever reads the document can tell the cases apart."""
    assert len({case.name for case in CASES}) == len(CASES) >= LEAST


WAIT = "import frictionless, sys; frictionless.validate(sys.argv[1])"


def test_frictionless_waits_for_a_fifo(tmp_path: Path) -> None:
    """What is said of the one case that would hang is true."""
    [case] = [case for case in CASES if case.rule == "package/not-a-file" and case.hangs]
    descriptor = case.bad.write(tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", WAIT, str(descriptor)], timeout=5, check=False)
