"""Sheet: one YAML file of the seeds to be put into form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factpack.curating.fixing.form.nodes import Node, nodes
from factpack.record import ArticleRecord, Record

Classes = Mapping[str, type[Record]] | type[ArticleRecord]
"""What a file holds: records by table name, or what is said of an article."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text with its nodes and what it holds; `depth` is how many folders lie between it and the project's root."""

    text: str
    root: Node | None
    classes: Classes
    depth: int

    @classmethod
    def of(cls, text: str, classes: Classes, depth: int) -> "Sheet":
        """The sheet of a text that is sound YAML."""
        return cls(text, nodes(text), classes, depth)

    @property
    def records(self) -> Iterator[tuple[type[Record], Node]]:
        """Each record with its class."""
        if isinstance(self.classes, Mapping):
            for table in self.root.children if self.root else ():
                record_class = self.classes.get(str(table.path[0]))
                for node in table.children if record_class and table.kind == "sequence" else ():
                    if record_class and node.kind == "mapping":
                        yield record_class, node
        elif self.root and self.root.kind == "mapping":
            yield self.classes, self.root
