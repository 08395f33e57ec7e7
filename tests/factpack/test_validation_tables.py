"""Who looks at which table, what each finds, and how it is told."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factpack import plan
from factpack.findings import Finding, Place, Report
from factpack.plan import Problem, Scan, Violation
from factpack.validation import Progress, validate
from factpack.validation.formats import format_of, validator_of
from factpack.validation.handover import reader
from factpack.validation.resources import declared_resources

Write = Callable[..., Path]
ID = {"name": "id", "type": "integer"}
PEOPLE = {"fields": [ID, {"name": "city"}], "primaryKey": ["id"]}
CITIES = {"fields": [{"name": "code"}], "primaryKey": "code"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files (text, or columns for Parquet) and a package of resources; gives the folder."""

    def package(files: Mapping[str, str | dict[str, list[Any]]], *resources: object) -> Path:
        for name, content in files.items():
            if isinstance(content, str):
                (tmp_path / name).write_text(content, encoding="utf-8")
            else:
                pq.write_table(pa.table(content), tmp_path / name)
        (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}, indent=1), encoding="utf-8")
        return tmp_path

    return package


def only(report: Report) -> Finding:
    """The one finding of a report."""
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def rules(report: Report) -> dict[str, set[str]]:
    """The names of the rules that each record breaks."""
    found: dict[str, set[str]] = {}
    for finding in report:
        found.setdefault(finding.record, set()).add(finding.rule)
    return found


@pytest.mark.parametrize(
    ("resource", "path", "expected", "validator"),
    [
        ({}, "a.parquet", "parquet", "factpack"),
        ({}, "a.PQ", "parquet", "factpack"),
        ({"format": "PARQUET"}, "a.csv", "parquet", "factpack"),
        ({"format": ".parq"}, "a", "parquet", "factpack"),
        ({"mediatype": "application/vnd.apache.parquet"}, "a.bin", "parquet", "factpack"),
        ({"mediatype": "text/csv; header=present"}, "a.txt", "csv", "frictionless"),
        ({"format": "csv", "mediatype": "application/vnd.apache.parquet"}, "a.pq", "csv", "frictionless"),
        ({}, "a.csv.gz", "csv", "frictionless"),
        ({}, "a.tsv", "tsv", "frictionless"),
        ({}, "a.json", "json", ""),
        ({"schema": {}}, "a.json", "json", "frictionless"),
        ({"type": "table"}, "a.jsonl", "jsonl", "frictionless"),
        ({"profile": "tabular-data-resource"}, "a.ndjson", "ndjson", "frictionless"),
        ({"data": [{"a": 1}]}, "", "inline", ""),
        ({"data": [{"a": 1}], "schema": {}}, "", "inline", "frictionless"),
        ({}, "README.md", "md", ""),
        ({}, "README", "", ""),
    ],
)
def test_a_resource_goes_to_who_can_read_it(resource: dict[str, Any], path: str, expected: str, validator: str) -> None:
    """By its format, its media type, or its first path; what is no table goes to nobody."""
    found = format_of(resource, path)

    assert (found, validator_of(resource, found)) == (expected, validator)


def test_parquet_goes_to_the_plan(write: Write) -> None:
    """Its findings stand in the file, with counts, examples and a way out."""
    schema = {"fields": [{**ID, "constraints": {"minimum": 0}}, {"name": "city"}], "primaryKey": ["id"]}
    columns = {"id": [1, -2, -3], "city": ["a", "b", None]}
    report = validate(write({"p.parquet": columns}, {"name": "people", "path": "p.parquet", "schema": schema}))
    finding = only(report)

    assert (finding.rule, finding.record, finding.place) == ("bound/below-minimum", "people.id", Place("p.parquet"))
    assert (finding.message, finding.count) == ("expected at least 0", 2)
    assert [(example.row, dict(example.found)) for example in finding.examples] == [
        (1, {"id": "-2"}),
        (2, {"id": "-3"}),
    ]
    assert finding.mend
    assert report.resources[0].rows == 3


def test_examples_are_as_many_as_asked_for(write: Write) -> None:
    """In Parquet and in other formats."""
    schema = {"fields": [{**ID, "constraints": {"minimum": 0}}]}
    files = {"p.parquet": {"id": [-1] * 9}, "c.csv": "id\n" + "-1\n" * 9}
    folder = write(files, *({"name": name[0], "path": name, "schema": schema} for name in files))

    for most in (0, 1, 7):
        assert [(finding.count, len(finding.examples)) for finding in validate(folder, examples=most)] == [
            (9, most)
        ] * 2


def test_what_the_plan_says_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Violations in the data's file, problems at the field in the descriptor; no rows, no count of rows."""
    violations = (
        Violation("people", "type/wrong-type", ("id",), 1, (), "whole numbers, not text"),
        Violation("people", "key/not-unique", ("id", "city"), 1, (4,), "an id and a city that no other row has"),
    )
    problems = (Problem("people", "descriptor/unknown-type", "city", "there is no type 'town'"),)
    scan = Scan(None, violations, problems, "no magic bytes", out_of_memory=True)
    asked: dict[str, Any] = {}

    def scan_files(schemas: object, files: object, **options: object) -> dict[str, Scan]:
        asked.update(options, schemas=schemas, files=files)
        return {"people": scan}

    monkeypatch.setattr(plan, "scan_files", scan_files)
    folder = write({"p.parquet": {"id": [1]}}, {"name": "people", "path": "p.parquet", "schema": PEOPLE})
    report = validate(folder, memory="7MB", examples=3)

    assert [(str(finding.place), finding.rule, finding.record, finding.message) for finding in report] == [
        ("datapackage.json:12:6", "descriptor/unknown-type", "people.city", "there is no type 'town'"),
        ("p.parquet", "key/not-unique", "people", "expected an id and a city that no other row has"),
        (
            "p.parquet",
            "package/out-of-memory",
            "people",
            "the memory that was allowed did not suffice to look at all rows",
        ),
        ("p.parquet", "package/unreadable", "people", "no magic bytes"),
        ("p.parquet", "type/wrong-type", "people.id", "expected whole numbers, not text"),
    ]
    assert report.resources[0].rows is None
    assert (asked["memory"], asked["examples"]) == ("7MB", 3)
    assert asked["schemas"] == {"people": PEOPLE}
    assert asked["files"] == {"people": (folder / "p.parquet",)}


