"""The resources of a descriptor, each looked at alone, so that one that is wrong does not hide the others."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from factpack.errors import DataError
from factpack.findings import Finding, Place
from factpack.validation.descriptor import MEND, Descriptor
from factpack.validation.files import Files
from factpack.validation.formats import format_of, validator_of
from factpack.validation.json_file import MAX_BYTES, read_json, told
from factpack.validation.paths import Elsewhere, Trouble, size_of
from factpack.validation.positions import JsonPath

UNREADABLE = "descriptor/unreadable-schema"
# Findings of wrong shapes that are told: more help nobody, and a hostile descriptor gives cause for millions.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Declared:
    """A resource as its descriptor declares it, and its files, as far as they are there; `urls` are for Spark alone.

    `schema` is None where it cannot be used; `schema_source` and `schema_path` say where it is written. A resource
    that is not `sound` (of a wrong shape, of a name that is taken, with files missing) is no table to be looked at.
    """

    name: str
    descriptor: Descriptor
    path: JsonPath
    value: Mapping[str, Any]
    paths: tuple[str, ...]
    format: str
    validator: str
    schema_source: Descriptor
    schema_path: JsonPath
    schema: Mapping[str, Any] | None = None
    dialect: Mapping[str, Any] | None = None
    files: tuple[Path, ...] = ()
    urls: tuple[str, ...] = ()
    bytes: int = 0
    sound: bool = True
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def data_place(self) -> Place:
        """Where findings about its rows stand: in its first file, or in the descriptor that holds them."""
        return Place(self.paths[0]) if self.paths else self.descriptor.place(*self.path)

    def as_written(self, text: str) -> str:
        """The text with its files named as the descriptor does, instead of where they are on this machine."""
        for file, path in zip(self.files, self.paths, strict=False):
            text = text.replace(str(file), path)
        return text

    def field_places(self) -> Callable[[str], Place]:
        """Where the schema says what the field of a name is; where the schema begins, if there is none."""
        fields = enumerate((self.schema or {}).get("fields", []))
        steps = {each["name"]: ("fields", position) for position, each in fields}
        return lambda name: self.schema_source.place(*self.schema_path, *steps.get(name, ()))


def package_findings(descriptor: Descriptor) -> Iterator[Finding]:
    """What is wrong with the package's own properties, resources aside."""
    yield from descriptor.repeated_keys()
    for path, message in islice(_wrong_shapes("package", descriptor.value), MOST):
        yield descriptor.finding("descriptor/wrong-shape", path, message)
    resources = descriptor.value.get("resources")
    if resources is None or resources == []:
        message = f"found {'no' if resources is None else 'an empty list of'} resources, expected at least one"
        yield descriptor.finding("descriptor/no-resources", (), message, "list the package's files as resources")
    elif not isinstance(resources, list):
        message = f"found {told(resources)}, expected a list"
        yield descriptor.finding("descriptor/wrong-shape", ("resources",), message)


def declared_resources(descriptor: Descriptor, files: Files) -> Iterator[Declared]:
    """The descriptor's resources, each with what is wrong with its declaration."""
    resources = descriptor.value.get("resources")
    names: set[str] = set()
    told_already = 0
    for position, value in enumerate(resources if isinstance(resources, list) else ()):
        path = ("resources", position)
        wrong = tuple(_wrong(descriptor, path, value))
        if wrong:
            wrong = wrong[: max(0, MOST - told_already)]
            told_already += len(wrong)
            yield _unsound(descriptor, path, value, wrong)
        elif value["name"] in names:
            message = f"found a second resource {value['name']!r}, expected a name that no other resource has"
            rule, mend = "descriptor/duplicate-resource", "give each resource a name of its own"
            taken = descriptor.finding(rule, (*path, "name"), message, mend, value["name"])
            second = _declared(descriptor, path, value, files)
            yield replace(second, sound=False, findings=(taken, *second.findings))
        else:
            names.add(value["name"])
            yield _declared(descriptor, path, value, files)


def _wrong(descriptor: Descriptor, path: JsonPath, value: Any) -> Iterator[Finding]:  # noqa: ANN401 (JSON is any value)
    label = _label(path, value)
    for inner, message in islice(_wrong_shapes("resource", value), MOST):
        yield descriptor.finding("descriptor/wrong-shape", path + inner, message, record=label)
    if isinstance(value, dict) and ("path" in value) == ("data" in value):
        found = "both path and data" if "path" in value else "neither path nor data"
        message = f"found {found}, expected one of the two"
        yield descriptor.finding("descriptor/wrong-shape", path, message, record=label)


def _unsound(descriptor: Descriptor, path: JsonPath, value: object, findings: tuple[Finding, ...]) -> Declared:
    label = _label(path, value)
    return Declared(label, descriptor, path, {}, (), "", "", descriptor, path, sound=False, findings=findings)


def _label(path: JsonPath, value: object) -> str:
    name = value.get("name") if isinstance(value, dict) else None
    return name if name and isinstance(name, str) else f"resources[{path[-1]}]"


