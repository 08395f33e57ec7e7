"""Dialects: what a plan says in SQL, as engines spell it. DuckDB's is here; that of another engine says what differs.

They are also the functions through which values reach SQL. Names never do: columns go by names of ours.
"""

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Literal

FEW = 16
"""Up to so many values are quicker compared one by one than looked up."""

DIGITS = 38
"""How many digits an SQL decimal has at most."""

NANOSECONDS = {name: name for name in ("TIMESTAMP_NS", "TIMESTAMPTZ_NS", "TIME_NS")} | {"timestamp[ns]": "TIMESTAMP_NS"}
"""Stored types of nanoseconds, and the SQL type that their literals need."""

JsonType = Literal["OBJECT", "ARRAY"]
Moment = Literal["DATE", "TIME", "TIMESTAMP"]


class Dialect:
    """SQL as DuckDB spells it: `text` and `number` write values, all others combine pieces of SQL."""

    def text(self, value: str) -> str:
        """The text as a literal: it cannot end the literal, whatever it contains."""
        # A NUL would end the statement: engines written in C read no further.
        parts = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
        return parts[0] if len(parts) == 1 else f"({' || chr(0) || '.join(parts)})"

    def number(self, value: float, stored: str = "") -> str:  # noqa: ARG002 for who compares floats otherwise
        """The number as a literal to compare with a column that is stored so: an exact decimal, if it fits."""
        written = format(Decimal(repr(value)), "f")
        if isfinite(value) and sum(map(str.isdigit, written)) <= DIGITS:
            return f"({written})"
        return f"CAST('{float(value)!r}' AS DOUBLE)"

    def listed(self, literals: Sequence[str]) -> str:
        """The literals as what stands after IN: a long list as a table, looked up instead of gone through."""
        written = ", ".join(literals)
        return f"(SELECT unnest([{written}]))" if len(literals) > FEW else f"({written})"

    def as_text(self, value: str) -> str:
        """The value as text."""
        return f"CAST({value} AS VARCHAR)"

    def full_match(self, value: str, pattern: str) -> str:
        """True where the text as a whole is of the form of the pattern, as RE2 reads it."""
        # Means \A(?:p)\z, but compiles the bare pattern: one like `a)|(b` cannot close the group and slip its anchors.
        return f"regexp_full_match({value}, {self.text(pattern)})"

    def byte_count(self, value: str) -> str:
        """How many bytes the text has in UTF-8."""
        return f"strlen({value})"

    def base64(self, value: str) -> str:
        """The bytes in base64."""
        return f"to_base64({value})"

    def item_count(self, value: str) -> str:
        """How many items the list has."""
        return f"len({value})"

    def entry_count(self, value: str) -> str:
        """How many entries the map has."""
        return f"cardinality({value})"

    def item(self, value: str, number: int) -> str:
        """An item of the list, from 1; NULL where it is shorter."""
        return f"{value}[{number}]"

    def member(self, value: str, name: str) -> str:
        """A member of the struct."""
        return f"struct_extract({value}, {self.text(name)})"

    def split(self, value: str, delimiter: str) -> str:
        """The parts of the text between delimiters, as a list."""
        return f"string_split({value}, {self.text(delimiter)})"

    def any_item_unlike(self, items: str, pattern: str) -> str:
        """True where an item of the list of texts is not of the form of the pattern."""
        return f"len(list_filter({items}, lambda item: NOT {self.full_match('item', pattern)})) > 0"

    def to_json(self, value: str) -> str:
        """The list, struct or map as JSON text."""
        return self.as_text(f"to_json({value})")

    def is_not_json(self, value: str, json_type: JsonType) -> str:
        """True where the text is no JSON, or JSON of another type."""
        return f"CASE WHEN json_valid({value}) THEN json_type({value}) <> '{json_type}' ELSE TRUE END"

    def json_length(self, value: str, json_type: JsonType) -> str:
        """How many keys or items the JSON text has; NULL where it is no JSON."""
        count = f"json_array_length({value})" if json_type == "ARRAY" else f"len(json_keys({value}))"
        return f"CASE WHEN json_valid({value}) THEN {count} END"

    def conforms(self, value: str, schema: object) -> str:
        """True where the JSON text conforms to the JSON Schema (`factpack.plan.json_values`)."""
        return f"conforms({value}, {self.text(json.dumps(schema))})"

    def parsed_moment(self, value: str, pattern: str) -> str:
        """The moment that the text means, written in the pattern of strptime; NULL where it means none."""
        return f"try_strptime({value}, {self.text(pattern)})"

    def as_moment(self, value: str, moment: Moment) -> str:
        """The date or the time of a moment, or all of it."""
        return f"CAST({value} AS {moment})"

    def date(self, value: dt.date) -> str:
        """The date as a literal."""
        return f"DATE '{value}'"

    def time(self, value: dt.time, stored: str) -> str:
        """The time as a literal to compare with a column that is stored so."""
        return f"CAST('{value}' AS {NANOSECONDS.get(stored, 'TIME')})"

    def timestamp(self, value: dt.datetime, stored: str, *, zoned: bool) -> str:
        """The moment, in UTC, as a literal to compare with a column that is stored so."""
        if stored in NANOSECONDS:  # since 1970 in 64 bits: a bound beyond them is the last of them
            value = min(max(value, dt.datetime(1677, 9, 22)), dt.datetime(2262, 4, 11))  # noqa: DTZ001 in UTC
        sql_type = NANOSECONDS.get(stored) or ("TIMESTAMPTZ" if zoned else "TIMESTAMP")
        return f"CAST('{value.isoformat(sep=' ')}{'+00' * zoned}' AS {sql_type})"

    def seconds(self, value: str) -> str:
        """The length of the interval in seconds."""
        return f"epoch({value})"

    def function(self, name: str, arguments: Sequence[str]) -> str:
        """A function that rules may call (`factpack.plan.rules.FUNCTIONS`)."""
        return f"{name}({', '.join(arguments)})"

    def operator(self, name: str, operands: Sequence[str]) -> str:
        """An operator that rules may use (`factpack.plan.rules.OPERATORS`), of one operand or two."""
        return f"({f' {name} '.join(operands)})" if len(operands) > 1 else f"({name} {operands[0]})"


DUCKDB = Dialect()
