"""The code keeps to its own rules, so that `make test` alone says whether a change can be merged."""

from __future__ import annotations  # TypeCheck is there for the type checker only: a conftest is not imported

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import TypeCheck

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check", "lint-imports"])
def test_linter_finds_nothing(command: str) -> None:
    """Style, format and the direction of imports are as pyproject.toml asks."""
    program, *arguments = command.split()
    path = Path(sys.executable).with_name(program)
    ran = subprocess.run([path, *arguments], check=False, cwd=REPOSITORY, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_type_checker_finds_nothing(type_check: TypeCheck) -> None:
    """Types are as pyproject.toml asks, in all files that it names."""
    ran = type_check(REPOSITORY)

    assert ran.returncode == 0, ran.stdout + ran.stderr
