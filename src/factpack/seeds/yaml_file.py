"""One YAML 1.2 file as plain values that remember their places."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from factpack.article import line_and_column
from factpack.findings import Finding, Place

Path = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions."""

MAX_DEPTH = 20
SAFE_DEPTH = 500
NESTED_TOO_DEEPLY = ("values are nested too deeply", "nest them less")
KEY = re.compile(r" *(?:- +)*\w+:(?:\s|$)")
INDENTED = "indent the line like the one above; or, if it goes on with that text, put the whole text in quotes"
TAG = "tag:yaml.org,2002:"
READ_AS_TEXT = (f"{TAG}str", f"{TAG}timestamp")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's values, the place of each (a mapping's entry stands where its key does), and what is wrong with it."""

    name: str
    value: Any
    places: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest value around it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(self.name))

    def key_place(self, path: Path) -> Place:
        """The place of the key at `path`; of the value where there is no such key."""
        return self.keys.get(path) or self.place(path)


def read_yaml(data: bytes | OSError, name: str) -> YamlFile:
    """The YAML in these bytes, of a file that findings call `name`; what cannot be read has a finding and no value."""
    if isinstance(data, OSError):
        message = f"the file cannot be read: {data.strerror}"
        return _broken(name, "seed/unreadable", Place(name), message, "make it a readable file, or remove it")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = _byte_place(name, data, error.start)
        return _broken(name, "seed/not-utf-8", place, f"byte {error.start} is not UTF-8", "save the file as UTF-8")
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> YamlFile:
    """The YAML in `text`, which findings call `name`."""
    if too_deep := _line_nested_beyond_measure(text):
        return _broken(name, "seed/yaml-too-deep", Place(name, too_deep, 1), *NESTED_TOO_DEEPLY)
    try:
        root = compose(text)
    except MarkedYAMLError as error:
        place, problem = _where(error, name), error.problem or "broken"
        return _not_yaml(name, place, problem, INDENTED if _is_indented_too_deeply(text, place) else "")
    except ReaderError as error:
        return _not_yaml(name, _byte_place(name, text.encode(), error.position), error.reason)
    except (YAMLError, ValueError) as error:
        return _not_yaml(name, Place(name), str(error))
    if root is None:
        return YamlFile(name, None)
    reader = _Reader(name)
    value = reader.read(root, ())
    return YamlFile(name, value, reader.places, reader.keys, tuple(reader.findings))


def compose(text: str) -> Node | None:
    """The nodes of the YAML in `text`, each with the places where it starts and ends; raises what the parser raises."""
    node: Node | None = _parser().compose(text)
    return node


class _Resolver(VersionedResolver):
    """Resolves as YAML 1.2 without asking for the version at each value, which takes as long as parsing."""

    processing_version = (1, 2)


@cache
def _parser() -> YAML:
    """One for all files: making it looks for plug-ins on disk."""
    parser = YAML(typ="safe")
    parser.Resolver = _Resolver
    return parser


@cache
def _scalars() -> SafeConstructor:
    constructor: SafeConstructor = YAML(typ="safe", pure=True).constructor
    return constructor


def _line_nested_beyond_measure(text: str) -> int:
    """The line, from 1, at which `text` opens more levels than the C parser's stack is sure to bear; 0 for none."""
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        opened = max(0, opened + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        indicators = len(line) - len(line.lstrip(" -?:\t"))
        if max(opened, indicators, line.count("[") + line.count("{")) > SAFE_DEPTH:
            return number
    return 0


def _broken(name: str, rule: str, place: Place, message: str, mend: str) -> YamlFile:
    return YamlFile(name, None, findings=(Finding(rule, place, message, mend),))


def _not_yaml(name: str, place: Place, problem: str, mend: str = "") -> YamlFile:
    problem = " ".join(problem.split())[:200]
    return _broken(name, "seed/yaml-syntax", place, f"this is not YAML: {problem}", mend or _syntax_hint(problem))


def _byte_place(name: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode()
    return Place(name, *line_and_column(before, len(before)))


def _where(error: MarkedYAMLError, name: str) -> Place:
    """Where the problem is; for a quotation mark that is never closed, where it is opened."""
    unclosed = "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or "")
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)


def _is_indented_too_deeply(text: str, place: Place) -> bool:
    """True if a key stands at `place` and begins to the right of the key in the line above."""
    *above, line = text.split("\n")[: place.line] or [""]
    written = [each for each in above if each.strip() and not each.lstrip().startswith("#")]
    is_first_key = KEY.match(line) and ":" not in line[: max(0, place.column - 1)]
    return bool(written and is_first_key and KEY.match(written[-1]) and _indent(line) > _indent(written[-1]))


def _indent(line: str) -> int:
    """The columns before the key of a line."""
    return len(line) - len(line.lstrip(" -"))


def _syntax_hint(problem: str) -> str:
    if "alias" in problem:
        return "write the value out: seeds have no aliases"
    if "mapping values are not allowed" in problem:
        return "put the text in quotes: it holds a colon followed by a space"
    return "look at the indentation, the quotation marks and the colons of this line and of the one above"


class _Reader:
    """Turns YAML nodes into values and collects places and findings on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self.seen: set[int] = set()

    def read(self, node: Node, path: Path) -> Any:  # noqa: ANN401 (whatever stands in the YAML)
        place = self._place(node)
        self.places[path] = place
        if id(node) in self.seen:
            self._report(
                "seed/yaml-alias",
                place,
                "the value with this anchor is used again",
                "write the value out: seeds have no aliases",
            )
            return None
        self.seen.add(id(node))
        if len(path) > MAX_DEPTH:
            self._report("seed/yaml-too-deep", place, *NESTED_TOO_DEEPLY)
            return None
        if isinstance(node, MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, position)) for position, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _entries(self, node: MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._report("seed/wrong-type", place, "a key is a list or a mapping", "write a word as the key")
                continue
            key = str(key_node.value)
            if key in seen and key == "id":
                self._report("seed/duplicate-key", place, "a second record begins here", "write `- ` before id")
                return
            if key in seen:
                message = f"the key {key!r} stands twice; first at line {seen[key].line}"
                self._report("seed/duplicate-key", place, message, "keep one of the two")
                continue
            seen[key] = place
            self.keys[(*path, key)] = place
            yield key, self.read(value_node, (*path, key))

    def _scalar(self, node: Node, place: Place) -> Any:  # noqa: ANN401 (whatever stands in the YAML)
        if node.tag in READ_AS_TEXT:
            return node.value
        try:
            value = _scalars().construct_object(node)
            json.dumps(value, allow_nan=False)
        except (ConstructorError, LookupError, ValueError, TypeError, OverflowError):
            kind = str(node.tag).removeprefix(TAG)
            message = f"{str(node.value)[:60]!r} is not a value that seeds can hold ({kind})"
            self._report("seed/wrong-type", place, message, "write a text, a number, true, false or null")
            return None
        return value

    def _place(self, node: Node) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def _report(self, rule: str, place: Place, message: str, mend: str) -> None:
        self.findings.append(Finding(rule, place, message, mend))
