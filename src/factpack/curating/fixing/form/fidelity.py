"""Fidelity: whether a file that is put into form says what it said before."""

from collections import Counter
from collections.abc import Mapping
from itertools import zip_longest

from factpack.curating.fixing.form.forming import commented, values
from factpack.seeds.yaml_file import Path, parse_yaml


def lost_line(before: str, after: str) -> int:
    """The line of `before` that `after` would no longer say, a comment too; 0 where it says all of it."""
    said, would_say = values(before), values(after)
    if said != would_say:
        return parse_yaml(before, "").place(_difference(said, would_say)).line or 1
    lost = Counter(commented(before)) - Counter(commented(after))
    lines = enumerate(before.split("\n"), 1)
    return next((number for number, line in lines if line.rstrip().endswith(tuple(lost))), 1) if lost else 0


def _difference(one: object, other: object) -> Path:
    """The way to the first value in which the two differ."""
    steps: dict[str | int, tuple[object, object]] = {}
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        steps = {name: (one.get(name), other.get(name)) for name in [*one, *other]}
    elif isinstance(one, list) and isinstance(other, list):
        steps = dict(enumerate(zip_longest(one, other)))
    step = next((step for step, (left, right) in steps.items() if left != right), None)
    return () if step is None else (step, *_difference(*steps[step]))
