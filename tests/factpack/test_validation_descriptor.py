"""What is wrong with a descriptor is found, placed and told; nothing that it holds raises."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factpack.errors import DataError
from factpack.findings import Finding, Report
from factpack.validation import validate
from factpack.validation.positions import Positions

Write = Callable[..., Path]
FIELDS: dict[str, Any] = {"fields": [{"name": "id", "type": "integer"}]}
SOUND: dict[str, Any] = {"name": "people", "path": "people.parquet", "schema": FIELDS}
LEAVE = object()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a package of these resources, beside a sound people.parquet; gives its folder."""
    pq.write_table(pa.table({"id": [1, 2]}), tmp_path / "people.parquet")

    def package(*resources: object, **properties: object) -> Path:
        text = json.dumps({"name": "p", "resources": resources, **properties}, indent=1)
        (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
        return tmp_path

    return package


def only(report: Report) -> Finding:
    """The one finding of a report."""
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def told(report: Report) -> list[tuple[str, str]]:
    """Rules and messages, in order."""
    return [(finding.rule, finding.message) for finding in report]


def test_a_sound_package_has_no_findings(write: Write) -> None:
    """PATH is the folder or the descriptor itself, and each resource is told with its rows and who has looked."""
    folder = write(SOUND)
    report = validate(folder)

    assert report.ok
    assert not report.findings
    assert report == validate(folder / "datapackage.json") == validate(str(folder))
    [resource] = report.resources
    assert (resource.name, resource.paths, resource.format) == ("people", ("people.parquet",), "parquet")
    assert (resource.rows, resource.validator) == (2, "factpack")
    assert resource.bytes == (folder / "people.parquet").stat().st_size


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"resources": [}', ":1:16 is not JSON: Expecting value"),
        (b"", ":1:1 is not JSON: Expecting value"),
        (b'{"name": "\xff"}', " is not UTF-8: byte 10 is 0xff"),
        (b"[1]", " is no descriptor: expected a JSON object"),
        (b'{"a": NaN}', " is not JSON: NaN is no JSON number"),
        (b'{"a": -Infinity}', " is not JSON: -Infinity is no JSON number"),
        (b'{"a": 1e999}', " is not JSON: the number 1e999 is too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", " holds a number of thousands of digits"),
        (b'{"a": ' + b"[" * 100_000, " is nested more than 100 levels deep"),
        (b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}", " is nested more than 100 levels deep"),
        (b'{"name": "\\ud800"}', " holds half of a character: \\ud800"),
    ],
    ids=["syntax", "empty", "bytes", "list", "NaN", "infinity", "1e999", "digits", "open", "deep", "surrogate"],
)
def test_a_file_that_is_no_descriptor_is_wrong_use(tmp_path: Path, content: bytes, said: str) -> None:
    """What cannot be read as a JSON object is one sentence that names the file."""
    file = tmp_path / "datapackage.json"
    file.write_bytes(content)

    with pytest.raises(DataError) as error:
        validate(tmp_path)
    assert str(error.value) == f"{file}{said}"


def test_a_huge_descriptor_is_refused_unread(tmp_path: Path) -> None:
    """More than 64 MB are not parsed."""
    with (tmp_path / "datapackage.json").open("wb") as file:
        file.truncate((64 << 20) + 1)

    with pytest.raises(DataError, match="is larger than 64 MB"):
        validate(tmp_path)


