"""Formulas carry intervals through, and results show no more digits than the intervals allow."""

import ast
import math
import time
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factpack.formula import FormulaError, Quantity, evaluate, in_honest_digits

FIGURES = st.decimals(-1000, 1000, places=2)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw a value in its interval."""
    low, value, high = sorted(map(Fraction, draw(st.tuples(FIGURES, FIGURES, FIGURES))))
    return Quantity(low, value, high)


NUMBERS = st.decimals(0, 20, places=1).map(str)
NAMES = st.sampled_from(["a", "b", "c"])
FORMULAS = st.recursive(
    NAMES | NUMBERS,
    lambda parts: st.tuples(parts, st.sampled_from("+-*/"), parts).map(lambda three: f"({' '.join(three)})"),
    max_leaves=6,
)
INPUTS = st.fixed_dictionaries({"a": quantities(), "b": quantities(), "c": quantities()})


def inside(quantity: Quantity, share: Fraction) -> Fraction:
    """The point at `share` of the way through the interval."""
    return quantity.low + (quantity.high - quantity.low) * share


def at(formula: str, point: Mapping[str, Fraction]) -> Fraction:
    """The formula by exact arithmetic at one point, by another way than the module's."""
    tree = ast.parse(formula, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = str(node.value)
    names = ast.unparse(_Exact().visit(tree))
    result: Fraction = eval(names, {"Fraction": Fraction, **point})  # noqa: S307 (a formula that this test made)
    return result


class _Exact(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Call(ast.Name("Fraction"), [node], [])


@given(formula=FORMULAS, inputs=INPUTS, shares=st.tuples(*[st.fractions(0, 1, max_denominator=9)] * 3))
def test_the_interval_holds_every_result_that_the_inputs_allow(
    formula: str, inputs: dict[str, Quantity], shares: tuple[Fraction, ...]
) -> None:
    """At any point inside the inputs' intervals the result lies inside the interval, however often an input stands."""
    try:
        result = evaluate(formula, inputs)
    except FormulaError:
        assume(False)  # noqa: FBT003 (a divisor may be zero)
    values = {name: quantity.value for name, quantity in inputs.items()}
    point = {name: inside(quantity, share) for (name, quantity), share in zip(inputs.items(), shares, strict=True)}
    assert result.low <= result.value <= result.high
    assert result.value == at(formula, values)
    assert result.low <= at(formula, point) <= result.high


@given(left=quantities(), right=quantities(), sign=st.sampled_from("+-*"))
def test_the_interval_is_exact_where_each_input_stands_once(left: Quantity, right: Quantity, sign: str) -> None:
    """Both ends are results that some inputs give."""
    result = evaluate(f"a {sign} b", {"a": left, "b": right})
    corners = [at(f"a {sign} b", {"a": a, "b": b}) for a in (left.low, left.high) for b in (right.low, right.high)]
    assert (result.low, result.high) == (min(corners), max(corners))


@given(quantity=quantities(), scale=st.integers(-12, 12))
def test_bounds_are_rounded_outward(quantity: Quantity, scale: int) -> None:
    """No result that the interval allows lies outside the bounds shown, and the value shown lies between them."""
    factor = Fraction(10) ** scale
    exact = Quantity(quantity.low * factor, quantity.value * factor, quantity.high * factor)
    low, value, high = in_honest_digits(exact)
    slack = Fraction(1, 10**12)  # of doubles
    assert Fraction(low) <= exact.low + abs(exact.low) * slack
    assert exact.high - abs(exact.high) * slack <= Fraction(high)
    assert low <= value <= high


@given(quantity=quantities(), scale=st.integers(-12, 12))
def test_no_more_digits_are_shown_than_the_interval_allows(quantity: Quantity, scale: int) -> None:
    """Each number shown is a whole multiple of a power of ten that is no less than a tenth of the half-width."""
    assume(quantity.low < quantity.high)
    factor = Fraction(10) ** scale
    low, value, high = (quantity.low * factor, quantity.value * factor, quantity.high * factor)
    half_width = (high - low) / 2
    step = Fraction(10) ** (len(str(math.floor(half_width / Fraction(10) ** -20))) - 1 - 20)
    assert step <= half_width < 10 * step
    for shown in in_honest_digits(Quantity(low, value, high)):
        assert Fraction(str(shown)) % step == 0


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (("822000000", "869000000", "898000000"), (8.2e8, 8.7e8, 9.0e8)),
        (("-1", "0", "1"), (-1.0, 0.0, 1.0)),
        (("0", "0", "0"), (0.0, 0.0, 0.0)),
        (("12345", "12345", "12345"), (12300.0, 12300.0, 12400.0)),
        (("0.5", "0.5", "0.5"), (0.5, 0.5, 0.5)),
        (("-12345", "-12345", "-12345"), (-12400.0, -12300.0, -12300.0)),
        (("999999999999999999",) * 3, (9.99e17, 1e18, 1e18)),
        (("1000000000000000",) * 3, (1e15, 1e15, 1e15)),
        (("9.95", "10", "10.05"), (9.95, 10.0, 10.05)),
    ],
)
def test_honest_digits_by_example(numbers: tuple[str, str, str], shown: tuple[float, float, float]) -> None:
    """The last digit is that of the half-width's first; an exact result has three significant digits."""
    low, value, high = map(Fraction, numbers)
    assert in_honest_digits(Quantity(low, value, high)) == shown


