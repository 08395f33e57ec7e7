"""Rewriting: single values of a YAML file, with everything else as it stands there, or not at all."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from factpack.errors import DataError
from factpack.seeds import double_quoted, scalar
from factpack.seeds.yaml_file import Path, parse_yaml

Value = str | Mapping[str, str]
"""A text, or a mapping of texts."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a file, from `start` to `end`, and what is to stand there instead."""

    start: int
    end: int
    text: str


def rewritten(text: str, name: str, values: Mapping[Path, Value]) -> str:
    """The YAML in `text` with these values; one that its mapping does not have yet stands after the id.

    What is not one of them keeps every character, comments too. Raises DataError, with `name`, where that cannot be.
    """
    root = YAML(typ="safe", pure=True).compose(text)
    edits = [edit for path, value in values.items() for edit in _edits(text, root, path, value)]
    changed = text
    # From the end on, so that places before stay what they are; of two at one place, the first written stands first.
    for _, edit in sorted(enumerate(edits), key=lambda each: (each[1].start, each[0]), reverse=True):
        changed = changed[: edit.start] + edit.text + changed[edit.end :]
    before, after = parse_yaml(text, name), parse_yaml(changed, name)
    wanted = deepcopy(before.value)
    for path, value in values.items():
        _set(wanted, path, value)
    if _plain(after.value) != _plain(wanted) or len(after.findings) != len(before.findings):
        message = f"{name} is written in a way that cannot be changed safely: write {_listed(values)} there yourself"
        raise DataError(message)
    return changed


def _listed(values: Mapping[Path, Value]) -> str:
    return ", ".join(".".join(map(str, path)) for path in values)


def _set(value: Any, path: Path, new: Value) -> None:  # noqa: ANN401 (whatever stands in the YAML)
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = new


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever stands in the YAML)
    """The value as the seeds mean it: a prefix that is empty is none, and a quote without any is its words."""
    if isinstance(value, Mapping):
        plain = {key: _plain(each) for key, each in value.items() if each != ""}
        return plain["quote"] if list(plain) == ["quote"] else plain
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _edits(text: str, root: Node, path: Path, value: Value) -> Iterator[Edit]:
    node, in_flow = root, False
    for step in path[:-1]:
        in_flow = in_flow or _is_flow(node)
        node = _child(node, step)
    in_flow = in_flow or _is_flow(node)
    if isinstance(node, MappingNode) and path[-1] not in _keys(node):
        yield _inserted(text, node, str(path[-1]), value)
    else:
        yield from _replaced(text, _child(node, path[-1]), value, in_flow=in_flow)


def _child(node: Node, step: str | int) -> Node:
    child: Node = node.value[step] if isinstance(step, int) else _keys(node)[step][1]
    return child


def _keys(node: Node) -> dict[str, tuple[Node, Node]]:
    return {str(key.value): (key, value) for key, value in node.value}


def _is_flow(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _replaced(text: str, node: Node, value: Value, *, in_flow: bool) -> Iterator[Edit]:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        end = start + len(text[start:end].rstrip())  # a block scalar ends where the next line begins
        yield Edit(start, end, _written(value, node.style, in_flow=in_flow))
    elif _is_flow(node) and "\n" not in text[start:end]:
        yield Edit(start, end, _written(value, None, in_flow=True))
    else:
        yield from _replaced_in(text, node, {"quote": value} if isinstance(value, str) else value)


def _replaced_in(text: str, node: Node, value: Mapping[str, str]) -> Iterator[Edit]:
    """The values of a mapping that stands on several lines, one by one."""
    keys = _keys(node)
    for name in (name for name in keys if keys[name][1].value != value.get(name, "")):
        yield from _replaced(text, keys[name][1], value.get(name, ""), in_flow=_is_flow(node))
    for name in (name for name in value if name not in keys):
        yield _inserted(text, node, name, value[name])


def _inserted(text: str, node: Node, name: str, value: Value) -> Edit:
    """A further value of a mapping: after its id, or its first."""
    keys = _keys(node)
    key, first = keys.get("id") or next(iter(keys.values()))
    end = first.start_mark.index + len(text[first.start_mark.index : first.end_mark.index].rstrip())
    if _is_flow(node):
        return Edit(end, end, f", {name}: {_written(value, None, in_flow=True)}")
    end = len(text) if (line_end := text.find("\n", end)) < 0 else line_end
    indent, newline = " " * key.start_mark.column, "\n"
    if text[end - 1] == "\r":
        end, newline = end - 1, "\r\n"
    return Edit(end, end, f"{newline}{indent}{name}: {_written(value, None, in_flow=False)}")


def _written(value: Value, style: str | None, *, in_flow: bool) -> str:
    """The value as YAML, in the quotation marks that stood there."""
    if not isinstance(value, str):
        inside = ", ".join(f"{name}: {scalar(words, in_flow=True)}" for name, words in value.items() if words)
        return f"{{{inside}}}"
    if style == '"':
        return double_quoted(value)
    if style == "'" and value.isprintable():
        return "'{}'".format(value.replace("'", "''"))
    return scalar(value, in_flow=in_flow)
