"""What `factpack new` makes builds and passes its tests in an environment that has our wheel alone."""

from __future__ import annotations  # Environment is there for the type checker only: a conftest is not imported

import os
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.package.conftest import Environment, Environments

REPOSITORY = Path(__file__).parents[2]
NAME = "river-town-facts"


@pytest.fixture(scope="module")
def engine(environment: Environments) -> Environment:
    """All that the engine and the tests of a dataset need, without the engine itself."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["schema"], *extras["factpack"]]
    own = [requirement for requirement in needed if not requirement.startswith(project["name"])]
    return environment("dataset", *own, "pytest", "hatchling", "editables")


@pytest.fixture(scope="module")
def make(engine: Environment, wheel: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run make where pip finds our wheel, finds everything else installed, and has no index."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "MAKE"))}
    variables = {"PYTHONPATH": str(engine.packages), "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *arguments],
            check=False,
            cwd=folder,
            env=foreign | variables | {"PIP_FIND_LINKS": str(wheel.parent)},
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture(scope="module")
def installed_engine(engine: Environment, installed: Environments, wheel: Path) -> Environment:
    """An environment with our wheel, which has the command and the template."""
    return installed(engine, wheel)


def test_a_new_dataset_builds_and_passes_its_tests_at_once(
    installed_engine: Environment, make: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """The two commands of its README, in the order of its README, and then what its CI asks for."""
    new = installed_engine.run("factpack", "new", NAME, cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    assert "FACTPACK=" in new.stdout  # it knows that the engine came from a wheel, and which

    built = make(tmp_path / NAME)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "3 of 3 sentences" in built.stdout
    tested = make(tmp_path / NAME, "test")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert " passed" in tested.stdout
    assert make(tmp_path / NAME, "check").stdout == "no findings\n"
    assert installed_engine.run("factpack", "validate", "datapackage", cwd=tmp_path / NAME).returncode == 0


def test_the_installed_template_is_the_one_of_the_repository(installed_engine: Environment) -> None:
    """Wheels drop no file of it: not what starts with a dot, not what is empty."""
    paths = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src/factpack/template"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    template = installed_engine.packages / "factpack" / "template"
    files = {path for path in template.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {f"src/factpack/template/{path.relative_to(template).as_posix()}" for path in files} == set(paths)
