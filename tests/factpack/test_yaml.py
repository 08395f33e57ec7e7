"""Whatever stands in a YAML file, reading it gives values with their places or findings, and never a traceback."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpack.findings import Place
from factpack.seeds.yaml_file import YamlFile, parse_yaml, read_yaml

EXPLODING = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{of}, *{of}]\n" for of, name in ("ab", "bc", "cd", "de"))


def found(file: YamlFile) -> list[str]:
    """What is wrong with a file, as `line:column rule`."""
    return [f"{finding.place} {finding.rule}".removeprefix("f:") for finding in file.findings]


def test_values_keep_their_places() -> None:
    """A value and its key each know their line and column, from 1."""
    file = parse_yaml("facts:\n  - id: one\n    value: 1.6e9\n", "f")

    assert file.value == {"facts": [{"id": "one", "value": 1.6e9}]}
    assert file.place(("facts", 0, "value")) == Place("f", 3, 12)
    assert file.key_place(("facts", 0, "value")) == Place("f", 3, 5)


def test_a_place_that_is_not_written_is_that_of_what_surrounds_it() -> None:
    """What is missing in a record is shown at the record, and in an empty file at the file."""
    file = parse_yaml("facts:\n  - id: one\n", "f")

    assert file.place(("facts", 0, "value")) == file.key_place(("facts", 0, "value")) == Place("f", 2, 5)
    assert parse_yaml("", "f").place(("facts",)) == Place("f")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.6e9", 1.6e9),
        ("84", 84),
        ("no", "no"),
        ("on", "on"),
        ("2025-03-03", "2025-03-03"),
        ("007", 7),
        ('"1"', "1"),
        ("true", True),
        ("null", None),
        ("", None),
    ],
)
def test_scalars_are_read_as_yaml_1_2(written: str, value: object) -> None:
    """Numbers with an exponent are numbers, "no" is a word, and a day stays as written."""
    assert parse_yaml(f"a: {written}", "f").value == {"a": value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('a: 1\nb: "x\nc: 2\n', ["2:4 seed/yaml-syntax"], id="a quotation mark that is never closed"),
        pytest.param("a:\n\tb: 1\n", ["2:1 seed/yaml-syntax"], id="a tab"),
        pytest.param("a: one: two\n", ["1:7 seed/yaml-syntax"], id="a colon"),
        pytest.param("a: [1\nb: 2\n", ["2:2 seed/yaml-syntax"], id="a bracket that is never closed"),
        pytest.param("a: 1\nб: \0\n", ["2:4 seed/yaml-syntax"], id="a control character"),
        pytest.param("\0" * 1000, ["1:1 seed/yaml-syntax"], id="a file of NULs"),
        pytest.param("a: 1\n---\nb: 2\n", ["2:1 seed/yaml-syntax"], id="two documents"),
        pytest.param("a: *nobody\n", ["1:4 seed/yaml-syntax"], id="an alias of nothing"),
        pytest.param("a: 1\nb: 2\na: 3\n", ["3:1 seed/duplicate-key"], id="a key twice"),
        pytest.param("[a]: 1\n{b: c}: 2\n", ["1:1 seed/wrong-type", "2:1 seed/wrong-type"], id="keys of no words"),
        pytest.param("a: .nan\nb: -.inf\n", ["1:4 seed/wrong-type", "2:4 seed/wrong-type"], id="not a number"),
        pytest.param(f"a: {'9' * 5000}\n", ["1:4 seed/wrong-type"], id="a number beyond all measure"),
        pytest.param("a: !!int x\nb: !thing x\n", ["1:4 seed/wrong-type", "2:4 seed/wrong-type"], id="tags"),
        pytest.param("a: &x [*x]\n", ["1:4 seed/yaml-alias"], id="an alias of itself"),
        pytest.param(EXPLODING, [f"{line}:4 seed/yaml-alias" for line in (1, 1, 2, 2, 3, 3, 4, 4)], id="laughter"),
    ],
)
def test_broken_yaml_is_found_where_it_breaks(text: str, expected: list[str]) -> None:
    """Each mistake has its line and column and a way out."""
    file = parse_yaml(text, "f")

    assert found(file) == expected
    assert all(finding.mend for finding in file.findings)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: " + "[" * 100_000, 1),
        ("a: " + "[" * 100_000 + "]" * 100_000, 1),
        ("{a: " * 100_000, 1),
        ("- " * 100_000, 1),
        ("? " * 100_000, 1),
        ("[\n" * 100_000, 501),
        ("\n".join(" " * depth + "a:" for depth in range(2_000)), 502),
        ("\n" * 6 + "a: " + "[" * 30 + "]" * 30, 7),
    ],
)
def test_deep_nesting_is_refused(text: str, line: int) -> None:
    """Nesting that no seeds need is a finding at its line, however deep it goes."""
    [finding] = parse_yaml(text, "f").findings

    assert (finding.rule, finding.place.line) == ("seed/yaml-too-deep", line)


def test_a_colon_and_an_alias_have_a_way_out_of_their_own() -> None:
    """The two mistakes that people make most are told how to mend them."""
    assert "in quotes" in parse_yaml("a: one: two", "f").findings[0].mend
    assert "write the value out" in parse_yaml("a: *b", "f").findings[0].mend


@pytest.mark.parametrize(
    "text",
    ["a:\n  - id: x\n     b: y\n", "a:\n  - id: x\n    q: y\n\n    # a note\n     b: y\n", 'a: "x"\n b: y\n'],
)
def test_a_key_that_is_indented_too_deeply_is_told_so(text: str) -> None:
    """A space too many before a key is no text with a colon."""
    assert "indent the line like the one above" in parse_yaml(text, "f").findings[0].mend


@pytest.mark.parametrize("text", ["a:\n  - id: one: two\n", "a: b\nc: one: two\n"])
def test_a_colon_in_a_text_is_not_taken_for_a_key(text: str) -> None:
    """The second colon of a line is in its text, however deep the line stands."""
    assert "in quotes: it holds a colon" in parse_yaml(text, "f").findings[0].mend


def test_a_forgotten_dash_is_one_finding() -> None:
    """A second id in a record begins another record, and what follows in it stands twice for that reason alone."""
    file = parse_yaml("a:\n  - id: x\n    n: 1\n    id: y\n    n: 2\n    m: 3\n", "f")

    assert found(file) == ["4:5 seed/duplicate-key"]
    assert file.findings[0].mend == "write `- ` before id"
    assert file.value == {"a": [{"id": "x", "n": 1}]}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n", "---\n"])
def test_an_empty_file_holds_nothing_and_is_no_mistake(text: str) -> None:
    """A file with no value in it is where every file begins."""
    file = parse_yaml(text, "f")

    assert (file.value, file.findings) == (None, ())


def test_bytes_that_are_not_utf_8_are_found_where_they_stand() -> None:
    """The line and the column count characters, as an editor does."""
    data = "a: 1\nб: ".encode() + "ы".encode("cp1251")

    assert found(read_yaml(data, "f")) == ["2:4 seed/not-utf-8"]


def test_a_file_that_cannot_be_read_is_a_finding() -> None:
    """What the system says stands in its finding."""
    [finding] = read_yaml(IsADirectoryError(21, "Is a directory"), "f").findings

    assert (finding.rule, finding.place) == ("seed/unreadable", Place("f"))
    assert "Is a directory" in finding.message


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab1 \n\t:-[]{}\"'&*!|>?%#,~.\0\u2028ы"), max_size=60))
def test_any_text_gives_a_value_or_a_finding(text: str) -> None:
    """No text makes the reader fail."""
    file = parse_yaml(text, "f")

    assert file.findings or file.value is None or isinstance(file.value, str | int | float | bool | list | dict)
