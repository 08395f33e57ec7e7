"""Strangers' tools read what the package has for machines."""

from __future__ import annotations  # Environment is there for the type checker only: a conftest is not imported

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factpack.package import Package

if TYPE_CHECKING:
    from tests.package.conftest import Environment, Environments

PACKAGE = Path(__file__).parents[2] / "datapackage"
CROISSANT = PACKAGE / "croissant.json"

LOAD_EVERY_TABLE = """
import json, socket, sys
import mlcroissant

def refuse(*_):
    raise OSError("no network")

socket.socket.connect = refuse
dataset = mlcroissant.Dataset(sys.argv[1])
rows = {table.id: list(dataset.records(table.id)) for table in dataset.metadata.record_sets}
print(json.dumps(rows, default=lambda value: value.decode() if isinstance(value, bytes) else str(value.date())))
"""

# The context is in the file: nothing is fetched.
COUNT_TRIPLES = """
import sys
import rdflib

dataset = rdflib.Graph().parse(sys.argv[1], format="json-ld")
terms = rdflib.Namespace("http://mlcommons.org/croissant/")
print(len(set(dataset.subjects(rdflib.RDF.type, terms.RecordSet))), len(set(dataset.subjects(terms.references))))
"""


@pytest.fixture(scope="module")
def croissant(environment: Environments) -> Environment:
    """An environment with mlcroissant and nothing of ours."""
    return environment("croissant", "mlcroissant", "pandas", "pyarrow")


def test_mlcroissant_says_valid(croissant: Environment, tmp_path: Path) -> None:
    """The reference implementation finds neither errors nor anything to warn of."""
    ran = croissant.run("mlcroissant", "validate", "--jsonld", str(CROISSANT), cwd=tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert "Done." in ran.stderr
    assert "warning" not in ran.stderr.lower()


def test_mlcroissant_loads_every_row_of_every_table(croissant: Environment, tmp_path: Path) -> None:
    """Without network, and with every value as we load it."""
    ran = croissant.run("python", "-c", LOAD_EVERY_TABLE, str(CROISSANT), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    loaded: dict[str, list[dict[str, Any]]] = json.loads(ran.stdout)
    package = Package(PACKAGE)

    assert loaded.keys() == package.folder.resources.keys()
    for name, rows in loaded.items():
        ours = package.load(name, engine="arrow").to_pylist()
        assert rows == json.loads(
            json.dumps([{f"{name}/{key}": value for key, value in row.items()} for row in ours], default=str)
        ), name


def test_croissant_is_linked_data(croissant: Environment, tmp_path: Path) -> None:
    """An RDF library reads the tables and the references between them."""
    ran = croissant.run("python", "-c", COUNT_TRIPLES, str(CROISSANT), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    schemas = [resource["schema"] for resource in Package(PACKAGE).folder.resources.values()]
    tables, references = map(int, ran.stdout.split())

    assert tables == len(schemas)
    assert references == sum(len(schema.get("foreignKeys", ())) for schema in schemas)
