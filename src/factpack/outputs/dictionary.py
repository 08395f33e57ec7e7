"""The data dictionary, schema/README.md: each table and column in words, from the contract."""

from collections.abc import Iterator, Mapping
from typing import Any

from factpack.contract import BASIS, RULES, UNIT, TableSchema
from factpack.dataset import Dataset
from factpack.record import Basis, Record
from factpack.record.basis import SeedOnlyMarker

BASES = {
    Basis.STATED: "the quoted words say it; a machine has found it there",
    Basis.INFERRED: "the words imply it; the reason stands in `inferences`",
    Basis.EDITORIAL: "the curators chose it: names, codes, English wording",
    Basis.COMPUTED: "the build filled it",
}


def dictionary(dataset: Dataset, schemas: Mapping[str, TableSchema]) -> str:
    """The data dictionary as Markdown."""
    lines = [f"# {dataset.title}: data dictionary", "", "Generated from the record classes; do not edit.", ""]
    lines += [
        "A column's basis says how its cells are known; a single cell can be *inferred* where its column is stated:",
        "",
    ]
    lines += ["| basis | means |", "|---|---|", *(f"| {basis} | {words} |" for basis, words in BASES.items()), ""]
    lines += ["| table | a row is |", "|---|---|"]
    lines += [f"| [{name}](#{name}) | {cls.description()} |" for name, cls in dataset.classes.items()]
    for name, cls in dataset.classes.items():
        lines += ["", f"## {name}", "", cls.description(), ""]
        lines += list(_table(schemas[name]))
        if name in dataset.written or cls is dataset.article_class:
            lines += list(_seed_only(cls))
    return "\n".join(lines) + "\n"


def _table(schema: TableSchema) -> Iterator[str]:
    references = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", ())}
    yield "| column | type | basis | description |"
    yield "|---|---|---|---|"
    for field in schema["fields"]:
        name = field["name"]
        description = [field["description"], *_constraints(field)]
        if name in references:
            description.append(f"Refers to [{references[name]}](#{references[name]}).")
        label = f"**{name}**" if name in schema["primaryKey"] else name
        yield f"| {label} | {field['type']} | {field[BASIS]} | {_cell(' '.join(description))} |"
    yield ""
    yield f"Key: {', '.join(schema['primaryKey'])}."
    for key in schema.get("uniqueKeys", ()):
        yield f"Unique: {', '.join(key)}."
    for rule in schema.get(RULES, ()):
        yield f"Rule `{rule['name']}`: {rule['description']} (`{rule['sql']}`)"


def _seed_only(cls: type[Record]) -> Iterator[str]:
    fields = {
        name: info
        for name, info in cls.model_fields.items()
        if any(isinstance(marker, SeedOnlyMarker) for marker in info.metadata)
    }
    if fields:
        yield ""
        yield "Written in the seeds as well, though no column of this table:"
        yield ""
    for name, info in fields.items():
        yield f"- `{name}`: {info.description}"


def _constraints(field: Mapping[str, Any]) -> Iterator[str]:
    constraints = dict(field.get("constraints", {}))
    if not constraints.pop("required", False):
        yield "May be empty."
    if unit := field.get(UNIT):
        yield f"In {unit}."
    if words := constraints.pop("enum", None):
        yield f"One of {', '.join(f'`{word}`' for word in words)}."
    for keyword, value in constraints.items():
        yield f"{_spaced(keyword)}: `{value}`."


def _spaced(keyword: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in keyword).capitalize()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
