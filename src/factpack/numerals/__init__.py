"""The numbers that stand in prose, read by the language of the text."""

from factpack.numerals.numeral import Comparator, Numeral
from factpack.numerals.reader import read_numerals

__all__ = ["Comparator", "Numeral", "read_numerals"]
