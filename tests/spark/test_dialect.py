"""What Spark SQL spells otherwise means what it means in DuckDB."""

import re
from collections.abc import Sequence

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyspark.sql import SparkSession

from factpack.plan.dialect import DUCKDB, Dialect
from factpack.plan.reading import UnusableError
from factpack.plan.spark.dialect import Spark
from factpack.plan.spark.patterns import java_pattern
from factpack.plan.spark.session import SETTINGS

SPARK = Spark()
SEARCH = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
    # What differs is listed as it is: to make it smaller would take hundreds of statements.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
AT_ONCE = 40

LETTERS = "aбK1_ -.^$[]{}\\&\n\r\u2028ſ\x0b"
TEXTS = st.text(LETTERS, max_size=6)
ATOMS = st.sampled_from(
    [
        *("a", "б", "K", "1", "_", " ", "-", ".", "\\.", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B", "\\v"),
        *(
            "^",
            "$",
            "[]a]",
            "[^]a]",
            "[[]",
            "[a&&1]",
            "[a-b^]",
            "[[:alpha:]]",
            "[[:^digit:]_]",
            "[\\s\\d]",
            "\\pL",
            "\\PN",
        ),
        *(
            "\\p{Cyrillic}",
            "\\p{^Greek}",
            "\\x{431}",
            "\\x61",
            "\\Q.\\E",
            "(?P<n>a)",
            "(?:б|1)",
            "(?i)k",
            "(?i:Б)",
            "(?s).",
            "(?U)a",
        ),
        *("a{2}", "a{,2}", "{", "}", "\\101", "(?i-s)s", "\\A", "\\z", "[\\]\\[]", "\\&", "a*?", "1+", "_?"),
    ]
)
PATTERNS = st.lists(ATOMS, min_size=1, max_size=4).map("".join)


@pytest.fixture(scope="module")
def session(spark: SparkSession) -> SparkSession:
    """A session set up as for a validation."""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
    return spark


def on_duckdb(expressions: Sequence[str]) -> list[object]:
    """What the expressions give in DuckDB."""
    with duckdb.connect() as connection:
        return list(connection.execute(f"SELECT {', '.join(expressions)}").fetchall()[0])


def on_spark(session: SparkSession, expressions: Sequence[str]) -> list[object]:
    """What the expressions give in Spark."""
    return list(session.sql(f"SELECT {', '.join(expressions)}").collect()[0])


def is_sound(pattern: str) -> bool:
    """Whether RE2 takes the pattern."""
    try:
        java_pattern(pattern)
    except ValueError:
        return False
    return True


@SEARCH
@given(st.lists(st.tuples(PATTERNS.filter(is_sound), TEXTS), min_size=AT_ONCE, max_size=AT_ONCE))
def test_a_pattern_matches_in_java_what_it_matches_in_re2(session: SparkSession, pairs: list[tuple[str, str]]) -> None:
    """Java reads dots, ends, edges of words, blanks, classes and letters without case in ways of its own."""

    def matched(sql: Dialect) -> list[str]:
        return [sql.full_match(sql.text(text), pattern) for pattern, text in pairs]

    seen = zip(pairs, on_duckdb(matched(DUCKDB)), on_spark(session, matched(SPARK)), strict=True)
    assert [(pair, here, there) for pair, here, there in seen if here != there] == []


DIRECTIVES = st.sampled_from(
    ["%Y", "%m", "%d", "%H", "%M", "%S", "%y", "%b", "%B", "%a", "%j", "%f", "%I", "%p", "%%", "%-d"]
)
FORMATS = st.lists(st.one_of(DIRECTIVES, st.sampled_from(["-", "/", " ", ".", "T", ", "])), min_size=1, max_size=6).map(
    "".join
)
WRITTEN = {"%b": "Feb", "%B": "February", "%a": "Fri", "%p": "PM", "%%": "%"}


def is_read(form: str) -> bool:
    """Whether Spark is given the format: not where a directive stands twice."""
    try:
        SPARK.parsed_moment("x", form)
    except UnusableError:
        return False
    return True


def filled(form: str, numbers: Sequence[str]) -> str:
    """A text of the format, with these numbers one after the other."""
    left = iter(numbers)
    return re.sub("%-?.", lambda directive: WRITTEN.get(directive[0]) or next(left, "1"), form)


@SEARCH
@given(
    st.lists(
        st.tuples(
            FORMATS.filter(is_read),
            st.lists(
                st.sampled_from(
                    ["0", "1", "02", "12", "13", "24", "28", "29", "31", "59", "60", "68", "69", "366", "2024"]
                )
            ),
        ),
        min_size=AT_ONCE,
        max_size=AT_ONCE,
    )
)
def test_a_moment_is_read_as_duckdb_reads_it(session: SparkSession, cases: list[tuple[str, list[str]]]) -> None:
    """Of a text of any format the same moment, or none."""
    texts = [(form, filled(form, numbers)) for form, numbers in cases]
    here = [f"epoch_us({DUCKDB.parsed_moment(DUCKDB.text(text), form)})" for form, text in texts]
    there = [f"unix_micros(CAST({SPARK.parsed_moment(SPARK.text(text), form)} AS TIMESTAMP))" for form, text in texts]
    seen = zip(cases, on_duckdb(here), on_spark(session, there), strict=True)
    assert [(form, filled(form, numbers), here, there) for (form, numbers), here, there in seen if here != there] == []


@SEARCH
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=AT_ONCE, max_size=AT_ONCE))
def test_a_text_comes_out_as_it_went_in(session: SparkSession, texts: list[str]) -> None:
    """No text ends its literal, or means anything else in it: quotes, backslashes, ${…} or a NUL."""
    hostile = ["'", "\\", "\\'", "${spark.app.name}", "a\0b", "\\u0041", "''", "--", "%s", ":name", "?"]
    assert on_spark(session, [SPARK.text(text) for text in (*texts, *hostile)]) == [*texts, *hostile]


EXPRESSIONS = ("1 / 0", "0 / 0", "-1 / 0", "7 / 2", "7 / 2.0", "1e1 / 4")


@pytest.mark.parametrize("sql", EXPRESSIONS)
def test_a_division_gives_what_it_gives_in_duckdb(session: SparkSession, sql: str) -> None:
    """What is divided by 0 is infinite or nothing that compares, and ends no run."""
    first, second = sql.split(" / ")
    here, there = (dialect.operator("/", [first, second]) for dialect in (DUCKDB, SPARK))
    compared = [f"CAST({{}} AS DOUBLE) {sign} 3.5" for sign in ("<", "=", ">")]
    assert on_duckdb([each.format(here) for each in compared]) == on_spark(
        session, [each.format(there) for each in compared]
    )


def test_a_backslash_escapes_nothing_in_like(session: SparkSession) -> None:
    """LIKE has no escapes in rules, and a backslash is a backslash."""
    pairs = [("a\\b", "a\\b"), ("a%b", "a\\%b"), ("a\\xb", "a\\%b"), ("a_b", "a\\_b")]

    def like(sql: Dialect) -> list[str]:
        return [sql.operator("~~", [sql.text(text), sql.text(pattern)]) for text, pattern in pairs]

    assert on_duckdb(like(DUCKDB)) == on_spark(session, like(SPARK))
