"""Where the values of a JSON text stand, found only when there is something to say about them."""

import json
import re
from bisect import bisect
from collections.abc import Iterator

JsonPath = tuple[str | int, ...]
"""The way to a value inside a JSON text: keys and list positions."""

SPACE = re.compile(r"[ \t\n\r,:]*")


class Positions:
    """Line and column, from 1, of each value of a JSON text; a member of an object stands where its key does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder()
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._children: dict[int, dict[str | int, tuple[int, int]]] = {}

    def of(self, path: JsonPath) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest value around it."""
        shown = value = self._skip(0)
        for step in path:
            found = self._inside(value).get(step)
            if found is None:
                break
            shown, value = found
        line = bisect(self._lines, shown)
        return line, shown - self._lines[line - 1] + 1

    def _inside(self, start: int) -> dict[str | int, tuple[int, int]]:
        """What stands in the object or list at `start`: where each member is shown, and where its value begins."""
        if start not in self._children:
            members = {"{": self._members, "[": self._items}.get(self._text[start : start + 1])
            self._children[start] = dict(members(self._skip(start + 1))) if members else {}
        return self._children[start]

    def _members(self, at: int) -> Iterator[tuple[str | int, tuple[int, int]]]:
        while self._text[at] != "}":
            key, end = self._decoder.raw_decode(self._text, at)
            value = self._skip(end)
            yield key, (at, value)
            at = self._after(value)

    def _items(self, at: int) -> Iterator[tuple[str | int, tuple[int, int]]]:
        position = 0
        while self._text[at] != "]":
            yield position, (at, at)
            position, at = position + 1, self._after(at)

    def _after(self, value: int) -> int:
        return self._skip(self._decoder.raw_decode(self._text, value)[1])

    def _skip(self, at: int) -> int:
        match = SPACE.match(self._text, at)
        return match.end() if match else at


def written(path: JsonPath) -> str:
    """The path as people read it: resources[1].schema.fields[0].name."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
