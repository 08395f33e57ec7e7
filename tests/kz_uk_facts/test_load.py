"""The dataset is light to import, and an editor knows its tables and what loading them gives."""

from __future__ import annotations  # TypeCheck is there for the type checker only: a conftest is not imported

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pandas as pd
import pytest

import kz_uk_facts as kz
from factpack.package import UnknownNameError
from kz_uk_facts.dataset import DATASET
from kz_uk_facts.loading import TableName

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import TypeCheck

ROOT = Path(__file__).parents[2]


def test_an_editor_completes_the_names_of_the_tables_in_the_order_of_the_package() -> None:
    """`TableName` lists the tables that the record classes make and that the package holds."""
    assert list(get_args(TableName)) == list(DATASET.classes) == list(kz.tables()["name"])


def test_importing_the_dataset_imports_nothing_heavy() -> None:
    """A fresh interpreter has neither pandas, pyarrow, factpack nor anything else from outside the standard library."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); import kz_uk_facts;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = [sys.executable, "-I", "-c", code, str(ROOT / "src")]
    imported = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert set(imported) - set(sys.stdlib_module_names) == {"kz_uk_facts"}


SNIPPET = """
import pandas as pd
import pandera.pandas as pandera
import polars as pl
import pyarrow as pa
from typing_extensions import assert_type

import kz_uk_facts as kz

assert_type(kz.load("facts"), pd.DataFrame)
assert_type(kz.load("facts", engine="pandas"), pd.DataFrame)
assert_type(kz.load("indicators", engine="polars"), pl.DataFrame)
assert_type(kz.basis("indicators"), pd.DataFrame)
assert_type(kz.tables(), pd.DataFrame)
assert_type(kz.cite("x").bibtex, str)
reveal_type(kz.load)
kz.load("indicator")
kz.load("facts", engine="spark")
kz.basis("fact")
"""


def test_a_type_checker_knows_what_each_engine_gives(type_check: TypeCheck, tmp_path: Path) -> None:
    """It tells pandas from Arrow and polars, and refuses a table or an engine that there is not."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    done = type_check(ROOT, "--no-error-summary", snippet)
    lines = [line.removeprefix(f"{snippet}:") for line in done.stdout.splitlines()]
    signature = next(line for line in lines if "Revealed type" in line)
    errors = [line.partition(": ") for line in lines if " error: " in line]
    numbers = {int(Path(place).name.rpartition(":")[2]) for place, _, _ in errors}
    wrong = [number for number, line in enumerate(SNIPPET.splitlines(), 1) if line.endswith(('r")', 'k")', '"fact")'))]
    assert numbers == set(wrong), done.stdout
    assert "'arrow'" in signature


def test_the_dataset_is_used_as_its_documentation_says() -> None:
    """A table is loaded, its bases have its shape, a fact is explained and cited, and its schema passes it."""
    indicators = kz.load("indicators")
    assert isinstance(indicators, pd.DataFrame)
    assert kz.basis("indicators").shape == indicators.shape
    assert "1,600,000,000" in str(kz.explain("trade-turnover-2025"))
    assert "trade-turnover-2025" in kz.cite("trade-turnover-2025").bibtex
    kz.schema("indicators").validate(indicators)


def test_the_files_have_a_path_and_the_functions_shadow_no_module() -> None:
    """The folder of the descriptor is public, and each public name is the function, whatever has been imported."""
    assert (kz.path() / "datapackage.json").is_file()
    functions = [name for name in kz.__all__ if callable(getattr(kz, name))]
    assert all(find_spec(f"kz_uk_facts.{name}") is None for name in functions)


@pytest.mark.parametrize("name", [3, None, ["facts"]])
@pytest.mark.parametrize("ask", [kz.load, kz.basis, kz.schema, kz.explain, kz.cite])
def test_a_name_that_is_no_text_is_an_unknown_name(ask: Callable[[object], object], name: object) -> None:
    """A slip gets the sentence that any other unknown name gets."""
    with pytest.raises(UnknownNameError, match=re.escape(repr(name))):
        ask(name)


def test_an_unknown_table_is_an_error_with_the_nearest_name() -> None:
    """The message asks whether the nearest name was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'indicators'"):
        kz.load("indicator")  # type: ignore[call-overload]
