"""All generated files, by folder: what each holds, as bytes."""

import json
from typing import Any

from factpack.contract.editor_schema import article_schema, seeds_schema
from factpack.dataset import Dataset
from factpack.draft import Draft
from factpack.names import DESCRIPTOR
from factpack.outputs import parquet
from factpack.outputs.descriptor import descriptor, path_of
from factpack.outputs.dictionary import dictionary


def package_files(dataset: Dataset, version: str, draft: Draft) -> dict[str, bytes]:
    """The files of datapackage/: a Parquet file a table, and the descriptor."""
    files = {path_of(name): parquet.write(draft.tables[name], draft.schemas[name]) for name in draft.classes}
    return {**files, DESCRIPTOR: as_json(descriptor(dataset, version, draft, files))}


def schema_files(dataset: Dataset, draft: Draft) -> dict[str, bytes]:
    """The files of schema/: a Table Schema a table, the editors' JSON Schemas, and the data dictionary."""
    return {
        **{f"{name}.json": as_json(schema) for name, schema in draft.schemas.items()},
        "seeds.schema.json": as_json(seeds_schema(dataset.written)),
        "article.schema.json": as_json(article_schema(dataset.article_class)),
        "README.md": dictionary(dataset, draft.schemas).encode(),
    }


def as_json(value: Any) -> bytes:  # noqa: ANN401 (JSON is any value)
    """Readable JSON in UTF-8, keys in the order given."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
