"""What the documents say of versions, dependencies, commands and words is so."""

import argparse
import json
import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from factpack.cli import parser
from factpack.package_cli import parser as package_parser

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def requirements() -> list[str]:
    """Every direct requirement: of the package, its extras, the build and development."""
    project = PYPROJECT["project"]
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    groups = [requirement for group in PYPROJECT["dependency-groups"].values() for requirement in group]
    every = [*project["dependencies"], *extras, *groups, *PYPROJECT["build-system"]["requires"]]
    return sorted({requirement for requirement in every if not requirement.startswith(project["name"])})


@pytest.mark.parametrize("requirement", requirements())
def test_each_dependency_is_bounded_pinned_and_explained(requirement: str) -> None:
    """A direct dependency has a lower bound that the pinned version meets, and a reason in CONTRIBUTING.md."""
    name, bound = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?>=([\d.]+)", requirement).groups()  # type: ignore[union-attr]
    pinned = re.search(
        rf"^{re.escape(name)}==([\d.]+?)(?:\.post\d+)?$", CONSTRAINTS, flags=re.MULTILINE | re.IGNORECASE
    )

    assert pinned, f"{name} is not in constraints.txt"
    assert [int(part) for part in pinned[1].split(".")] >= [int(part) for part in bound.split(".")]
    assert re.search(rf"\b{re.escape(name)}\b", CONTRIBUTING), f"{name} has no reason in CONTRIBUTING.md"


def test_constraints_name_no_hosts() -> None:
    """Versions are pinned by name alone: whoever installs has an index of their own."""
    pins = [line for line in CONSTRAINTS.splitlines() if line and not line.startswith("#")]

    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", pin) for pin in pins)


def test_one_version_and_one_date_everywhere() -> None:
    """The package, the citation file and the changelog speak of one release."""
    version = PYPROJECT["project"]["version"]
    citation = YAML(typ="safe").load(ROOT / "CITATION.cff")
    descriptor = json.loads((ROOT / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    released = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert released
    assert {version, citation["version"], descriptor["version"], released[1]} == {version}
    assert {citation["date-released"], descriptor["created"][:10], released[2]} == {released[2]}


@pytest.mark.parametrize("root", [parser(), package_parser("kz-uk-facts", Path())], ids=lambda root: root.prog)
def test_each_command_and_option_is_in_the_readme(root: argparse.ArgumentParser) -> None:
    """A command or an option that the README does not name does not exist for its readers."""
    commands = next(action.choices for action in root._actions if action.choices)  # noqa: SLF001 (argparse has no other way)
    assert "show" in set(commands)
    for name, command in dict(commands).items():
        assert f"{root.prog} {name}" in README
        for option in (option for action in command._actions for option in action.option_strings):  # noqa: SLF001
            assert option in README or option in {"-h", "--help"}, option


def test_the_words_of_the_design_are_explained() -> None:
    """Every word that the findings and the package use is in the table of words."""
    words = ("article", "seed", "record", "fact", "evidence", "span", "basis", "contract", "plan", "rule", "finding")

    assert all(f"| {word} |" in CONTRIBUTING for word in words)
