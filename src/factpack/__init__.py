"""The engine that proves the facts of articles against their words, validates them and publishes them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from factpack.findings import Example, Finding, Report, Resource
    from factpack.names import Progress

__all__ = ["Example", "Finding", "Report", "Resource", "validate"]


def validate(
    path: "str | Path",
    *,
    memory: str = "1GB",
    examples: int = 5,
    allow_remote: bool = False,
    progress: "Progress | None" = None,
) -> "Report":
    """Everything that is wrong with a data package: its descriptor, its files and each row of its tables.

    `path` is its folder, or its descriptor in that folder; nothing else is read, and nothing remote unless
    `allow_remote` (then `path` may be a URL too). Counts are exact; `examples` is how many of the wrong rows a finding
    shows at most. `memory` (`"500MB"`, `"2GiB"`) bounds what the engine takes before it spills to disk. `progress` is
    told what is being done and which fraction of the whole is done, perhaps from another thread. A package that cannot
    be looked at at all is a DataError, and a missing extra `factpack` a ModuleNotFoundError.
    """
    from factpack.validation import validate as validate_package

    return validate_package(path, memory=memory, examples=examples, allow_remote=allow_remote, progress=progress)


def __getattr__(name: str) -> object:
    """The types of a report, when they are asked for."""
    if name in __all__:
        from factpack import findings

        return getattr(findings, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
