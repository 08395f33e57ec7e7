"""The form of the seeds' YAML: what is put right, and that nothing it says is lost on the way."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factpack.curating.fixing.form import commented, formed, values
from factpack.curating.fixing.form.ordering import written_order
from factpack.project import find_project
from factpack.seeds import scalar
from factpack.seeds.yaml_file import parse_yaml

ROOT = Path(__file__).parents[2]
TINY = find_project(ROOT / "tests" / "world").dataset
HEAD = "# yaml-language-server: $schema=../../schema/seeds.schema.json\n"


def form(text: str) -> str:
    """The text of a file of facts, put into form, without the line for editors."""
    return formed(HEAD + text, TINY.written, 2).removeprefix(HEAD)


@pytest.mark.parametrize("path", sorted(ROOT.glob("seeds/**/*.yaml")), ids=lambda path: path.name)
def test_the_seeds_of_this_repository_are_in_form(path: Path) -> None:
    """What people wrote is what the form was taken from."""
    dataset = find_project(ROOT).dataset
    classes = dataset.article_class if path.name == "article.yaml" else dataset.written
    text = path.read_text(encoding="utf-8")

    assert formed(text, classes, len(path.relative_to(ROOT).parts) - 1) == text


def test_fields_stand_in_the_order_of_the_class() -> None:
    """The key, what the table has of its own, what must be given, what may be, and the proof."""
    assert written_order(TINY.written["opinions"]) == (
        *("id", "mood", "words", "statement", "speaker", "ambiguity", "status", "withdrawal", "roles"),
        *("evidence", "because", "reads"),
    )


def test_a_field_moves_with_the_comments_above_it() -> None:
    """A comment above a field, and one at its end, are about that field."""
    text = """counts:
  # the first
  - evidence: a  # short
    # who made them
    # (a factory)
    roles: {maker: works}
    # counted
    value: 5
    id: x
    # after all
  # the second
  - id: y
    value: 6
# the end
"""
    assert (
        form(text)
        == """counts:
  # the first
  - id: x
    # counted
    value: 5
    # who made them
    # (a factory)
    roles: {maker: works}
    evidence: a  # short
    # after all
  # the second
  - id: y
    value: 6
# the end
"""
    )


def test_a_field_of_several_lines_moves_as_a_whole() -> None:
    """Lists, folded texts and what is commented in them stay together."""
    text = """counts:
  - evidence:
      - a
      # not this one:
      # - b
      - c
    statement: |
      One
        # two

    id: x
"""
    moved = """counts:
  - id: x
    statement: |
      One
        # two

    evidence:
      - a
      # not this one:
      # - b
      - c
"""
    assert form(text) == moved


def test_a_record_in_braces_is_ordered_too() -> None:
    """A record may stand in one line."""
    assert form("counts:\n  - {value: 5, id: x, evidence: a}\n") == "counts:\n  - {id: x, value: 5, evidence: a}\n"


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("evidence: [a]", "evidence: a"),
        ("evidence: {quote: a}", "evidence: a"),
        ("evidence: [{quote: 'a, b'}]  # why", "evidence: a, b  # why"),
        ("evidence:\n      - a b", "evidence: a b"),
        ("evidence:\n      - quote: a\n      - {quote: b}", "evidence:\n      - a\n      - b"),
        ("roles: {maker: [works], place: [a, b]}", "roles: {maker: works, place: [a, b]}"),
        ("roles:\n      maker: [works]", "roles:\n      maker: works"),
        ('statement: "Two words."', "statement: Two words."),
        ("statement: 'It''s one.'", "statement: It's one."),
        (r'statement: "\"So\" they say."', "statement: '\"So\" they say.'"),
    ],
)  # fmt: skip
def test_what_can_be_written_in_two_ways_is_written_in_the_short_one(written: str, short: str) -> None:
    """One value needs no list, a quote alone no braces, a plain text no quotes."""
    head = "counts:\n  - id: x\n    "

    assert form(f"{head}{written}\n") == f"{head}{short}\n"


@pytest.mark.parametrize(
    "line",
    [
        'statement: "5"',
        'statement: "no"',
        'statement: "2025-03-03"',
        'statement: " a"',
        'statement: "a: b"',
        'statement: "a #b"',
        'statement: ". A"',
        r'statement: "a\u00a0b"',
        "evidence: {quote: a, suffix: ', b'}",
        "evidence: # one\n      - a",
        "evidence:\n      # one\n      - a",
        "evidence:\n      - |\n        a",
        "forms: [a]",
        "statement: >-\n      a\n      b",
        "statement: a\n      b",
    ],
)
def test_what_cannot_be_written_otherwise_stays(line: str) -> None:
    """Quotes that are needed, comments in between, texts of several lines, lists that must be lists."""
    text = f"counts:\n  - id: x\n    {line}\n"

    assert form(text) == text


def test_levels_are_two_columns_apart() -> None:
    """Whatever the indentation was; comments and lines that go on follow."""
    text = """counts:
# one
-   id: x
    # two
    roles:
        maker: works
        # three
        place: [a,
                b]
    statement: |
          One
            two
    evidence:
    - a
    -   quote: b
        suffix: c
