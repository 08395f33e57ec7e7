"""The tiny world that tests copy and break: three sentences, two people, one number (tests/world)."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from factpack.build import Built, build, check
from factpack.findings import Finding, Report
from factpack.project import Project, find_project

WORLD = Path(__file__).parent / "world"
FACTS = "seeds/2025-03-03-meeting/facts.yaml"
ARTICLE = "seeds/2025-03-03-meeting/article.txt"
ARTICLE_YAML = "seeds/2025-03-03-meeting/article.yaml"
ENTITIES = "seeds/entities.yaml"


@dataclass(frozen=True)
class World:
    """A copy of the tiny dataset."""

    root: Path

    @property
    def project(self) -> Project:
        """The project, as the command finds it."""
        return find_project(self.root)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words that must stand once in a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def line_of(self, name: str, words: str) -> int:
        """The line, from 1, that holds the words."""
        lines = (self.root / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if words in line)

    def check(self) -> Report:
        """The report of `factpack check`."""
        return check(self.project).report

    def only_finding(self) -> Finding:
        """The one finding that there is."""
        findings = list(self.check())
        assert len(findings) == 1, findings
        return findings[0]

    def rules(self) -> list[str]:
        """The names of what is wrong, in the order of the places."""
        return [finding.rule for finding in self.check()]

    def build(self) -> Built:
        """What `factpack build` gives."""
        return build(self.project)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The `factpack` command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "factpack", *arguments], cwd=self.root, capture_output=True, text=True, check=False
        )


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A sound copy of the tiny dataset."""
    shutil.copytree(WORLD, tmp_path / "world", ignore=shutil.ignore_patterns("__pycache__"))
    return World(tmp_path / "world")
