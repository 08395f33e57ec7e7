"""Plan: a contract compiled to SQL, one scan a table. `run` holds Arrow tables to their Table Schemas.

rules           a rule's SQL expression, held to a list of what is harmless
constraints     Table Schema → checks
compile         checks → SQL text
columns         Arrow schema against Table Schema, without a scan
duckdb_engine   runs plans over Arrow tables; another engine is another module
"""

from factpack.plan.duckdb_engine import run
from factpack.plan.violations import Violation

__all__ = ["Violation", "run"]
