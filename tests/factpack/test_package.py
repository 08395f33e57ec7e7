"""A published package is read, explained and cited with the types, units and bases that it was published with."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factpack.build import build
from factpack.errors import DataError
from factpack.outputs.files import as_json
from factpack.package import Engine, Package, UnknownNameError
from factpack.package.explanation import Cell, Explanation, citation, result_of
from factpack.package.listing import listing_html
from factpack.project import find_project

TESTS = Path(__file__).parents[1]
REPOSITORY = TESTS.parent / "datapackage"
FACTS = "seeds/2025-03-03-meeting/facts.yaml"
INFERRED = {
    "    roles: {maker: works}\n": "    roles: {maker: [works, anna]}\n    because: {roles.maker: All.}\n",
    "    speaker: anna\n": "    speaker: ivan\n    because: {speaker: He was there.}\n",
}

# A column of each type with an empty cell in it, and how pandas holds it.
COLUMNS: dict[str, tuple[dict[str, Any], pa.Array, str]] = {
    "id": ({"type": "string", "constraints": {"required": True}}, pa.array(["a", "b"]), "str"),
    "text": ({"type": "string"}, pa.array(["x", None]), "str"),
    "nothing": ({"type": "string"}, pa.array([None, None], pa.string()), "str"),
    "word": ({"type": "string", "constraints": {"enum": ["yes", "no", "never"]}}, pa.array(["no", None]), "category"),
    "count": ({"type": "integer"}, pa.array([2**53 + 1, None]), "Int64"),
    "share": ({"type": "number", "factpack:unit": "%"}, pa.array([0.5, None]), "float64"),
    "sound": ({"type": "boolean"}, pa.array([False, None]), "boolean"),
    "day": ({"type": "date"}, pa.array([dt.date(1066, 10, 14), None]), "datetime64[s]"),
}


@pytest.fixture
def made_up(tmp_path: Path) -> Package:
    """A package of one table with a column of each type."""
    fields = [
        {"name": name, "title": name, "description": f"The {name}.", "factpack:basis": "stated", **field}
        for name, (field, _, _) in COLUMNS.items()
    ]
    schema = {"fields": fields, "primaryKey": ["id"]}
    texts = {"title": "Things", "description": "A thing.", "factpack:rows": 2}
    resource = {"name": "things", "path": "things.parquet", "schema": schema, **texts}
    pq.write_table(pa.table({name: values for name, (_, values, _) in COLUMNS.items()}), tmp_path / "things.parquet")
    (tmp_path / "datapackage.json").write_bytes(as_json({"name": "made-up", "resources": [resource]}))
    return Package(tmp_path)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of the tiny world, with one cell and one role inferred."""
    root = tmp_path_factory.mktemp("tiny") / "world"
    shutil.copytree(TESTS / "world", root, ignore=shutil.ignore_patterns("__pycache__"))
    seeds = (root / FACTS).read_text(encoding="utf-8")
    for written, instead in INFERRED.items():
        assert seeds.count(written) == 1
        seeds = seeds.replace(written, instead)
    (root / FACTS).write_text(seeds, encoding="utf-8")
    assert list(build(find_project(root)).report) == []
    return Package(root / "datapackage")


@pytest.fixture(params=["tiny", "repository"])
def package(request: pytest.FixtureRequest) -> Package:
    """The tiny package, and the one in the repository."""
    chosen: Package = request.getfixturevalue("tiny") if request.param == "tiny" else Package(REPOSITORY)
    return chosen


def names(package: Package) -> list[str]:
    """The names of the package's tables."""
    return [str(name) for name in package.tables()["name"]]


def fields(package: Package, table: str) -> list[dict[str, Any]]:
    """The fields of a table's schema, from the descriptor on disk."""
    descriptor = json.loads((package.folder.path / "datapackage.json").read_bytes())
    schemas = {resource["name"]: resource["schema"] for resource in descriptor["resources"]}
    found: list[dict[str, Any]] = schemas[table]["fields"]
    return found


