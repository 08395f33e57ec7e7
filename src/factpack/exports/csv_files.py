"""CSV as Excel opens it rightly: UTF-8 with a byte-order mark, CRLF, and no text that it takes for a formula."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from factpack.exports.tables import Format, Table, not_a_number

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")
"""What a spreadsheet may take for the start of a formula; and an apostrophe, so that one can be dropped again."""


def csv_files(tables: Sequence[Table], _: Mapping[str, Any]) -> dict[str, bytes]:
    """A file a table."""
    return {f"{table.name}.csv": _csv(table) for table in tables}


def harmless(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet may take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _csv(table: Table) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(harmless(column) for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """What the writer is to write: numbers as they are, nothing for None."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date) else not_a_number(value) or value


CSV = Format(
    "CSV",
    csv_files,
    """\
- UTF-8 with a byte-order mark, commas, lines that end in CRLF: Excel opens it with a double click where commas separate
  lists; elsewhere (in Russian or German Windows, say) take Data, From Text/CSV, or export as xlsx.
- Days are written 2026-02-27, numbers with a point, truth values true and false; an empty cell holds no value.
- Text that a spreadsheet could take for a formula (it begins with =, +, -, @, a tab or a line break) stands after an
  apostrophe, and so does text that begins with one: drop the first apostrophe, and it is as it was. Numbers have none.
- Excel guesses what a cell is, and makes a day of a period such as 2025-12: in xlsx nothing is guessed.
""",
)
