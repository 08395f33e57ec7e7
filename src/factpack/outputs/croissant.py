"""The package for tools of machine learning: croissant.json, Croissant 1.1."""

from collections.abc import Iterator, Mapping
from typing import Any

from factpack.outputs.schema_org import about

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
MEDIA_TYPES = ["application/vnd.apache.parquet", "application/x-parquet"]
"""The registered media type of Parquet, and the one by which mlcroissant knows it."""

DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_OF_CROISSANT = (
    *("annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract"),
    *("field", "fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath"),
    *("key", "md5", "parentField", "path", "readLines", "recordSet", "references", "regex", "repeated", "replace"),
    *("samplingRate", "sdVersion", "separator", "source", "subField", "transform", "unArchive", "value"),
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "description": {"@container": "@language"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _OF_CROISSANT},
}


def croissant(descriptor: Mapping[str, Any], citation: str, sizes: Mapping[str, int]) -> dict[str, Any]:
    """The Croissant description of the package: a file and a record set a table, with keys and references.

    `citation` is BibTeX, `sizes` are the sizes of the files in bytes, by path.
    """
    resources = descriptor["resources"]
    paths = {resource["name"]: resource["path"] for resource in resources}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        # Required, and only a published dataset has an address: else it is the folder that holds this file.
        "url": descriptor.get("homepage", "./"),
        **about(descriptor),
        "citeAs": citation,
        "distribution": [_file(resource, sizes[resource["path"]]) for resource in resources],
        "recordSet": [_record_set(resource, paths) for resource in resources],
    }


def _file(resource: Mapping[str, Any], size: int) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["path"].rpartition("/")[2],
        "contentUrl": resource["path"],
        "contentSize": f"{size} B",
        "encodingFormat": MEDIA_TYPES,
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _record_set(resource: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, Any]:
    name, schema = resource["name"], resource["schema"]
    references = {key["fields"][0]: _column(paths, key["reference"]) for key in schema.get("foreignKeys", ())}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": resource["description"],
        "key": [{"@id": f"{name}/{column}"} for column in schema["primaryKey"]],
        "field": [
            _field(resource, field) | ({"references": references[field["name"]]} if field["name"] in references else {})
            for field in schema["fields"]
        ],
    }


def _field(resource: Mapping[str, Any], field: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{resource['name']}/{field['name']}",
        "name": field["name"],
        "description": " ".join(_description(field)),
        "dataType": DATA_TYPES[field["type"]],
        "source": {"fileObject": {"@id": resource["path"]}, "extract": {"column": field["name"]}},
    }


def _column(paths: Mapping[str, str], reference: Mapping[str, Any]) -> dict[str, Any]:
    """The column that is referred to.

    By its file, where the specification would rather have the field: mlcroissant 1.1 cannot load a table that refers to
    the field of one that refers to another.
    """
    return {"fileObject": {"@id": paths[reference["resource"]]}, "extract": {"column": reference["fields"][0]}}


def _description(field: Mapping[str, Any]) -> Iterator[str]:
    """What the column is, and what Croissant has no word for: its basis, its unit, its vocabulary."""
    yield field["description"]
    yield f"Basis: {field['factpack:basis']}."
    if unit := field.get("factpack:unit"):
        yield f"Unit: {unit}."
    if words := field.get("constraints", {}).get("enum"):
        yield f"One of: {', '.join(map(str, words))}."
