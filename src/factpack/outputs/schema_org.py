"""The package for search engines: a schema.org Dataset, to be put into a page as JSON-LD."""

from collections.abc import Mapping
from typing import Any


def schema_org(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The schema.org Dataset of the package; in HTML, escape "<" where it stands in a script element."""
    resources = descriptor["resources"]
    columns = {field["name"]: field for resource in resources for field in resource["schema"]["fields"]}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **({"url": descriptor["homepage"]} if "homepage" in descriptor else {}),
        **about(descriptor),
        "isAccessibleForFree": True,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": field["description"]}
            for name, field in columns.items()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": resource["name"],
                "description": resource["description"],
                "contentUrl": resource["path"],
                "encodingFormat": resource["mediatype"],
                "sha256": resource["hash"].removeprefix("sha256:"),
            }
            for resource in resources
        ],
    }


def about(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What the package is, who made it, from what, and under which licence, in the words of schema.org."""
    creators = [{"@type": "Organization", "name": person["title"]} for person in descriptor["contributors"]]
    return {
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "dateCreated": descriptor["created"],
        "datePublished": descriptor["created"],
        "inLanguage": "en",
        "keywords": descriptor["keywords"],
        "license": [license_.get("path", license_.get("name")) for license_ in descriptor["licenses"]],
        "creator": creators,
        "publisher": creators,
        "isBasedOn": [{"@type": "CreativeWork", "name": source["title"]} for source in descriptor["sources"]],
    }
