"""The contract: all that a table must satisfy, derived from its record class.

`table_schema` comes first; `arrow_schema` and `pandera_schema` follow from it, `editor_schema` from the classes. The
last two are imported where they are used: pandera costs seconds.
"""

from factpack.contract.arrow_schema import arrow_schema
from factpack.contract.table_schema import BASIS, RULES, UNIT, TableSchema, table_schema

__all__ = ["BASIS", "RULES", "UNIT", "TableSchema", "arrow_schema", "table_schema"]
