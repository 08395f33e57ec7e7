"""Proof: what a machine finds of a fact in the quoted words of its article."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from factpack.article import Article
from factpack.evidence import Span, find
from factpack.mentions import Named
from factpack.numerals import Comparator, Numeral, read_numerals
from factpack.record import Basis, Column, Fact, Kind

N = TypeVar("N", Numeral, Named)
MOST_DIGITS = 6
"""Longer numbers are shown with an exponent where that is shorter."""


@dataclass(frozen=True)
class Reading:
    """What a machine reads in an article: its numerals and the places where it names entities, in order."""

    article: Article
    mentions: tuple[Named, ...]

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """The article's numerals."""
        return read_numerals(self.article.text, self.article.language)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated cell that the quotes do not bear out, or a reason that is missing or needless; and whom it is about."""

    path: tuple[str, ...]
    rule: str
    message: str
    mend: str
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """For one fact: each quote's places, the numerals that bear out its fields, the cells inferred, and the gaps."""

    places: tuple[tuple[Span, ...], ...]
    witnesses: Mapping[str, tuple[Numeral, ...]] = field(default_factory=dict)
    inferred_roles: frozenset[tuple[str, str]] = frozenset()
    gaps: tuple[Gap, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of the quotes that stand exactly once."""
        return tuple(places[0] for places in self.places if len(places) == 1)

    @property
    def is_broken(self) -> bool:
        """True if a quote has no single place, or a cell is not borne out."""
        return bool(self.gaps) or len(self.spans) < len(self.places)

    @property
    def numerals(self) -> Mapping[str, Numeral]:
        """The numeral that bears out each number, by field."""
        return {name: numerals[0] for name, numerals in self.witnesses.items() if numerals}


def prove(fact: Fact, reading: Reading) -> Proof:
    """The proof of `fact` from the words of its article."""
    text = reading.article.text
    places = tuple(find(quote.quote, quote.prefix, quote.suffix, text) for quote in fact.evidence)
    if any(len(found) != 1 for found in places):
        return Proof(places)
    return _Prover(fact, reading, tuple(found[0] for found in places)).proof(places)


class _Prover:
    """Matches the stated cells of one fact with what its quotes hold; each numeral serves one cell."""

    def __init__(self, fact: Fact, reading: Reading, spans: tuple[Span, ...]) -> None:
        self.fact = fact
        self.quotes = [reading.article.text[span.start : span.end] for span in spans]
        self.free = [numeral for span in spans for numeral in _held(reading, span)]
        self.all = tuple(self.free)
        touched = [n for span in spans for n in reading.numerals if span.overlaps(n.start, n.end)]
        self.cut = tuple(numeral for numeral in touched if numeral not in self.all)
        self.entities = {named.entity for span in spans for named in _inside(reading.mentions, span)}
        self.witnesses: dict[str, tuple[Numeral, ...]] = {}
        self.finders: Mapping[Kind, Callable[[object], tuple[Numeral, ...] | bool]] = {
            Kind.NUMBER: self._number,
            Kind.YEAR: self._number,
            Kind.UNIT: self._unit,
            Kind.PERIOD: self._period,
            Kind.DATE: self._period,
            Kind.ENTITY: lambda value: value in self.entities,
            Kind.TEXT: lambda value: any(_stands_in(str(value), quote) for quote in self.quotes),
        }

    def proof(self, places: tuple[tuple[Span, ...], ...]) -> Proof:
        gaps = [*self._cells(), *self._comparators(), *self._needless_reasons()]
        inferred_roles = frozenset(self._roles_not_mentioned())
        gaps += self._role_gaps(inferred_roles)
        return Proof(places, self.witnesses, inferred_roles, tuple(gaps))

    def _cells(self) -> Iterator[Gap]:
        """Stated cells first, then those with a reason: a reason must not take a numeral from a stated cell."""
        columns = [column for column in self.fact.columns if column.basis in (Basis.STATED, Basis.INFERRED)]
        columns = [column for column in columns if getattr(self.fact, column.name) is not None]
        order = {Kind.DATE: 0, Kind.PERIOD: 1, Kind.NUMBER: 2, Kind.YEAR: 3}
        for column in sorted(columns, key=lambda column: (column.name in self.fact.because, order.get(column.kind, 9))):
            reason = column.name in self.fact.because
            if column.basis is Basis.INFERRED:
                yield from () if reason else (_reason_missing(column),)
                continue
            found = self.finders[column.kind](getattr(self.fact, column.name))
            if found and reason:
                yield _reason_needless(column.name, "the quotes bear it out")
            elif found and isinstance(found, tuple):
                self._take(column.name, found)
            elif not found and not reason:
                yield self._not_borne_out(column)

    def _take(self, name: str, numerals: tuple[Numeral, ...]) -> None:
        self.witnesses[name] = numerals
        if self.fact_column(name).kind is not Kind.UNIT:
            self.free = [numeral for numeral in self.free if numeral not in numerals]

    def fact_column(self, name: str) -> Column:
        return next(column for column in self.fact.columns if column.name == name)

    def _number(self, value: object) -> tuple[Numeral, ...]:
        wanted = Decimal(str(value))
        return next(((numeral,) for numeral in self.free if numeral.value == wanted and numeral.month is None), ())

    def _unit(self, value: object) -> tuple[Numeral, ...]:
        proved = [numeral for numerals in self.witnesses.values() for numeral in numerals]
        return next(((numeral,) for numeral in proved if numeral.unit == value), ())

    def _period(self, value: object) -> tuple[Numeral, ...]:
        """A numeral for each year and each day (with its month's name) in an ISO 8601 date or interval."""
        found: list[Numeral] = []
        for part in (value.isoformat() if isinstance(value, date) else str(value)).split("/"):
            year, *month_and_day = (int(number) for number in part.split("-"))
            wanted: list[tuple[Decimal, int | None]] = [(Decimal(year), None)]
            if month_and_day:
                wanted.append((Decimal(month_and_day[-1]), month_and_day[0]))
            for number, month in wanted:
                fits = [n for n in self.free if n.value == number and n.month == month and n not in found]
                if not fits:
                    return ()
                found.append(fits[0])
        return tuple(found)

    def _not_borne_out(self, column: Column) -> Gap:
        value = getattr(self.fact, column.name)
        shown = _in_digits(value) if isinstance(value, float) else str(value)
        if column.kind is Kind.ENTITY:
            held = f"they name {', '.join(sorted(self.entities)) or 'no entity'}"
        elif column.kind is Kind.TEXT:
            held = "these words do not stand in them"
        else:
            numbers = [f'{_in_digits(numeral.value)} ("{numeral.text}")' for numeral in self.all]
            held = f"their numbers are {', '.join(numbers)}" if numbers else "they hold no number"
            held += "".join(f'; they cut "{numeral.text}" short' for numeral in self.cut)
        message = f"{shown} is not in the quotes; {held}"
        mend = f"correct it, choose the quote that says it, or give the reason under because: {column.name}:"
        entities = (str(value),) if column.kind is Kind.ENTITY else ()
        return Gap((column.name,), f"basis/{column.kind.value}-not-in-quote", message, mend, entities)

    def _comparators(self) -> Iterator[Gap]:
        """A comparator is a code, so editorial; but the words at the number must not contradict it."""
        numbers = [
            self.witnesses[c.name][0] for c in self.fact.columns if c.kind is Kind.NUMBER and c.name in self.witnesses
        ]
        for column in self.fact.columns:
            value = getattr(self.fact, column.name)
            if column.type is Comparator and numbers and value is not numbers[0].comparator:
                message = f'{value} contradicts the words: "{numbers[0].text}" says {numbers[0].comparator}'
                yield Gap((column.name,), "basis/comparator-not-in-quote", message, f"write {numbers[0].comparator}")
            if column.kind is Kind.UNIT and value is None and numbers and numbers[0].unit:
                message = f'the words give a unit that the record leaves out: "{numbers[0].text}"'
                yield Gap((column.name,), "basis/unit-left-out", message, f"write {column.name}: {numbers[0].unit}")

    def _needless_reasons(self) -> Iterator[Gap]:
        reasoned = {column.name: column for column in self.fact.columns}
        for name in self.fact.because:
            role = name.removeprefix("roles.")
            if name.startswith("roles."):
                if role not in {str(key) for key in self.fact.roles}:
                    yield _reason_needless(name, f"the record has no role {role}")
            elif name not in reasoned:
                yield _reason_needless(name, "the table has no such field")
            elif reasoned[name].basis not in (Basis.STATED, Basis.INFERRED):
                yield _reason_needless(name, f"the field is {reasoned[name].basis}")
            elif getattr(self.fact, name) is None:
                yield _reason_needless(name, "the field is empty")

    def _roles_not_mentioned(self) -> Iterator[tuple[str, str]]:
        for role, entities in self.fact.roles.items():
            yield from ((str(role), entity) for entity in entities if entity not in self.entities)

    def _role_gaps(self, not_mentioned: frozenset[tuple[str, str]]) -> Iterator[Gap]:
        for role in map(str, self.fact.roles):
            missing = sorted(entity for name, entity in not_mentioned if name == role)
            reason = f"roles.{role}"
            if missing and reason not in self.fact.because:
                named = ", ".join(sorted(self.entities)) or "no entity"
                message = f"the quotes do not name {', '.join(missing)}; they name {named}"
                mend = f"choose the quote that names it, or give the reason under because: {reason}:"
                yield Gap(("roles", role), "basis/entity-not-in-quote", message, mend, tuple(missing))
            elif reason in self.fact.because and not missing:
                yield _reason_needless(reason, "the quotes name every entity of it")


def _in_digits(number: float | Decimal) -> str:
    """The number as people write it in the seeds: 1.6e9, 84, 1.5."""
    plain = f"{Decimal(str(number)):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    short = f"{Decimal(plain).normalize():e}".replace("e+", "e")
    return short if len(short) < len(plain) and len(plain) > MOST_DIGITS else plain


def _reason_missing(column: Column) -> Gap:
    message = f"{column.name} is inferred and has no reason"
    return Gap((column.name,), "basis/reason-missing", message, f"give the reason under because: {column.name}:")


def _reason_needless(name: str, why: str) -> Gap:
    return Gap(("because", name), "basis/reason-not-needed", f"{name} needs no reason: {why}", "remove the reason")


def _held(reading: Reading, span: Span) -> Iterator[Numeral]:
    """The numerals that the quote holds whole: read in the quote alone, they say the same as in the article."""
    quote = reading.article.text[span.start : span.end]
    in_quote = {numeral.start + span.start: numeral for numeral in read_numerals(quote, reading.article.language)}
    for numeral in _inside(reading.numerals, span):
        alone = in_quote.get(numeral.start)
        if alone and _reading(alone) == _reading(numeral):
            yield numeral


def _reading(numeral: Numeral) -> tuple[object, ...]:
    return numeral.value, numeral.unit, numeral.comparator, numeral.step, numeral.month


def _inside(items: tuple[N, ...], span: Span) -> Iterator[N]:
    return (item for item in items if span.holds(item.start, item.end))


def _stands_in(words: str, quote: str) -> bool:
    start = quote.find(words)
    while start >= 0:
        end = start + len(words)
        if not (quote[start - 1 : start].isalnum() or quote[end : end + 1].isalnum()):
            return True
        start = quote.find(words, start + 1)
    return False
