"""A JSON file of a stranger, read in bounded time and memory."""

import json
import math
import re
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from factpack.errors import DataError
from factpack.findings import shortened

MAX_BYTES = 64 << 20
MAX_DEPTH = 100
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class JsonFile:
    """What a JSON file holds, its text, and the keys that stand twice in one of its objects."""

    value: Any
    text: str
    repeated: tuple[str, ...] = ()


class _NoNumberError(ValueError):
    """What Python takes for a number and JSON does not."""


def read_json(path: Path, name: str) -> JsonFile:
    """The JSON in the file at `path`, which messages call `name`; a DataError says why it cannot be read."""
    try:
        data = _bytes(path, name)
    except FileNotFoundError as error:
        _fail(f"there is no file {name}", error)
    except OSError as error:
        _fail(f"{name} cannot be read: {error.strerror}", error)
    except ValueError as error:  # a name with a NUL byte
        _fail(f"{name!r} is no name of a file: {error}", error)
    try:
        # Many tools on Windows begin files with a byte order mark.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(f"{name} is not UTF-8: byte {error.start} is {data[error.start]:#04x}", error)
    return parse_json(text, name)


def parse_json(text: str, name: str) -> JsonFile:
    """The JSON in `text`; raises a DataError like `read_json`."""
    repeated: list[str] = []
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, repeated),
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        _fail(f"{name}:{error.lineno}:{error.colno} is not JSON: {error.msg}", error)
    except _NoNumberError as error:
        _fail(f"{name} is not JSON: {error}", error)
    except ValueError as error:  # int() says so in words that change with Python's version
        _fail(f"{name} holds a number of thousands of digits", error)
    except RecursionError as error:
        _fail(f"{name} is nested more than {MAX_DEPTH} levels deep", error)
    if _is_deep(value):
        _fail(f"{name} is nested more than {MAX_DEPTH} levels deep")
    _refuse_lone_surrogates(text, value, name)
    return JsonFile(value, text, tuple(dict.fromkeys(repeated)))


def _bytes(path: Path, name: str) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # Looked at before it is opened: a fifo would block, a device might never end.
        _fail(f"{name} is not a regular file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        _fail(f"{name} is larger than {MAX_BYTES >> 20} MB")
    return data


def _object(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        repeated += (key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return value


def _refuse_constant(constant: str) -> None:
    message = f"{constant} is no JSON number"
    raise _NoNumberError(message)


def _finite(digits: str) -> float:
    if math.isfinite(number := float(digits)):
        return number
    message = f"the number {digits[:30]} is too large"
    raise _NoNumberError(message)


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        if not level:
            return False
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> list[object]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in inner if isinstance(each, dict | list)]


def _refuse_lone_surrogates(text: str, value: object, name: str) -> None:
    # JSON lets half a character pass; nothing that it ends up in (a message, a file name, SQL) does.
    if SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            _fail(f"{name} holds half of a character: \\u{ord(error.object[error.start]):04x}", error)


def _fail(message: str, cause: Exception | None = None) -> NoReturn:
    raise DataError(message) from cause


def told(value: object) -> str:
    """The value as a message names it: a scalar as JSON, shortened; of an object or a list, only what it is."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list" if value else "an empty list"
    return shortened(json.dumps(value, ensure_ascii=False))
