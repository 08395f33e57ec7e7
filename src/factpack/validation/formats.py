"""Who looks at a resource's rows: factpack at Parquet, frictionless at other tables, nobody at what is no table."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

PARQUET = "parquet"
INLINE = "inline"
# What frictionless reads as text or numbers; its readers of databases, web services, HTML, pickles are left alone.
TABULAR = frozenset({"csv", "tsv", "xlsx", "xls", "ods"})
PERHAPS_TABULAR = frozenset({"json", "jsonl", "ndjson", INLINE})

_ALIASES = {"parq": PARQUET, "pq": PARQUET}
_MEDIATYPES = {
    "application/parquet": PARQUET,
    "application/vnd.apache.parquet": PARQUET,
    "application/x-parquet": PARQUET,
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/x-ndjson": "ndjson",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_COMPRESSED = frozenset({".gz", ".zip"})


def format_of(resource: Mapping[str, Any], path: str) -> str:
    """The resource's format in small letters: as it says itself, else by its media type, else by the first path."""
    if "data" in resource:
        return INLINE
    said = resource.get("format", "").lower().lstrip(".")
    said = said or _MEDIATYPES.get(resource.get("mediatype", "").lower().partition(";")[0].strip(), "")
    said = said or _extension(path)
    return _ALIASES.get(said, said)


def validator_of(resource: Mapping[str, Any], resource_format: str) -> str:
    """Who looks at the rows of the resource: factpack, frictionless, or nobody ("")."""
    if resource_format == PARQUET:
        return "factpack"
    if resource_format in TABULAR or "schema" in resource:
        return "frictionless"
    is_table = resource.get("type") == "table" or resource.get("profile") == "tabular-data-resource"
    return "frictionless" if is_table and resource_format in PERHAPS_TABULAR else ""


def _extension(path: str) -> str:
    name = PurePosixPath(path)
    if name.suffix.lower() in _COMPRESSED:
        name = name.with_suffix("")
    return name.suffix.lower().lstrip(".")
