"""The evidence for tools that annotate texts: annotations.jsonld, W3C Web Annotations."""

import base64
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(descriptor: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """A page of annotations: for each quote of a fact, its place in the article and what the fact says.

    Positions are Unicode code points of the article's text. No words but the quotes: a prefix or a suffix would give
    more of the article back than the bound on quoting allows.
    """
    statements = {fact["id"]: fact["statement"] for fact in tables["facts"].to_pylist()}
    sources = {article["id"]: _source(article) for article in tables["articles"].to_pylist()}
    evidence = tables["evidence"].to_pylist()
    return {
        "@context": CONTEXT,
        "id": "#page",
        "type": "AnnotationPage",
        "partOf": {
            "id": "#all",
            "type": "AnnotationCollection",
            "label": descriptor["title"],
            "total": len(evidence),
            "creator": [{"type": "Organization", "name": person["title"]} for person in descriptor["contributors"]],
            "created": descriptor["created"],
            "rights": [license_["path"] for license_ in descriptor["licenses"] if "path" in license_],
        },
        "startIndex": 0,
        "items": [_annotation(row, statements[row["fact"]], sources[row["article"]]) for row in evidence],
    }


def _annotation(row: Mapping[str, Any], statement: str, source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": f"#{row['fact']}/{row['ordinal']}",
        "type": "Annotation",
        "motivation": "describing",
        "dcterms:identifier": row["fact"],
        "body": {"type": "TextualBody", "value": statement, "format": "text/plain", "language": "en"},
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
                {"type": "TextQuoteSelector", "exact": row["quote"]},
            ],
        },
    }


def _source(article: Mapping[str, Any]) -> dict[str, Any]:
    """The article by the hash of its bytes (RFC 6920): where it may be read, its publisher decides."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article["sha256"])).decode().rstrip("=")
    return {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": article["language"],
        "dcterms:title": article["headline"],
        "dcterms:publisher": article["publisher"],
        "dcterms:issued": article["date"].isoformat(),
        "dcterms:identifier": article["id"],
    }
