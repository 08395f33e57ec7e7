"""The stated cells of a fact, looked for in its quotes; each numeral serves one cell."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from factpack.numerals import Comparator, Numeral
from factpack.proof.model import Gap, Witnesses
from factpack.proof.reasons import reason_missing, reason_needless
from factpack.reading import Quoted
from factpack.record import Basis, Column, Fact, Kind

MOST_DIGITS = 6
"""Longer numbers are shown with an exponent where that is shorter."""

_ORDER = {Kind.DATE: 0, Kind.PERIOD: 1, Kind.NUMBER: 2, Kind.YEAR: 3}


def prove_cells(fact: Fact, quoted: Quoted) -> tuple[Witnesses, list[Gap]]:
    """The numerals that bear out the fact's cells, and a gap for each cell that nothing bears out."""
    witnesses: dict[str, tuple[Numeral, ...]] = {}
    gaps: list[Gap] = []
    for column in _in_order(fact):
        value, has_reason = getattr(fact, column.name), column.name in fact.because
        if column.basis is Basis.INFERRED:
            gaps += () if has_reason else (reason_missing(column.name),)
            continue
        found = _find(fact, column, quoted, witnesses)
        if isinstance(found, tuple) and found:
            witnesses[column.name] = found
        if found and has_reason:
            gaps.append(reason_needless(column.name, "the quotes bear it out"))
        elif not found and not has_reason:
            gaps.append(_not_borne_out(column, value, quoted))
    return witnesses, [*gaps, *_contradictions(fact, witnesses)]


def _in_order(fact: Fact) -> list[Column]:
    """Cells with a reason last: it must not take a numeral from a stated cell. Units after the numbers they are of."""
    columns = [column for column in fact.columns if column.basis in (Basis.STATED, Basis.INFERRED)]
    filled = [column for column in columns if getattr(fact, column.name) is not None]
    return sorted(filled, key=lambda column: (column.name in fact.because, _ORDER.get(column.kind, len(_ORDER))))


def _find(fact: Fact, column: Column, quoted: Quoted, witnesses: Witnesses) -> tuple[Numeral, ...] | bool:
    value = getattr(fact, column.name)
    taken = [numeral for numerals in witnesses.values() for numeral in numerals]
    free = [numeral for numeral in quoted.numerals if numeral not in taken]
    match column.kind:
        case Kind.NUMBER:
            return _with_value(Decimal(str(value)), None, free)
        case Kind.YEAR:
            return _with_value(Decimal(str(value)), None, list(filter(_is_plain, free)))
        case Kind.PERIOD | Kind.DATE:
            text = value.isoformat() if isinstance(value, date) else str(value)
            return _period(text, list(filter(_is_plain, free)))
        case Kind.UNIT:
            return _unit(value, _numbers(fact, witnesses), quoted)
        case Kind.ENTITY:
            return value in quoted.entities
        case Kind.TEXT:
            return quoted.hold(str(value))


def _unit(value: object, numbers: Sequence[Numeral], quoted: Quoted) -> tuple[Numeral, ...] | bool:
    """The numeral of the first number, if it has the unit; where no number is found, its own finding is enough."""
    if not numbers:
        return any(numeral.unit == value for numeral in quoted.numerals)
    return (numbers[0],) if numbers[0].unit == value else ()


def _numbers(fact: Fact, witnesses: Witnesses) -> list[Numeral]:
    """The numerals that bear out the fact's numbers, in the order of the columns."""
    numbers = [column.name for column in fact.columns if column.kind is Kind.NUMBER]
    return [witnesses[name][0] for name in numbers if name in witnesses]


def _is_plain(numeral: Numeral) -> bool:
    """Whether it can be a year or a day: not a sum, not a percentage, not "more than" anything."""
    return numeral.unit is None and not numeral.step and numeral.comparator is Comparator.EXACT