def _declared(descriptor: Descriptor, path: JsonPath, value: Mapping[str, Any], files: Files) -> Declared:
    paths = value.get("path", ())
    paths = (paths,) if isinstance(paths, str) else tuple(paths)
    resource_format = format_of(value, paths[0] if paths else "")
    validator = validator_of(value, resource_format)
    schema_path = (*path, "schema")
    plain = Declared(
        value["name"], descriptor, path, value, paths, resource_format, validator, descriptor, schema_path, {}
    )
    for step in (_located, _with_schema, _with_dialect):
        plain = step(plain, files)
    return plain


def _located(resource: Declared, files: Files) -> Declared:
    """The resource with its files, or with a finding for each that is not there."""
    found: list[Path | Elsewhere] = []
    findings: list[Finding] = []
    for position, written in enumerate(resource.paths):
        file = files.find(resource.descriptor, written)
        if isinstance(file, Trouble):
            steps = (*resource.path, "path", position) if len(resource.paths) > 1 else (*resource.path, "path")
            message = resource.descriptor.finding(file.rule, steps, file.message, file.mend, resource.name)
            findings.append(message)
        else:
            found.append(file)
    here = tuple(file for file in found if isinstance(file, Path))
    elsewhere = [file for file in found if isinstance(file, Elsewhere)]
    return replace(
        resource,
        files=here,
        urls=tuple(file.url for file in elsewhere),
        bytes=sum(map(size_of, here)) + sum(file.bytes for file in elsewhere),
        sound=not findings,
        findings=(*resource.findings, *findings),
    )


def _with_schema(resource: Declared, files: Files) -> Declared:
    """The resource with its schema, read from its file where it has one, or with findings why it cannot be used."""
    if "schema" not in resource.value:
        return resource
    said = resource.value["schema"]
    if isinstance(said, str):
        read = _read(resource, "schema", files)
        if isinstance(read, Finding):
            return replace(resource, schema=None, findings=(*resource.findings, read))
        resource, said = replace(resource, schema_source=read, schema_path=()), read.file.value
    findings = tuple(_wrong_schema(resource, said))
    return replace(resource, schema=None if findings else said, findings=(*resource.findings, *findings))


def _with_dialect(resource: Declared, files: Files) -> Declared:
    """The resource with its dialect, which is of use to frictionless alone."""
    said = resource.value.get("dialect")
    if resource.validator != "frictionless" or not said:
        return resource
    if isinstance(said, str):
        read = _read(resource, "dialect", files)
        if isinstance(read, Finding):
            return replace(resource, sound=False, findings=(*resource.findings, read))
        said = read.file.value
        if not isinstance(said, dict):
            wrong = read.finding("descriptor/wrong-shape", (), f"found {told(said)}, expected an object")
            return replace(resource, sound=False, findings=(*resource.findings, wrong))
    return replace(resource, dialect=said)


def _read(resource: Declared, what: str, files: Files) -> Descriptor | Finding:
    """The JSON file that the resource names as its schema or its dialect, or why it cannot be read."""
    descriptor, path, place = resource.descriptor, str(resource.value[what]), (*resource.path, what)
    file = files.find(descriptor, path, MAX_BYTES)
    assert not isinstance(file, Elsewhere)  # noqa: S101 what is to be read here is fetched
    if isinstance(file, Trouble):
        rule = file.rule if file.rule in {"package/outside", "package/remote"} else UNREADABLE
        return descriptor.finding(rule, place, file.message, file.mend, resource.name)
    try:
        return Descriptor(descriptor.folder, path, read_json(file, path))
    except DataError as error:
        return descriptor.finding(UNREADABLE, place, str(error), f"mend the file of the {what}", resource.name)


def _wrong_schema(resource: Declared, schema: Any) -> Iterator[Finding]:  # noqa: ANN401 (JSON is any value)
    source, path = resource.schema_source, resource.schema_path
    if not path:
        yield from source.repeated_keys()
    wrong = [
        source.finding("descriptor/wrong-shape", path + inner, message, MEND, resource.name)
        for inner, message in islice(_wrong_shapes("schema", schema), MOST)
    ]
    yield from wrong or _doubled_fields(resource, schema)


def _doubled_fields(resource: Declared, schema: Mapping[str, Any]) -> Iterator[Finding]:
    counts = Counter(each["name"] for each in schema["fields"])
    met: Counter[str] = Counter()
    for position, name in enumerate(each["name"] for each in schema["fields"]):
        met[name] += 1
        if met[name] == 2:  # noqa: PLR2004 the second is one too many
            steps = (*resource.schema_path, "fields", position, "name")
            message = f"found {counts[name]} fields {name!r}, expected one"
            rule, mend = "descriptor/duplicate-field", "give each field a name of its own"
            yield resource.schema_source.finding(rule, steps, message, mend, f"{resource.name}.{name}")


def _wrong_shapes(kind: str, value: object) -> Iterator[tuple[JsonPath, str]]:
    # pydantic takes a tenth of a second to import: who only imports this package does not wait for it.
    from factpack.validation.shapes import wrong_shapes

    return wrong_shapes(kind, value)