def test_what_is_no_file_is_wrong_use_and_blocks_nobody(tmp_path: Path) -> None:
    """A fifo, a device, a folder without a descriptor, a loop of links, a name that cannot be one."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "empty").mkdir()

    for name in ("fifo", "device", "loop", "empty", "no", "n\0l", "x" * 300):
        with pytest.raises(DataError):
            validate(tmp_path / name)


def test_a_byte_order_mark_is_no_mistake(write: Write) -> None:
    """Editors on Windows write one."""
    file = write(SOUND) / "datapackage.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert validate(file).ok


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("bytes",), "5", 'resources[0].bytes: found "5", expected a whole number'),
        (("bytes",), True, "resources[0].bytes: found true, expected a whole number"),
        (("bytes",), -1, "resources[0].bytes: found -1, expected 0 or more"),
        (("hash",), None, "resources[0].hash: found null, expected a text"),
        (("path",), [], "resources[0].path: found an empty list, expected a text, or a list of texts"),
        (("path",), ["a", 1], "resources[0].path: found a list, expected a text, or a list of texts"),
        (("name",), "", 'resources[0].name: found "", expected a text that is not empty'),
        (("schema",), 5, "resources[0].schema: found 5, expected an object, or the path of a JSON file"),
        (("schema",), {}, "resources[0].schema: found no 'fields', expected one"),
        (("schema", "fields"), {}, "resources[0].schema.fields: found an object, expected a list"),
        (("schema", "fields", 0), "id", 'resources[0].schema.fields[0]: found "id", expected an object'),
        (("schema", "fields", 0, "name"), 1, "resources[0].schema.fields[0].name: found 1, expected a text"),
        (
            ("schema", "fields", 0, "constraints"),
            {"required": "true"},
            'resources[0].schema.fields[0].constraints.required: found "true", expected true or false',
        ),
        (
            ("schema", "fields", 0, "constraints"),
            {"minLength": 1.5},
            "resources[0].schema.fields[0].constraints.minLength: found 1.5, expected a whole number",
        ),
        (
            ("schema", "fields", 0, "constraints"),
            {"minimum": [1]},
            "resources[0].schema.fields[0].constraints.minimum: found a list, expected a number or a text",
        ),
        (
            ("schema", "fields", 0, "categories"),
            [None],
            (
                "resources[0].schema.fields[0].categories[0]: found null, "
                "expected a text, a whole number, or {value, label}"
            ),
        ),
        (
            ("schema", "missingValues"),
            [1],
            "resources[0].schema.missingValues[0]: found 1, expected a text, or {value, label}",
        ),
        (
            ("schema", "fieldsMatch"),
            "exactly",
            'resources[0].schema.fieldsMatch: found "exactly", expected exact, equal, subset, superset or partial',
        ),
        (
            ("schema", "primaryKey"),
            [1],
            "resources[0].schema.primaryKey: found a list, expected a text, or a list of texts",
        ),
        (
            ("schema", "uniqueKeys"),
            "id",
            'resources[0].schema.uniqueKeys: found "id", expected a list',
        ),
        (
            ("schema", "foreignKeys"),
            [{"fields": "id"}],
            "resources[0].schema.foreignKeys[0]: found no 'reference', expected one",
        ),
        (
            ("schema", "factpack:rules"),
            [{"name": "r"}],
            "resources[0].schema.factpack:rules[0]: found no 'sql', expected one",
        ),
    ],
)
def test_a_wrong_shape_says_where_what_was_found_and_what_was_expected(
    write: Write, path: tuple[str | int, ...], value: object, message: str
) -> None:
    """One finding, without a word of the library that found it."""
    resource: Any = json.loads(json.dumps(SOUND))
    inner = resource
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value

    finding = only(validate(write(resource)))

    assert (finding.rule, finding.message) == ("descriptor/wrong-shape", message)
    assert finding.place.file == "datapackage.json"
    assert finding.place.line > 1


def test_every_shape_that_the_standard_allows_is_sound(write: Write) -> None:
    """Both versions' spellings, and unknown properties everywhere."""
    fields = [
        {"name": "id", "type": "integer", "constraints": {"minimum": "0", "enum": [1, 2]}, "x": {}},
    ]
    v1 = {"fields": fields, "primaryKey": "id", "missingValues": ["", "-"], "uniqueKeys": [["id"]]}
    v2 = {
        **v1,
        "primaryKey": ["id"],
        "fieldsMatch": ["exact"],
        "missingValues": [{"value": "-", "label": "none"}],
        "foreignKeys": [{"fields": "id", "reference": {"fields": ["id"]}}],
        "factpack:rules": [{"name": "r", "sql": "id > 0"}],
    }
    contributors = [{"title": "x", "role": "author"}, {"title": "y", "roles": ["creator"], "organization": "z"}]
    report = validate(
        write(
            {**SOUND, "schema": v1, "licenses": [{"name": "MIT"}], "profile": "tabular-data-resource", "x": None},
            {**SOUND, "name": "People", "schema": v2, "path": ["people.parquet"]},
            contributors=contributors,
            sources=[{"title": "x"}],
            keywords=["x"],
            created="2026-11-22T00:00:00Z",
            x=[1],
        )
    )

    assert not report.findings, told(report)


