"""Stubs: the YAML files of a new article, with what is known filled in and the rest as hints in comments."""

import re
from collections.abc import Iterator, Mapping, Sequence

from factpack.article import Article, Sentence
from factpack.curating.writing import evidence
from factpack.evidence import Span, apart, whole_words
from factpack.findings import shortened
from factpack.numerals import Comparator, Numeral, read_numerals
from factpack.proof import in_digits
from factpack.record import ArticleRecord, Basis, Column, Derivation, Fact, Kind, Record
from factpack.reports import printable
from factpack.seeds import double_quoted, scalar

EDITORS = "# yaml-language-server: $schema=../../schema/{}.schema.json\n"
HINTS = 3
"""So many sentences have a record to begin with."""
YEARS = range(1000, 3000)
QUOTE = 60
"""The characters of the quote in it, about."""


def article_stub(article_class: type[ArticleRecord], known: Mapping[str, str]) -> str:
    """`article.yaml` with what is known, and a comment for each other field that people may write."""
    computed = {column.name for column in article_class.columns if column.basis is Basis.COMPUTED}
    written = {name: double_quoted(text) if name == "date" else scalar(text) for name, text in known.items()}
    lines = [f"{name}: {written[name]}" for name in article_class.model_fields if name in known]
    others = [name for name in article_class.model_fields if name not in computed | set(known)]
    fields = article_class.model_fields
    hints = [f"# {name}: {fields[name].description}{' REQUIRED' * fields[name].is_required()}" for name in others]
    return "\n".join([EDITORS.format("article").rstrip(), *lines, *hints, ""])


def facts_stub(classes: Mapping[str, type[Record]], article: Article) -> str:
    """A file of no facts yet, with records for the first sentences in comments."""
    tables = {name: cls for name, cls in classes.items() if issubclass(cls, Fact)}
    lines = [
        "# Facts, in the article's order, by table:",
        *(f"#   {name} – {cls.description()}" for name, cls in tables.items()),
        "# `factpack todo` shows what is still to do, `factpack check` what is wrong;",
        '# `factpack anchor "words"` finds the words and writes the evidence.',
        f"{Derivation.table_name}: []  # and numbers computed from facts, if there are any",
    ]
    numerals = read_numerals(article.text, article.language)
    hints: dict[str, list[str]] = {}
    for sentence in article.sentences[:HINTS] if tables else ():
        within = [each for each in numerals if sentence.start <= each.start < sentence.end and _counts(each)]
        name, cls = _table(tables, within)
        hints.setdefault(name, []).extend(_record(cls, article, sentence, within))
    for name, records in hints.items():
        lines += ["", *(f"# {line}" for line in (f"{name}:", *records))]
    return EDITORS.format("seeds") + "\n".join([*lines, ""])


def _table(tables: Mapping[str, type[Fact]], numerals: Sequence[Numeral]) -> tuple[str, type[Fact]]:
    """The table that asks for the least; of a sentence with numbers, among those that have a number."""
    with_numbers = {name: cls for name, cls in tables.items() if any(map(_is_number, cls.columns))}
    others = {name: cls for name, cls in tables.items() if name not in with_numbers}
    fitting = (with_numbers if numerals else others) or tables
    return min(fitting.items(), key=lambda table: len(_required(table[1])))


def _is_number(column: Column) -> bool:
    return column.kind is Kind.NUMBER and column.basis is Basis.STATED


def _counts(numeral: Numeral) -> bool:
    """True if it counts or measures something: it is no day, and does not look like a year."""
    return numeral.month is None and bool(numeral.unit or numeral.step or numeral.value not in YEARS)


def _required(cls: type[Fact]) -> Sequence[str]:
    return [name for name, info in cls.model_fields.items() if info.is_required()]


def _record(cls: type[Fact], article: Article, sentence: Sentence, numerals: Sequence[Numeral]) -> Iterator[str]:
    read = _read(cls, numerals[0]) if numerals else {}
    place = _place(article.text, sentence, numerals)
    words = " ".join(article.text[sentence.start : sentence.end].split())
    yield f"  # sentence {sentence.ordinal}: {printable(shortened(words, 80))}"
    fields = (*(name for name in _required(cls) if name != "evidence"), *read, "evidence")
    for number, name in enumerate(dict.fromkeys(fields)):
        start = "  - " if number == 0 else "    "
        if name == "evidence":
            yield evidence(article.text[place.start : place.end], *apart(place, article.text))
        elif name in read:
            yield f"{start}{name}: {read[name]}"
        else:
            yield f"{start}{name}:  # {cls.model_fields[name].description}"


def _read(cls: type[Fact], numeral: Numeral) -> dict[str, str]:
    """The fields that the numeral fills: value, unit, and comparator where it is not exact."""
    number = next((column.name for column in cls.columns if _is_number(column)), "")
    filled = {number: in_digits(numeral.value)} if number else {}
    for column in cls.columns if number else ():
        if column.kind is Kind.UNIT and numeral.unit:
            filled.setdefault(column.name, scalar(numeral.unit))
        elif column.type is Comparator and numeral.comparator is not Comparator.EXACT:
            filled.setdefault(column.name, numeral.comparator.value)
    return filled


def _place(text: str, sentence: Sentence, numerals: Sequence[Numeral]) -> Span:
    """The words to quote: what the first number is read from, else the first words of the sentence."""
    if numerals:
        words = numerals[0].text
        start = text.rfind(words, 0, numerals[0].start + len(words))
        return whole_words(Span(start, start + len(words)), text)
    ends = [word.end() for word in re.compile(r"\S+").finditer(text, sentence.start, sentence.end)]
    end = max((end for end in ends if end <= sentence.start + QUOTE), default=ends[0])
    return Span(sentence.start, end - (len(text[:end]) - len(text[:end].rstrip(".,:;!?…"))))
