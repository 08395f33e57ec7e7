"""Validation: any data package on disk, looked at from its descriptor alone.

json_file     a stranger's JSON, in bounded time and memory
positions     where the values of a JSON text stand
descriptor    the descriptor of a package, and the places in it
shapes        what may stand where in a descriptor
resources     the resources of a descriptor, their schemas and files
paths         the jail: nothing outside the package's folder
remote        downloads, where they are allowed
files         finds what descriptors name, by `paths` and `remote`
integrity     bytes and hashes
formats       who looks at which resource
references    foreign keys within and between formats
elsewhere     packages that Spark alone can reach
engines       who runs the plan
others        tables that are not Parquet, by frictionless
handover      what frictionless is given
patterns      the constraint `pattern` in these
telling       what the plan found, as findings
course        how far all this has come
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from factpack.errors import DataError
from factpack.findings import Finding, Report, Resource
from factpack.names import Progress
from factpack.validation.course import Course
from factpack.validation.engines import DUCKDB, Runner, Work, runner
from factpack.validation.integrity import damage, unproved, wrong_size
from factpack.validation.references import across, plan_schema, unknown_targets
from factpack.validation.resources import Declared, declared_resources, package_findings
from factpack.validation.telling import told, unreadable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from factpack.plan import Reader

__all__ = ["Progress", "is_size", "validate"]

# How long a byte takes to be looked at, against one that is hashed.
PLAN_WEIGHT = 1.0
FRICTIONLESS_WEIGHT = 100.0


def validate(  # noqa: PLR0913 what is looked at, by whom, and how much is told of it
    path: str | Path,
    *,
    memory: str = "1GB",
    examples: int = 5,
    allow_remote: bool = False,
    progress: Progress | None = None,
    engine: "str | SparkSession" = DUCKDB,
) -> Report:
    """Everything that is wrong with the data package at `path`, and what its resources are.

    `path` is a folder with a `datapackage.json`, or a descriptor (of Data Package v1 or v2; a URL, if remote files are
    allowed). Nothing is read but the descriptor and the files that it names inside its folder. Tables in Parquet are
    held to their schemas in at most `memory`; other tables are handed to frictionless. A finding has at most `examples`
    of the rows that are wrong. `progress` is told what is being done and the fraction of the whole that is done; it
    may be called from another thread. Raises a DataError if there is no descriptor that can be read, or `memory` is no
    size. On Spark (`engine`: see `factpack.validate`), which looks after its own memory, resources may be folders too,
    and `path` a URL of any filesystem that Spark reads.
    """
    if not is_size(memory):
        message = f"{memory!r} is no size of memory such as 500MB or 2GiB"
        raise DataError(message)
    tell = progress or _tell_nobody
    with runner(engine, memory) as plan, TemporaryDirectory(prefix="factpack-") as temporary:
        files = plan.files(path, Path(temporary), tell, allow_remote=allow_remote)
        descriptor = files.descriptor(path)
        resources = list(declared_resources(descriptor, files))
        findings = [*package_findings(descriptor), *(each for resource in resources for each in resource.findings)]
        course = Course(tell, sum(map(_weight, resources)))
        findings += _integrity(resources, course)
        tables = _Tables.of(resources, examples, course)
        findings += [*_by_frictionless(tables), *_by_plan(tables, plan)]
        return Report.of(findings, (_resource(each, tables) for each in resources))


def is_size(text: str) -> bool:
    """True if the text is a size of memory: a number that is not 0, and KB, MB, GB, TB, KiB, MiB, GiB or TiB."""
    return bool(re.fullmatch(r"(?!0*\.?0*[KMGT])\d+(\.\d+)?[KMGT]i?B", text, re.ASCII | re.IGNORECASE))


def _tell_nobody(what: str, fraction: float) -> None:
    """Does nothing: nobody wants to know how far the whole has come."""


def _weight(resource: Declared) -> float:
    share = {"factpack": PLAN_WEIGHT, "frictionless": FRICTIONLESS_WEIGHT}.get(resource.validator, 0.0)
    return resource.bytes * (share * resource.sound + ("hash" in resource.value))


def _integrity(resources: Sequence[Declared], course: Course) -> Iterator[Finding]:
    """Where files are not of the size or the hash that their resources say."""
    for resource in resources:
        if resource.urls:
            yield from (*wrong_size(resource), *unproved(resource))
        elif resource.files and len(resource.files) == len(resource.paths):
            step = course.step(resource.bytes * ("hash" in resource.value))
            try:
                yield from damage(resource, partial(step, resource.name))
            except OSError as error:
                yield unreadable(resource, f"{resource.paths[0]} cannot be read: {error.strerror}")


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a package, those whose schemas are sound apart.

    `names` are those of all resources that are tables, or have findings which say why they are none.
    """

    sound: Mapping[str, Declared]
    usable: dict[str, Declared]
    names: frozenset[str]
    examples: int
    course: Course
    rows: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, resources: Sequence[Declared], examples: int, course: Course) -> "_Tables":
        """The tables among the resources."""
        sound = {each.name: each for each in resources if each.sound and each.validator}
        usable = {name: each for name, each in sound.items() if each.schema is not None}
        return cls(
            sound,
            usable,
            frozenset(each.name for each in resources if each.validator or each.findings),
            examples,
            course,
        )

    def by(self, validator: str) -> Mapping[str, Declared]:
        """The tables that this validator looks at."""
        return {name: each for name, each in self.sound.items() if each.validator == validator}


def _by_frictionless(tables: _Tables) -> Iterator[Finding]:
    """What frictionless finds; a table that it cannot read is no longer one that others can refer to."""
    resources = tables.by("frictionless").values()
    # Those that refer to others come last, when it is known whether these can be read.
    for resource in sorted(resources, key=lambda each: bool((each.schema or {}).get("foreignKeys"))):
        if resource.urls:
            yield unreadable(resource, f"it is {resource.format}, and where Spark alone can reach only Parquet is read")
            tables.rows[resource.name] = None
            tables.usable.pop(resource.name, None)
            continue
        from factpack.validation.others import look_at

        step = tables.course.step(resource.bytes * FRICTIONLESS_WEIGHT)
        outcome = look_at(resource, tables.usable, tables.examples, partial(step, resource.name))
        yield from unknown_targets(resource, tables.names)
        yield from outcome.findings
        tables.rows[resource.name] = outcome.rows
        if outcome.rows is None:
            tables.usable.pop(resource.name, None)


def _by_plan(tables: _Tables, plan: Runner) -> Iterator[Finding]:
    """What the plan finds in Parquet, and in references between Parquet and other formats."""
    if not (parquet := tables.by("factpack")):
        return
    step = tables.course.step(sum(each.bytes for each in parquet.values()) * PLAN_WEIGHT)
    others = {name: tables.usable[name] for name in sorted(across(tables.usable))}
    schemas = {name: plan_schema(each, tables.names, tables.usable) for name, each in {**parquet, **others}.items()}
    readers = {name: _reader(each) for name, each in others.items()}
    scans = plan.scans(Work(schemas, parquet, readers, tables.examples, step))
    step(list(parquet)[-1], 1.0)
    for name, scan in scans.items():
        yield from told(tables.sound[name], scan)
        tables.rows.setdefault(name, scan.rows)


def _reader(resource: Declared) -> "Reader":
    from factpack.validation.handover import reader

    return reader(resource)


def _resource(declared: Declared, tables: _Tables) -> Resource:
    validator = declared.validator if declared.sound else ""
    rows = tables.rows.get(declared.name) if declared.sound else None
    return Resource(declared.name, declared.paths, declared.format, declared.bytes, rows, validator)