def test_the_packages_own_properties_have_shapes_too(write: Write) -> None:
    """A wrong one hides no resource."""
    report = validate(write(SOUND, name=5, licenses=[1], keywords="x"))

    assert {message for _, message in told(report)} == {
        'keywords: found "x", expected a list',
        "licenses[0]: found 1, expected an object",
        "name: found 5, expected a text",
    }
    assert report.resources[0].rows == 2


@pytest.mark.parametrize("resources", [LEAVE, []])
def test_a_package_without_resources_is_a_finding(tmp_path: Path, resources: object) -> None:
    """None at all, or an empty list."""
    value = {} if resources is LEAVE else {"resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(value), encoding="utf-8")

    assert only(validate(tmp_path)).rule == "descriptor/no-resources"


@pytest.mark.parametrize("resources", [{}, "x", None, 5])
def test_resources_are_a_list(tmp_path: Path, resources: object) -> None:
    """Anything else is a finding."""
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")

    assert only(validate(tmp_path)).rule in {"descriptor/wrong-shape", "descriptor/no-resources"}


def test_a_wrong_resource_hides_no_other(write: Write) -> None:
    """Each fails alone, and all are in the report."""
    both = {"name": "both", "path": "people.parquet", "data": []}
    report = validate(write(7, {"path": "x"}, both, {"name": "none"}, SOUND))

    assert [finding.record for finding in report] == ["resources[0]", "resources[1]", "both", "none"]
    assert [resource.name for resource in report.resources][-1] == "people"
    assert [resource.rows for resource in report.resources] == [None, None, None, None, 2]


def test_a_name_is_given_once(write: Write) -> None:
    """The second resource of a name is a finding; names that differ in case are two."""
    report = validate(write(SOUND, {**SOUND, "name": "People"}, SOUND))
    finding = only(report)

    assert (finding.rule, finding.record) == ("descriptor/duplicate-resource", "people")
    assert finding.message.startswith("resources[2].name: ")
    assert [resource.rows for resource in report.resources] == [2, 2, None]


def test_a_field_is_declared_once(write: Write) -> None:
    """The place is that of the second field."""
    report = validate(write({**SOUND, "schema": {"fields": [{"name": "id"}, {"name": "id"}]}}))
    finding = only(report)

    assert (finding.rule, finding.record) == ("descriptor/duplicate-field", "people.id")
    assert finding.message == "resources[0].schema.fields[1].name: found 2 fields 'id', expected one"


def test_a_key_stands_once_in_an_object(write: Write) -> None:
    """JSON leaves open which of two counts: neither should."""
    file = write(SOUND) / "datapackage.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"name": "p"', '"name": "p", "name": "q"', 1))

    finding = only(validate(file))
    assert finding.rule == "descriptor/wrong-shape"
    assert "'name' twice" in finding.message


def test_a_schema_may_stand_in_a_file_of_its_own(write: Write, tmp_path: Path) -> None:
    """What is wrong with it has its place in that file."""
    (tmp_path / "schema.json").write_text(json.dumps(FIELDS), encoding="utf-8")
    folder = write({**SOUND, "schema": "schema.json"})
    assert not validate(folder).findings

    (tmp_path / "schema.json").write_text('{"fields":\n [{"name": 5}]}', encoding="utf-8")
    finding = only(validate(folder))
    assert (finding.rule, finding.message) == ("descriptor/wrong-shape", "fields[0].name: found 5, expected a text")
    assert str(finding.place) == "schema.json:2:4"


def test_a_schema_that_cannot_be_read_is_a_finding(write: Write, tmp_path: Path) -> None:
    """Missing, a fifo, a device, outside, on the web, not JSON, deep, huge, or a path once more."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "text").write_text("{", encoding="utf-8")
    (tmp_path / "deep").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "self").write_text('"self"', encoding="utf-8")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate((64 << 20) + 1)
    expected = {
        "none": "descriptor/unreadable-schema",
        "fifo": "descriptor/unreadable-schema",
        "device": "package/outside",
        "../x": "package/outside",
        "http://127.0.0.1:9/x": "package/remote",
        "text": "descriptor/unreadable-schema",
        "deep": "descriptor/unreadable-schema",
        "huge": "descriptor/unreadable-schema",
        "self": "descriptor/wrong-shape",
        "n\0l": "descriptor/unreadable-schema",
    }
    folder = write(*({**SOUND, "name": path, "schema": path} for path in expected))

    assert {finding.record: finding.rule for finding in validate(folder)} == expected


def test_positions_are_those_of_the_text() -> None:
    """A member of an object stands where its key does, an item of a list where it begins."""
    text = '{\n  "a": [1,\n    {"b\\"": {"c": null}, "d" : "}"}],\n  "e": []\n}'
    positions = Positions(text)

    assert positions.of(()) == (1, 1)
    assert positions.of(("a",)) == (2, 3)
    assert positions.of(("a", 0)) == (2, 9)
    assert positions.of(("a", 1)) == (3, 5)
    assert positions.of(("a", 1, 'b"', "c")) == (3, 14)
    assert positions.of(("a", 1, "d")) == (3, 26)
    assert positions.of(("e",)) == (4, 3)
    assert positions.of(("a", 1, "no", "more")) == (3, 5)


def test_a_descriptor_that_is_wrong_all_over_is_told_in_bounded_time(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are found in time that grows with the descriptor, not with its square, and there is an end to it."""
    monkeypatch.setattr("factpack.validation.resources.MOST", 2000)
    fields = [{"name": str(number), "type": number} for number in range(3000)]
    started = time.perf_counter()

    assert len(validate(write({**SOUND, "schema": {"fields": fields}})).findings) == 2000
    assert len(validate(write(*fields)).findings) == 2000
    assert time.perf_counter() - started < 20


def test_importing_it_imports_nothing_heavy() -> None:
    """Who imports the package waits for no library that only some packages need."""
    heavy = ["pandas", "pyarrow", "frictionless", "pydantic", "duckdb", "urllib.request"]
    code = f"import sys, factpack.validation; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
TYPES = ["string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration"]
TYPES += ["geopoint", "geojson", "object", "array", "list", "any", "no", ""]
NAMES = ["id", "ID", 'q"', "a;b", "x\ny", "file_row_number", "select", "", "\0"]


def some_of(**properties: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects with some of these properties."""
    return st.fixed_dictionaries({}, optional=properties)


field_names = st.sampled_from(NAMES)
some_names = field_names | st.lists(field_names, min_size=1, max_size=2)
fields = st.fixed_dictionaries(
    {"name": field_names},
    optional={
        "type": st.sampled_from(TYPES),
        "format": st.sampled_from(["default", "any", "%Y", "email", "uri", "binary", "uuid", "array", "topojson"]),
        "constraints": some_of(
            required=st.booleans(),
            unique=st.booleans(),
            minimum=st.integers() | st.text(max_size=3),
            maximum=st.floats(allow_nan=False, allow_infinity=False),
            exclusiveMinimum=st.integers(),
            minLength=st.integers(0, 5),
            maxLength=st.integers(0, 1 << 70),
            pattern=st.sampled_from(["a", "(", "(a+)+$", "a)|(b", "(?=a)", "\\"]),
            enum=st.lists(JSON, max_size=3),
            jsonSchema=st.dictionaries(st.sampled_from(["type", "$ref", "pattern"]), JSON, max_size=2),
        ),
        "categories": st.lists(st.text(max_size=2) | st.integers(0, 3), max_size=2),
        "missingValues": st.lists(st.text(max_size=2), max_size=2),
        "delimiter": st.text(max_size=2),
        "itemType": st.sampled_from(TYPES),
        "example": JSON,
    },
)
targets = st.fixed_dictionaries({"resource": st.sampled_from(["a", "b", "c", ""]), "fields": some_names})
schemas = st.fixed_dictionaries(
    {"fields": st.lists(fields, max_size=3, unique_by=lambda field: field["name"])},
    optional={
        "primaryKey": some_names,
        "uniqueKeys": st.lists(some_names, max_size=2),
        "missingValues": st.lists(st.text(max_size=2), max_size=2),
        "fieldsMatch": st.sampled_from(["exact", "equal", "subset", "superset", "partial"]),
        "foreignKeys": st.lists(st.fixed_dictionaries({"fields": some_names, "reference": targets}), max_size=2),
        "factpack:rules": st.lists(
            st.fixed_dictionaries({"name": st.just("r"), "sql": st.sampled_from(["id > 0", "", "1;"])}), max_size=1
        ),
    },
)
paths = st.sampled_from(["p.parquet", "c.csv", "j.json"]) | st.sampled_from(
    ["folder", "fifo", "../x", "/etc/passwd", "http://x/", "no", "\0", "", "text", "p.parquet/x", "~", "c:\\x"]
)
properties: dict[str, st.SearchStrategy[Any]] = {
    "schema": schemas,
    "format": st.sampled_from(["csv", "parquet", "json", "xlsx", "sql", "html", "zip", "ods", "inline", "CSV"]),
    "mediatype": st.sampled_from(["text/csv", "application/json"]),
    "dialect": some_of(delimiter=st.text(max_size=2), header=st.booleans(), csv=JSON, headerRows=JSON),
    "encoding": st.sampled_from(["utf-8", "utf-16", "no"]),
    "bytes": st.integers(0, 9),
    "hash": st.sampled_from(["", ":", "md5:", "sha256:x", "shake_128:00", "0" * 32, "\u0130:"]),
    "profile": st.just("http://127.0.0.1:9/profile.json"),
    "type": st.just("table"),
}
rows = st.lists(st.dictionaries(st.sampled_from(["id", "x"]), JSON, max_size=2), max_size=2)
named = {"name": st.sampled_from(["a", "b", "c", 'q";', "\0"])}
resources = (
    st.fixed_dictionaries({**named, "path": paths}, optional=properties)
    | st.fixed_dictionaries({**named, "path": paths, "schema": schemas})
    | st.fixed_dictionaries({**named, "path": st.lists(paths, min_size=1, max_size=2)}, optional=properties)
    | st.fixed_dictionaries({**named, "data": rows | JSON}, optional=properties)
)


@st.composite
def descriptors(draw: st.DrawFn) -> Any:  # noqa: ANN401 (JSON is any value)
    """Descriptors of the right shape, in some of which a value somewhere is replaced by another."""
    several = st.lists(resources, min_size=1, max_size=3, unique_by=lambda resource: str(resource["name"]))
    root: dict[str, Any] = {"resources": draw(several)}
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        outer: Any = root
        step: Any = "resources"
        while isinstance(inner := outer[step], dict | list) and inner and draw(st.integers(0, 3)):
            steps = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            outer, step = inner, draw(st.sampled_from(steps))
        outer[step] = draw(JSON)
    return root


@pytest.fixture(scope="module")
def hostile() -> Any:  # noqa: ANN401 a generator of a Path
    """A folder of odd files for odd descriptors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pq.write_table(pa.table({"id": [1, None], 'q"': ["a", "b"], "x\ny": [1.5, 2.5]}), folder / "p.parquet")
        (folder / "c.csv").write_text("id,ID\n1,2\n,x\n", encoding="utf-8")
        (folder / "j.json").write_text('[{"id": 1}, {"id": "x"}]', encoding="utf-8")
        (folder / "text").write_text("\0\n", encoding="utf-8")
        (folder / "folder").mkdir()
        os.mkfifo(folder / "fifo")
        yield folder


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(descriptor=descriptors())
def test_no_descriptor_raises(hostile: Path, descriptor: Any) -> None:  # noqa: ANN401 (JSON is any value)
    """Whatever a descriptor holds, a report comes of it."""
    (hostile / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    report = validate(hostile)

    assert len(report.resources) <= 3
    assert all(finding.message and finding.mend and finding.place.file for finding in report)
