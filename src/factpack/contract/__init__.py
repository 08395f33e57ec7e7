"""The contract: all that a table must satisfy, derived from its record class.

`table_schema` comes first; `arrow_schema` and `pandera_schema` (a module of its own, as it imports pandas) follow from it.
"""

from factpack.contract.arrow_schema import arrow_schema
from factpack.contract.table_schema import BASIS, RULES, UNIT, TableSchema, table_schema

__all__ = ["BASIS", "RULES", "UNIT", "TableSchema", "arrow_schema", "table_schema"]
