"""The one pair of functions through which names and values reach SQL."""


def identifier(name: str) -> str:
    """The name, quoted: it cannot end the identifier, whatever it contains."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object, field_type: str = "string") -> str:
    """The value as an SQL literal of the column's Table Schema type.

    Bounds of numbers keep their own type (a minimum of 0.5 means 0.5 in a column of integers too); numbers
    written as text, as descriptors may have them, are read by the engine.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return f"({value})"
    if isinstance(value, float):
        return f"CAST('{value!r}' AS DOUBLE)"
    text = "'" + str(value).replace("'", "''") + "'"
    return text if field_type == "string" else f"CAST({text} AS {SQL_TYPES[field_type]})"


SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
