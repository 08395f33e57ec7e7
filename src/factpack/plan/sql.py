"""The functions through which values reach SQL. Names never do: columns go by names of ours."""


def text(value: str) -> str:
    """The text as an SQL literal: it cannot end the literal, whatever it contains."""
    if "\0" in value:  # ends a statement in SQL engines that are written in C; no pattern or path needs it
        message = "a text with a NUL character cannot be compared"
        raise ValueError(message)
    return "'" + value.replace("'", "''") + "'"


def number(value: float) -> str:
    """The number as an SQL literal; integers are exact."""
    return f"({value})" if isinstance(value, int) else f"CAST('{value!r}' AS DOUBLE)"
