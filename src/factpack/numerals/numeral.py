"""Numeral: one number as the text prints it, and the interval of values that it stands for."""

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import StrEnum

# The default context rounds to 28 digits and overflows at a million; prose may print more of both.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_HALF = Decimal("0.5")


class Comparator(StrEnum):
    """How a quantity relates to the number that is printed for it."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number that stands in a text.

    `start` and `end` are the half-open span of its digits with their grouping and decimal marks, or of its words, in
    code points. `text` is the whole reading as printed: comparator, sign, digits, scale word and unit. `unit` is an
    ISO 4217 code, "%" or None. `step` is what one unit of the last printed digit is worth where the quantity is
    measured (it has a scale word, decimals or a percent sign), and 0 where it is counted. `month` is set on the day of
    a date. `declared` are the words of the span where curators, and not a machine, say what they are worth.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None = None
    comparator: Comparator = Comparator.EXACT
    step: Decimal = Decimal(0)
    month: int | None = None
    declared: str = ""

    @property
    def is_in_words(self) -> bool:
        """True if no digit prints it."""
        return not any(map(str.isdigit, self.text))

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The lowest and the highest value that it stands for; None where that side is open."""
        match self.comparator:
            case Comparator.MORE_THAN | Comparator.AT_LEAST:
                return self.value, None
            case Comparator.LESS_THAN | Comparator.AT_MOST:
                return None, self.value
            case Comparator.ABOUT if not self.step:
                return None, None
        if not self.step:
            return self.value, self.value
        half = _EXACT.multiply(self.step, _HALF)
        return _EXACT.subtract(self.value, half), _EXACT.add(self.value, half)
