"""Patterns as RE2 reads them, written for Java's engine, which means other things by some of the same signs."""

import re
from functools import cache, lru_cache

import duckdb

_ASCII_WORD = "0-9A-Za-z_"
_EDGE = f"(?:(?<=[{_ASCII_WORD}])(?![{_ASCII_WORD}])|(?<![{_ASCII_WORD}])(?=[{_ASCII_WORD}]))"
_NO_EDGE = f"(?:(?<=[{_ASCII_WORD}])(?=[{_ASCII_WORD}])|(?<![{_ASCII_WORD}])(?![{_ASCII_WORD}]))"
_ESCAPES = {
    r"\b": _EDGE,
    r"\B": _NO_EDGE,
    r"\s": r"[\t\n\f\r ]",
    r"\S": r"[^\t\n\f\r ]",
    r"\v": r"\x0B",
}
"""What Java reads more widely than RE2, which knows ASCII alone here."""

_POSIX = {"word": r"\w", "ascii": r"\p{ASCII}"} | {
    name: rf"\p{{{java}}}"
    for name, java in (
        *(("alnum", "Alnum"), ("alpha", "Alpha"), ("blank", "Blank"), ("cntrl", "Cntrl"), ("digit", "Digit")),
        *(("graph", "Graph"), ("lower", "Lower"), ("print", "Print"), ("punct", "Punct"), ("upper", "Upper")),
        ("xdigit", "XDigit"),
        # In RE2 blanks of POSIX are those of Java; `\\s` is one fewer.
        ("space", "Space"),
    )
}

_TOKEN = re.compile(
    r"""(?P<verbatim>\\Q.*?(?:\\E|\Z))
    | \\(?P<property>[pP])(?P<letter>[A-Z])
    | \\(?P<script>[pP])\{(?P<not>\^?)(?P<name>[A-Za-z_]+)\}
    | \\(?P<octal>[0-7]{1,3})
    | (?P<hexadecimal>\\x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2}))
    | (?P<escape>\\.)
    | \(\?P?<(?P<group>[A-Za-z_]\w*)>
    | \(\?(?P<flags>[imsU]*)(?P<off>-[imsU]+)?(?P<end>[:)])
    | (?P<class>\[\^?)
    | (?P<times>\{\d+(?:,\d*)?\})
    | (?P<brace>[{}])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_CLASS = re.compile(
    r"\[:(?P<negated>\^?)(?P<posix>[a-z]+):\]|(?P<plain>\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|.)|.)", re.DOTALL
)


@lru_cache(maxsize=256)
def java_pattern(pattern: str) -> str:
    r"""The pattern that matches in Java what RE2 matches by the given one, as a whole; a ValueError: RE2 refuses it.

    `.` stops at \n alone, letters are compared without case as Unicode does, and classes are those of ASCII.
    """
    _must_be_sound(pattern)
    written, place = [], 0
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        assert token  # noqa: S101 the last branch takes anything
        place = token.end()
        if token["class"]:
            members, place = _class_members(pattern, place)
            written.append(f"{token['class']}{members}]")
        else:
            written.append(_outside_classes(token))
    # The last newline of a text is no end of it, and what follows the pattern is not part of its alternatives.
    return rf"(?d)\A(?:{''.join(written)})\z"


def _must_be_sound(pattern: str) -> None:
    try:
        _re2().cursor().execute("SELECT regexp_full_match('', ?)", [pattern]).fetchall()
    except duckdb.Error as error:
        message = f"cannot be used: {str(error).splitlines()[0].removeprefix('Invalid Input Error: ')}"
        raise ValueError(message) from error


@cache
def _re2() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _outside_classes(token: re.Match[str]) -> str:
    if token["group"]:
        return "(?:"
    if token["end"]:
        return _flags(token["flags"], token["off"] or "", token["end"])
    if token["brace"]:
        return "\\" + token["brace"]
    return _anywhere(token)


def _anywhere(token: re.Match[str]) -> str:
    if token["letter"]:
        return rf"\{token['property']}{{{token['letter']}}}"
    if token["name"]:
        letter = token["script"] if not token["not"] else token["script"].swapcase()
        is_category = len(token["name"]) <= 2  # noqa: PLR2004 L, Lu …: what is longer is a script
        return rf"\{letter}{{{'' if is_category else 'Is'}{token['name']}}}"
    if token["octal"]:
        return rf"\x{{{int(token['octal'], 8):x}}}"
    return _ESCAPES.get(token[0], token[0])


def _flags(on: str, off: str, end: str) -> str:
    # Greed changes nothing in what matches as a whole; `i` alone would be for ASCII.
    on, off = on.replace("U", "").replace("i", "iu"), off.replace("U", "").replace("i", "iu").rstrip("-")
    return f"(?{on}{off}{end}" if on or off else {":": "(?:", ")": "(?:)"}[end]


def _class_members(pattern: str, place: int) -> tuple[str, int]:
    """What is between the brackets, written for Java, and the place after the closing one."""
    written: list[str] = []
    while True:
        token = _IN_CLASS.match(pattern, place)
        assert token  # noqa: S101 there is a closing bracket
        place = token.end()
        if token["posix"]:
            java = _POSIX[token["posix"]]
            written.append(f"\\{java[1].swapcase()}{java[2:]}" if token["negated"] else java)
        elif token["plain"] == "]" and written:
            return "".join(written), place
        elif token["plain"] in {"]", "[", "&", "^"}:
            written.append("\\" + token["plain"])
        else:
            inner = _TOKEN.match(token["plain"])
            assert inner  # noqa: S101 the last branch takes anything
            written.append(inner[0] if inner["other"] or inner["brace"] or inner["flags"] else _anywhere(inner))
