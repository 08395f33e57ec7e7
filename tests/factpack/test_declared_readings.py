"""Words that no machine reads prove a number where curators say what they are worth; and that is published."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

from typing import TYPE_CHECKING

import pytest

from factpack.build import check
from factpack.checks.coverage import coverage
from factpack.package import Package

if TYPE_CHECKING:
    from tests.conftest import World

RIGHT = "reads: {двадцать два: 22}"


def found(world: World, text: str, *lines: str, language: str = "ru") -> list[str]:
    """What is wrong with a fact of a number, its lines beginning at the fourth, as `line:column rule`."""
    fact = "".join(f"    {line}\n" for line in (*lines, f"evidence: {text[:-1]}"))
    world.tell(text, f"counts:\n  - id: x\n    statement: S.\n{fact}")
    world.edit(world.article_yaml, "language: ru", f"language: {language}")
    return [line.removeprefix("facts.yaml:") for line in world.found()]


@pytest.mark.parametrize(
    ("language", "text", "lines"),
    [
        ("ru", "Их двадцать два.", ["value: 22", RIGHT]),
        (
            "ru",
            "Более двадцати двух процентов.",
            ["value: 22", 'unit: "%"', "comparator: more_than", "reads: {двадцати двух: 22}"],
        ),
        ("ru", "Полтора миллиарда тенге.", ["value: 1.5e9", "unit: KZT", "reads: {Полтора: 1.5}"]),
        ("ru", "Полтора миллиарда тенге.", ["value: 1.5e9", "unit: KZT", "reads: {Полтора миллиарда: 1.5e9}"]),
        (
            "kk",
            "Жиырма екі пайыздан астам.",
            ["value: 22", 'unit: "%"', "comparator: more_than", "reads: {Жиырма екі: 22}"],
        ),
        ("kk", "Олар бес жүзге жуық.", ["value: 500", "comparator: about", "reads: {бес жүзге: 500}"]),
        ("en", "Half a million dollars.", ["value: 5e5", "unit: USD", "reads: {Half a million: 5e5}"]),
    ],
)
def test_declared_words_prove_a_number(world: World, language: str, text: str, lines: list[str]) -> None:
    """The words around them are read as they are around digits: comparator, scale word, unit."""
    assert found(world, text, *lines, language=language) == []


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param(
            "Их двадцать два.",
            ["value: 22"],
            ["4:12 basis/number-not-in-quote"],
            id="no reading",
        ),
        pytest.param(
            "Их двадцать два.",
            ["value: 22", "reads: {двадцать два: 23}"],
            ["4:12 basis/number-not-in-quote", "5:13 basis/reading-not-needed"],
            id="another number",
        ),
        pytest.param(
            "Их двадцать два.",
            ["value: 22", "reads: {двадцати двух: 22}"],
            ["4:12 basis/number-not-in-quote", "5:13 basis/reading-not-in-quote"],
            id="words not in the quotes",
        ),
        pytest.param(
            "Их двадцать два.",
            ["value: 22", "reads: {двадцать д: 22}"],
            ["4:12 basis/number-not-in-quote", "5:13 basis/reading-not-in-quote"],
            id="half a word",
        ),
        pytest.param("Их 22.", ["value: 22", 'reads: {"22": 22}'], ["5:13 basis/reading-not-needed"], id="digits"),
        pytest.param(
            "Их 22 тысячи.",
            ["value: 22e3", "reads: {тысячи: 1e3}"],
            ["5:13 basis/reading-not-needed"],
            id="a scale word",
        ),
        pytest.param(
            "Их двадцать два.",
            ["value: 22", RIGHT, "because: {value: so}"],
            ["6:15 basis/reason-not-needed"],
            id="a reason too",
        ),
        pytest.param(
            "Их двадцать два.",
            ["value: 22", "reads: {двадцать два: -22}"],
            ["5:27 bound/not-allowed"],
            id="less than none",
        ),
    ],
)
def test_a_wrong_reading_is_a_finding(world: World, text: str, lines: list[str], expected: list[str]) -> None:
    """Its place is that of the words, and the record says nothing that the quotes do not."""
    assert found(world, text, *lines) == expected


@pytest.mark.parametrize(
    ("text", "line", "message", "mend"),
    [
        (
            "Их двадцать два.",
            "reads: {двадцати двух: 22}",
            '"двадцати двух" is not in the quotes; the nearest words are "двадцать два"',
            "copy the words as they stand in the quotes, or remove the reading",
        ),
        (
            "Их двадцать два.",
            "reads: {двадцать два: 23}",
            'no cell takes up "двадцать два"; it is 23 there',
            "correct the number or the cell, or remove the reading",
        ),
        (
            "Их 22 тысячи.",
            "reads: {тысячи: 1e3}",
            '"тысячи" needs no reading: a machine reads "22 тысячи" as 22000',
            "remove the reading",
        ),
    ],
)
def test_a_wrong_reading_is_told_with_its_mend(world: World, text: str, line: str, message: str, mend: str) -> None:
    """What was found, what was expected, and the way out."""
    found(world, text, "value: 22", line)
    finding = next(finding for finding in world.check() if finding.rule.startswith("basis/reading"))

    assert (finding.message, finding.mend) == (message, mend)
    assert finding.record.startswith("x.reads.")


def test_a_cell_that_curators_read_is_published_as_inferred(world: World) -> None:
    """Its reason stands in `inferences`; the unit, which a machine reads, stays stated."""
    assert (
        found(
            world,
            "Более двадцати двух тенге.",
            "value: 22",
            "unit: KZT",
            "comparator: more_than",
            "reads: {двадцати двух: 22}",
        )
        == []
    )
    assert world.build().report.ok
    package = Package(world.root / "datapackage")

    assert package.load("inferences", engine="arrow").to_pylist() == [
        {
            "table": "counts",
            "record": "x",
            "field": "value",
            "fact": "x",
            "reason": 'The curators read "двадцати двух" as 22.',
        }
    ]
    basis = package.basis("counts").iloc[0]
    assert (basis["value"], basis["unit"]) == ("inferred", "stated")
    assert 'inferred: The curators read "двадцати двух" as 22.' in str(package.explain("x"))


def test_a_declared_number_counts_as_one_of_the_article(world: World) -> None:
    """Coverage takes it for a numeral, taken up by the fact that declares it."""
    assert found(world, "Их двадцать два.", "value: 22", RIGHT) == []
    draft = check(world.project).draft

    assert coverage(draft).numbers == (1, 1)
