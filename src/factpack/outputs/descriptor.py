"""The descriptor of the package: datapackage.json, Data Package v2."""

import hashlib
from collections.abc import Mapping
from typing import Any

from factpack.content import content_hash
from factpack.dataset import Dataset
from factpack.draft import Draft
from factpack.package.explanation import source_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def descriptor(dataset: Dataset, version: str, draft: Draft, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor; `files` are the Parquet files by path in the package."""
    articles = draft.tables["articles"].to_pylist()
    return {
        "$schema": PROFILE,
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": version,
        "created": dataset.created,
        "keywords": list(dataset.keywords),
        "licenses": [dict(license_) for license_ in dataset.licenses],
        "contributors": [dict(contributor) for contributor in dataset.contributors],
        "sources": [{"title": source_of(article)} for article in articles],
        "factpack:quotedShare": round(draft.quoted_share, 3),
        "resources": [_resource(name, draft, files[path_of(name)]) for name in draft.classes],
    }


def path_of(table: str) -> str:
    """Where the table's file stands in the package."""
    return f"data/{table}.parquet"


def hash_of(content: bytes) -> str:
    """The hash of a file, as Data Package writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _resource(name: str, draft: Draft, content: bytes) -> dict[str, Any]:
    record_class = draft.classes[name]
    return {
        "name": name,
        "type": "table",
        "path": path_of(name),
        "title": record_class.title,
        "description": record_class.description(),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": hash_of(content),
        "factpack:contentHash": f"sha256:{content_hash(draft.tables[name])}",
        "factpack:rows": draft.tables[name].num_rows,
        "schema": draft.schemas[name],
    }
