"""Plan: what Table Schemas ask for, compiled to SQL, one scan a table.

dialect         how engines spell the SQL of all that follows
stored          how a column is stored: kinds of types, whichever engine reads them
reading         how the cells of a column are read: types, moments, structures
constraints     types, formats and constraints → checks of rows
keys            primary, unique and foreign keys → checks across rows
rules           a rule's SQL expression, held to a list of what is harmless
columns         the columns that there are against the fields that are declared
demands         all of that, for some tables
compile         checks → SQL text
footers         what Parquet files say of themselves
duckdb_engine   runs the SQL; `spark` is another engine, a package of its own
arrow, parquet  where tables come from: memory (`run`) or files (`scan_files`)
"""

from factpack.plan.arrow import run
from factpack.plan.parquet import Reader, Scan, scan_files
from factpack.plan.violations import Problem, Violation

__all__ = ["Problem", "Reader", "Scan", "Violation", "run", "scan_files"]
