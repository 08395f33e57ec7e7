"""Tables as pandas, Arrow or polars; how each type of a Table Schema is held in pandas is written here alone.

string → str (NaN where empty); with an `enum` → category, with all its words in order; integer → Int64;
number → float64; boolean → boolean; date → datetime64[s].
"""

import errno
import os
from typing import TYPE_CHECKING, Any, Literal

from factpack.errors import DataError, install

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from factpack.package.folder import Folder

Engine = Literal["pandas", "arrow", "polars"]


def load(folder: "Folder", table: str, engine: Engine) -> Any:  # noqa: ANN401 (the callers' overloads say which)
    """The table `table` of the package as `engine` holds it."""
    readers = {"pandas": load_pandas, "arrow": load_arrow, "polars": load_polars}
    if engine not in readers:
        message = f"there is no engine {engine!r}; there are {', '.join(readers)}"
        raise DataError(message)
    return readers[engine](folder, table)


def load_arrow(folder: "Folder", table: str) -> "pa.Table":
    """The Arrow table, with each column's description, unit and basis in its field metadata."""
    import pyarrow.parquet

    file = folder.file(table)
    try:
        with pyarrow.parquet.ParquetFile(file) as parquet:  # read_table() would import pandas
            return parquet.read()
    except (OSError, pyarrow.ArrowInvalid) as error:
        raise _unreadable(file, error) from error


def load_polars(folder: "Folder", table: str) -> "pl.DataFrame":
    """The polars frame; vocabularies are Enum columns."""
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        message = f"engine='polars' needs polars: {install('polars')}"
        raise DataError(message) from error
    enums = {
        field["name"]: pl.Enum(field["constraints"]["enum"])
        for field in folder.resource(table)["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }
    file = folder.file(table)
    try:
        return pl.read_parquet(file).cast(enums)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(file, error) from error


def load_pandas(folder: "Folder", table: str) -> "pd.DataFrame":
    """The DataFrame; `.attrs` hold the table's title and description, and its columns' descriptions, units, bases.

    Their units are those that all rows share; where each row has its own, it stands in a column of the row.
    """
    import pandas as pd

    resource = folder.resource(table)
    fields = resource["schema"]["fields"]
    frame: pd.DataFrame = load_arrow(folder, table).to_pandas(
        date_as_object=False, types_mapper=_pandas_types().get, ignore_metadata=True
    )
    dtypes: dict[str, Any] = {
        field["name"]: pd.CategoricalDtype(field["constraints"]["enum"])
        for field in fields
        if "enum" in field.get("constraints", {})
    }
    dtypes |= {field["name"]: "datetime64[s]" for field in fields if field["type"] == "date"}
    frame = frame.astype({name: dtype for name, dtype in dtypes.items() if _fits(frame.get(name), dtype)})
    frame.attrs = {
        "title": resource["title"],
        "description": resource["description"],
        "columns": {field["name"]: field["description"] for field in fields},
        "units": {field["name"]: field["factpack:unit"] for field in fields if "factpack:unit" in field},
        "basis": {field["name"]: field["factpack:basis"] for field in fields},
    }
    return frame


def _unreadable(file: "Path", error: Exception) -> DataError:
    # Neither pyarrow nor polars fills strerror, and their messages repeat the path.
    reason = os.strerror(errno.ENOENT) if isinstance(error, FileNotFoundError) else error
    return DataError(f"{file} cannot be read: {reason}")


def _fits(column: "pd.Series[Any] | None", dtype: Any) -> bool:  # noqa: ANN401 (pandas has many kinds of dtype)
    """Whether nothing would be lost: a column that breaks its contract stays as it is, for the schema to refuse."""
    import pandas as pd

    if column is None:
        return False
    if isinstance(dtype, pd.CategoricalDtype):
        return bool(column.dropna().isin(dtype.categories).all())
    return pd.api.types.is_datetime64_any_dtype(column)


def _pandas_types() -> dict[Any, Any]:
    import pandas as pd
    import pyarrow as pa

    return {
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(na_value=float("nan")),
    }
