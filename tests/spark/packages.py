"""Descriptors of the packages that tests write."""

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def described(folder: Path, *resources: Json) -> Path:
    """The folder with a descriptor of these resources."""
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


def resource(path: str, schema: Json | str, name: str = "things") -> Json:
    """A resource of Parquet."""
    return {"name": name, "path": path, "format": "parquet", "schema": schema}
