"""An explanation as HTML for notebooks: no script, no style sheet, the colours of the page that it stands in."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CELL = "text-align:left;vertical-align:top;padding:2px 16px 2px 0;white-space:normal"
QUOTE = "margin:8px 0;padding-left:12px;border-left:3px solid;max-width:60em"


def explanation_html(
    heading: str, statement: str, quote: str, source: str, rows: "Iterable[tuple[str, str, str, str]]"
) -> str:
    """The HTML of an explanation; each row is a cell's name, value, basis and reason. All text stays text."""
    body = "".join(f"<tr>{''.join(_cell(text) for text in row)}</tr>" for row in rows)
    return (
        f"<div><p>{as_text(heading)}</p><p><strong>{as_text(statement)}</strong></p>"
        f'<blockquote style="{QUOTE}">“{as_text(quote)}”<br>— {as_text(source)}</blockquote>'
        f"<table><tbody>{body}</tbody></table></div>"
    )


def _cell(text: str) -> str:
    return f'<td style="{CELL}">{as_text(text)}</td>'


def as_text(text: str) -> str:
    """The text, whose marks of direction reach no further than itself."""
    return f'<bdi dir="auto">{escape(text)}</bdi>'
