"""Form: how the YAML of the seeds is laid out where nothing says otherwise. One habit a module."""

from factpack.curating.fixing.form.fidelity import lost_line
from factpack.curating.fixing.form.forming import commented, formed, values
from factpack.curating.fixing.form.nodes import BLOCK, Edit, Node, column, edited, line_end, nodes
from factpack.curating.fixing.form.sheet import Classes

__all__ = [
    "BLOCK",
    "Classes",
    "Edit",
    "Node",
    "column",
    "commented",
    "edited",
    "formed",
    "line_end",
    "lost_line",
    "nodes",
    "values",
]
