"""Spark as the engine of `validate`: where rows are, in folders, elsewhere, and when something fails."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from pyspark.sql import DataFrame, SparkSession

import factpack
from factpack.errors import DataError
from factpack.plan.spark.session import SETTINGS

from .packages import Json, described, resource


def fields(**types: str) -> list[Json]:
    """Fields of these types."""
    return [{"name": name, "type": kind} for name, kind in types.items()]


def write(path: Path, **columns: object) -> None:
    """A Parquet file of these columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


def found(path: Path | str, engine: SparkSession | str) -> list[tuple[str, str, int]]:
    """What is found: rules, records and counts."""
    return [(each.rule, each.record, each.count) for each in factpack.validate(path, engine=engine)]


KEYED = {"fields": fields(id="integer", n="integer"), "primaryKey": ["id"]}


def test_a_folder_of_partitions_is_a_table(spark: SparkSession, package: Path) -> None:
    """The names of folders tell a column, and the files in all of them are held to the schema together."""
    for year in (2025, 2026):
        write(package / "things" / f"year={year}" / "part-0.parquet", id=[year, 1], n=[1, -1])
    schema = {"fields": [*fields(id="integer"), {"name": "n", "type": "integer", "constraints": {"minimum": 0}}]}
    schema["fields"] += [{"name": "year", "type": "integer", "constraints": {"minimum": 2026}}]
    described(package, resource("things", schema | {"primaryKey": ["id"]}))
    report = factpack.validate(package, engine=spark)
    assert sorted((each.rule, each.record, each.count) for each in report) == [
        ("bound/below-minimum", "things.n", 2),
        ("bound/below-minimum", "things.year", 2),
        ("key/not-unique", "things.id", 1),
    ]
    assert [each.rows for each in report.resources] == [4]


def test_what_folders_tell_of_a_text_stays_text(spark: SparkSession, package: Path) -> None:
    """A code such as 01 is no number where the schema says that it is text."""
    for code in ("01", "02"):
        write(package / "things" / f"code={code}" / "a.parquet", n=[1])
    text = {"name": "code", "type": "string", "constraints": {"enum": ["01", "02"]}}
    described(package, resource("things", {"fields": [*fields(n="integer"), text]}))
    assert found(package, spark) == []


def test_a_folder_holds_no_link_that_leads_outside(spark: SparkSession, package: Path, tmp_path: Path) -> None:
    """The jail holds for what is in folders too."""
    write(tmp_path / "outside.parquet", n=[1])
    (package / "things").mkdir()
    (package / "things" / "a.parquet").symlink_to(tmp_path / "outside.parquet")
    described(package, resource("things", {"fields": fields(n="integer")}))
    assert found(package, spark) == [("package/outside", "things", 1)]


def test_files_that_store_a_column_in_several_types_are_one_table(spark: SparkSession, package: Path) -> None:
    """Whole numbers of 32 and of 64 bits are compared as numbers, as in this process."""
    write(package / "a.parquet", id=pa.array([1, 2], pa.int32()))
    write(package / "b.parquet", id=pa.array([2, 2**40], pa.int64()))
    schema = {"fields": fields(id="integer"), "primaryKey": ["id"]}
    described(package, {"name": "things", "path": ["a.parquet", "b.parquet"], "format": "parquet", "schema": schema})
    assert found(package, spark) == found(package, "duckdb") == [("key/not-unique", "things.id", 1)]


def mounted(spark: SparkSession, folder: Path) -> tuple[str, SparkSession]:
    """The URL of a folder in a filesystem that Hadoop's own settings make, and a session that has them."""
    session = spark.newSession()
    session.conf.set(f"fs.viewfs.mounttable.{folder.parent.name}.link./mounted", folder.parent.as_uri())
    return f"viewfs://{folder.parent.name}/mounted/{folder.name}", session


def on_this_machine(spark: SparkSession, folder: Path) -> tuple[str, SparkSession]:
    """The URL of a folder, and the session."""
    return folder.as_uri(), spark


@pytest.mark.parametrize("place", [on_this_machine, mounted])
def test_a_package_is_read_where_spark_reads(
    place: Callable[[SparkSession, Path], tuple[str, SparkSession]], spark: SparkSession, package: Path
) -> None:
    """At a URL the descriptor, its schema in a file of its own and the rows are read by Spark; sizes are compared."""
    write(package / "data" / "things.parquet", id=[1, 1], n=[1, 2])
    (package / "schema.json").write_text(json.dumps(KEYED), encoding="utf-8")
    size = (package / "data" / "things.parquet").stat().st_size
    told = {"bytes": size + 1, "hash": "md5:" + "0" * 32}
    described(package, resource("data/things.parquet", "schema.json") | told, resource("none.parquet", KEYED, "none"))
    assert sorted(found(*place(spark, package))) == [
        ("key/not-unique", "things.id", 1),
        ("package/bytes", "things", 1),
        ("package/hash-not-checked", "things", 1),
        ("package/missing-file", "none", 1),
    ]


def test_a_descriptor_that_is_nowhere_is_said(spark: SparkSession, package: Path) -> None:
    """One sentence, with the URL."""
    with pytest.raises(DataError, match=r"there is no file file:.*datapackage\.json"):
        factpack.validate(package.as_uri(), engine=spark)


