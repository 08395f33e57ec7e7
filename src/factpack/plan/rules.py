"""Named rules: SQL boolean expressions over one table's columns, read by DuckDB's parser and held to a short list.

What is not on the list is refused. What is on it is written anew from the syntax tree, so that the text which
reaches an engine is ours and never the author's.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import duckdb

from factpack.findings import shortened
from factpack.plan.checks import RowCheck, field_names
from factpack.plan.compile import Table
from factpack.plan.constraints import MOST_SHOWN
from factpack.plan.dialect import DUCKDB, Dialect
from factpack.plan.reading import UnusableError
from factpack.plan.stored import Column
from factpack.plan.violations import Problem

Node = Mapping[str, Any]
Columns = Mapping[str, Column | None]

# Every enforcer of rules gives the same verdict on these: pandera runs them on SQLite (contract/pandera_schema.py).
BOOLEAN_FUNCTIONS = frozenset({"contains", "ends_with", "regexp_full_match", "starts_with"})
FUNCTIONS = BOOLEAN_FUNCTIONS | {"abs", "length", "lower", "nullif", "upper"}
OPERATORS = frozenset({"+", "-", "*", "/", "||", "~~", "!~~"})
TYPES = frozenset({"BOOLEAN", "DATE"})
_COMPARISONS = {
    "COMPARE_EQUAL": "=",
    "COMPARE_NOTEQUAL": "<>",
    "COMPARE_LESSTHAN": "<",
    "COMPARE_LESSTHANOREQUALTO": "<=",
    "COMPARE_GREATERTHAN": ">",
    "COMPARE_GREATERTHANOREQUALTO": ">=",
    "COMPARE_DISTINCT_FROM": "IS DISTINCT FROM",
    "COMPARE_NOT_DISTINCT_FROM": "IS NOT DISTINCT FROM",
}
_CONJUNCTIONS = {"CONJUNCTION_AND": " AND ", "CONJUNCTION_OR": " OR "}
_OPERATORS = {
    "OPERATOR_NOT": "(NOT {first})",
    "OPERATOR_IS_NULL": "({first} IS NULL)",
    "OPERATOR_IS_NOT_NULL": "({first} IS NOT NULL)",
    "OPERATOR_COALESCE": "coalesce({first}, {rest})",
    "COMPARE_IN": "({first} IN ({rest}))",
    "COMPARE_NOT_IN": "({first} NOT IN ({rest}))",
}
_KEYS = {
    "SELECT": {"type", "select_list", "from_table", "aggregate_handling"},
    "BETWEEN": {"input", "lower", "upper"},
    "CASE": {"case_checks", "else_expr"},
    "CAST": {"child", "try_cast", "type_expr"},
    "COLUMN_REF": {"column_names"},
    "COMPARISON": {"left", "right"},
    "CONJUNCTION": {"children"},
    "CONSTANT": {"literal"},
    "FUNCTION": {
        *("function_name", "qualified_name", "arguments", "is_operator"),
        *("distinct", "order_bys", "export_state"),
    },
    "OPERATOR": {"children"},
}
_EVERYWHERE = {"class", "type", "query_location", "query_location_length"}
_SELECT = "SELECT "


def parse_rules(
    tables: Mapping[str, Table],
    usable: Mapping[str, Mapping[str, Column]],
    connection: duckdb.DuckDBPyConnection,
    dialect: Dialect = DUCKDB,
) -> dict[str, tuple[RowCheck | Problem, ...]]:
    """The rules of each table (`factpack:rules`: `name`, `sql`, `description`), proved harmless, as checks.

    `connection` parses them, and they are written in `dialect`. A rule that may not run is a problem; one that reads a
    column which cannot be looked at is left out.
    """
    rules = {name: table.schema.get("factpack:rules", ()) for name, table in tables.items()}
    texts = [_SELECT + rule["sql"] for table in rules.values() for rule in table]
    serialize = "SELECT json_serialize_sql(unnest(?::VARCHAR[]), skip_null := true, skip_empty := true)"
    # One statement for all tables: the parser is quick, a statement is not (0.5 ms).
    trees = iter(connection.execute(serialize, [texts]).fetchall() if texts else ())
    parsed = {}
    for name, table in tables.items():
        columns = {field: usable[name].get(field) for field in field_names(table.schema)}
        checks = [_parsed(name, rule, _Reader(rule["sql"], columns, dialect), *next(trees)) for rule in rules[name]]
        parsed[name] = tuple(check for check in checks if check)
    return parsed


def _parsed(table: str, rule: Mapping[str, str], reader: "_Reader", tree: str) -> RowCheck | Problem | None:
    try:
        root = reader.only_expression(json.loads(tree))
        sql = reader.write(root)
        if not _gives_a_boolean(root):
            reader.refuse("an expression that is not true or false", root)
    except RecursionError:
        return _problem(table, rule, f"so deep a nesting is not allowed in a rule: {rule['sql']!r}")
    except UnusableError as error:
        return _problem(table, rule, str(error))
    if any(reader.columns[name] is None for name in reader.read):
        return None
    expected = rule.get("description") or shortened(rule["sql"], MOST_SHOWN)
    return RowCheck(f"rule/{rule['name']}", tuple(dict.fromkeys(reader.read)), expected, f"NOT ({sql})")


def _problem(table: str, rule: Mapping[str, str], message: str) -> Problem:
    return Problem(table, "descriptor/wrong-rule", "", shortened(f"rule {rule['name']!r}: {message}", MOST_SHOWN))


def _gives_a_boolean(node: Node) -> bool:
    match node["class"]:
        case "CONSTANT":
            return bool(node["literal"]["kind"] == "BOOLEAN")
        case "FUNCTION":
            return node["function_name"] in BOOLEAN_FUNCTIONS | {"~~", "!~~"}
        case "CAST":
            return bool(node["type_expr"].get("type_name", "").upper() == "BOOLEAN")
        case _:
            return True


class _Reader:
    """Writes one rule's tree as SQL; remembers the columns on the way."""

    def __init__(self, source: str, columns: Columns, dialect: Dialect) -> None:
        self.source, self.columns, self.dialect = source, columns, dialect
        self.read: list[str] = []

    def refuse(self, what: str, node: Node | None = None) -> NoReturn:
        """Raise the error that names the rule and the offending part of its text."""
        source, part = (_SELECT + self.source).encode(), b""
        if node is not None and (start := node.get("query_location", len(source))) < len(source):
            part = source[start : start + node["query_location_length"]]
        shown = part.decode(errors="replace") or self.source
        message = f"{what} is not allowed in a rule: {shown!r}"
        raise UnusableError(message)

    def only_expression(self, tree: Node) -> Node:
        """The one expression of the one bare SELECT."""
        if tree["error"]:
            self.refuse(tree["error_message"])
        if len(tree["statements"]) != 1:
            self.refuse("more than one statement")
        select = {key: value for key, value in tree["statements"][0]["node"].items() if value != {}}
        if select["type"] != "SELECT_NODE" or select["from_table"]["type"] != "EMPTY":
            self.refuse("another table")
        if len(select["select_list"]) != 1:
            self.refuse("more than one expression")
        if extra := select.keys() - _KEYS["SELECT"]:
            self.refuse(", ".join(sorted(extra)))
        expression: Node = select["select_list"][0]
        return expression

    def write(self, node: Node) -> str:
        """The node as SQL, if it and all below it are on the list."""
        kind = node["class"]
        if kind not in _WRITERS:
            self.refuse(kind.lower(), node)
        if extra := node.keys() - _KEYS[kind] - _EVERYWHERE:
            self.refuse(", ".join(sorted(extra)), node)
        return _WRITERS[kind](self, node)

    def write_all(self, nodes: Sequence[Node]) -> list[str]:
        """Each of the nodes as SQL."""
        return [self.write(node) for node in nodes]