def test_tables_lists_each_table_with_its_rows(package: Package) -> None:
    """There is a row for each resource, in the order of the descriptor, and the counts are those of the files."""
    tables = package.tables()
    assert list(tables.columns) == ["name", "rows", "description"]
    assert list(tables["rows"]) == [len(package.load(name)) for name in names(package)]
    assert names(package)[0] == "facts"


def in_notebook(frame: Any) -> str:  # noqa: ANN401 (pandas-stubs know nothing of its HTML)
    """What a notebook shows."""
    return str(frame._repr_html_())


def test_tables_show_themselves_whole(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence is cut: it is folded to the terminal, and in a notebook markup in it is text."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    tables = package.tables()
    text, html = repr(tables), in_notebook(tables)
    assert max(map(len, text.splitlines())) <= 60
    for description in map(str, tables["description"]):
        assert description in " ".join(text.split())
        assert escape(description) in html
    made = listing_html([("<b>", 1_000, "<script>&")])
    assert "&lt;b&gt;" in made
    assert "1,000" in made
    assert "&lt;script&gt;&amp;" in made


def test_what_is_made_of_the_tables_is_a_plain_frame(package: Package) -> None:
    """It shows the columns that it has."""
    tables = package.tables()
    assert type(tables[tables["rows"] > 1]) is type(tables.head()) is pd.DataFrame
    tables["mine"] = 1
    assert "mine" in repr(tables)
    assert "mine" in in_notebook(tables)
    tables = package.tables()
    tables["rows"] = "many"
    assert "many" in repr(tables)


def test_three_engines_load_the_same_values(package: Package) -> None:
    """pandas, Arrow and polars hold the same cells under the same columns."""
    for name in names(package):
        arrow = package.load(name, engine="arrow")
        assert isinstance(arrow, pa.Table)
        rows = arrow.to_pylist()
        frame = package.load(name, engine="polars")
        assert isinstance(frame, pl.DataFrame)
        assert frame.to_dicts() == rows
        assert_same_cells(package.load(name), rows)


def assert_same_cells(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> None:
    """Each cell of the frame is that of the rows; empty is None."""
    assert len(frame) == len(rows)
    for name in frame.columns:
        cells = [None if pd.isna(cell) else cell for cell in frame[name]]
        days = [cell.date() if isinstance(cell, pd.Timestamp) else cell for cell in cells]
        assert days == [row[name] for row in rows], name


def test_pandas_dtypes_are_a_policy(package: Package) -> None:
    """Each type of a Table Schema has one dtype, and a vocabulary is a category with all of its words in order."""
    dtypes = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[s]"}
    for name in names(package):
        frame = package.load(name)
        for field in fields(package, name):
            words = field.get("constraints", {}).get("enum")
            wanted = pd.CategoricalDtype(words) if words else dtypes[field["type"]]
            assert frame[field["name"]].dtype == wanted, (name, field["name"])


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_cell_keeps_the_dtype_of_its_column(name: str, made_up: Package) -> None:
    """Integers stay integers, to the last digit, and days before 1677 stay days."""
    _, values, dtype = COLUMNS[name]
    column = made_up.load("things")[name]
    assert str(column.dtype) == dtype
    assert_same_cells(column.to_frame(), [{name: value} for value in values.to_pylist()])
    assert (column[0], column[1]) == (column[0], column[1]) or column.isna().any()


def test_a_category_has_words_that_no_row_uses(made_up: Package) -> None:
    """All words of the vocabulary are there, in its order."""
    assert list(made_up.load("things")["word"].cat.categories) == ["yes", "no", "never"]


def test_attrs_tell_what_the_columns_are(package: Package) -> None:
    """Title and description of the table, description, unit and basis of each column."""
    for name in names(package):
        declared = fields(package, name)
        attrs = package.load(name).attrs
        assert attrs.keys() == {"title", "description", "columns", "units", "basis"}
        assert attrs["columns"] == {field["name"]: field["description"] for field in declared}
        assert attrs["basis"] == {field["name"]: field["factpack:basis"] for field in declared}
        assert attrs["title"]
        assert attrs["description"]


def test_attrs_hold_the_units(made_up: Package) -> None:
    """Only columns with a unit of their own are named."""
    assert made_up.load("things").attrs["units"] == {"share": "%"}


def test_every_cell_has_a_basis(package: Package) -> None:
    """The bases have the shape, the columns and the index of the table, and none is empty."""
    for name in names(package):
        table, basis = package.load(name), package.basis(name)
        assert basis.shape == table.shape
        assert list(basis.columns) == list(table.columns)
        assert basis.index.equals(table.index)
        assert not basis.isna().any(axis=None)
        assert {str(cell) for column in basis for cell in basis[column]} <= {
            "stated",
            "inferred",
            "editorial",
            "computed",
        }


def test_the_inferred_cells_are_those_that_have_a_reason(package: Package) -> None:
    """A cell is inferred if and only if `inferences` says why; for a fact also where it stands in `facts`."""
    inferences = package.load("inferences")
    columns = (map(str, inferences[name]) for name in ("table", "record", "field"))
    reasons = set(zip(*columns, strict=True))
    assert reasons
    found = set()
    for name in names(package):
        found |= {(name, *cell) for cell in inferred(package, name)}
    common = {("facts", record, field) for table, record, field in reasons if field in package.load("facts").columns}
    own = {reason for reason in common if not is_role(reason[1])}
    assert found == reasons | own


def is_role(record: str) -> bool:
    """Whether the key is of several parts, as those of roles are."""
    return "/" in record


def inferred(package: Package, table: str) -> set[tuple[str, str]]:
    """Key and column of each cell that is inferred."""
    basis, rows = package.basis(table), package.load(table)
    key = package.folder.resource(table)["schema"]["primaryKey"]
    keys = ["/".join(map(str, values)) for values in rows[key].itertuples(index=False)]
    return {
        (keys[row], str(name)) for name in basis for row in range(len(basis)) if basis[name].iloc[row] == "inferred"
    }


def test_an_inferred_cell_and_an_inferred_role_are_found(tiny: Package) -> None:
    """The speaker is inferred in the fact's own table and in `facts`; of two roles only the one not named."""
    assert inferred(tiny, "opinions") == inferred(tiny, "facts") == {("anna-is-glad", "speaker")}
    assert inferred(tiny, "roles") == {("machines-made/maker/anna", "entity")}
    assert inferred(tiny, "counts") == set()


def test_every_fact_and_derivation_is_explained_in_a_terminal(package: Package) -> None:
    """The explanation is text of at most 100 columns that holds the words, and reasons where cells are inferred."""
    facts = package.load("facts")
    reasons = package.load("inferences").groupby("fact")["reason"].agg(list).to_dict()
    known = {name: bases(package, name) for name in set(facts["table"])}
    for fact, table, quote in zip(facts["id"], facts["table"], facts["quote"], strict=True):
        explained = package.explain(fact)
        text = str(explained)
        assert max(map(len, text.splitlines())) <= 100
        assert (explained.id, explained.table, explained.quote) == (fact, table, quote)
        assert {cell.name: cell.basis for cell in explained.cells} == known[table][fact]
        given = [cell.reason for cell in explained.cells if cell.basis == "inferred"]
        assert all(given)
        assert set(given) <= set(reasons.get(fact, []))
    for derivation in package.load("derivations")["id"]:
        assert max(map(len, str(package.explain(derivation)).splitlines())) <= 100


def bases(package: Package, table: str) -> dict[str, dict[str, str]]:
    """The basis of each cell of each fact."""
    rows = package.basis(table).astype(str).to_dict("records")
    facts = map(str, package.load(table)["id"])
    return {fact: {str(name): basis for name, basis in row.items()} for fact, row in zip(facts, rows, strict=True)}


def test_an_explanation_shows_the_reason_beside_the_cell(tiny: Package) -> None:
    """Entities go by their English names, and roles are listed."""
    assert "speaker  Ivan Lee  [inferred: He was there.]" in str(tiny.explain("anna-is-glad"))
    assert "maker  Anna Kim  [inferred: All.]\n  maker  Tiny Works  [stated]" in str(tiny.explain("machines-made"))


def test_a_derivation_is_explained_by_its_formula_and_inputs(tiny: Package) -> None:
    """The formula stands beside the value, and each input is tied to its fact."""
    text = str(tiny.explain("machines-per-person"))
    assert "[computed: machines / 2; Half of the machines.]" in text
    assert "machines  machines-made  [editorial]" in text
    assert "computed from Tiny Times" in text
    assert text.count("machines / 2") == text.count("Half of the machines.") == 1


def test_the_citation_of_a_derivation_holds_its_number(tiny: Package) -> None:
    """The value is cited with its unit, where it has one, and its interval."""
    cited = tiny.cite("machines-per-person")
    assert ". 750,000 (720,000 to 780,000). In: " in cited.text
    assert "750,000 (720,000 to 780,000). Source: " in cited.bibtex
    assert result_of({"value": 5.0, "unit": "%", "low": 4.5, "high": 5.5}) == "5 % (4.5 to 5.5)"


def test_every_fact_and_derivation_is_cited(package: Package) -> None:
    """The citation names the fact and the version, and its BibTeX can be read: braces balance, specials are escaped."""
    version = package.folder.descriptor["version"]
    for fact in [*package.load("facts")["id"], *package.load("derivations")["id"]]:
        cited = package.cite(fact)
        assert f" {version}), fact {fact}." in cited.text
        entry = parsed(cited.bibtex)
        assert entry.keys() == {"author", "title", "year", "version", "note"}
        assert f"Fact {fact}: " in entry["note"]
        assert str(cited) == f"{cited.text}\n\n{cited.bibtex}"


def parsed(bibtex: str) -> dict[str, str]:
    """The fields of a BibTeX entry, as BibTeX reads them: it counts braces, escaped or not."""
    head, *lines = bibtex.splitlines()
    assert re.fullmatch(r"@misc\{[^\s,{}#%~\\]+,", head)
    assert lines.pop() == "}"
    entry = {}
    for line in lines:
        found = re.fullmatch(r"  (\w+) *= \{(.*)\},?", line)
        assert found, line
        name, value = found.groups()
        depth = 0
        for character in value:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0, value
        assert depth == 0, value
        assert not re.search(r"(?<!\\)[&%$#_~^]", value), value
        entry[name] = value
    return entry


def test_what_is_special_to_latex_is_escaped() -> None:
    """Each special character is written as the command that prints it; an unpaired brace does not end the field."""
    descriptor = {
        "contributors": [{"title": "A & B"}, {"title": "C"}],
        "title": "50 %",
        "name": "n",
        "version": "1_0",
        "created": "2026-01-01T00:00:00Z",
    }
    entry = parsed(citation(descriptor, "f", "a}b{c $1 #2 x_y ~ ^ \\", "S").bibtex)
    assert entry["author"] == r"{A \& B and C}"
    assert entry["title"] == r"{50 \%}"
    assert entry["version"] == r"1\_0"
    assert entry["note"] == (
        r"Fact f: a\textbraceright{}b\textbraceleft{}c \$1 \#2 x\_y \textasciitilde{} \textasciicircum{} "
        r"\textbackslash{} Source: S"
    )


def test_a_long_word_and_empty_cells_do_no_harm() -> None:
    """A word longer than the line is broken, an empty cell is left out, and a number is not shown as a double."""
    cells = (Cell("x", None, "stated"), Cell("value", 1.6e9, "stated"), Cell("words", "w" * 300, "stated"))
    text = str(Explanation("f" * 100, "facts", "S.", "A", "q" * 250, (), cells))
    assert max(map(len, text.splitlines())) <= 100
    assert "1,600,000,000" in text
    assert "None" not in text


def test_the_schema_of_each_table_passes_its_own_frame(package: Package) -> None:
    """What `load` gives is what `schema` describes."""
    for name in names(package):
        package.schema(name).validate(package.load(name), lazy=True)


@pytest.mark.parametrize(
    "broken",
    [
        lambda frame: pd.concat([frame, frame.head(1)], ignore_index=True),
        lambda frame: frame.assign(value=-1.0),
        lambda frame: frame.assign(value=pd.Series([None], dtype="float64")),
        lambda frame: frame.assign(low=2e6),
        lambda frame: frame.assign(value=1),
        lambda frame: frame.assign(comparator="exact"),
        lambda frame: frame.assign(id="No Slug"),
        lambda frame: frame.assign(more=1),
        lambda frame: frame.drop(columns="value"),
    ],
    ids=["key", "bound", "null", "rule", "type", "vocabulary", "pattern", "extra", "missing"],
)
def test_the_schema_refuses_a_broken_frame(broken: Callable[[pd.DataFrame], pd.DataFrame], tiny: Package) -> None:
    """A second row of the same key, a value out of bounds, and whatever else breaks the contract."""
    with pytest.raises(pandera.errors.SchemaErrors):
        tiny.schema("counts").validate(broken(tiny.load("counts")), lazy=True)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda package: package.load("count"), "there is no table 'count'; did you mean 'counts'?"),
        (lambda package: package.basis("zzz"), "there is no table 'zzz'; there are facts, "),
        (lambda package: package.schema("fact"), "did you mean 'facts'?"),
        (
            lambda package: package.explain("anna-is-sad"),
            "there is no fact 'anna-is-sad'; did you mean 'anna-is-glad'?",
        ),
        (lambda package: package.explain("machines-per-man"), "did you mean 'machines-per-person'?"),
        (lambda package: package.explain("anna"), "no fact 'anna': it is an entity; its facts are in the table roles"),
        (lambda package: package.cite("zzz"), "there is no fact 'zzz'; there are anna-is-glad, "),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest_one(
    call: Callable[[Package], object], words: str, tiny: Package
) -> None:
    """It is a KeyError and a DataError, and its message is a sentence, not the repr of one."""
    with pytest.raises(UnknownNameError) as caught:
        call(tiny)
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, DataError)
    assert words in str(caught.value)
    assert not str(caught.value).startswith(('"', "'"))


