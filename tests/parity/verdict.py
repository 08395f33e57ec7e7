"""Verdict: what frictionless says of a case, of the bad package and of its sound twin."""

import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

from .cases import Case
from .cases.case import Package

CRASH = "crashes: "


@dataclass(frozen=True)
class Verdict:
    """The types of frictionless's errors on the bad package and on its twin; of an exception, its name.

    None is a bad package that it was not let near.
    """

    bad: tuple[str, ...] | None
    sound: tuple[str, ...]

    @property
    def finds(self) -> bool:
        """Whether it says of the bad package what it does not say of its twin; a crash says nothing."""
        return bool(set(self.bad or ()) - set(self.sound)) and not self.crashes

    @property
    def crashes(self) -> bool:
        """Whether the bad package ends it with an exception."""
        return any(error.startswith(CRASH) for error in self.bad or ())

    @property
    def clears(self) -> bool:
        """Whether it says nothing of the twin."""
        return not self.sound

    @property
    def differs(self) -> bool:
        """Whether it says anything else than that the bad package is bad and its twin is sound."""
        return not (self.finds and self.clears)


def verdict_of(case: Case) -> Verdict:
    """What frictionless says of the case."""
    return Verdict(None if case.hangs else _errors(case.bad), _errors(case.sound))


def _errors(package: Package) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "package"
        root.mkdir()
        return _said_of(package.write(root))


def _said_of(descriptor: Path) -> tuple[str, ...]:
    """The types of frictionless's errors on a package, sorted; an exception counts as one."""
    import frictionless

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = frictionless.validate(str(descriptor))
        except Exception as error:  # noqa: BLE001 whatever it is, its user sees a crash
            return (f"{CRASH}{type(error).__name__}",)
    return tuple(sorted({kind for [kind] in report.flatten(["type"])})) or (() if report.valid else ("invalid",))
