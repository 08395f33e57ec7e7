"""What Spark SQL spells otherwise than DuckDB."""

import datetime as dt
import re
from collections.abc import Sequence

from factpack.plan.dialect import Dialect, JsonType, Moment
from factpack.plan.spark import strptime
from factpack.plan.spark.patterns import java_pattern

EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 in UTC
BACKSLASH, BACKSLASHES = r"'\\'", r"'\\\\'"
"""One and two, as literals."""

_FUNCTIONS = {"ends_with": "endswith", "starts_with": "startswith"}


class Spark(Dialect):
    """Spark SQL, its session in UTC, ANSI mode and case-sensitive."""

    def text(self, value: str) -> str:
        """The text as a literal: it cannot end the literal, whatever it contains."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0") + "'"

    def number(self, value: float, stored: str = "") -> str:
        """The number as a literal; where floats are stored it is the float that is nearest, as DuckDB takes it."""
        written = super().number(value)
        return f"CAST({written} AS FLOAT)" if stored == "FLOAT" else written

    def listed(self, literals: Sequence[str]) -> str:
        """The literals as what stands after IN, which looks a long list up by itself."""
        return f"({', '.join(literals)})"

    def as_text(self, value: str) -> str:
        """The value as text."""
        return f"CAST({value} AS STRING)"

    def full_match(self, value: str, pattern: str) -> str:
        """True where the text as a whole is of the form of the pattern, as RE2 reads it."""
        return f"{value} RLIKE {self.text(java_pattern(pattern))}"

    def byte_count(self, value: str) -> str:
        """How many bytes the text has in UTF-8."""
        return f"octet_length({value})"

    def base64(self, value: str) -> str:
        """The bytes in base64, which Spark breaks into lines."""
        return f"replace(base64({value}), '\\r\\n', '')"

    def item_count(self, value: str) -> str:
        """How many items the list has."""
        return f"size({value})"

    def entry_count(self, value: str) -> str:
        """How many entries the map has."""
        return f"size({value})"

    def item(self, value: str, number: int) -> str:
        """An item of the list, from 1; NULL where it is shorter."""
        return f"try_element_at({value}, {number})"

    def member(self, value: str, name: str) -> str:
        """A member of the struct."""
        return f"{value}[{self.text(name)}]"

    def split(self, value: str, delimiter: str) -> str:
        """The parts of the text between delimiters, as a list."""
        return f"split({value}, {self.text(re.escape(delimiter))}, -1)"

    def any_item_unlike(self, items: str, pattern: str) -> str:
        """True where an item of the list of texts is not of the form of the pattern."""
        return f"exists({items}, item -> NOT {self.full_match('item', pattern)})"

    def to_json(self, value: str) -> str:
        """The list, struct or map as JSON text."""
        return f"to_json({value}, map('ignoreNullFields', 'false'))"

    def is_not_json(self, value: str, json_type: JsonType) -> str:
        """True where the text is no JSON, or JSON of another type."""
        return f"NOT coalesce(startswith(schema_of_variant(try_parse_json({value})), '{json_type}'), FALSE)"

    def json_length(self, value: str, json_type: JsonType) -> str:
        """How many keys or items the JSON text has; NULL where it is no JSON."""
        count = f"json_array_length({value})" if json_type == "ARRAY" else f"size(json_object_keys({value}))"
        return f"CASE WHEN try_parse_json({value}) IS NOT NULL THEN {count} END"

    def parsed_moment(self, value: str, pattern: str) -> str:
        """The moment that the text means, written in the pattern of strptime; NULL where it means none."""
        return strptime.moment(value, pattern, self.text)

    def as_moment(self, value: str, moment: Moment) -> str:
        """The date or the time of a moment, or all of it."""
        return f"CAST({value} AS {'TIMESTAMP_NTZ' if moment == 'TIMESTAMP' else moment})"

    def time(self, value: dt.time, stored: str) -> str:  # noqa: ARG002 whatever the precision
        """The time as a literal to compare with a column that is stored so."""
        return f"TIME '{value}'"

    def timestamp(self, value: dt.datetime, stored: str, *, zoned: bool) -> str:
        """The moment, in UTC, as a literal to compare with a column that is stored so: nanoseconds are counted."""
        if stored.endswith("_NS"):
            microseconds = (value - EPOCH) // dt.timedelta(microseconds=1)
            return f"({microseconds * 1000})"
        sql_type = "TIMESTAMP" if zoned else "TIMESTAMP_NTZ"
        return f"{sql_type} '{value.isoformat(sep=' ')}{'+00:00' * zoned}'"

    def function(self, name: str, arguments: Sequence[str]) -> str:
        """A function that rules may call."""
        return f"{_FUNCTIONS.get(name, name)}({', '.join(arguments)})"

    def operator(self, name: str, operands: Sequence[str]) -> str:
        """An operator that rules may use: what is divided by 0 is infinite, and LIKE has no escapes."""
        if name == "/":
            first, second = f"CAST({operands[0]} AS DOUBLE)", operands[1]
            infinite = "CAST('Infinity' AS DOUBLE)"
            return f"(CASE WHEN {second} = 0 THEN {first} * {infinite} ELSE {first} / {second} END)"
        if name in ("~~", "!~~"):
            like = "LIKE" if name == "~~" else "NOT LIKE"
            return f"({operands[0]} {like} replace({operands[1]}, {BACKSLASH}, {BACKSLASHES}))"
        return super().operator(name, operands)
