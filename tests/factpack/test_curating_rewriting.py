"""Values of a YAML file are changed in place: everything else keeps every character, or nothing is changed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpack.curating.reanchoring.rewriting import Value, rewritten
from factpack.errors import DataError
from factpack.seeds.yaml_file import Path as Steps
from factpack.seeds.yaml_file import parse_yaml

FILE = (
    "# Above.\ncounts:\n  - id: x  # its name\n    value: 1.50\n{}    roles: {{maker: [works]}}  # beside\n\n# Below.\n"
)
ONE = ("counts", 0, "evidence")
SECOND = ("counts", 0, "evidence", 1)
LIST = "    evidence:\n      - a  # one\n{}      # after it\n      - c\n"


@pytest.mark.parametrize(
    ("written", "path", "value", "expected"),
    [
        ("    evidence: old words\n", ONE, "new words", "    evidence: new words\n"),
        ("    evidence: old  # why\n", ONE, "new: words", '    evidence: "new: words"  # why\n'),
        ('    evidence: "old"\n', ONE, 'ne"w', '    evidence: "ne\\"w"\n'),
        ("    evidence: 'old'\n", ONE, "it's", "    evidence: 'it''s'\n"),
        ("    evidence: old\n      words\n", ONE, "new", "    evidence: new\n"),
        ("    evidence: |-\n      old\n      words\n", ONE, "new", "    evidence: new\n"),
        ("    evidence: >-\n      old\n\n      words\n\n", ONE, "new", "    evidence: new\n\n"),
        ("    evidence: old\n", ONE, {"quote": "a", "prefix": "b "}, '    evidence: {quote: a, prefix: "b "}\n'),
        ("    evidence: [old, other]\n", (*ONE, 0), "new, too", '    evidence: ["new, too", other]\n'),
        ("    evidence: {quote: a, prefix: b}  # c\n", ONE, {"quote": "d"}, "    evidence: {quote: d}  # c\n"),
        (LIST.format("      - b\n"), SECOND, "new", LIST.format("      - new\n")),
        (
            LIST.format("      - {quote: b, suffix: x}\n"),
            SECOND,
            {"quote": "n", "suffix": "y"},
            LIST.format("      - {quote: n, suffix: y}\n"),
        ),
        (
            LIST.format("      - quote: b  # why\n        suffix: x\n"),
            SECOND,
            {"quote": "n", "suffix": "y"},
            LIST.format("      - quote: n  # why\n        suffix: y\n"),
        ),
        (
            LIST.format("      - quote: b\n        prefix: x\n"),
            SECOND,
            {"quote": "n"},
            LIST.format('      - quote: n\n        prefix: ""\n'),
        ),
        (
            LIST.format("      - quote: b  # why\n"),
            SECOND,
            {"quote": "b", "prefix": "p"},
            LIST.format("      - quote: b  # why\n        prefix: p\n"),
        ),
        (
            "    evidence: {\n      quote: b,  # why\n      suffix: c }\n",
            ONE,
            {"quote": "n", "suffix": "c"},
            "    evidence: {\n      quote: n,  # why\n      suffix: c }\n",
        ),
    ],
)
def test_a_quote_keeps_its_form_and_all_around_it(written: str, path: Steps, value: Value, expected: str) -> None:
    """Scalars, lists and mappings, on one line or several, in quotation marks or as blocks: comments stay."""
    assert rewritten(FILE.format(written), "facts.yaml", {path: value}) == FILE.format(expected)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_record_does_not_have_stands_after_its_id(newline: str) -> None:
    """In the order in which it is written, with the line ends of the file."""
    text = FILE.format("    evidence: a\n").replace("\n", newline)
    changed = rewritten(text, "", {("counts", 0, "status"): "withdrawn", ("counts", 0, "withdrawal"): "It: so."})
    added = '    status: withdrawn\n    withdrawal: "It: so."\n'.replace("\n", newline)

    assert changed == text.replace(f"# its name{newline}", f"# its name{newline}{added}")


def test_a_record_on_one_line_stays_there() -> None:
    """What is added stands between its braces."""
    text = "counts: [{id: x, evidence: a}]"
    changed = rewritten(text, "", {("counts", 0, "status"): "withdrawn", ("counts", 0, "evidence"): "b, c"})

    assert changed == 'counts: [{id: x, status: withdrawn, evidence: "b, c"}]'


def test_a_file_without_a_last_line_end_can_be_changed() -> None:
    """What is added is a line of its own all the same."""
    assert rewritten("a:\n  - id: x", "", {("a", 0, "status"): "y"}) == "a:\n  - id: x\n    status: y"


def test_what_cannot_be_changed_safely_is_left() -> None:
    """Where what reads back is not what was meant, one sentence says what to write instead."""
    text = "counts:\n  - {id: x, evidence: [&a old, *a]}\n"
    with pytest.raises(
        DataError, match=r"^facts\.yaml is written in a way that cannot be changed safely: write counts"
    ):
        rewritten(text, "facts.yaml", {("counts", 0, "evidence", 1): "new"})


@given(
    st.text(min_size=1, max_size=20).filter(
        lambda text: "\0" not in text and text == text.encode("utf-8", "ignore").decode()
    ),
    st.sampled_from(["old", '"old"', "'old'", "|-\n      old", ">-\n      old", "{quote: old}", "[old]"]),
)
def test_any_words_read_back_as_they_are(words: str, form: str) -> None:
    """Whatever they hold, in whatever form stood there; the lines around keep their characters."""
    text = FILE.format(f"    evidence: {form}\n")
    path = ("counts", 0, "evidence", 0) if form == "[old]" else ONE
    changed = rewritten(text, "", {path: words})
    value = parse_yaml(changed, "").value["counts"][0]

    assert value["evidence"] in (words, {"quote": words}, [words])
    assert changed.splitlines()[:4] == text.splitlines()[:4]
    assert changed.endswith("    roles: {maker: [works]}  # beside\n\n# Below.\n")


def test_the_seeds_of_this_repository_can_be_changed_everywhere() -> None:
    """Each quote of each fact, and its status, is changed in its own lines alone."""
    changed = 0
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        tables = parse_yaml(text, "").value
        values: dict[Steps, Value] = {}
        for table, rows in tables.items():
            for number, row in enumerate(rows if isinstance(rows, list) else []):
                if not (isinstance(row, dict) and "evidence" in row):
                    continue
                values[(table, number, "status")] = "withdrawn"
                several = isinstance(row["evidence"], list)
                steps = [(table, number, "evidence", at) for at in range(len(row["evidence"]))] if several else [()]
                values |= {step or (table, number, "evidence"): "другие слова" for step in steps}
        if values:
            after = rewritten(text, path.name, values)
            changed += len(values)
            assert re.findall("#.*", after) == re.findall("#.*", text)
            assert len(after.splitlines()) >= len(text.splitlines())
    assert changed > 300
