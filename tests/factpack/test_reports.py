"""Findings are told to people, to machines and to GitHub, each in its own format."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
import re
from typing import TYPE_CHECKING

import pytest

from factpack.findings import Finding, Place, Report, Severity
from factpack.reports import FORMATS

if TYPE_CHECKING:
    from tests.conftest import World

WRONG = Finding("seed/no", Place("seeds/a,b.yaml", 3, 7), 'found 5%\nand "6"', "correct: it", "x.value")
OLD = Finding("package/stale", Place("datapackage/datapackage.json"), "it is old", "build", severity=Severity.WARNING)


def test_text_shows_place_rule_record_message_and_mend() -> None:
    """A finding is three lines, a warning says so, and the last line counts both."""
    assert FORMATS["text"](Report.of([WRONG, OLD])).splitlines() == [
        "datapackage/datapackage.json  package/stale",
        "  warning: it is old",
        "  mend: build",
        "seeds/a,b.yaml:3:7  seed/no  x.value",
        "  found 5%",
        'and "6"',
        "  mend: correct: it",
        "1 error, 1 warning",
    ]


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "no findings"),
        ([OLD], "1 warning"),
        ([WRONG, WRONG], "1 error"),
        ([WRONG, Finding("a/b", Place("c"), "d", "e")], "2 errors"),
    ],
)
def test_the_last_line_counts(findings: list[Finding], verdict: str) -> None:
    """Errors and warnings are counted apart, and a finding that is told twice once."""
    for name in ("text", "github"):
        assert FORMATS[name](Report.of(findings)).splitlines()[-1] == verdict


def test_json_holds_every_part_of_a_finding() -> None:
    """Machines read whether all is well, and each finding with its place in numbers."""
    report = json.loads(FORMATS["json"](Report.of([WRONG, OLD])))

    assert report["ok"] is False
    assert report["findings"][1] == {
        "rule": "seed/no",
        "place": {"file": "seeds/a,b.yaml", "line": 3, "column": 7},
        "message": 'found 5%\nand "6"',
        "mend": "correct: it",
        "record": "x.value",
        "severity": "error",
    }
    assert json.loads(FORMATS["json"](Report.of([OLD])))["ok"] is True


def test_github_annotations_are_escaped() -> None:
    """A workflow command is one line: percent and line ends are escaped, in its properties commas and colons too."""
    assert FORMATS["github"](Report.of([WRONG, OLD])).splitlines() == [
        "::warning file=datapackage/datapackage.json,title=package/stale::it is old%0Amend: build",
        '::error file=seeds/a%2Cb.yaml,line=3,col=7,title=seed/no::x.value: found 5%25%0Aand "6"%0Amend: correct: it',
        "1 error, 1 warning",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_writes_each_format(world: World, name: str) -> None:
    """Every finding of a run is on standard output in the format asked for, and the exit status is 1."""
    world.edit(world.facts, "value: 1.5e6", "value: 1.6e6")
    world.edit(world.entities, "forms: [Иваном Ли]", "forms: [Иван Ли]")
    expected = [(f.place.file, f.place.line, f.place.column, f.rule) for f in world.check()]
    ran = world.run("check", "--format", name)

    assert (ran.returncode, ran.stderr) == (1, "")
    assert len(expected) > 3
    if name == "json":
        found = json.loads(ran.stdout)["findings"]
        places = [(*(f["place"][part] for part in ("file", "line", "column")), f["rule"]) for f in found]
    else:
        pattern = {
            "text": r"^(\S+?):(\d+):(\d+)  (\S+)",
            "github": r"^::error file=([^,]+),line=(\d+),col=(\d+),title=([^:]+)::",
        }[name]
        found = re.findall(pattern, ran.stdout, re.MULTILINE)
        places = [(file, int(line), int(column), rule) for file, line, column, rule in found]
    assert places == expected
