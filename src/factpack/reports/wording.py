"""How reports put things into words: counts, sizes, and texts that may come from a stranger."""

from factpack.findings import Finding, Resource

EMPTY = "(empty)"
_UNITS = ("kB", "MB", "GB", "TB", "PB")
_THEMES_OF_ROWS = ("bound/", "key/", "reference/", "rule/")


def printable(text: str, keep: str = "") -> str:
    """The text with each character escaped that a terminal would obey or hide, but for those to `keep`.

    Names and values are a stranger's: a line end, an escape sequence or a bidirectional mark could forge a report.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in keep else _escaped(sign) for sign in text)


def cell(value: str | None) -> str:
    """A cell's value on one line; in quotes where it could not be told from an empty cell or its edges not be seen."""
    if value is None:
        return EMPTY
    if value in {"", EMPTY} or value != value.strip() or value.startswith('"'):
        return f'"{printable(value)}"'
    return printable(value)


def counted(count: int, noun: str) -> str:
    """The count with its noun: `1 row`, `10,000,000 rows`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def size(count: int) -> str:
    """So many bytes, for people: `512 B`, `31.2 kB`, `1.5 GB`."""
    if count < 1000:  # noqa: PLR2004 (what k stands for)
        return f"{count} B"
    amount, unit = count / 1000, 0
    while amount >= 999.95 and unit < len(_UNITS) - 1:  # noqa: PLR2004 (written as 1000.0, it is 1.0 of the next unit)
        amount, unit = amount / 1000, unit + 1
    return f"{amount:,.1f} {_UNITS[unit]}"


def said(finding: Finding, resource: Resource | None) -> str:
    """The message, after how many rows of the resource are wrong if it is rows: `12 of 10,000,000 rows: …`."""
    rows = resource.rows if resource else None
    of_rows = rows is not None and finding.rule.startswith(_THEMES_OF_ROWS)
    if not (of_rows or finding.examples or finding.count > 1):
        return finding.message
    affected = counted(finding.count, "row") if rows is None else f"{finding.count:,} of {counted(rows, 'row')}"
    return f"{affected}: {finding.message}"


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
