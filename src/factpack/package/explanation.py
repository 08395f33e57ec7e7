"""A fact explained, and cited: what it says, whose words prove it, how each of its cells is known."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factpack.package.csl import csl_json
from factpack.package.explanation_html import explanation_html
from factpack.width import line_width

if TYPE_CHECKING:
    import datetime as dt

WIDEST = 100
# Not strftime's: a program that sets a locale would cite in its language.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOT_CELLS = frozenset({"id", "statement", "quote", "article", "sentence", "table", "withdrawal"})
_WORDS = {"\\": "backslash", "{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum"}
# BibTeX counts braces even where a backslash stands before them: as commands they are none.
_LATEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {character: f"\\text{word}{{}}" for character, word in _WORDS.items()}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a fact and how it is known; `reason` is given where it is inferred or computed by a formula."""

    name: str
    value: Any
    basis: str
    reason: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """A fact with the words that prove it, the parts that entities play in it, and how each of its cells is known.

    `withdrawal` is why it was taken back, None while it stands.
    """

    id: str
    table: str
    statement: str
    source: str
    quote: str
    roles: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    withdrawal: str | None = None

    def __str__(self) -> str:
        """The explanation for a terminal: as wide as that is, at most 100 columns."""
        lines = _wrapped(f"{self.id} ({self.table})")
        source = self.source
        if self.withdrawal is not None:
            lines += _wrapped(f"WITHDRAWN: {self.withdrawal}", "  ")
            source += ", as it was read before"
        lines += _wrapped(self.statement, "  ")
        lines += ["", *_wrapped(f"“{self.quote}”", "  "), *_wrapped(f"— {source}", "    "), ""]
        lines += _listed(self._shown())
        lines += ["", *_listed(self.roles)] if self.roles else []
        return "\n".join(lines).rstrip()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The explanation for a notebook."""
        heading, source = f"{self.id} ({self.table})", self.source
        if self.withdrawal is not None:
            heading += f" WITHDRAWN: {self.withdrawal}"
            source += ", as it was read before"
        cells = [*self._shown(), *self.roles]
        rows = [(cell.name, _plain(cell.value), cell.basis, cell.reason) for cell in cells]
        return explanation_html(heading, self.statement, self.quote, source, rows)

    def _shown(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.value is not None and cell.name not in _NOT_CELLS]


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a fact: as a sentence, and for a bibliography (BibTeX, or CSL-JSON: Zotero, citeproc, Pandoc)."""

    text: str
    bibtex: str
    csl_json: str

    def __str__(self) -> str:
        """The sentence and BibTeX."""
        return f"{self.text}\n\n{self.bibtex}"


def _listed(cells: Sequence[Cell]) -> Iterator[str]:
    """A line or more for each cell, its value in one column with those of the others."""
    width = max((len(cell.name) for cell in cells), default=0)
    for cell in cells:
        reason = f": {cell.reason}" if cell.reason else ""
        text = f"{cell.name:<{width}}  {_plain(cell.value)}  [{cell.basis}{reason}]"
        yield from _wrapped(text, "  ", " " * (width + 4))


def citation(package: dict[str, Any], fact: str, statement: str, source: str) -> Citation:
    """The citation of a fact of `package` (its descriptor)."""
    text = f"{_signed(package)} {statement} In: {_titled(package)}, fact {fact}. Source: {source}."
    csl = csl_json(package, f"{package['name']}:{fact}", statement, f"Fact {fact}. Source: {source}.")
    return Citation(text, _bibtex(package, f":{fact}", f"Fact {fact}: {statement} Source: {source}"), csl)


def citation_of(package: dict[str, Any]) -> Citation:
    """The citation of the whole of `package` (its descriptor)."""
    sources = "; ".join(source["title"] for source in package["sources"])
    csl = csl_json(package, package["name"], "", f"Source: {sources}.")
    return Citation(f"{_signed(package)} {_titled(package)}. Source: {sources}.", _bibtex(package, "", sources), csl)


def _signed(package: dict[str, Any]) -> str:
    return f"{_authors(package)} ({package['created'][:4]})."


def _titled(package: dict[str, Any]) -> str:
    return f"{package['title']} ({package['name']} {package['version']})"


def _authors(package: dict[str, Any]) -> str:
    return " and ".join(person["title"] for person in package["contributors"])


def _bibtex(package: dict[str, Any], part: str, note: str) -> str:
    """The entry of the package, or of a part of it."""
    fields = {
        "author": f"{{{_authors(package).translate(_LATEX)}}}",
        "title": f"{{{package['title'].translate(_LATEX)}}}",
        "year": package["created"][:4],
        "version": package["version"].translate(_LATEX),
        "note": note.translate(_LATEX),
    }
    lines = ",\n".join(f"  {name:<7} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{package['name']}{part},\n{lines}\n}}"


def source_of(article: dict[str, Any]) -> str:
    """The article in one phrase: publisher, headline, day of publication."""
    day: dt.date = article["date"]
    return f"{article['publisher']}, {article['headline']}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def result_of(derivation: dict[str, Any]) -> str:
    """The number of a derivation with its unit and the interval that its inputs allow."""
    value, low, high = (_plain(derivation[name]) for name in ("value", "low", "high"))
    return " ".join(part for part in (value, derivation["unit"], f"({low} to {high})") if part)


def _plain(value: Any) -> str:  # noqa: ANN401 (a cell can hold anything)
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _wrapped(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        min(line_width(), WIDEST),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )
