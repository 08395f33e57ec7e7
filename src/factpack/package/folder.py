"""A published package on disk: its descriptor and where each table's file is."""

import json
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from factpack.errors import DataError
from factpack.names import DESCRIPTOR

FEW = 30


class UnknownNameError(DataError, KeyError):
    """There is no table or fact of this name."""

    __str__ = Exception.__str__


def unknown(*, kind: str, name: object, known: list[str]) -> UnknownNameError:
    """The error for an unknown `name`, with the nearest known one, or with all where they are few."""
    nearest = get_close_matches(name, known, n=1) if isinstance(name, str) else []
    listed = f"; there are {', '.join(known)}" if len(known) <= FEW else ""
    return UnknownNameError(f"there is no {kind} {name!r}" + (f"; did you mean {nearest[0]!r}?" if nearest else listed))


class Folder:
    """A folder with a `datapackage.json`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor, parsed."""
        file = self.path / DESCRIPTOR
        try:
            descriptor: Any = json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            message = f"{file} cannot be read: {error.strerror}"
            raise DataError(message) from error
        except ValueError as error:
            message = f"{file} is not JSON: {error}"
            raise DataError(message) from error
        if not _lists_resources(descriptor):
            message = f"{file} is no data package of tables: each resource needs a name, a path and a schema"
            raise DataError(message)
        return dict(descriptor)

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The descriptor of each table, by name."""
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    def resource(self, table: str) -> dict[str, Any]:
        """The descriptor of `table`; raises UnknownNameError with the nearest name."""
        if not isinstance(table, str) or table not in self.resources:
            raise unknown(kind="table", name=table, known=list(self.resources))
        return self.resources[table]

    def file(self, table: str) -> Path:
        """The Parquet file of `table`."""
        return self.path / str(self.resource(table)["path"])


def _lists_resources(descriptor: Any) -> bool:  # noqa: ANN401 (JSON is any value)
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    return isinstance(resources, list) and all(isinstance(item, dict) and _is_table(item) for item in resources)


def _is_table(resource: dict[str, Any]) -> bool:
    kinds = {"name": str, "path": str, "schema": dict}
    return all(isinstance(resource.get(key), kind) for key, kind in kinds.items())
