"""All generated files, by folder: what each holds, as bytes."""

import json
from typing import Any

from factpack.contract.editor_schema import Ids, article_schema, seeds_schema
from factpack.dataset import Dataset
from factpack.draft import Draft
from factpack.names import BESIDE, DESCRIPTOR
from factpack.outputs import parquet
from factpack.outputs.annotations import annotations
from factpack.outputs.card import card
from factpack.outputs.croissant import croissant
from factpack.outputs.descriptor import descriptor, hash_of, path_of
from factpack.outputs.dictionary import dictionary
from factpack.package.explanation import citation_of
from factpack.record import Entity, Fact


def package_files(dataset: Dataset, version: str, draft: Draft) -> dict[str, bytes]:
    """The files of datapackage/: a Parquet file a table, what stands beside them, and the descriptor that names all."""
    tables = {path_of(name): parquet.write(draft.tables[name], draft.schemas[name]) for name in draft.classes}
    described = descriptor(dataset, version, draft, tables)
    beside = _files_beside(described, draft, {path: len(content) for path, content in tables.items()})
    described[BESIDE] = [{"path": path, "hash": hash_of(content)} for path, content in beside.items()]
    return {**tables, **beside, DESCRIPTOR: as_json(described)}


def _files_beside(described: dict[str, Any], draft: Draft, sizes: dict[str, int]) -> dict[str, bytes]:
    citation = citation_of(described)
    return {
        "README.md": card(described, citation, draft.tables).encode(),
        "croissant.json": as_json(croissant(described, citation.bibtex, sizes)),
        "annotations.jsonld": as_json(annotations(described, draft.tables)),
    }


def schema_files(dataset: Dataset, draft: Draft) -> dict[str, bytes]:
    """The files of schema/: a Table Schema a table, the editors' JSON Schemas, and the data dictionary."""
    ids = known_ids(draft)
    return {
        **{f"{name}.json": as_json(schema) for name, schema in draft.schemas.items()},
        "seeds.schema.json": as_json(seeds_schema(dataset.written, ids)),
        "article.schema.json": as_json(article_schema(dataset.article_class, ids)),
        "README.md": dictionary(dataset, draft.schemas).encode(),
    }


def known_ids(draft: Draft) -> Ids:
    """What an editor completes: the entities, and of the facts those with a number, which derivations start from."""
    with_number = [name for name, cls in draft.classes.items() if issubclass(cls, Fact) and "value" in cls.model_fields]
    numbers = [pair for name in with_number for pair in _pairs(draft, name, "id", "statement")]
    return {
        Entity.table_name: dict(_pairs(draft, Entity.table_name, "id", "name_en")),
        Fact.table_name: dict(sorted(numbers)),
    }


def _pairs(draft: Draft, table: str, *columns: str) -> list[tuple[str, str]]:
    return list(zip(*(draft.tables[table][name].to_pylist() for name in columns), strict=True))


def as_json(value: Any) -> bytes:  # noqa: ANN401 (JSON is any value)
    """Readable JSON in UTF-8, keys in the order given."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
