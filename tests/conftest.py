"""The tiny world that tests copy and break: three sentences, two people, one number (tests/world)."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import pytest

from factpack.build import Built, build, check
from factpack.findings import Finding, Report
from factpack.project import Project, find_project

# `make test-spark` runs these by themselves, where pyspark is found.
collect_ignore = [] if find_spec("pyspark") else ["spark"]

REPOSITORY = Path(__file__).parents[1]
WORLD = Path(__file__).parent / "world"
FOLDER = "seeds/2025-03-03-meeting/"
FACTS = f"{FOLDER}facts.yaml"
ARTICLE = f"{FOLDER}article.txt"
ARTICLE_YAML = f"{FOLDER}article.yaml"
ENTITIES = "seeds/entities.yaml"


@dataclass(frozen=True)
class World:
    """A copy of the tiny dataset."""

    root: Path
    facts: ClassVar[str] = FACTS
    article: ClassVar[str] = ARTICLE
    article_yaml: ClassVar[str] = ARTICLE_YAML
    entities: ClassVar[str] = ENTITIES

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

    def write(self, name: str, content: str | bytes) -> None:
        """Replace a whole file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def tell(self, text: str, facts: str, *, entities: str = "", article: str = "") -> None:
        """Replace the whole story: an article of `text`, and YAML lines of facts, entities and about the article."""
        self.write(self.article, text)
        self.write(self.facts, facts)
        self.write(self.entities, entities or "entities: []\n")
        digest = hashlib.sha256(text.encode()).hexdigest()
        head = f'headline: "[x]"\npublisher: x\ndate: "2025-03-03"\nlanguage: ru\nsha256: {digest}\n'
        self.write(self.article_yaml, head + article)

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

    def found(self) -> list[str]:
        """What is wrong with the seeds, as `file:line:column rule`, the file without the article's folder."""
        findings = [finding for finding in self.check() if not finding.rule.startswith("package/")]
        return [f"{finding.place} {finding.rule}".removeprefix(FOLDER) for finding in findings]

    def build(self) -> Built:
        """What `factpack build` gives."""
        return build(self.project)

    def copy(self, root: Path) -> "World":
        """The same in another folder."""
        return World(shutil.copytree(self.root, root))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The `factpack` command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "factpack", *arguments], cwd=self.root, capture_output=True, text=True, check=False
        )


def _new(folder: Path) -> World:
    return World(shutil.copytree(WORLD, folder / "world", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A sound copy of the tiny dataset."""
    return _new(tmp_path)


@pytest.fixture(scope="module")
def world_of_module(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Another one, for what the tests of a module build once, and read or copy."""
    return _new(tmp_path_factory.mktemp("module"))


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A copy of the tiny dataset in which `factpack build` has run."""
    built = _new(tmp_path_factory.mktemp("built"))
    assert built.build().report.ok
    return built


@pytest.fixture
def built_world(_built_once: World, tmp_path: Path) -> World:
    """A sound copy of the tiny dataset with its schema/ and datapackage/."""
    return _built_once.copy(tmp_path / "built")


TypeCheck = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def type_check() -> TypeCheck:
    """Run mypy with our settings in a folder; all but the first run know the libraries already, and are quick."""

    def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        cache = REPOSITORY / ".mypy_cache"
        cache.mkdir(exist_ok=True)
        settings = ("--config-file", REPOSITORY / "pyproject.toml", "--cache-dir", cache)
        with (cache / "one-at-a-time").open("w") as file:  # two at once would both work everything out
            fcntl.flock(file, fcntl.LOCK_EX)
            command = [sys.executable, "-m", "mypy", *settings, *arguments]
            return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    return run