def test_an_unknown_engine_is_an_error_that_lists_them(tiny: Package) -> None:
    """The three engines are named."""
    with pytest.raises(DataError, match="there is no engine 'spark'; there are pandas, arrow, polars"):
        tiny.load("counts", engine="spark")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff{}", "is not JSON"),
        (b"[]", "no data package of tables"),
        (b"{}", "no data package of tables"),
        (b'{"resources": {}}', "no data package of tables"),
        (b'{"resources": [1]}', "no data package of tables"),
        (b'{"resources": [{"path": "x.parquet"}]}', "no data package of tables"),
    ],
)
def test_a_missing_or_broken_descriptor_is_one_clear_error(content: bytes | None, words: str, tmp_path: Path) -> None:
    """The error names the file and what is wrong with it, whatever is asked for."""
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    for ask in (Package.tables, lambda package: package.load("facts"), lambda package: package.explain("x")):
        with pytest.raises(DataError, match=words) as caught:
            ask(Package(tmp_path))
        assert str(tmp_path / "datapackage.json") in str(caught.value)


@pytest.mark.parametrize("engine", ["pandas", "arrow", "polars"])
@pytest.mark.parametrize("content", [None, b"", b"PAR1 is not all"])
def test_a_missing_or_broken_file_is_one_clear_error(content: bytes | None, engine: Engine, made_up: Package) -> None:
    """The error names the file, whichever engine reads it."""
    file = made_up.folder.path / "things.parquet"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DataError, match=re.escape(str(file))) as caught:
        made_up.load("things", engine=engine)
    assert content is not None or str(caught.value) == f"{file} cannot be read: No such file or directory"
