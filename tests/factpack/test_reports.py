"""Findings are told to people, to machines and to GitHub, each in its own format."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from factpack.findings import Example, Finding, Place, Report, Resource, Severity
from factpack.reports import FORMATS, PACKAGE_FORMATS, Page, below
from factpack.reports.columns import cut, width_of
from factpack.reports.wording import cell, printable, size

if TYPE_CHECKING:
    from tests.conftest import World

WRONG = Finding("seed/no", Place("seeds/a,b.yaml", 3, 7), 'found 5%\nand "6"', "correct: it", "x.value")
OLD = Finding("package/stale", Place("datapackage/datapackage.json"), "it is old", "build", severity=Severity.WARNING)

PAGE = Page("shop/datapackage.json", width=80)
ORDERS = Resource("orders", ("data/orders.parquet",), "parquet", 512_345_678, 10_000_000, "factpack")
VISITS = Resource("visits.2025", ("v1.csv", "v2.csv", "v3.csv"), "csv", 31_234, 1, "frictionless")
README = Resource("readme", ("README.md",), "md", 812, None, "")
TOO_MUCH = Finding(
    "bound/above-maximum",
    Place("data/orders.parquet"),
    "expected at most 100",
    "correct the values, or the schema's constraint",
    "orders.amount",
    count=12,
    examples=(
        Example(17, (("id", "order-17"), ("город", "Алматы")), (("amount", "120"),)),
        Example(9_999_998, (("id", ""), ("город", None)), (("amount", "1e300"),)),
    ),
)
ODD_YEAR = Finding(
    "descriptor/unknown-type",
    Place("datapackage.json", 12, 7),
    '"yeer" is no type',
    'write "year"',
    "visits.2025.year",
    Severity.WARNING,
)
NO_NAME = Finding("descriptor/wrong-shape", Place("datapackage.json", 1, 1), "name: found 5", "write a name")
HOSTILE = "a\x1b[2J\nb\u202ec\x9b"


def package_text(*findings: Finding, resources: tuple[Resource, ...] = (ORDERS, VISITS, README)) -> str:
    """The report of a package for a terminal of 80 columns."""
    return PACKAGE_FORMATS["text"](Report.of(findings, resources), PAGE)


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


def uncovered(theme: str, line: int) -> Finding:
    """What of an article no fact takes up."""
    return Finding(f"coverage/{theme}", Place("seeds/2025-03-03-meeting/article.txt", line, 1), "open", "add a fact")


def test_what_is_still_to_do_does_not_bury_mistakes() -> None:
    """Up to five uncovered sentences and numbers of an article are told one by one; more are one block."""
    few = [uncovered("sentence", line) for line in range(1, 6)]
    assert FORMATS["text"](Report.of([WRONG, *few])).count("coverage/sentence") == 5

    many = [*few, uncovered("number", 9)]
    assert FORMATS["text"](Report.of([WRONG, *many])).splitlines()[-4:] == [
        "seeds/2025-03-03-meeting/article.txt  coverage",
        "  no fact takes up 5 sentences, 1 number",
        "  mend: `factpack todo --article 2025-03-03-meeting` shows each, and what to do next",
        "7 errors",
    ]
    assert len(json.loads(FORMATS["json"](Report.of(many)))["findings"]) == 6


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
        "count": 1,
        "examples": [],
    }
    assert "resources" not in report
    assert json.loads(FORMATS["json"](Report.of([OLD])))["ok"] is True


def test_github_annotations_are_escaped() -> None:
    """A workflow command is one line: percent and line ends are escaped, in its properties commas and colons too."""
    assert FORMATS["github"](Report.of([WRONG, OLD])).splitlines() == [
        "::warning file=datapackage/datapackage.json,title=package/stale::it is old%0Amend: build",
        '::error file=seeds/a%2Cb.yaml,line=3,col=7,title=seed/no::x.value: found 5%25%0Aand "6"%0Amend: correct: it',
        "1 error, 1 warning",
    ]


def test_a_sound_package_is_a_line_for_each_resource_and_a_verdict() -> None:
    """Rows, size and format stand below each other; who else than factpack has looked at the rows is told."""
    assert package_text().splitlines() == [
        "shop/datapackage.json: 3 resources, 512.4 MB",
        "",
        "  orders       10,000,000 rows  512.3 MB  parquet  sound",
        "  visits.2025           1 row    31.2 kB  csv      sound (frictionless)",
        "  readme                           812 B  md       rows not validated",
        "",
        "valid: 3 resources, 10,000,001 rows",
    ]


def test_findings_are_grouped_by_resource_with_counts_keys_and_values() -> None:
    """What is wrong with the package comes first, then each resource with its findings, their examples aligned."""
    assert package_text(TOO_MUCH, ODD_YEAR, NO_NAME).splitlines()[2:] == [
        "  orders       10,000,000 rows  512.3 MB  parquet  1 error",
        "  visits.2025           1 row    31.2 kB  csv      1 warning (frictionless)",
        "  readme                           812 B  md       rows not validated",
        "",
        "Rows are counted from 0.",
        "",
        "shop/datapackage.json",
        "",
        "  descriptor/wrong-shape  datapackage.json:1:1",
        "    name: found 5",
        "    mend: write a name",
        "",
        "orders  data/orders.parquet",
        "",
        "  bound/above-maximum  amount",
        "    12 of 10,000,000 rows: expected at most 100",
        "            row  id        город    amount",
        "             17  order-17  Алматы      120",
        '      9,999,998  ""        (empty)   1e300',
        "    mend: correct the values, or the schema's constraint",
        "",
        "visits.2025  v1.csv and 2 more files",
        "",
        "  descriptor/unknown-type  year  datapackage.json:12:7",
        '    warning: "yeer" is no type',
        '    mend: write "year"',
        "",
        "INVALID: 1 error in 1 of 3 resources, 1 error in the descriptor, 1 warning",
    ]


@pytest.mark.parametrize(
    ("findings", "resources", "verdict"),
    [
        ([], [README], "valid: 1 resource"),
        ([], [ORDERS], "valid: 1 resource, 10,000,000 rows"),
        ([ODD_YEAR], [VISITS], "valid: 1 resource, 1 row, 1 warning"),
        ([TOO_MUCH], [ORDERS], "INVALID: 1 error in 1 of 1 resource"),
        ([NO_NAME], [], "INVALID: 1 error in the descriptor"),
    ],
)
def test_the_verdict_stands_last(findings: list[Finding], resources: list[Resource], verdict: str) -> None:
    """Warnings alone leave a package valid, and errors are counted where they are."""
    assert package_text(*findings, resources=tuple(resources)).splitlines()[-1] == verdict


def test_one_wrong_row_is_counted_too() -> None:
    """Even where no examples are wanted; a message that counts the rows itself is not repeated."""
    finding = replace(TOO_MUCH, count=1, examples=())

    assert "\n    1 of 10,000,000 rows: expected at most 100\n" in package_text(finding)
    assert "counted from 0" not in package_text(finding)
    unknown = replace(ORDERS, rows=None)
    assert "\n    12 rows: expected at most 100\n" in package_text(TOO_MUCH, resources=(unknown,))


@pytest.mark.parametrize("width", [80, 200])
def test_the_text_keeps_to_the_page(width: int) -> None:
    """Long names, keys, values and messages are cut or wrapped, and ideographs are as wide as two letters."""
    long = "дәстүрлі 日本語 " * 12
    examples = tuple(Example(row, (("id", long), (long, "x")), (("amount", long),)) for row in (1, 2000))
    finding = replace(TOO_MUCH, record=f"{long}.amount", message=long * 3, mend=long, examples=examples)
    report = Report.of([finding], [replace(ORDERS, name=long), VISITS])
    lines = PACKAGE_FORMATS["text"](report, replace(PAGE, width=width)).splitlines()

    titles = [line for line in lines if line.endswith("data/orders.parquet") or line.startswith("  bound")]
    assert len(titles) == 2  # these are for a terminal to break: what is copied from them must be whole
    assert all(width_of(line) <= width for line in lines if line not in titles)
    assert any(line.startswith("          1  ") for line in lines)


@pytest.mark.parametrize("name", ["text", "github"])
def test_a_stranger_cannot_command_the_terminal(name: str) -> None:
    """Escape sequences, line ends and marks of direction are shown as escapes, in names, values and messages."""
    examples = (Example(0, ((HOSTILE, HOSTILE),), (("x", HOSTILE),)),)
    place = Place(HOSTILE, 1)
    resource = Resource(HOSTILE, (HOSTILE,), HOSTILE, 1, 1, "factpack")
    findings = [
        Finding(HOSTILE, place, HOSTILE, HOSTILE, f"{HOSTILE}.{HOSTILE}", examples=examples),
        Finding(HOSTILE, place, HOSTILE, HOSTILE, HOSTILE),
    ]
    written = PACKAGE_FORMATS[name](Report.of(findings, [resource]), replace(PAGE, descriptor=HOSTILE))

    assert written.replace("\n", "").isprintable()
    assert "\\x1b[2J" in written
    assert not re.search(r"^b", written, re.MULTILINE)


def test_colours_are_few_and_asked_for() -> None:
    """Red is what is wrong, green what is not; without colours there is no escape sequence at all."""
    coloured = replace(PAGE, colour=True)
    sound, broken = (PACKAGE_FORMATS["text"](Report.of(found, [ORDERS]), coloured) for found in ([], [TOO_MUCH]))

    assert sound.endswith("\n\x1b[32mvalid\x1b[0m: 1 resource, 10,000,000 rows")
    assert "\x1b[31mbound/above-maximum\x1b[0m" in broken
    assert re.sub(r"\x1b\[\d+m", "", broken) == package_text(TOO_MUCH, resources=(ORDERS,))
    assert "\x1b" not in package_text(TOO_MUCH)


def test_json_of_a_package_has_its_resources_counts_and_examples() -> None:
    """Machines read each example as a row, its key and what was found; an empty cell is null."""
    report = json.loads(PACKAGE_FORMATS["json"](Report.of([TOO_MUCH], [VISITS]), PAGE))

    assert report["resources"] == [
        {
            "name": "visits.2025",
            "paths": ["v1.csv", "v2.csv", "v3.csv"],
            "format": "csv",
            "bytes": 31_234,
            "rows": 1,
            "validator": "frictionless",
        }
    ]
    assert report["findings"][0]["count"] == 12
    assert report["findings"][0]["examples"] == [
        {"row": 17, "key": {"id": "order-17", "город": "Алматы"}, "found": {"amount": "120"}},
        {"row": 9_999_998, "key": {"id": "", "город": None}, "found": {"amount": "1e300"}},
    ]
    assert json.loads(PACKAGE_FORMATS["json"](Report(), PAGE)) == {"ok": True, "resources": [], "findings": []}


def test_github_annotations_of_a_package_have_counts_and_the_first_example() -> None:
    """One annotation says how many rows are wrong, and where to begin."""
    assert PACKAGE_FORMATS["github"](Report.of([TOO_MUCH], [ORDERS]), PAGE) == (
        "::error file=data/orders.parquet,title=bound/above-maximum::"
        "orders.amount: 12 of 10,000,000 rows: expected at most 100%0A"
        "first in row 17 (counted from 0): id order-17, город Алматы, amount 120%0A"
        "mend: correct the values, or the schema's constraint\n"
        "1 error"
    )


@pytest.mark.parametrize(
    ("folder", "path", "seen"),
    [
        (".", "a.csv", "a.csv"),
        ("", "a.csv", "a.csv"),
        ("x/y", "a.csv", "x/y/a.csv"),
        ("x", "https://example.org/a.csv", "https://example.org/a.csv"),
        ("https://example.org/x", "a.csv", "https://example.org/x/a.csv"),
    ],
)
def test_files_stand_below_the_package(folder: str, path: str, seen: str) -> None:
    """A reader opens them from where the package was named; what is on the web is where it is."""
    report = below(folder, Report.of([replace(NO_NAME, place=Place(path, 1, 2))], [replace(VISITS, paths=(path,))]))

    assert [str(finding.place) for finding in report] == [f"{seen}:1:2"]
    assert report.resources[0].paths == (seen,)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (1_500_000_000, "1.5 GB"),
        (5 * 10**18, "5,000.0 PB"),
    ],
)
def test_sizes_are_for_people(count: int, told: str) -> None:
    """Three digits or four, in the unit that fits."""
    assert size(count) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "(empty)"),
        ("", '""'),
        ("(empty)", '"(empty)"'),
        (" a", '" a"'),
        ('"a"', '""a""'),
        ("a b", "a b"),
        ("a\u00a0b", "a\\xa0b"),
    ],
)
def test_a_value_can_be_told_from_an_empty_cell(value: str | None, told: str) -> None:
    """Quotes show empty text and blanks at the edges, escapes what cannot be seen."""
    assert cell(value) == told


@pytest.mark.parametrize(
    ("text", "kept"), [("abcdef", "abcd…"), ("abcde", "abcde"), ("日本語", "日本…"), ("й" + "\u0306" * 99, None)]
)
def test_what_is_too_long_is_cut_by_its_width(text: str, kept: str | None) -> None:
    """An ideograph takes two columns, an accent none; however many accents are piled up, the text is cut."""
    assert cut(text, 5) == kept or (kept is None and len(cut(text, 5)) <= 21)
    assert width_of(cut(text, 5)) <= 5


def test_what_can_be_printed_is_left_as_it_is() -> None:
    """Escapes are for what a terminal obeys or hides."""
    assert printable("Қазақстан “5 %” — 日本") == "Қазақстан “5 %” — 日本"
    assert printable(HOSTILE) == r"a\x1b[2J\nb\u202ec\x9b"
    assert printable("a\nb", keep="\n") == "a\nb"


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