def _with_value(value: Decimal, month: int | None, free: list[Numeral]) -> tuple[Numeral, ...]:
    return next(((numeral,) for numeral in free if numeral.value == value and numeral.month == month), ())


def _period(text: str, free: list[Numeral]) -> tuple[Numeral, ...]:
    """A numeral for each year and each day (with its month's name) in an ISO 8601 date or interval; none or all.

    Of an interval's two years, and of its two days, the second stands after the first. A month without a day is never
    found: no numeral stands for it.
    """
    found: list[Numeral] = []
    if any(part.count("-") == 1 for part in text.split("/")):
        return ()
    for number, month in _years_and_days(text):
        after = max((numeral.start for numeral in found if (numeral.month is None) is (month is None)), default=-1)
        later = [numeral for numeral in free if numeral.start > after]
        numerals = _with_value(number, month, sorted(later, key=attrgetter("start")))
        if not numerals:
            return ()
        found += numerals
        found += (beside for beside in free if _is_month_of(numerals[0], beside))
    return tuple(found)


def _is_month_of(day: Numeral, beside: Numeral) -> bool:
    """Whether it is the month in digits that stands beside a day, as 02 in "27.02.2026"."""
    is_beside = 1 in {beside.start - day.end, day.start - beside.end}
    return is_beside and day.text.isdigit() and beside.month is None and beside.value == day.month


def _years_and_days(text: str) -> Iterator[tuple[Decimal, int | None]]:
    for part in text.split("/"):
        year, *month_and_day = (int(number) for number in part.split("-"))
        yield Decimal(year), None
        if month_and_day:
            yield Decimal(month_and_day[-1]), month_and_day[0]


def _not_borne_out(column: Column, value: object, quoted: Quoted) -> Gap:
    if column.kind is Kind.ENTITY:
        held = f"they name {', '.join(sorted(quoted.entities)) or 'no entity'}"
    elif column.kind is Kind.TEXT:
        held = "these words do not stand in them"
    else:
        numbers = [f'{in_digits(numeral.value)} ("{numeral.text}")' for numeral in quoted.numerals]
        held = f"their numbers are {', '.join(numbers)}" if numbers else "they hold no number"
        held += "".join(f'; they cut "{numeral.text}" short' for numeral in quoted.cut)
    message = f"{in_digits(value) if isinstance(value, float) else value} is not in the quotes; {held}"
    ways = ["correct it", "choose the quote that says it"]
    if not (column.kind in (Kind.ENTITY, Kind.TEXT) or quoted.numerals or quoted.cut):
        ways.append("say what number words of it are under reads:")
    mend = f"{', '.join(ways)}, or give the reason under because: {column.name}:"
    entities = (str(value),) if column.kind is Kind.ENTITY else ()
    return Gap((column.name,), f"basis/{column.kind.value}-not-in-quote", message, mend, entities)


def _contradictions(fact: Fact, witnesses: Witnesses) -> Iterator[Gap]:
    """A comparator is a code, so editorial, and a unit may be left empty; but the words at the number decide both."""
    for column, number in ((column, number) for number in _numbers(fact, witnesses)[:1] for column in fact.columns):
        value = getattr(fact, column.name)
        if column.type is Comparator and value is not number.comparator:
            message = f'{value} contradicts the words: "{number.text}" says {number.comparator}'
            yield Gap((column.name,), "basis/comparator-not-in-quote", message, f"write {number.comparator}")
        if column.kind is Kind.UNIT and value is None and number.unit:
            message = f'the words give a unit that the record leaves out: "{number.text}"'
            yield Gap((column.name,), "basis/unit-left-out", message, f"write {column.name}: {number.unit}")


def in_digits(number: float | Decimal) -> str:
    """The number as people write it in the seeds: 1.6e9, 84, 1.5."""
    plain = f"{Decimal(str(number)):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    short = f"{Decimal(plain).normalize():e}".replace("e+", "e")
    return short if len(short) < len(plain) and len(plain) > MOST_DIGITS else plain
