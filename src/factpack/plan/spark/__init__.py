"""The plan on Spark: what `validate --engine spark` runs.

session     a session, set up so that statements mean the same everywhere
columns     how Spark reads the columns of Parquet files
dialect     what Spark SQL spells otherwise than DuckDB
patterns    patterns of RE2, for Java
strptime    patterns of moments, in SQL
compile     checks → SQL that gathers rows nowhere
engine      runs it
tables      tables of Parquet files and folders, local or wherever Spark can read
"""

from factpack.plan.spark.session import is_spark, opened
from factpack.plan.spark.tables import Local, Remote, scan_on_spark

__all__ = ["Local", "Remote", "is_spark", "opened", "scan_on_spark"]
