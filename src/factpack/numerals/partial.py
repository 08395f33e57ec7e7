"""Partial: what has been read so far of one numeral."""

from dataclasses import dataclass, replace
from decimal import Decimal

from factpack.numerals.figures import Figure
from factpack.numerals.numeral import Comparator, Numeral


@dataclass(slots=True)
class Partial:
    """What has been read so far of one numeral; `start` and `end` are the span of the whole reading."""

    figure: Figure
    start: int
    end: int
    negative: bool = False
    comparator: Comparator = Comparator.EXACT
    scale: int | None = None
    unit: str | None = None
    month: int | None = None

    @property
    def is_bare(self) -> bool:
        """True if nothing belongs to it that stands after it."""
        return self.end == self.figure.end

    def add_half(self, end: int) -> None:
        """Add the half that the words up to `end` say: "2 с половиной"."""
        self.figure = replace(self.figure, digits=f"{self.figure.digits}5", decimals=1)
        self.end = end

    def numeral(self, text: str) -> Numeral:
        """The numeral that has been read."""
        figure, scale = self.figure, self.scale or 0
        measured = self.scale is not None or figure.decimals != 0 or self.unit == "%"
        value = figure.scaled(scale)
        return Numeral(
            start=figure.start,
            end=figure.end,
            text=text[self.start : self.end],
            value=value.copy_negate() if self.negative else value,
            unit=self.unit,
            comparator=self.comparator,
            step=Decimal(f"1E{scale - figure.decimals}") if measured else Decimal(0),
            month=self.month,
            declared=text[figure.start : figure.end] if figure.declared else "",
        )
