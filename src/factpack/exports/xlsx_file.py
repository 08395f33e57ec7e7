"""An Excel workbook: a sheet a table, the data dictionary last; text is text, whatever it begins with."""

import datetime as dt
import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factpack.errors import DataError, install
from factpack.exports.csv_files import harmless
from factpack.exports.tables import Format, Table, not_a_number

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format as Style
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME = 31
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
EXACT = 10**15
"""Excel keeps fifteen digits of a number."""

NARROWEST, WIDEST = 8, 60
A4 = 9
LINE, HIGHEST = 15, 405
"""Of a row, in points."""
FIRST_YEAR = 1900
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")


def xlsx_file(tables: Sequence[Table], descriptor: Mapping[str, Any]) -> dict[str, bytes]:
    """One file, named as the package; the same tables give the same bytes."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        message = f"an export as xlsx needs XlsxWriter: {install('xlsx')}"
        raise DataError(message) from error
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        created = dt.datetime.fromisoformat(descriptor["created"]).replace(tzinfo=None)
        book.set_properties({"title": descriptor["title"], "created": created})
        styles = _styles(book)
        for name, table in zip(sheet_names([table.name for table in tables]), tables, strict=True):
            _fill(book.add_worksheet(name), table, styles)
    return {f"{descriptor['name']}.xlsx": stream.getvalue()}


def sheet_names(names: Sequence[str]) -> list[str]:
    """A name for the sheet of each table that Excel takes: short enough, of its characters, none twice."""
    given: list[str] = []
    for name in names:
        plain = _NOT_IN_NAMES.sub("_", name)
        number, chosen = 1, plain[:LONGEST_NAME]
        while chosen.casefold() in {other.casefold() for other in given} | {
            "history"
        }:  # Excel keeps History for itself
            number += 1
            chosen = f"{plain[: LONGEST_NAME - len(f'-{number}')]}-{number}"
        given.append(chosen)
    return given


def _styles(book: "xlsxwriter.Workbook") -> dict[str, "Style"]:
    text = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
        # Excel knows truth values by themselves, LibreOffice by their format.
        "truth": book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', "align": "left", "valign": "top"}),
        "text": book.add_format(text),
        # The apostrophe of Excel itself: a property of the cell, no character of its text.
        "harmless": book.add_format({"quote_prefix": True, **text}),
    }


def _fill(sheet: "Worksheet", table: Table, styles: Mapping[str, "Style"]) -> None:
    if len(table.rows) >= MOST_ROWS:
        message = f"{table.name} has {len(table.rows):,} rows, more than Excel can hold: export as csv or jsonl"
        raise DataError(message)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, styles["head"])
        sheet.set_column(column, column, _width([name, *(row[column] for row in table.rows)]))
    for number, row in enumerate(table.rows, 1):
        # Excel would find the height by itself, LibreOffice does not.
        sheet.set_row(number, min(LINE * max(1, *map(_lines, row)), HIGHEST))
        for column, value in enumerate(row):
            _write(sheet, (number, column), value, styles, table)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    _lay_out_for_paper(sheet)


def _lay_out_for_paper(sheet: "Worksheet") -> None:
    """All columns on one page, the heads on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(
    sheet: "Worksheet", cell: tuple[int, int], value: object, styles: Mapping[str, "Style"], table: Table
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*cell, value, styles["truth"])
    elif isinstance(value, dt.date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(*cell, dt.datetime(value.year, value.month, value.day), styles["day"])  # noqa: DTZ001 (a day)
    elif isinstance(value, int | float) and not_a_number(value) is None and abs(value) < _most(value):
        sheet.write_number(*cell, value, styles["number"])
    elif value is not None:
        text = not_a_number(value) or str(value)
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            message = (
                f"a cell of {table.name} has {len(text):,} characters, more than Excel can hold: export as csv or jsonl"
            )
            raise DataError(message)
        sheet.write_string(*cell, text, styles["text" if harmless(text) == text else "harmless"])


def _most(value: float) -> float:
    return EXACT if isinstance(value, int) else float("inf")


def _lines(value: object) -> int:
    """How many lines a text takes in a column of the widest."""
    lines = value.splitlines() if isinstance(value, str) else []
    return sum(max(len(textwrap.wrap(line, WIDEST)), 1) for line in lines)


def _width(values: Sequence[object]) -> int:
    longest = max(len(str(value)) for value in values if value is not None)
    return min(max(longest, NARROWEST), WIDEST) + 2  # room for the arrow of the filter


XLSX = Format(
    "an Excel workbook",
    xlsx_file,
    """\
- A sheet a table, the data dictionary last. Numbers, days and truth values are that; an empty cell holds no value.
- Text is text, never a formula: where it could be taken for one (it begins with =, +, -, @, a tab or a line break), the
  cell has Excel's own leading apostrophe, which is no part of its text.
- Days before 1900 and integers of more than 15 digits, which Excel cannot hold, are text; so are NaN, INF and -INF.
""",
)