-   id: y
"""
    assert (
        form(text)
        == """counts:
  # one
  - id: x
    statement: |
          One
            two
    # two
    roles:
      maker: works
      # three
      place: [a,
              b]
    evidence:
      - a
      - quote: b
        suffix: c
  - id: y
"""
    )


def test_tables_stand_apart_by_a_blank_line() -> None:
    """One above each table and its comments; two are one; none at the ends; no blanks at the end of a line."""
    text = "\n\ncounts:   \n\n\n  - id: x\n# meetings\nmeetings:\n  - id: y\n\n\n"

    assert (
        formed(HEAD.rstrip() + text, TINY.written, 2)
        == HEAD + "\ncounts:\n\n  - id: x\n\n# meetings\nmeetings:\n  - id: y\n"
    )


def test_blank_lines_of_a_text_stay() -> None:
    """In a text of several lines they count."""
    text = "counts:\n  - id: x\n    statement: |\n      a\n\n\n      b  \n    evidence: 'c\n\n\n      d'\n"

    assert form(text) == text


def test_the_line_for_editors_leads_to_the_schema() -> None:
    """From wherever the file stands, to the schema of what it holds; one that stands there is left."""
    other = "# yaml-language-server: $schema=elsewhere.json\ncounts: []\n"

    assert formed("a: []\n", TINY.written, 1) == "# yaml-language-server: $schema=../schema/seeds.schema.json\na: []\n"
    assert formed("headline: x\n", TINY.article_class, 2).startswith(HEAD.replace("seeds.", "article."))
    assert formed(other, TINY.written, 2) == other


def test_a_file_without_a_last_line_end_gets_one() -> None:
    """So that the next line that is added is a line of its own, also where the last field moves up."""
    assert form("counts:\n  - value: 5\n    id: x") == "counts:\n  - id: x\n    value: 5\n"


WORDS = st.text("ab: #'\"[]{},&*!|>%@`-?5\u00a0é\t\\", min_size=1, max_size=6)
COMMENT = st.sampled_from(["", "", "", "  # n", "  # a: [b]", " #"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file of facts as people may write one: any order, indentation, quotes, brackets and comments."""
    dash, deep = draw(st.integers(0, 4)), draw(st.integers(1, 4))
    lines = draw(st.sampled_from([[], ["# the head"], ["", "# one", "", "# two", ""]])).copy()
    for table in draw(st.permutations(["counts", "meetings"])):
        lines.append(f"{table}:{draw(COMMENT)}")
        for _ in range(draw(st.integers(1, 3))):
            lines += _above(draw, " " * draw(st.integers(0, 6)))
            start = f"{' ' * dash}-{' ' * deep}"
            for field in draw(st.permutations(["id", "statement", "evidence", "roles"])):
                if start.isspace():
                    lines += _above(draw, start)
                lines += draw(_field(field, start, " " * len(start)))
                start = " " * len(start)
    return "\n".join([*lines, *_above(draw, ""), *draw(st.sampled_from([[], [""], ["", ""]]))])


def _above(draw: st.DrawFn, indent: str) -> list[str]:
    return [f"{indent}{line}" if line else "" for line in draw(st.sampled_from([[], [], ["# c"], ["", "# d"], [""]]))]


@st.composite
def _scalar(draw: st.DrawFn, *, in_flow: bool) -> str:
    words = draw(WORDS)
    single = "'{}'".format(words.replace("'", "''"))
    written = [scalar(words, in_flow=in_flow), '"{}"'.format(words.replace("\\", "\\\\").replace('"', '\\"')), single]
    return draw(st.sampled_from(written)).replace("\t", " ")


@st.composite
def _field(draw: st.DrawFn, name: str, start: str, indent: str) -> list[str]:
    end = draw(COMMENT)
    one, two = draw(_scalar(in_flow=True)), draw(_scalar(in_flow=True))
    quote = draw(st.sampled_from(["{}", "{{quote: {}}}", "{{quote: {}, prefix: 'a b'}}"]))
    step = indent + " " * draw(st.integers(1, 3))
    if name == "roles":
        inline, block = f"{{maker: [{one}], place: {two}}}", [f"{step}maker: [{one}]", f"{step}place: [{one}, {two}]"]
    elif name == "evidence":
        inline = draw(st.sampled_from([one, f"[{one}]", f"[{one}, {two}]", f"[{quote.format(one)}]"]))
        block = [f"{step}- {quote.format(one)}{draw(COMMENT)}", *_above(draw, step), f"{step}- {two}"]
    else:
        inline = draw(_scalar(in_flow=False))
        block = [f"{step}{one}"]
    if draw(st.booleans()):
        return [f"{start}{name}: {inline}{end}"]
    return [f"{start}{name}:{end}", *block[: draw(st.integers(1, len(block)))]]


@given(texts())
@settings(max_examples=50, deadline=None)
def test_whatever_is_written_says_the_same_in_form(text: str) -> None:
    """Every value and every comment is still there, and what is in form stays as it is."""
    assume(not parse_yaml(text, "").findings)
    new = formed(text, TINY.written, 2)

    assert values(new) == values(text)
    assert commented(new) == sorted([*commented(text), HEAD.rstrip()])
    assert formed(new, TINY.written, 2) == new
