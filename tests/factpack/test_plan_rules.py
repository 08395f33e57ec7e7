"""Rules: what an expression may say, and what is refused."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from factpack.plan.checks import RowCheck
from factpack.plan.compile import Table
from factpack.plan.duckdb_engine import connect
from factpack.plan.rules import parse_rules
from factpack.plan.stored import Column, Kind
from factpack.plan.violations import Problem

COLUMNS = ("low", "value", "name", "on", 'we"ird', "date", "ok")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """The engine, for its parser."""
    with connect() as opened:
        yield opened


def parsed(sql: str, connection: duckdb.DuckDBPyConnection) -> RowCheck | Problem:
    """What becomes of the one rule of a table of COLUMNS."""
    schema = {"fields": [{"name": name} for name in COLUMNS], "factpack:rules": [{"name": "the_rule", "sql": sql}]}
    columns = tuple(Column(name, f"c{number}", Kind.OTHER, "") for number, name in enumerate(COLUMNS))
    table = Table("t", schema, columns, "", 0)
    [rule] = parse_rules({"t": table}, {"t": {column.name: column for column in columns}}, connection)["t"]
    return rule


def check(sql: str, connection: duckdb.DuckDBPyConnection) -> RowCheck:
    """The check of a rule that may run."""
    rule = parsed(sql, connection)
    assert isinstance(rule, RowCheck), rule
    return rule


ALLOWED = [
    "low <= value AND value <= high OR NOT ok",
    "low IS NULL",
    "low IS NOT NULL AND low IS DISTINCT FROM value",
    "value BETWEEN 1 AND 2.5",
    "value NOT BETWEEN -1 AND 1e3",
    "name IN ('a', 'it''s')",
    "name NOT IN ('a')",
    "value + 1 > -low * 2 / 3 - 4",
    "CASE WHEN ok THEN low > 1 ELSE value > 1 END",
    "length(lower(name)) = abs(value)",
    "coalesce(name, 'x') = 'x'",
    "regexp_full_match(name, '[a-z]+')",
    "name LIKE 'a%' AND name NOT LIKE 'b%'",
    "date < DATE '2026-01-01'",
    "ok",
    "ok IS TRUE",
    '"we""ird" = name -- a comment',
    "name || 'é' = 'é'",
]


@pytest.mark.parametrize("sql", ALLOWED)
def test_a_harmless_expression_is_written_anew_and_means_the_same(
    sql: str, connection: duckdb.DuckDBPyConnection
) -> None:
    """What we write from the tree gives the author's verdicts, on ordinary values and on NULLs."""
    sql = sql.replace("high", "value")
    source = """
        (SELECT 1, 2, 'a', 0, 'a', DATE '2026-01-01', TRUE
        UNION ALL SELECT 3, -1, 'it''s', 0, 'x', DATE '2025-01-01', FALSE
        UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL)
    """
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in COLUMNS)
    ours = ", ".join(f"c{number}" for number in range(len(COLUMNS)))
    bad = check(sql, connection).bad
    mine = connection.execute(f"SELECT {bad} FROM {source} AS t({ours})").fetchall()  # noqa: S608 fixed text
    author = connection.execute(f"SELECT NOT ({sql}\n) FROM {source} AS t({names})").fetchall()  # noqa: S608 fixed text
    assert mine == author


REFUSED = [
    ("(SELECT 1) = 1", "SELECT 1"),
    ("EXISTS (SELECT 1)", "EXISTS"),
    ("value IN (SELECT 1)", "subquery"),
    ("value IN (SELECT x FROM read_csv('/etc/passwd'))", "subquery"),
    ("read_csv('/etc/passwd') = 1", "read_csv"),
    ("getenv('HOME') = 'x'", "getenv"),
    ("high > 1", "high"),
    ("t.value > 1", "t.value"),
    ("value > 1; DROP TABLE t", "SELECT"),
    ("value > 1; SELECT 2", "more than one statement"),
    ("value > 1) OR (TRUE", "syntax"),
    ("row_number() OVER () = 1", "window"),
    ("sum(value) > 1", "sum"),
    ("count(*) > 1", "count_star"),
    ("list_transform([1], lambda x: x + 1) = [2]", "list_transform"),
    ("value > 1, value > 2", "more than one expression"),
    ("value > 1 AS x", "alias"),
    ("value > 1 FROM t", "another table"),
    ("value > 1 WHERE ok", "where_clause"),
    ("value > 1 LIMIT 1", "modifiers"),
    ("DISTINCT ok", "modifiers"),
    ("*", "star"),
    ("COLUMNS(*)", "star"),
    ("value = ?", "parameter"),
    ("name COLLATE nocase = 'a'", "collate"),
    ("length(DISTINCT name) = 1", "modifier"),
    ("abs(value) FILTER (WHERE ok) = 1", "filter"),
    ("main.length(name) = 1", "main"),
    ("name::JSON = name", "conversion"),
    ("TRY_CAST(name AS DATE) IS NULL", "conversion"),
    ("floor(value) = 1", "floor"),
    ("value % 2 = 0", "%"),
    ("CAST(value AS VARCHAR) = '1'", "conversion"),
    ("value + 1", "not true or false"),
    ("length(name)", "not true or false"),
    ("1", "not true or false"),
    ("date = current_date", "current_date"),
    ("random() > 0.5", "random"),
    ("", "selection"),
    ("NOT " * 900 + "ok", ""),
]


@pytest.mark.parametrize(("sql", "part"), REFUSED)
def test_anything_else_is_refused_by_name(sql: str, part: str, connection: duckdb.DuckDBPyConnection) -> None:
    """A refusal names the rule and the offending part."""
    refused = parsed(sql, connection)
    assert isinstance(refused, Problem)
    assert re.search(f"(?is)the_rule.*{part.replace('(', '.')}", refused.message)


def test_a_parsed_rule_knows_the_columns_that_it_reads(connection: duckdb.DuckDBPyConnection) -> None:
    """Columns are listed once, in the order of their appearance."""
    assert check("value > low AND value < 5", connection).fields == ("value", "low")


def test_a_rule_without_a_description_expects_its_own_words(connection: duckdb.DuckDBPyConnection) -> None:
    """The expression stands where nothing better is given."""
    assert check("value > low", connection).expected == "value > low"


def test_the_engine_reaches_nothing_and_cannot_be_opened(connection: duckdb.DuckDBPyConnection) -> None:
    """No file can be read, and the settings that say so cannot be changed."""
    with pytest.raises(duckdb.Error, match="disabled"):
        connection.execute("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error, match="locked"):
        connection.execute("SET enable_external_access = true")
