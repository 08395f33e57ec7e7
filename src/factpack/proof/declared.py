"""The readings under `reads:`: what words are worth that no machine reads. The cells that they prove are inferred."""

from collections.abc import Iterator

from factpack.evidence import nearest
from factpack.proof.cells import in_digits
from factpack.proof.model import Gap, Witnesses
from factpack.reading import Quoted
from factpack.record import Fact, Kind

NUMERIC = frozenset({Kind.NUMBER, Kind.YEAR, Kind.PERIOD, Kind.DATE})
"""What numerals bear out, each with its value."""


def read_by_curators(fact: Fact, witnesses: Witnesses) -> Iterator[tuple[str, str, str]]:
    """Each cell that a declared reading bears out, with the words, and with what the curators read them as."""
    for name in (column.name for column in fact.columns if column.kind in NUMERIC and column.name not in fact.because):
        declared = " ".join(numeral.declared for numeral in witnesses.get(name, ()))
        readings = [(words, value) for words, value in fact.reads.items() if words in declared]
        if readings:
            said = " and ".join(f'"{words}" as {in_digits(value)}' for words, value in readings)
            yield name, readings[0][0], f"The curators read {said}."


def declared_gaps(fact: Fact, quoted: Quoted, witnesses: Witnesses) -> Iterator[Gap]:
    """A gap for each reading of words that are not in the quotes, that a machine reads, or that no cell takes up."""
    taken = [numeral for numerals in witnesses.values() for numeral in numerals]
    for words in fact.reads:
        numerals = [numeral for numeral in quoted.numerals if words in numeral.declared]
        path = ("reads", words)
        if not quoted.hold(words):
            mend = "copy the words as they stand in the quotes, or remove the reading"
            yield Gap(
                path, "basis/reading-not-in-quote", f'"{words}" is not in the quotes{_nearest(words, quoted)}', mend
            )
        elif not numerals:
            message = f'"{words}" needs no reading: {_read_already(words, quoted)}'
            yield Gap(path, "basis/reading-not-needed", message, "remove the reading")
        elif not any(numeral in taken for numeral in numerals):
            message = f'no cell takes up "{words}"; it is {in_digits(numerals[0].value)} there'
            yield Gap(
                path, "basis/reading-not-needed", message, "correct the number or the cell, or remove the reading"
            )


def _nearest(words: str, quoted: Quoted) -> str:
    text = " … ".join(quoted.quotes)
    place = nearest(words, text)
    return f'; the nearest words are "{text[place.start : place.end]}"' if place else ""


def _read_already(words: str, quoted: Quoted) -> str:
    """What a machine reads where the words stand."""
    read = [numeral for numeral in (*quoted.numerals, *quoted.cut) if numeral.text in words or words in numeral.text]
    told = [f'"{numeral.text}" as {in_digits(numeral.value)}' for numeral in read]
    return f"a machine reads {', '.join(told)}" if told else "other words of the quotes are read with it"
