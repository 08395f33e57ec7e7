"""How Spark reads the columns of Parquet files: by what their footers say, or as Spark itself finds them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factpack.plan.arrow import kind_of_arrow
from factpack.plan.spark.dialect import Spark
from factpack.plan.stored import Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql.types import DataType, StructField

SPARK = Spark()

_TYPES = {
    "VARCHAR": "STRING",
    "JSON": "STRING",
    "UUID": "BINARY",
    "BLOB": "BINARY",
    "BOOLEAN": "BOOLEAN",
    "TINYINT": "TINYINT",
    "SMALLINT": "SMALLINT",
    "INTEGER": "INT",
    "BIGINT": "BIGINT",
    "UTINYINT": "SMALLINT",
    "USMALLINT": "INT",
    "UINTEGER": "BIGINT",
    "UBIGINT": "DECIMAL(20, 0)",
    "FLOAT": "FLOAT",
    "DOUBLE": "DOUBLE",
    "DATE": "DATE",
    "TIME": "TIME(6)",
    "TIME_NS": "TIME(9)",
    "TIMESTAMP": "TIMESTAMP_NTZ",
    "TIMESTAMP WITH TIME ZONE": "TIMESTAMP",
    # Of nanoseconds Spark has the count alone.
    "TIMESTAMP_NS": "BIGINT",
    "TIMESTAMPTZ_NS": "BIGINT",
    '"NULL"': "VOID",
}
"""The types by which DuckDB reads Parquet's, and those by which Spark does."""

_ARROW = {
    "string": "STRING",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date32[day]": "DATE",
    "time64[us]": "TIME(6)",
    "timestamp[us]": "TIMESTAMP_NTZ",
    "null": "VOID",
}

_KINDS = {
    **dict.fromkeys(("string", "char", "varchar"), Kind.TEXT),
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), Kind.INTEGER),
    **dict.fromkeys(("float", "double"), Kind.FLOAT),
    "binary": Kind.BYTES,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "timestamp": Kind.INSTANT,
    "timestamp_ntz": Kind.TIMESTAMP,
    "array": Kind.LIST,
    "struct": Kind.STRUCT,
    "map": Kind.MAP,
    "void": Kind.NULL,
}


def read_by_spark(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of footers, to be read by Spark."""
    return tuple(replace(column, dialect=SPARK) for column in columns)


def readable(columns: Sequence[Column]) -> list[Column]:
    """The columns whose names are there once: of others nobody can say which is meant."""
    times = Counter(column.name for column in columns)
    return [column for column in columns if times[column.name] == 1]


def schema_text(columns: Sequence[Column], stored: Mapping[str, str]) -> str:
    """The schema by which Spark reads these columns, which are stored so."""
    return ", ".join(f"{quoted(column.name)} {spark_type(stored[column.name])}" for column in columns)


def selected(columns: Sequence[Column]) -> list[str]:
    """The cells of the columns as the plan reads them, of a frame that has those of readable columns as `sql`."""
    there = {column.sql for column in readable(columns)}
    cells = {each.sql: _as_uuid(each.sql) if each.kind is Kind.UUID else each.sql for each in columns}
    return [f"{cells[each.sql] if each.sql in there else 'NULL'} AS {each.sql}" for each in columns]


def found_by_spark(fields: Sequence["StructField"], first: int = 0) -> tuple[Column, ...]:
    """The columns of a schema that Spark has found, numbered from `first`."""
    return tuple(_column(f"c{number}", field.name, field.dataType) for number, field in enumerate(fields, first))


def of_arrow(schema: "pa.Schema") -> tuple[Column, ...]:
    """The columns of an Arrow table whose cells Spark is given."""
    return tuple(
        Column(field.name, f"c{number}", kind_of_arrow(str(field.type)), str(field.type), dialect=SPARK)
        for number, field in enumerate(schema)
    )


def arrow_type(stored: str) -> str:
    """The Spark type of an Arrow type, of those that keys have; of others Spark says that it does not know them."""
    return _ARROW.get(stored, stored)


def spark_type(stored: str) -> str:
    """The Spark type by which a column is read, of the type by which DuckDB reads it."""
    if stored.endswith("]"):
        return f"ARRAY<{spark_type(stored[: stored.rindex('[')])}>"
    name, bracket, arguments = stored.removesuffix(")").partition("(")
    if name == "STRUCT" and bracket:
        return f"STRUCT<{', '.join(_member(each) for each in _arguments(arguments))}>"
    if name == "MAP" and bracket:
        return f"MAP<{', '.join(map(spark_type, _arguments(arguments)))}>"
    if name == "ENUM":
        return "STRING"
    # A type that is not known is left to Spark, which says that it cannot read it.
    return _TYPES.get(stored, stored)


def _arguments(text: str) -> Iterator[str]:
    """The parts between commas that are in no brackets and no quotes."""
    depth, start = 0, 0
    for token in re.finditer(r'"(?:[^"]|"")*"|[(),]', text):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "," and depth == 0:
            yield text[start : token.start()].strip()
            start = token.end()
    yield text[start:].strip()


def _member(text: str) -> str:
    match = re.fullmatch(r'("(?:[^"]|"")*"|\S+) (.+)', text, re.DOTALL)
    assert match  # noqa: S101 a member is a name and a type
    name = match[1][1:-1].replace('""', '"') if match[1].startswith('"') else match[1]
    return f"{quoted(name)}: {spark_type(match[2])}"


def quoted(name: str) -> str:
    """The name as Spark takes it in a schema."""
    return "`" + name.replace("`", "``") + "`"


def _as_uuid(value: str) -> str:
    digits = f"lower(hex({value}))"
    groups = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return f"concat_ws('-', {', '.join(f'substr({digits}, {start}, {count})' for start, count in groups)})"


def _column(sql: str, name: str, data_type: "DataType") -> Column:
    stored = data_type.simpleString()
    base = re.split(r"[(<]", stored)[0]
    kind = _KINDS.get(base, Kind.OTHER)
    if base == "decimal":
        kind = Kind.INTEGER if stored.endswith(",0)") else Kind.DECIMAL
    members = tuple(data_type.fieldNames()) if kind is Kind.STRUCT else ()
    items = _column("", "", data_type.elementType).kind if kind is Kind.LIST else None
    return Column(name, sql, kind, stored.upper(), items=items, members=members, dialect=SPARK)
