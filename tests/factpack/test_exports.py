"""What is exported reads back as what is loaded, in every format, and no text becomes a formula."""

from __future__ import annotations  # World is there for the type checker only: a conftest is not imported

import csv
import datetime as dt
import io
import json
import math
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpack.errors import DataError
from factpack.exports import FORMATS, export
from factpack.exports.csv_files import csv_files, harmless
from factpack.exports.jsonl_files import jsonl_files
from factpack.exports.tables import Table, dictionary_of, tables_of
from factpack.exports.xlsx_file import LONGEST_TEXT, sheet_names, xlsx_file
from factpack.package import Package

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import World

DESCRIPTOR = {"name": "x", "title": "X", "created": "2025-03-03T00:00:00Z"}
DAY = dt.date(2025, 3, 3)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "'=1",
    "=HYPERLINK(1)",
    "＝1",
    '=cmd|"/c x"!A1',
)
ODD = Table("odd", ("text", "number", "count", "truth", "day"), [(text, -1.5, -2, True, DAY) for text in HOSTILE])
CELLS = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.booleans(), st.integers(-(10**14), 10**14)
)


def package(world: World) -> Package:
    """The package of a built world."""
    return Package(world.root / "datapackage")


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, as a spreadsheet has them after it has dropped the mark."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, the first with the names of the columns."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def read_back(words: str, type_: str) -> object:
    """A value of CSV, by the type that the data dictionary says and the rules that README.md says."""
    if not words:
        return None
    readers: dict[str, Any] = {
        "string": lambda text: text.removeprefix("'"),
        "boolean": {"true": True, "false": False}.__getitem__,
        "integer": int,
        "number": float,
        "date": dt.date.fromisoformat,
    }
    return readers[type_](words)


def test_csv_reads_back_as_what_is_loaded(built_world: World, tmp_path: Path) -> None:
    """Every table, value by value, with what the export itself says of its columns."""
    ours = package(built_world)
    export(ours.folder, "csv", tmp_path / "out")
    head, *described = csv_rows((tmp_path / "out/data-dictionary.csv").read_bytes())
    types = {(row[0], row[1]): row[2] for row in described}
    assert head[:3] == ["table", "column", "type"]
    for name in ours.folder.resources:
        columns, *rows = csv_rows((tmp_path / f"out/{name}.csv").read_bytes())
        values = [
            {column: read_back(words, types[name, column]) for column, words in zip(columns, row, strict=True)}
            for row in rows
        ]
        assert values == ours.load(name, engine="arrow").to_pylist(), name


def test_pandas_reads_the_csv(built_world: World, tmp_path: Path) -> None:
    """Cyrillic is Cyrillic, numbers are numbers, and the mark is no part of the first column's name."""
    ours = package(built_world)
    export(ours.folder, "csv", tmp_path / "out")
    read = pd.read_csv(tmp_path / "out/counts.csv").set_index("id")
    loaded = ours.load("counts").set_index("id")
    assert list(read["value"]) == list(loaded["value"])
    assert list(read["quote"]) == list(loaded["quote"])


