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
def shell(engine: Environment) -> Callable[[str, Path], subprocess.CompletedProcess[str]]:
    """Run a shell command where all that the engine needs is installed, and where there is no index."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "MAKE"))}
    variables = {"PYTHONPATH": str(engine.packages), "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}

    def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", command], check=False, cwd=folder, env=foreign | variables, capture_output=True, text=True
        )

    return run


@pytest.fixture(scope="module")
def installed_engine(engine: Environment, installed: Environments, wheel: Path) -> Environment:
    """An environment with our wheel, which has the command and the template."""
    return installed(engine, wheel)


def test_a_new_dataset_builds_and_passes_its_tests_at_once(
    installed_engine: Environment, shell: Callable[[str, Path], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """The commands that `factpack new` prints build and test; then CI finds nothing."""
    new = installed_engine.run("factpack", "new", NAME, cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    command = new.stdout.splitlines()[-1].removeprefix("next: ")
    assert "&& make FACTPACK=/" in command  # it knows that the engine came from a wheel, and from which
    assert command.endswith("&& make test")

    ran = shell(command, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "coverage: 3 of 3 sentences" in ran.stdout
    assert " passed" in ran.stdout
    checked = shell(".venv/bin/factpack check && .venv/bin/factpack validate datapackage", tmp_path / NAME)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.startswith("no findings\n")


def test_an_engine_that_is_nowhere_is_said(
    installed_engine: Environment, shell: Callable[[str, Path], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Where no index has the engine, make says how to tell it where the engine is."""
    assert installed_engine.run("factpack", "new", NAME, cwd=tmp_path).returncode == 0
    ran = shell("make", tmp_path / NAME)
    assert ran.returncode == 2
    assert "say where it is: make FACTPACK=/path/to/kz-uk-facts" in ran.stderr


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
