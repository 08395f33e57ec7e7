"""Cells outside bounds, too short, too long or of another form, by type."""

import math
from collections.abc import Mapping

from .case import Case, column, field
from .samples import LONG, ORDERED, Sample

BOUNDS = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
Why = Mapping[tuple[str, str], str]
"""str by constraint and type."""

NO_BOUNDS = "does not know bounds of durations"
NAN = "takes NaN for an empty cell"
WHY: Why = {(constraint, "duration"): NO_BOUNDS for constraint in BOUNDS}


def bound(constraint: str, kind: str, sample: Sample) -> Case:
    """A cell beyond a bound, or at one that excludes itself; the twin's cells are within."""
    lower, exclusive = constraint.endswith("inimum"), constraint.startswith("exclusive")
    bad, sound = (sample.low, sample.high) if lower else (sample.high, sample.low)
    argument = sample.written_low if lower == exclusive else sample.written_high
    rule = "bound/below-minimum" if lower else "bound/above-maximum"
    spec = field(kind, **{constraint: argument})
    why = WHY.get((constraint, kind), "")
    return column(f"{constraint} of {kind}", rule, spec, [sound, bad], [sound, sound], why=why)


def length(constraint: str, kind: str, sample: Sample) -> Case:
    """A cell of one item or character too few or too many."""
    least = constraint == "minLength"
    bad, sound, argument = (sample.low, sample.high, 2) if least else (sample.high, sample.low, 1)
    rule, spec = f"bound/too-{'short' if least else 'long'}", field(kind, **{constraint: argument})
    why = WHY.get((constraint, kind), "")
    return column(f"{constraint} of {kind}", rule, spec, [sound, bad], [sound, sound], why=why)


NOT_FINITE = (
    column(
        "NaN against minimum", "bound/below-minimum", field("number", minimum=0), [1.0, math.nan], [1.0, 0.0], why=NAN
    ),
    column(
        "NaN against maximum", "bound/above-maximum", field("number", maximum=9), [1.0, math.nan], [1.0, 9.0], why=NAN
    ),
    column(
        "infinity against maximum", "bound/above-maximum", field("number", maximum=9), [1.0, math.inf], [1.0, -math.inf]
    ),
    column(
        "infinity against minimum", "bound/below-minimum", field("number", minimum=0), [1.0, -math.inf], [1.0, math.inf]
    ),
    column("fraction below minimum", "bound/below-minimum", field("number", minimum=0.1), [0.1, 0.0999], [0.1, 0.1001]),
    column(
        "largest integer above maximum",
        "bound/above-maximum",
        field("integer", maximum=2**53),
        [1, 2**53 + 1],
        [1, 2**53],
    ),
)

LENGTHS = (
    column(
        "minLength of stored lists",
        "bound/too-short",
        field("array", minLength=2),
        [[1, 2], [1]],
        [[1, 2]] * 2,
        why="takes stored lists, which pandas hands it as arrays, for no array",
    ),
    column(
        "maxLength of text, by code point",
        "bound/too-long",
        field("string", maxLength=2),
        ["😀", "😀жж"],
        ["😀", "😀ж"],
    ),
)

CASES = (
    *(bound(constraint, kind, sample) for constraint in BOUNDS for kind, sample in ORDERED.items()),
    *(length(constraint, kind, sample) for constraint in ("minLength", "maxLength") for kind, sample in LONG.items()),
    *NOT_FINITE,
    *LENGTHS,
)
