"""A citation as CSL-JSON, which reference managers and citeproc read."""

import json
from typing import Any


def csl_json(package: dict[str, Any], key: str, statement: str, note: str) -> str:
    """A list of one item: the fact that says `statement`, in `package` (its descriptor); without one, the package."""
    title = {"title": statement, "container-title": package["title"]} if statement else {"title": package["title"]}
    item = {
        "id": key,
        "type": "dataset",
        **title,
        "author": [{"literal": person["title"]} for person in package["contributors"]],
        "issued": {"date-parts": [[int(part) for part in package["created"][:10].split("-")]]},
        "version": package["version"],
        "language": "en",
        "note": note,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