def test_a_row_less_is_told(spark: SparkSession, package: Path) -> None:
    """Spark passes over files whose names begin with _ : that is a finding, and no clean bill."""
    write(package / "_things.parquet", id=[1], n=[1])
    described(package, resource("_things.parquet", KEYED))
    assert found(package, spark) == [("package/unreadable", "things", 1)]


def test_examples_have_keys_and_cells_and_no_numbers(spark: SparkSession, package: Path) -> None:
    """Rows have no numbers on Spark; what is shown of them is cut to what anybody reads."""
    write(package / "things.parquet", id=[1, 2, 3], word=["a", "b" * 500, None])
    word = {"name": "word", "type": "string", "constraints": {"maxLength": 9, "required": True}}
    described(package, resource("things.parquet", {"fields": [*fields(id="integer"), word], "primaryKey": ["id"]}))
    long, missing = sorted(factpack.validate(package, engine=spark), key=lambda each: each.rule)
    assert [(each.row, each.key, each.found) for each in missing.examples] == [
        (None, (("id", "3"),), (("word", None),))
    ]
    [example] = long.examples
    assert example.key == (("id", "2"),)
    assert len(example.found[0][1] or "") < 150


def test_a_session_is_given_back_as_it_was(spark: SparkSession, package: Path) -> None:
    """Settings that statements need are those of the session's owner afterwards, and no view is left."""
    write(package / "things.parquet", id=[1], n=[1])
    described(package, resource("things.parquet", KEYED))
    spark.conf.set("spark.sql.session.timeZone", "Asia/Almaty")
    before = {name: spark.conf.get(name, None) for name in SETTINGS}
    assert found(package, spark) == []
    assert {name: spark.conf.get(name, None) for name in SETTINGS} == before
    assert not [table.name for table in spark.catalog.listTables()]


class Watched:
    """A session that remembers each statement that it is asked."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self.statements: list[str] = []
        self.plans: list[str] = []

    def sql(self, text: str) -> DataFrame:
        """Remember the statement and its physical plan."""
        self.statements.append(text)
        self.plans.append(self._session.sql(f"EXPLAIN FORMATTED {text}").collect()[0][0])
        return self._session.sql(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._session, name)


def test_nothing_gathers_rows_in_one_place(spark: SparkSession, package: Path) -> None:
    """No plan has a window, and what comes together in one partition has been counted before or is limited."""
    write(package / "places.parquet", id=[1, 2])
    write(package / "things.parquet", id=[1, 1, 2], n=[-1, 5, 6], place=[1, 2, 3])
    n = {"name": "n", "type": "integer", "constraints": {"minimum": 0, "unique": True}}
    things = {"fields": [*fields(id="integer"), n, *fields(place="integer")], "primaryKey": ["id"]}
    things["foreignKeys"] = [{"fields": ["place"], "reference": {"resource": "places", "fields": ["id"]}}]
    places = {"fields": fields(id="integer"), "primaryKey": ["id"]}
    described(package, resource("things.parquet", things), resource("places.parquet", places, "places"))
    watched = Watched(spark)
    report = factpack.validate(package, engine=watched)
    assert {each.rule for each in report} == {"bound/below-minimum", "key/not-unique", "reference/leads-nowhere"}
    assert len(watched.statements) >= 8
    for text, plan in zip(watched.statements, watched.plans, strict=True):
        assert "Window" not in plan
        for exchange in re.findall(r"\(\d+\) Exchange\nInput[^\n]*\nArguments: SinglePartition[^\n]*", plan):
            number = int(re.findall(r"\d+", exchange)[0])
            assert re.search(rf"\({number - 1}\) (HashAggregate|LocalLimit)", plan), (text, plan)


def test_what_comes_to_the_driver_does_not_grow_with_the_rows(spark: SparkSession, package: Path) -> None:
    """Of many rows that are wrong in every way it gets counts and a few examples: Spark refuses it a megabyte."""
    rows = 400_000
    with pytest.raises(Exception, match=r"spark\.driver\.maxResultSize"):
        spark.range(rows).collect()
    numbers = pa.array(range(rows))
    write(package / "places.parquet", id=numbers)
    write(package / "things.parquet", id=[*range(rows // 2)] * 2, n=pc.negate(numbers), place=pc.add(numbers, rows))
    n = {"name": "n", "type": "integer", "constraints": {"minimum": 1}}
    things = {"fields": [*fields(id="integer"), n, *fields(place="integer")], "primaryKey": ["id"]}
    things["foreignKeys"] = [{"fields": ["place"], "reference": {"resource": "places", "fields": ["id"]}}]
    places = {"fields": fields(id="integer"), "primaryKey": ["id"]}
    described(package, resource("things.parquet", things), resource("places.parquet", places, "places"))
    assert sorted(found(package, spark)) == [
        ("bound/below-minimum", "things.n", rows),
        ("key/not-unique", "things.id", rows // 2),
        ("reference/leads-nowhere", "things.place", rows),
    ]


def test_a_second_session_is_refused(spark: SparkSession, package: Path) -> None:
    """Spark would hand out the one that is there, on a master that nobody asked for."""
    assert spark.version
    with pytest.raises(DataError, match="has a session of Spark already, on spark://"):
        factpack.validate(package, engine="local[1]")


def test_an_engine_that_is_none_is_said(package: Path) -> None:
    """A name with a slip is no master."""
    with pytest.raises(DataError, match="'sparc' is no engine"):
        factpack.validate(package, engine="sparc")