def test_numbers_are_taken_as_printed() -> None:
    """0.1 is a tenth, not the double nearest to it."""
    assert evaluate("3 * x", {"x": Quantity.of(0.1, 0.1, 0.1)}).value == Fraction(3, 10)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("c + 1", "'c' is not among the inputs: a, b"),
        ("a ** 2", "'a ** 2' is not allowed"),
        ("9 ** 9 ** 9 ** 9", "is not allowed"),
        ("-a", "'-a' is not allowed"),
        ("a // b", "'a // b' is not allowed"),
        ("a % b", "is not allowed"),
        ("a << 1000000000", "is not allowed"),
        ("f(a)", "is not allowed"),
        ("a.real", "'a.real' is not allowed"),
        ("a[0]", "is not allowed"),
        ("a if b else 1", "is not allowed"),
        ("True", "'True' is not allowed"),
        ("'a'", "is not allowed"),
        ("1j", "is not allowed"),
        ("(lambda: a)()", "is not allowed"),
        ("__import__('os')", "is not allowed"),
        ("[a for a in b]", "is not allowed"),
        ("(c := a)", "is not allowed"),
        ("a / b", "the divisor may be zero"),
        ("a / (b - b)", "the divisor may be zero"),
        ("a / 0", "the divisor may be zero"),
        ("1e400", "too large"),
        ("", "'' is not a formula"),
        ("a +", "'a +' is not a formula"),
        ("a; b", "'a; b' is not a formula"),
        ("import os", "is not a formula"),
        ("a\0", "is not a formula"),
        ("a\ud800", "is not a formula"),
        ("9" * 5000, "is not"),
    ],
)
def test_anything_but_arithmetic_over_the_inputs_is_refused(formula: str, words: str) -> None:
    """The error says what is wrong, and nothing is computed or run."""
    inputs = {"a": Quantity.of(1, 2, 3), "b": Quantity.of(-1, 0, 1)}
    with pytest.raises(FormulaError) as caught:
        evaluate(formula, inputs)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param("(" * 100_000 + "1" + ")" * 100_000, id="parentheses"),
        pytest.param("(" * 10_000_000, id="open parentheses"),
        pytest.param("(" * 150 + "1" + ")" * 150, id="parentheses that the parser can bear"),
        pytest.param("1+0" + "+0" * 500, id="sum"),
        pytest.param("1+0" + "+0" * 2_000, id="long sum"),
        pytest.param("1+0" + "+0" * 50_000, id="very long sum"),
        pytest.param("f(1" + "+1" * 900 + ")", id="call with a long sum"),
        pytest.param("-" * 100_000 + "1", id="signs"),
    ],
)
def test_a_formula_as_long_as_a_book_is_read_or_refused_in_no_time(formula: str) -> None:
    """It has a result or a FormulaError of bearable length within seconds, never a crash."""
    started = time.monotonic()
    assert outcome(formula) in {"1", "refused"}
    assert time.monotonic() - started < 5


def outcome(formula: str) -> str:
    """The value of a formula without inputs; a refusal in a long message is not what it should be."""
    try:
        return str(evaluate(formula, {}).value)
    except FormulaError as error:
        return "refused" if len(str(error)) < 1000 else str(error)
