"""Moments written in a pattern of strptime, read by Spark SQL: a regular expression, and a moment of its parts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from factpack.plan.reading import UnusableError

# The standard library has them in the language of the process.
MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())  # noqa: SIM905 shorter, and plainer


def _words(words: Sequence[str]) -> str:
    return f"((?iu:{'|'.join(words)}))"


_DIGITS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "y": 2, "j": 3, "f": 6, "g": 3}
_DIRECTIVES: Mapping[str, str] = {
    **{letter: f"([0-9]{{1,{most}}}+)" for letter, most in _DIGITS.items()},
    "b": _words([month[:3] for month in MONTHS]),
    "B": _words(MONTHS),
    "a": _words([day[:3] for day in DAYS]),
    "A": _words(DAYS),
    "p": _words(["AM", "PM"]),
}
"""What a directive reads, as a group: as many digits as there are at most, and none of them is given back."""

_ONE_OF = ("Yy", "mbB", "d", "j", "HI", "M", "S", "fg", "p", "aA")
"""Directives that say the same part of a moment."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A pattern: the regular expression of its texts, and the directives in the order of its groups."""

    expression: str
    directives: tuple[str, ...]


def parts(pattern: str) -> Parts:
    """The parts of a pattern; an UnusableError where it has a directive that is not read on Spark, or one too many."""
    written, found = [], []
    for directive, blanks, other in re.findall(r"%-?(.)|(\s+)|(.)", pattern, re.DOTALL):
        if directive and directive != "%":
            found.append(directive)
            written.append(_DIRECTIVES.get(directive, ""))
        else:
            written.append(r"\s+" if blanks else re.escape(directive or other))
    if why := _unreadable(pattern, found):
        message = f"the format {pattern!r} {why}, which is not read on Spark"
        raise UnusableError(message)
    return Parts(rf"\A{''.join(written)}\z", tuple(found))


def _unreadable(pattern: str, found: Sequence[str]) -> str:
    if unknown := [each for each in found if each not in _DIRECTIVES]:
        return f"has %{unknown[0]}"
    said = [part for part in _ONE_OF for each in found if each in part]
    if len(set(said)) < len(said) or (("j" in found) and set("dmbB") & set(found)):
        return "says a part twice"
    if ("p" in found) != ("I" in found):
        return "has one of %I and %p without the other"
    return "begins or ends with a blank" if pattern != pattern.strip() else ""


def moment(value: str, pattern: str, literal: Callable[[str], str]) -> str:
    """SQL of the moment that the text means, NULL where it is not of the pattern or means none."""
    read = parts(pattern)
    expression = literal(read.expression)
    groups = {
        directive: f"regexp_extract({value}, {expression}, {number})"
        for number, directive in enumerate(read.directives, 1)
    }
    numbers = {directive: f"try_cast({group} AS INT)" for directive, group in groups.items()}
    day = numbers.get("d", "1")
    made = f"try_make_timestamp_ntz({_year(numbers)}, {_month(groups, numbers)}, {day}, {_clock(groups, numbers)})"
    if "j" in groups:
        made = f"{made} + make_dt_interval(CASE WHEN {numbers['j']} BETWEEN 1 AND 366 THEN {numbers['j']} - 1 END)"
    return f"CASE WHEN {value} RLIKE {expression} THEN {made} END"


def _year(numbers: Mapping[str, str]) -> str:
    if "y" in numbers:
        return f"({numbers['y']} + CASE WHEN {numbers['y']} < 69 THEN 2000 ELSE 1900 END)"
    return numbers.get("Y", "1900")


def _month(groups: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    if name := groups.get("b") or groups.get("B"):
        # The place of its first letters among those of all months, of three letters each.
        letters = "".join(month[:3].lower() for month in MONTHS)
        return f"CAST((locate(lower(left({name}, 3)), '{letters}') + 2) DIV 3 AS INT)"
    return numbers.get("m", "1")


def _clock(groups: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    hour = numbers.get("H", "0")
    if "I" in numbers:
        twelve = numbers["I"]
        afternoon = f"CASE WHEN lower({groups['p']}) = 'pm' THEN 12 ELSE 0 END" if "p" in groups else "0"
        hour = f"(CASE WHEN {twelve} BETWEEN 1 AND 12 THEN {twelve} % 12 END + {afternoon})"
    fraction = groups.get("f") or groups.get("g")
    seconds = f"CAST({numbers.get('S', '0')} AS DECIMAL(8, 6))"
    if fraction:
        seconds += f" + CAST(concat('0.', {fraction}) AS DECIMAL(8, 6))"
    # A minute has no second 60, though the function would take it for the next minute.
    sound = f"CASE WHEN {numbers['S']} < 60 THEN {seconds} END" if "S" in numbers else seconds
    return f"{hour}, {numbers.get('M', '0')}, {sound}"
