"""The fields of a record in the order in which people write them."""

from collections.abc import Iterator

from factpack.curating.fixing.form.nodes import BLOCK, Edit, Node, above, column, comments, line_end, line_start
from factpack.curating.fixing.form.sheet import Sheet
from factpack.record import Basis, Record

PROOF = ("evidence", "because", "reads")
"""What proves a record stands below what it says."""


def ordered(sheet: Sheet) -> Iterator[Edit]:
    """Puts the fields of each record into the order of its class, each with the comments above it."""
    orders: dict[type[Record], tuple[str, ...]] = {}
    for record_class, node in sheet.records:
        order = orders.setdefault(record_class, written_order(record_class))
        wanted = sorted(node.children, key=lambda child: _rank(child, order))
        if wanted != list(node.children):
            yield from _in_block(node, wanted, sheet.text) if node.style == BLOCK else _in_flow(node, wanted, sheet)


def written_order(record_class: type[Record]) -> tuple[str, ...]:
    """The fields that people write: the key, what the table has of its own, what must be given, what may be, the proof.

    A class that extends the table of its parent has nothing of its own in this sense: its fields come first among those
    that must be given, and among those that may be.
    """
    computed = {column.name for column in record_class.columns if column.basis is Basis.COMPUTED}
    columns = {column.name for column in record_class.columns}
    inherited = {name for base in record_class.__mro__[1:] for name in getattr(base, "__annotations__", {})}
    opens_a_table = "table_name" in vars(record_class)

    def rank(name: str) -> tuple[int, bool]:
        if name in record_class.key:
            return 0, False
        if name in PROOF:
            return 5, False
        if name not in columns:
            return 4, False
        if opens_a_table and name not in inherited:
            return 1, False
        return (2 if record_class.model_fields[name].is_required() else 3), name in inherited

    return tuple(sorted((name for name in record_class.model_fields if name not in computed), key=rank))


def _rank(node: Node, order: tuple[str, ...]) -> int:
    name = str(node.path[-1])
    return order.index(name) if name in order else len(order)


def _in_flow(node: Node, wanted: list[Node], sheet: Sheet) -> Iterator[Edit]:
    """Each field in the place of another; not where comments stand among them."""
    if comments(sheet.text[node.start : node.end], None):
        return
    for place, field in zip(node.children, wanted, strict=True):
        if place != field:
            yield Edit(place.key_start, place.end, sheet.text[field.key_start : field.end])


def _in_block(node: Node, wanted: list[Node], text: str) -> Iterator[Edit]:
    """All lines of the record anew; the first of them keeps the dash."""
    first = node.children[0]
    start, indent = line_start(text, first.key_start), column(text, first.key_start)
    dash = text[start : first.key_start]
    starts = {first: start}
    floor = line_end(text, first.end) + 1
    for child in node.children[1:]:
        starts[child] = above(text, line_start(text, child.key_start), floor, indent)
        floor = line_end(text, child.end) + 1
    ends = dict(zip(node.children, [*list(starts.values())[1:], min(floor, len(text))], strict=True))
    lines = []
    for number, child in enumerate(wanted):
        comment = text[starts[child] : line_start(text, child.key_start)]
        field = text[child.key_start : ends[child]]
        field = field if field.endswith("\n") else f"{field}\n"
        lines.append(f"{comment}{' ' * indent if number else dash}{field}")
    yield Edit(start, ends[node.children[-1]], "".join(lines))
