"""Nodes: each value of a YAML text with where it stands, and the edits that replace parts of the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ruamel.yaml import nodes as yaml

from factpack.seeds.yaml_file import Path, compose

BLOCK = ""
"""The style of a mapping or a list without brackets, and of a text without quotes."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand instead of `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    r"""A value at `text[start:end]`; `key_start` and `key_end` are those of its key, or its own start.

    `kind` is mapping, sequence or scalar; `style` is {, [, ", ', | or >, or BLOCK; `scalar` is what a scalar says.
    """

    kind: str
    path: Path
    key_start: int
    key_end: int
    start: int
    end: int
    style: str
    in_flow: bool
    scalar: str = ""
    children: tuple["Node", ...] = ()

    def child(self, name: str | int) -> "Node | None":
        """The value of this key, or at this position."""
        return next((child for child in self.children if child.path[-1] == name), None)

    def at(self, path: Path) -> "Node | None":
        """The node that the path leads to from here."""
        node: Node | None = self
        for step in path:
            node = node.child(step) if node else None
        return node

    def walk(self) -> "Iterator[Node]":
        """The node and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def nodes(text: str) -> Node | None:
    """The root of the YAML in `text`; None where there is nothing."""
    root = compose(text)
    return _node(root, (), None, in_flow=False) if root is not None else None


def _node(node: yaml.Node, path: Path, key: yaml.Node | None, *, in_flow: bool) -> Node:
    start, end = node.start_mark.index, node.end_mark.index
    keys = (key.start_mark.index, key.end_mark.index) if key is not None else (start, start)
    if isinstance(node, yaml.ScalarNode):
        return Node("scalar", path, *keys, start, end, node.style or BLOCK, in_flow, str(node.value))
    flows = isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
    if isinstance(node, yaml.MappingNode):
        kind, style = "mapping", "{"
        children = [_node(value, (*path, str(name.value)), name, in_flow=flows) for name, value in node.value]
    else:
        kind, style = "sequence", "["
        children = [_node(item, (*path, number), None, in_flow=flows) for number, item in enumerate(node.value)]
    if not flows:  # where the parser sees the end, comments and blank lines stand before it
        end = max((child.end for child in children), default=end)
    return Node(kind, path, *keys, start, end, style if flows else BLOCK, in_flow, "", tuple(children))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, which do not overlap."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def comments(text: str, root: Node | None) -> list[str]:
    """Every comment, in the order of the text."""
    masked = list(text)
    for start, end in _scalars(root) if root else ():
        masked[start:end] = "_" * (end - start)
    return [text[found.start() : found.end()] for found in re.finditer(r"(?<!\S)#.*", "".join(masked))]


def _scalars(root: Node) -> Iterator[tuple[int, int]]:
    """Where keys and texts stand, in which # begins no comment."""
    for node in root.walk():
        yield node.key_start, node.key_end
        if node.kind == "scalar":
            yield node.start, node.end


def line_start(text: str, position: int) -> int:
    """Where the line begins that holds the position."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """The end of the line, before its line end, in which what ends at the position stands."""
    if position and text[position - 1] == "\n":  # as a text below | does
        return position - 1
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def column(text: str, position: int) -> int:
    """How many characters stand before the position in its line."""
    return position - line_start(text, position)


def above(text: str, start: int, floor: int, most: int) -> int:
    """Where the comments begin that stand right above the line at `start`, indented by `most` columns at most.

    Blank lines among them are theirs; nothing before `floor` is.
    """
    first = start
    while start > floor:
        previous = line_start(text, start - 1)
        line = text[previous : start - 1]
        is_comment = line.lstrip().startswith("#")
        if previous < floor or (line.strip() and not is_comment):
            break
        if is_comment and len(line) - len(line.lstrip()) > most:
            break
        start = first = previous
    return first