def _between(reader: _Reader, node: Node) -> str:
    value, lower, upper = reader.write_all([node["input"], node["lower"], node["upper"]])
    return f"({value} BETWEEN {lower} AND {upper})"


def _case(reader: _Reader, node: Node) -> str:
    branches = (
        f"WHEN {reader.write(branch['when_expr'])} THEN {reader.write(branch['then_expr'])}"
        for branch in node["case_checks"]
    )
    return f"(CASE {' '.join(branches)} ELSE {reader.write(node['else_expr'])} END)"


def _cast(reader: _Reader, node: Node) -> str:
    type_name = node["type_expr"].get("type_name", "").upper()
    if node["try_cast"] or type_name not in TYPES or node["type_expr"].keys() & {"children", "arguments"}:
        reader.refuse("this conversion", node)
    return f"CAST({reader.write(node['child'])} AS {type_name})"


def _column(reader: _Reader, node: Node) -> str:
    [name, *rest] = node["column_names"]
    if rest or name not in reader.columns:
        reader.refuse("a column that the table does not have", node)
    reader.read.append(name)
    column = reader.columns[name]
    return column.sql if column else "NULL"


def _comparison(reader: _Reader, node: Node) -> str:
    if node["type"] not in _COMPARISONS:
        reader.refuse(node["type"], node)
    left, right = reader.write_all([node["left"], node["right"]])
    return f"({left} {_COMPARISONS[node['type']]} {right})"


def _conjunction(reader: _Reader, node: Node) -> str:
    return f"({_CONJUNCTIONS[node['type']].join(reader.write_all(node['children']))})"


def _constant(reader: _Reader, node: Node) -> str:
    kind, value = node["literal"]["kind"], node["literal"].get("text", "")
    match kind:
        case "STRING":
            return reader.dialect.text(value)
        case "BOOLEAN" | "INTEGER" | "NUMERIC":
            return f"({value})"
        case "NULL_LITERAL":
            return "NULL"
    return reader.refuse(f"a constant of the kind {kind.lower()}", node)


def _function(reader: _Reader, node: Node) -> str:
    name, arguments = node["function_name"], node.get("arguments", ())
    if name not in (OPERATORS if node["is_operator"] else FUNCTIONS) or node["qualified_name"]["path"] != [name]:
        reader.refuse(f"the function {'.'.join(node['qualified_name']['path'])}", node)
    if node["distinct"] or "orders" in node["order_bys"] or any("name" in argument for argument in arguments):
        reader.refuse("a modifier of a function", node)
    written = reader.write_all([argument["expression"] for argument in arguments])
    if node["is_operator"]:
        return reader.dialect.operator(name, written)
    if name == "regexp_full_match" and len(written) > 1 and arguments[1]["expression"]["class"] == "CONSTANT":
        try:
            return reader.dialect.full_match(written[0], arguments[1]["expression"]["literal"].get("text", ""))
        except ValueError as error:
            reader.refuse(str(error), node)
    return reader.dialect.function(name, written)


def _operator(reader: _Reader, node: Node) -> str:
    if node["type"] not in _OPERATORS:
        reader.refuse(node["type"], node)
    first, *rest = reader.write_all(node["children"])
    return _OPERATORS[node["type"]].format(first=first, rest=", ".join(rest))


_WRITERS = {
    "BETWEEN": _between,
    "CASE": _case,
    "CAST": _cast,
    "COLUMN_REF": _column,
    "COMPARISON": _comparison,
    "CONJUNCTION": _conjunction,
    "CONSTANT": _constant,
    "FUNCTION": _function,
    "OPERATOR": _operator,
}