def test_csv_is_what_excel_opens(built_world: World, tmp_path: Path) -> None:
    """A byte-order mark, and lines that end in CRLF."""
    export(package(built_world).folder, "csv", tmp_path / "out")
    content = (tmp_path / "out/facts.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_jsonl_reads_back_as_what_is_loaded(built_world: World, tmp_path: Path) -> None:
    """An object a line with all columns, text untouched, days in ISO 8601."""
    ours = package(built_world)
    export(ours.folder, "jsonl", tmp_path / "out")
    for name in ours.folder.resources:
        lines = (tmp_path / f"out/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        loaded = ours.load(name, engine="arrow").to_pylist()
        assert [json.loads(line) for line in lines] == json.loads(json.dumps(loaded, default=str)), name
    [content] = jsonl_files([ODD], DESCRIPTOR).values()
    assert [json.loads(line)["text"] for line in content.decode().splitlines()] == list(HOSTILE)


def test_xlsx_reads_back_as_what_is_loaded(built_world: World, tmp_path: Path) -> None:
    """A sheet a table, numbers and days as such, the data dictionary last."""
    ours = package(built_world)
    assert set(export(ours.folder, "xlsx", tmp_path / "out")) == {"tiny-facts.xlsx", "README.md"}
    read = sheets((tmp_path / "out/tiny-facts.xlsx").read_bytes())
    assert list(read) == [*ours.folder.resources, "data-dictionary"]
    for name in ours.folder.resources:
        columns, *rows = read[name]
        values = [dict(zip(columns, map(day, row), strict=True)) for row in rows]
        assert values == ours.load(name, engine="arrow").to_pylist(), name
    assert read["data-dictionary"][1:] == list(dictionary_of(ours.folder).rows)


def day(value: object) -> object:
    """What openpyxl gives for a day is a moment."""
    return value.date() if isinstance(value, dt.datetime) else value


def test_a_sheet_is_laid_out_for_people(built_world: World, tmp_path: Path) -> None:
    """The head stays in view and filters, and columns are as wide as what they hold, within reason."""
    export(package(built_world).folder, "xlsx", tmp_path / "out")
    for sheet in openpyxl.load_workbook(tmp_path / "out/tiny-facts.xlsx"):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet["A1"].font.bold
        assert all(8 <= column.width <= 63 for column in sheet.column_dimensions.values())


def test_no_text_becomes_a_formula_in_csv() -> None:
    """Hostile text stands after one apostrophe; negative numbers are numbers."""
    [content] = csv_files([ODD], DESCRIPTOR).values()
    _, *rows = csv_rows(content)
    assert [row[0] for row in rows] == [f"'{text}" for text in HOSTILE]
    assert {tuple(row[1:]) for row in rows} == {("-1.5", "-2", "true", "2025-03-03")}


def test_no_text_becomes_a_formula_in_xlsx() -> None:
    """Hostile text is text, to the letter, in a cell with Excel's own apostrophe; all else has its type."""
    [content] = xlsx_file([ODD], DESCRIPTOR).values()
    sheet = openpyxl.load_workbook(io.BytesIO(content))["odd"]
    for text, *others in sheet.iter_rows(min_row=2):
        assert text.data_type == "s"
        assert text.quotePrefix
        assert [cell.data_type for cell in others] == ["n", "n", "b", "d"]
        assert not any(cell.quotePrefix for cell in others)
    # openpyxl gives a carriage return as the escape that Excel writes for it.
    assert [row[0].replace("_x000D_", "\r") for row in sheet.iter_rows(min_row=2, values_only=True)] == list(HOSTILE)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


@given(st.text())
def test_one_apostrophe_dropped_gives_the_text_back(text: str) -> None:
    """Whatever the text is, and nothing that comes out begins as a formula does."""
    written = harmless(text)
    assert written.removeprefix("'") == text
    assert not written.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_value_survives_a_workbook(rows: list[tuple[object, object]]) -> None:
    """Text, an empty one too, numbers and truth values come back as they were."""
    [content] = xlsx_file([Table("t", ("a", "b"), rows)], DESCRIPTOR).values()
    read = sheets(content)["t"][1:]
    empty = (None, None)  # rows at the end of which nothing is written
    assert read + [empty] * (len(rows) - len(read)) == rows


def test_what_a_format_has_no_value_for_is_text() -> None:
    """NaN and infinities as Table Schema writes them; in a workbook, days and integers that Excel would change."""
    rows = [(math.nan,), (math.inf,), (-math.inf,)]
    table = Table("t", ("a",), rows)
    assert csv_files([table], DESCRIPTOR)["t.csv"] == b"\xef\xbb\xbfa\r\nNaN\r\nINF\r\n-INF\r\n"
    assert [json.loads(line)["a"] for line in jsonl_files([table], DESCRIPTOR)["t.jsonl"].splitlines()] == [
        *("NaN", "INF", "-INF"),
    ]
    table = Table("t", ("a",), [*rows, (dt.date(1899, 12, 31),), (10**15,), (1e300,)])
    [content] = xlsx_file([table], DESCRIPTOR).values()
    assert [row[0] for row in sheets(content)["t"][1:]] == [
        *("NaN", "INF", "-INF", "1899-12-31", "1000000000000000", 1e300),
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a" * 40, "a" * 50], ["a" * 31, f"{'a' * 29}-2"]),
        (["Facts", "facts", "FACTS"], ["Facts", "facts-2", "FACTS-3"]),
        (["a/b[c]:*?\\", "'x'", "history"], ["a_b_c_____", "_x_", "history-2"]),
    ],
)
def test_sheets_have_names_that_excel_takes(names: list[str], expected: list[str]) -> None:
    """At most 31 characters, none of those that it refuses, and none twice but for case."""
    assert sheet_names(names) == expected


def test_what_excel_cannot_hold_is_said() -> None:
    """A cell that is too long, or a table, is not cut: one sentence says which format can."""
    with pytest.raises(DataError, match=r"a cell of t has 32,768 characters.*: export as csv or jsonl"):
        xlsx_file([Table("t", ("a",), [("я" * (LONGEST_TEXT + 1),)])], DESCRIPTOR)
    with pytest.raises(DataError, match=r"t has 1,048,576 rows.*: export as csv or jsonl"):
        xlsx_file([Table("t", (), [()] * 1_048_576)], DESCRIPTOR)


@pytest.mark.parametrize("word", FORMATS)
def test_the_same_package_gives_the_same_bytes(word: str, built_world: World, tmp_path: Path) -> None:
    """Whenever it is exported, wherever to."""
    folder = package(built_world).folder
    for name in ("one", "two"):
        files = export(folder, word, tmp_path / name)
    assert [(tmp_path / "one" / name).read_bytes() for name in files] == [
        (tmp_path / "two" / name).read_bytes() for name in files
    ]


@pytest.mark.parametrize("word", FORMATS)
def test_an_export_says_how_it_is_read_licensed_and_cited(word: str, built_world: World, tmp_path: Path) -> None:
    """README.md goes with the files."""
    export(package(built_world).folder, word, tmp_path / "above/out")
    text = (tmp_path / "above/out/README.md").read_text(encoding="utf-8")
    for words in (
        "# Tiny facts",
        FORMATS[word].title,
        FORMATS[word].notes,
        "CC0-1.0",
        "Nobody (2025)",
        "data-dictionary",
    ):
        assert words in text


def test_the_dictionary_describes_every_column(built_world: World) -> None:
    """Type, basis, unit, key, reference, vocabulary and words of each, in the order of the tables."""
    folder = package(built_world).folder
    described = dictionary_of(folder)
    rows = [dict(zip(described.columns, row, strict=True)) for row in described.rows]
    assert [(row["table"], row["column"]) for row in rows] == [
        (table.name, column) for table in tables_of(folder) for column in table.columns
    ]
    by_name = {(row["table"], row["column"]): row for row in rows}
    assert by_name["roles", "entity"]["refers_to"] == "entities.id"
    assert by_name["counts", "value"]["basis"] == "stated"
    assert by_name["facts", "id"]["key"] is True
    assert "current" in by_name["facts", "status"]["vocabulary"]


def test_an_empty_folder_is_taken_and_another_is_not(
    built_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands somewhere stays as it is; nor is the folder replaced that somebody stands in."""
    folder = package(built_world).folder
    (tmp_path / "empty").mkdir()
    export(folder, "csv", tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for taken in (tmp_path / "empty", tmp_path / "file", tmp_path / "here"):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(DataError, match="is there already: name a new folder, or an empty one"):
            export(folder, "jsonl", taken)
        assert sorted(tmp_path.rglob("*")) == before


def test_an_export_that_fails_leaves_nothing(
    built_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is broken, or a folder that cannot be written, is one sentence; no half of an export stays."""
    ours = package(built_world)
    articles = ours.folder.file("articles")
    sound = articles.read_bytes()
    articles.write_bytes(b"x")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DataError, match=r"articles\.parquet cannot be read"):
        export(ours.folder, "csv", tmp_path / "out")
    articles.write_bytes(sound)
    monkeypatch.setattr("pathlib.Path.rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export(ours.folder, "csv", tmp_path / "out")
    assert sorted(tmp_path.rglob("*")) == before


def interrupted(*_: object) -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt


def test_a_sheet_shows_long_texts_whole_and_fits_on_paper() -> None:
    """They are folded, in rows as high as they need; all columns stand on one page, their heads on each."""
    rows = [("short", True), ("word " * 100, None), ("", None), ("line\n" * 100, False)]
    [content] = xlsx_file([Table("odd", ("text", "truth"), rows)], DESCRIPTOR).values()
    sheet = openpyxl.load_workbook(io.BytesIO(content))["odd"]

    assert [sheet.row_dimensions[row].height for row in range(2, 6)] == [None, 15 * 9, None, 405]
    assert sheet["A3"].alignment.wrap_text
    assert (sheet["B2"].value, sheet["B5"].value) == (True, False)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"
