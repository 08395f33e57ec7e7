"""The facts of news articles as typed tables, each cell tied to the words that say it.

>>> import harbour_facts
>>> figures = harbour_facts.load("figures")
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factpack.package import Package

__all__ = ["basis", "cite", "explain", "load", "package", "schema", "tables"]


@cache
def package() -> "Package":
    """The published tables: in the wheel, or two folders up in a checkout."""
    from pathlib import Path

    from factpack.package import Package

    here = Path(__file__).parent
    installed = here / "datapackage"
    return Package(installed if installed.is_dir() else here.parents[1] / "datapackage")


if TYPE_CHECKING:  # what an editor completes
    tables, load, basis = package().tables, package().load, package().basis
    explain, cite, schema = package().explain, package().cite, package().schema


def __getattr__(name: str) -> object:
    """What the published tables offer; pandas and pyarrow are imported when something is first asked for."""
    if name in __all__:
        return getattr(package(), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
