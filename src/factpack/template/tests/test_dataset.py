"""The seeds are sound, the package is theirs, and it loads."""

import subprocess
import sys
from pathlib import Path

import pytest
from factpack.build import check
from factpack.findings import Finding
from factpack.project import find_project

import harbour_facts

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """All that `factpack check` finds."""
    return list(check(find_project(ROOT)).report)


def test_the_seeds_are_sound(findings: list[Finding]) -> None:
    """Every fact is borne out by its quotes, and every sentence is taken up by a fact or waived."""
    assert [finding for finding in findings if not finding.rule.startswith("package/")] == []


def test_the_package_is_the_one_that_the_seeds_give(findings: list[Finding]) -> None:
    """Nobody has changed the seeds, or a record class, and forgotten `make`."""
    assert [finding for finding in findings if finding.rule.startswith("package/")] == []


def test_every_table_loads_with_its_rows() -> None:
    """What the package says of itself is what an analyst gets."""
    tables = harbour_facts.tables()
    assert {"facts", "events", "figures", "entities"} <= set(tables["name"])
    for name, rows in zip(tables["name"], tables["rows"], strict=True):
        assert len(harbour_facts.load(name)) == rows


def test_importing_the_dataset_imports_nothing_heavy() -> None:
    """A fresh interpreter has pandas when a table is loaded, and not before."""
    code = "import sys, harbour_facts; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_command_cites_and_exports(tmp_path: Path) -> None:
    """Whoever has the package and no Python of their own gets the tables as files."""
    command = [sys.executable, "-m", "harbour_facts"]
    cited = subprocess.run([*command, "cite", "cost-of-the-berth"], check=True, capture_output=True, text=True)
    assert "fact cost-of-the-berth" in cited.stdout
    subprocess.run([*command, "export", "--format", "csv", str(tmp_path / "csv")], check=True)
    assert (tmp_path / "csv/figures.csv").is_file()
