"""Fixing: what has exactly one right mending is mended in the files of the seeds; never a value, never a quote."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml.error import YAMLError

from factpack.build import Checked, check
from factpack.curating.fixing.form import Classes, formed, lost_line
from factpack.curating.fixing.mending import applied, sides, typed
from factpack.curating.fixing.repeated import Apart, told_apart
from factpack.curating.fixing.replacing import LeftError, UnwrittenError, overwrite, read
from factpack.findings import Finding
from factpack.project import Project
from factpack.seeds import ARTICLE_YAML
from factpack.seeds.files import SUFFIX
from factpack.seeds.validation import IN_QUOTES, WITHOUT_QUOTES
from factpack.seeds.yaml_file import parse_yaml

MOST_ROUNDS = 5
"""A record that can be read at last may have quotes to be told apart."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after, how many quotes were told apart, how many types written right, and whether its form."""

    name: str
    before: str
    after: str
    quotes: int
    types: int
    form: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files that were mended, a sentence for each that had to be left, and what is wrong with the seeds now.

    `unwritten` are the names of those among the left that are mended but could not be written.
    """

    mended: tuple[Mended, ...]
    left: tuple[str, ...]
    unwritten: tuple[str, ...]
    checked: Checked


@dataclass(frozen=True, slots=True)
class _File:
    """A file as `check` has read it: what was found in `checked` is about no other."""

    path: Path
    name: str
    checked: bytes | OSError
    classes: Classes
    quotes: Sequence[Apart]


def fix(project: Project) -> Fixed:
    """Mend the files of the seeds, each as a whole or not at all."""
    mended: dict[str, Mended] = {}
    left: dict[str, LeftError] = {}
    for _ in range(MOST_ROUNDS):
        checked = check(project)
        now = list(_round(project, checked, left))
        for each in now:
            mended[each.name] = _after(mended.get(each.name), each)
        if not now:
            break
    else:
        checked = check(project)
    sentences = tuple(f"{name} is left as it is: {why}" for name, why in left.items())
    unwritten = tuple(name for name, why in left.items() if isinstance(why, UnwrittenError))
    return Fixed(tuple(mended.values()), sentences, unwritten, checked)


def mendable(project: Project, checked: Checked) -> int:
    """How many of the findings `fix` would mend."""
    count = 0
    places = {finding.place.file for finding in checked.report if _may_be_mended(finding)}
    for file in (each for each in _files(project, checked) if each.name in places) if places else ():
        with contextlib.suppress(LeftError):
            text = read(file.path, project.root, file.checked).text
            count += 0 if parse_yaml(text, "").findings else sum(_valued(file, text)[1:])
    return count


def _may_be_mended(finding: Finding) -> bool:
    return finding.rule == "evidence/found-twice" or finding.mend in (IN_QUOTES, WITHOUT_QUOTES)


def _round(project: Project, checked: Checked, left: dict[str, LeftError]) -> Iterator[Mended]:
    """What can be mended now; adds to `left` what cannot be, and why."""
    for file in _files(project, checked):
        if file.name not in left:
            try:
                if mended := _mended(file, project.root):
                    yield mended
            except LeftError as error:
                left[file.name] = error


def _files(project: Project, checked: Checked) -> Iterator[_File]:
    """The YAML files that are read, each with the quotes in it that can be told apart."""
    quotes: dict[str, list[Apart]] = {}
    for each in told_apart(checked.draft):
        quotes.setdefault(each.seed.file.name, []).append(each)
    files = {name: data for folder in checked.draft.parts.folders.values() for name, data in folder.files.items()}
    for name, data in sorted(files.items()):
        if name.endswith(SUFFIX) and (path := project.root / name).is_file():
            is_article = path.name == ARTICLE_YAML and name.count("/") > 1
            classes = project.dataset.article_class if is_article else project.dataset.written
            yield _File(path, name, data, classes, quotes.get(name, ()))


def _mended(file: _File, root: Path) -> Mended | None:
    """The file mended and written; None where there is nothing that can be."""
    before = read(file.path, root, file.checked)
    seen = parse_yaml(before.text, file.name)
    if seen.findings or seen.value is None:
        return None  # check says what is wrong with it
    text, quotes, types = _valued(file, before.text)
    try:
        after = formed(text, file.classes, file.name.count("/"))
    except YAMLError as error:
        message = "its form cannot be mended"
        raise LeftError(message) from error
    if after == before.text:
        return None
    if line := lost_line(text, after):
        message = f"its form cannot be mended without a change of what it says at line {line}"
        raise LeftError(message)
    overwrite(before, after)
    return Mended(file.name, before.text, after, quotes, types, form=after != text)


def _valued(file: _File, text: str) -> tuple[str, int, int]:
    """The text with its values mended, how many quotes were told apart, and how many types written right."""
    types = typed(text, file.classes)
    text = applied(text, types)
    quotes = list(sides(text, ((each.seed, each.position, each.quote) for each in file.quotes)))
    return applied(text, quotes), len(quotes), len(types)


def _after(earlier: Mended | None, now: Mended) -> Mended:
    """What two rounds have mended together."""
    if earlier is None:
        return now
    quotes, types = earlier.quotes + now.quotes, earlier.types + now.types
    return replace(now, before=earlier.before, quotes=quotes, types=types, form=earlier.form or now.form)