def test_a_broken_parquet_file_is_a_finding(write: Write) -> None:
    """Empty, of another format, truncated; and no path of this machine is told."""
    folder = write({"p.parquet": {"id": [1, 2]}, "text.parquet": "x", "empty.parquet": ""})
    whole = (folder / "p.parquet").read_bytes()
    (folder / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    names = ["text.parquet", "empty.parquet", "cut.parquet"]
    report = validate(write({}, *({"name": name, "path": name} for name in names)))

    assert rules(report) == {name: {"package/unreadable"} for name in names}
    assert not any(str(folder) in finding.message for finding in report)
    assert all(resource.rows is None for resource in report.resources)


def test_csv_goes_to_frictionless(write: Write) -> None:
    """A finding is one type of error in one field, and counts rows of data from 0, whatever stands above them."""
    fields = [{**ID, "constraints": {"minimum": 0, "maximum": 9}}, {"name": "city", "constraints": {"required": True}}]
    text = "# a comment\nid,city\n1,a\nx,b\n\ny,\n-1,d\n10,e\n"
    dialect = {"commentChar": "#", "skipBlankRows": True}
    resource = {"name": "c", "path": "c.csv", "dialect": dialect, "schema": {"fields": fields, "primaryKey": "id"}}
    report = validate(write({"c.csv": text}, {**resource, "bytes": len(text)}))
    found = {(finding.rule, finding.record, finding.message): finding for finding in report}

    types = found.pop(("frictionless/type-error", "c.id", 'type is "integer/default"'))
    assert types.count == 2
    assert [(example.row, example.found) for example in types.examples] == [(1, (("id", "x"),)), (2, (("id", "y"),))]
    assert types.place == Place("c.csv")
    low = found.pop(("frictionless/constraint-error", "c.id", 'constraint "minimum" is "0"'))
    assert [(example.row, example.key) for example in low.examples] == [(3, (("id", "-1"),))]
    required = found.pop(("frictionless/constraint-error", "c.city", 'constraint "required" is "True"'))
    assert required.examples[0].found == (("city", None),)
    assert ("frictionless/constraint-error", "c.id", 'constraint "maximum" is "9"') in found
    assert report.resources[0].rows == 5
    assert report.resources[0].validator == "frictionless"


def test_errors_of_rows_are_counted_without_end(write: Write) -> None:
    """Where frictionless alone stops at 1,000."""
    text = "id\n" + "x\n" * 3000
    report = validate(write({"c.csv": text}, {"name": "c", "path": "c.csv", "schema": {"fields": [ID]}}))

    assert (only(report).count, report.resources[0].rows) == (3000, 3000)


def test_keys_within_other_formats_are_frictionless_own(write: Write) -> None:
    """Doubled keys, and references from one CSV file to another."""
    key = {"fields": "city", "reference": {"resource": "cities", "fields": "code"}}
    report = validate(
        write(
            {"people.csv": "id,city\n1,a\n1,b\n", "cities.csv": "code\na\n"},
            {"name": "people", "path": "people.csv", "schema": {**PEOPLE, "foreignKeys": [key]}},
            {"name": "cities", "path": "cities.csv", "schema": CITIES},
        )
    )

    assert rules(report) == {"people": {"frictionless/primary-key"}, "people.city": {"frictionless/foreign-key"}}
    [finding] = [finding for finding in report if finding.rule == "frictionless/foreign-key"]
    assert finding.message == "expected a key of cities"
    assert finding.examples[0].found == (("city", "b"),)


@pytest.mark.parametrize(("people", "cities"), [("csv", "parquet"), ("parquet", "csv")])
def test_references_between_formats_are_the_plans(write: Write, people: str, cities: str) -> None:
    """From CSV to Parquet and from Parquet to CSV; an empty cell refers to nothing."""
    key = {"fields": "city", "reference": {"resource": "cities", "fields": "code"}}
    text = {"people": "id,city\n1,a\n2,b\n3,\n", "cities": "code\na\n"}
    columns = {"people": {"id": [1, 2, 3], "city": ["a", "b", None]}, "cities": {"code": ["a"]}}
    names = {"people": f"people.{people}", "cities": f"cities.{cities}"}
    files = {name: text[table] if name.endswith("csv") else columns[table] for table, name in names.items()}
    report = validate(
        write(
            files,
            {"name": "people", "path": names["people"], "schema": {**PEOPLE, "foreignKeys": [key]}},
            {"name": "cities", "path": names["cities"], "schema": CITIES},
        )
    )
    finding = only(report)

    assert (finding.rule, finding.record) == ("reference/leads-nowhere", "people.city")
    assert (finding.place.file, finding.count) == (names["people"], 1)
    assert finding.examples[0].row == 1
    assert [resource.rows for resource in report.resources] == [3, 1]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_target_with_findings_of_its_own_gives_no_others(write: Write, suffix: str) -> None:
    """A table that is missing, of a wrong schema, or unreadable says nothing about those that refer to it."""
    key = {"fields": "city", "reference": {"resource": "cities", "fields": "code"}}
    people: Any = {"people.csv": "id,city\n1,a\n", "people.parquet": {"id": [1], "city": ["a"]}}
    source = {"name": "people", "path": f"people.{suffix}", "schema": {**PEOPLE, "foreignKeys": [key]}}
    cities = {"name": "cities", "path": "cities.csv", "schema": CITIES}
    for target in (cities, {**cities, "schema": {}}, {**cities, "path": "c.bin", "format": "csv", "encoding": "utf-8"}):
        folder = write(people, source, target)
        (folder / "c.bin").write_bytes(b"code\n\xff\n")
        if "schema" in target and not target["schema"]:
            (folder / "cities.csv").write_text("code\na\n", encoding="utf-8")
        assert {record.split(".")[0] for record in rules(validate(folder))} == {"cities"}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_target_that_is_no_resource_is_a_finding(write: Write, suffix: str) -> None:
    """Whoever looks at the table."""
    key = {"fields": "city", "reference": {"resource": "towns", "fields": "code"}}
    files: Any = {"people.csv": "id,city\n1,a\n", "people.parquet": {"id": [1], "city": ["a"]}}
    resource = {"name": "people", "path": f"people.{suffix}", "schema": {**PEOPLE, "foreignKeys": [key]}}

    assert only(validate(write(files, resource))).rule == "descriptor/wrong-key"


def test_patterns_keep_nobody_busy_for_ever(write: Write) -> None:
    """One that takes Python's own engine longer than the universe is quick; and a line's end is no text's end."""
    fields = [{"name": "a", "constraints": {"pattern": "(a+)+"}}, {"name": "b", "constraints": {"pattern": "x"}}]
    text = "a,b\n" + "a" * 60 + '!,x\naa,"x\n"\n,x\n'
    started = time.perf_counter()
    report = validate(write({"c.csv": text}, {"name": "c", "path": "c.csv", "schema": {"fields": fields}}))

    assert time.perf_counter() - started < 10
    assert [(finding.rule, finding.record, finding.count) for finding in report] == [
        ("bound/pattern", "c.a", 1),
        ("bound/pattern", "c.b", 1),
    ]
    assert [finding.examples[0].row for finding in report] == [0, 1]


def test_a_pattern_that_is_none_is_a_finding(write: Write) -> None:
    """At its place in the descriptor; one that would close our own group is none."""
    fields = [{"name": name, "constraints": {"pattern": name}} for name in ("(", "a)|(b", "(?=a)")]
    schema = {"fields": fields}
    report = validate(write({"c.csv": "(,a)|(b,(?=a)\n"}, {"name": "c", "path": "c.csv", "schema": schema}))

    assert [finding.rule for finding in report] == ["descriptor/wrong-constraint"] * 3
    assert report.findings[0].place.line > 1


@pytest.mark.parametrize(
    ("resource", "rule"),
    [
        ({"path": "bytes.csv", "encoding": "utf-8"}, "frictionless/encoding-error"),
        ({"path": "c.csv", "encoding": "klingon"}, "frictionless/encoding-error"),
        ({"path": "empty.csv"}, "frictionless/source-error"),
        ({"path": "c.csv", "format": "sqlite"}, "package/unreadable"),
        ({"path": "c.csv", "dialect": {"headerRows": "x"}}, "frictionless/dialect-error"),
        ({"path": "c.csv", "dialect": "none.json"}, "descriptor/unreadable-schema"),
        ({"path": "c.csv", "dialect": "list.json"}, "descriptor/wrong-shape"),
        ({"path": "c.csv", "dialect": "../dialect.json"}, "package/outside"),
        ({"data": "id\n1\n"}, "package/unreadable"),
        ({"data": {"id": 1}}, "package/unreadable"),
        ({"data": [{"id": 1}, [1]]}, "package/unreadable"),
        ({"data": [{"id": "x"}]}, "frictionless/type-error"),
        ({"path": "c.csv", "schema": {"fields": [{"name": "id", "type": "no"}]}}, "frictionless/field-error"),
    ],
)
def test_what_frictionless_cannot_read_is_a_finding(write: Write, resource: dict[str, Any], rule: str) -> None:
    """Wrong encodings, formats, dialects, data inside the descriptor that are no rows."""
    folder = write(
        {"c.csv": "id\n1\n", "empty.csv": "", "list.json": "[]"}, {"name": "c", "schema": {"fields": [ID]}, **resource}
    )
    (folder / "bytes.csv").write_bytes(b"id\n\xff\n")
    report = validate(folder)

    assert only(report).rule == rule


def test_a_dialect_may_stand_in_a_file_of_its_own(write: Write) -> None:
    """Or in the descriptor."""
    files = {"c.csv": "id;city\n1;a\n", "d.json": '{"delimiter": ";"}'}
    for dialect in ("d.json", {"delimiter": ";"}):
        resource = {"name": "people", "path": "c.csv", "schema": PEOPLE, "dialect": dialect}
        assert validate(write(files, resource)).ok


WITHOUT_IJSON = """
import sys
sys.modules["ijson"] = None
from factpack import validate
[finding] = validate(sys.argv[1])
assert (finding.rule, finding.mend) == ("package/unreadable", "pip install 'frictionless[json]'"), finding
"""


def test_a_library_that_frictionless_lacks_is_named(write: Write) -> None:
    """The way out is the command that installs it."""
    folder = write({"j.json": '[{"id": 1}]'}, {"name": "j", "path": "j.json", "schema": {"fields": [ID]}})

    assert subprocess.run([sys.executable, "-c", WITHOUT_IJSON, folder], check=False).returncode == 0


def workbook(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    """A workbook of these rows, as XLSX."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "t.xlsx")
    return "t.xlsx"


def sheet(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    """A sheet of these rows, as ODS."""
    import ezodf

    table = ezodf.Sheet("rows", size=(len(rows), len(rows[0])))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table[number, column].set_value(value)
    book = ezodf.newdoc(doctype="ods", filename=str(folder / "t.ods"))
    book.sheets += table
    book.save()
    return "t.ods"


def lines(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    """A JSON object a line."""
    [header, *cells] = rows
    text = "".join(f"{json.dumps(dict(zip(header, row, strict=True)))}\n" for row in cells)
    (folder / "t.jsonl").write_text(text, encoding="utf-8")
    return "t.jsonl"


def objects(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    """A JSON list of objects."""
    [header, *cells] = rows
    (folder / "t.json").write_text(json.dumps([dict(zip(header, row, strict=True)) for row in cells]), encoding="utf-8")
    return "t.json"


def tabs(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    """Text with tabs between cells."""
    (folder / "t.tsv").write_text("\n".join("\t".join(map(str, row)) for row in rows), encoding="utf-8")
    return "t.tsv"


@pytest.mark.parametrize("save", [workbook, sheet, lines, objects, tabs])
def test_tables_of_other_formats_are_read_by_frictionless(
    save: Callable[[Path, Sequence[Sequence[object]]], str], tmp_path: Path, write: Write
) -> None:
    """A sound table passes, and a wrong cell is found in its row, whatever the format."""
    for second, ok in ((2, True), ("two", False)):
        resource = {"name": "t", "path": save(tmp_path, [["id"], [1], [second]]), "schema": {"fields": [ID]}}
        report = validate(write({}, resource))
        assert report.ok is ok, report.findings
        assert (report.resources[0].rows, report.resources[0].validator) == (2, "frictionless")
    assert (only(report).rule, only(report).examples[0].row) == ("frictionless/type-error", 1)


def test_frictionless_fetches_nothing(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profiles, which it would follow to the web, are not handed over."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket.connect", refuse)
    url = "http://127.0.0.1:9/profile.json"
    resource = {"name": "c", "path": "c.csv", "profile": url, "$schema": url}
    schema = {"fields": [ID], "$schema": url, "profile": url}

    assert validate(write({"c.csv": "id\n1\n"}, {**resource, "schema": schema})).ok


def test_odd_names_of_files_are_names_of_files(write: Write) -> None:
    """Patterns, variables, query strings, quotes and line ends mean nothing in a path."""
    names = ["$HOME.csv", "%PATH%.csv", "a#b.csv", "a'b\".csv", "a\nb.csv", "a+b.csv", "a*.csv", "a?b.csv", "[a].csv"]
    resources = [{"name": name, "path": name, "schema": {"fields": [ID]}} for name in names]
    parquet = [{**each, "name": f"{each['name']} too", "path": f"{each['path']}.parquet"} for each in resources]
    files: Any = dict.fromkeys(names, "id\n1\n") | {f"{name}.parquet": {"id": [1]} for name in names}
    report = validate(write(files, *resources, *parquet))

    assert not report.findings
    assert [resource.rows for resource in report.resources] == [1] * 18


def test_a_reader_gives_the_rows_of_some_fields(write: Write) -> None:
    """In the order asked for, as typed values, None for an empty cell."""
    from factpack.validation.descriptor import read_descriptor
    from factpack.validation.files import Files

    resource = {"name": "people", "path": "c.csv", "schema": {**PEOPLE, "missingValues": ["-"]}}
    folder = write({"c.csv": "id,city\n1,a\n-,b\n3,-\n"}, resource)
    [declared] = declared_resources(read_descriptor(folder), Files(None, lambda *_: None))

    assert [tuple(row) for row in reader(declared)(["city", "id"])] == [("a", 1), ("b", None), (None, 3)]


def test_progress_goes_from_nothing_to_all(write: Write) -> None:
    """Fractions never fall, whatever is being done."""
    said: list[tuple[str, float]] = []
    tell: Progress = lambda what, fraction: said.append((what, fraction))  # noqa: E731 the type is the test
    files: Any = {"p.parquet": {"id": list(range(1000))}, "c.csv": "id\n" + "1\n" * 2500}
    folder = write(
        files,
        {"name": "p", "path": "p.parquet", "schema": {"fields": [ID]}, "hash": "0" * 32},
        {"name": "c", "path": "c.csv", "schema": {"fields": [ID]}},
    )
    validate(folder, progress=tell)
    fractions = [fraction for _, fraction in said]

    assert {what for what, _ in said} >= {"p", "c"}
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] == 1
