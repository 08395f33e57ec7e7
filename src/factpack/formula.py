"""Formulas over numbers that are known only to an interval, and results in honest digits."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from factpack.errors import DataError
from factpack.findings import shortened

SIGNIFICANT_DIGITS_OF_EXACT_RESULTS = 3
TOO_LARGE = "a number in it is too large or too small"


class FormulaError(DataError):
    """A formula cannot be read, or its inputs do not allow a result."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and the interval that it lies in."""

    low: Fraction
    value: Fraction
    high: Fraction

    @classmethod
    def of(cls, low: float, value: float, high: float) -> "Quantity":
        """The quantity of these decimal numbers, taken as printed."""
        return cls(*(Fraction(str(number)) for number in (low, value, high)))


def evaluate(formula: str, inputs: Mapping[str, Quantity]) -> Quantity:
    """The result of `formula` with its interval; exact where each input stands in it once, else never too narrow."""
    try:
        tree = ast.parse(formula, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        message = f"{shortened(formula)!r} is not a formula"
        raise FormulaError(message) from error
    try:
        return _evaluate(tree.body, inputs)
    except RecursionError as error:
        message = f"{shortened(formula)!r} is nested too deeply"
        raise FormulaError(message) from error
    except (OverflowError, ValueError) as error:
        raise FormulaError(TOO_LARGE) from error


def in_honest_digits(quantity: Quantity) -> tuple[float, float, float]:
    """`(low, value, high)` with no more digits than the interval allows; the bounds are rounded outward.

    The last digit is that of the half-width's first; an exact result has three significant digits.
    """
    half_width = (quantity.high - quantity.low) / 2
    try:
        if half_width:
            step = Fraction(10) ** _magnitude(half_width)
        elif quantity.value:
            step = Fraction(10) ** (_magnitude(abs(quantity.value)) - SIGNIFICANT_DIGITS_OF_EXACT_RESULTS + 1)
        else:
            return 0.0, 0.0, 0.0
        low, high = math.floor(quantity.low / step), math.ceil(quantity.high / step)
        return float(low * step), float(round(quantity.value / step) * step), float(high * step)
    except (OverflowError, ValueError) as error:
        raise FormulaError(TOO_LARGE) from error


def _magnitude(number: Fraction) -> int:
    """The exponent of the first digit: 7 for 29,500,000."""
    exponent = math.floor(math.log10(number))
    # The logarithm is rounded: just below a power of ten it can be that power's, and at one that of the power before.
    return exponent - (number < Fraction(10) ** exponent) + (number >= Fraction(10) ** (exponent + 1))


def _evaluate(node: ast.expr, inputs: Mapping[str, Quantity]) -> Quantity:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_evaluate(left, inputs), _evaluate(right, inputs))
        case ast.Name(name) if name in inputs:
            return inputs[name]
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            return Quantity.of(number, number, number)
        case ast.Name(name):
            message = f"{name!r} is not among the inputs: {', '.join(inputs)}"
        case _:
            written = shortened(ast.unparse(node))
            message = f"{written!r} is not allowed: use + - * /, parentheses, numbers and the inputs' names"
    raise FormulaError(message)


def _combined(operation: Callable[[Fraction, Fraction], Fraction]) -> Callable[[Quantity, Quantity], Quantity]:
    """Interval arithmetic: the extremes of a monotone operation lie at the corners."""

    def combine(left: Quantity, right: Quantity) -> Quantity:
        corners = [operation(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
        return Quantity(min(corners), operation(left.value, right.value), max(corners))

    return combine


def _divided(left: Quantity, right: Quantity) -> Quantity:
    if right.low <= 0 <= right.high:
        message = "the divisor may be zero"
        raise FormulaError(message)
    return _combined(operator.truediv)(left, right)


_OPERATIONS: Mapping[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: _combined(operator.add),
    ast.Sub: _combined(operator.sub),
    ast.Mult: _combined(operator.mul),
    ast.Div: _divided,
}
