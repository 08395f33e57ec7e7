"""The code keeps to its own rules, so that `make test` alone says whether a change can be merged."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check", "mypy", "lint-imports"])
def test_linter_finds_nothing(command: str) -> None:
    """Style, format, types and the direction of imports are as pyproject.toml asks."""
    program, *arguments = command.split()
    path = Path(sys.executable).with_name(program)
    ran = subprocess.run([path, *arguments], check=False, cwd=REPOSITORY, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stdout + ran.stderr
