"""Content: the rows and schemas of a package, as the page reads them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from factpack.package import Package

Row = dict[str, Any]


class Content:
    """What a package holds, each table read once; `language` is that of the page, a code of ISO 639."""

    def __init__(self, package: Package, language: str) -> None:
        self.package, self.language = package, language
        self.descriptor: Mapping[str, Any] = package.folder.descriptor
        self._rows: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """The rows of the table, sorted by key."""
        if table not in self._rows:
            self._rows[table] = self.package.load(table, engine="arrow").to_pylist()
        return self._rows[table]

    def of_fact(self, table: str, column: str = "fact") -> Mapping[str, list[Row]]:
        """The rows of the table by the fact that they belong to."""
        found = defaultdict(list)
        for row in self.rows(table):
            found[row[column]].append(row)
        return found

    def title(self, table: str) -> str:
        """The title of the table."""
        return str(self.package.folder.resource(table).get("title") or table)

    def fields(self, table: str) -> list[Mapping[str, Any]]:
        """The columns of the table, as its schema describes them."""
        return list(self.package.folder.resource(table)["schema"]["fields"])

    def entity_columns(self, table: str) -> tuple[str, ...]:
        """The columns of the table that hold ids of entities."""
        keys = self.package.folder.resource(table)["schema"].get("foreignKeys", ())
        return tuple(key["fields"][0] for key in keys if key["reference"]["resource"] == "entities")

    @cached_property
    def vocabularies(self) -> Mapping[str, list[str]]:
        """The words of each column of `facts` that has a vocabulary; of `status`, only where a fact was withdrawn."""
        enums = {field["name"]: field.get("constraints", {}).get("enum") for field in self.fields("facts")}
        if all(row.get("withdrawal") is None for row in self.rows("facts")):
            enums.pop("status", None)
        return {name: words for name, words in enums.items() if words}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each entity: in the language of the page where all articles are in it, else in English."""
        column = "name_en" if self.names_language == "en" else "name"
        return {entity["id"]: entity[column] for entity in self.rows("entities")}

    @cached_property
    def names_language(self) -> str:
        """The language that the names of entities are in."""
        own = {article["language"] for article in self.rows("articles")} == {self.language}
        return self.language if own else "en"

    @cached_property
    def all_names(self) -> Mapping[str, str]:
        """Both names of each entity, to search in."""
        return {entity["id"]: f"{entity['name_en']} {entity['name']}" for entity in self.rows("entities")}

    @cached_property
    def articles(self) -> Mapping[str, tuple[int, Row]]:
        """Each article with its number, from 1, in the order of publication."""
        ordered = sorted(self.rows("articles"), key=lambda article: (article["date"], article["id"]))
        return {article["id"]: (number, article) for number, article in enumerate(ordered, 1)}

    @cached_property
    def in_order(self) -> Mapping[str, int]:
        """The number of each fact and derivation, from 1, in the order in which the articles' words prove them.

        Withdrawn facts follow those of their article, derivations all facts.
        """
        evidence = self.of_fact("evidence")
        facts = sorted(self.rows("facts"), key=lambda fact: self._place(fact, evidence.get(fact["id"], [])))
        ids = [*(fact["id"] for fact in facts), *(row["id"] for row in self.rows("derivations"))]
        return {name: number for number, name in enumerate(ids, 1)}

    def _place(self, fact: Row, quotes: list[Row]) -> tuple[int, bool, int, str]:
        start = min((quote["start"] for quote in quotes), default=0)
        return self.articles[fact["article"]][0], not quotes, start, fact["id"]

    def sentences(self, article: str) -> Iterator[Row]:
        """The sentences of the article, in order."""
        return iter(self._sentences.get(article, ()))

    @cached_property
    def _sentences(self) -> Mapping[str, list[Row]]:
        found = defaultdict(list)
        for row in sorted(self.rows("sentences"), key=lambda row: row["start"]):
            found[row["article"]].append(row)
        return found
