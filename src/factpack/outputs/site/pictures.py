"""Pictures: drawings in SVG, put into the page so that their marks lead to its facts. What is not known is refused."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from factpack.errors import DataError

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
TEXTS = frozenset({"title", "desc"})
_ELEMENTS = (
    "svg g a defs clipPath linearGradient radialGradient stop path rect circle ellipse line polyline polygon text tspan"
)
_LOOKS = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit opacity color display visibility clip-path clip-rule pointer-events cursor "
    "stop-color stop-opacity shape-rendering text-rendering text-anchor text-decoration dominant-baseline "
    "letter-spacing word-spacing font-family font-size font-style font-weight font-variant"
)
_PLACES = (
    "width height viewBox preserveAspectRatio x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points transform rotate "
    "offset gradientTransform gradientUnits spreadMethod clipPathUnits textLength lengthAdjust id role aria-hidden"
)
ELEMENTS = TEXTS.union(_ELEMENTS.split())
LOOKS = frozenset(_LOOKS.split())
"""Attributes that a declaration in `style` can be as well: the page allows no style in its elements."""
ATTRIBUTES = LOOKS.union(_PLACES.split())
WORDS = frozenset({"aria-label", "aria-roledescription"})
NEEDLESS = frozenset({"class", "version", "baseProfile", "{http://www.w3.org/XML/1998/namespace}space"})
"""What means nothing in the page, and is left out."""
HARMLESS = re.compile(r"""(?:(?!url\((?!#))[-\w\s.,%#()+'"])*""", re.IGNORECASE)
"""No address of anything outside, and no way to write one in disguise."""
WIDE = 800
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its file, its name for those who hear it, its markup for the page, the facts that it leads to."""

    file: Path
    name: str
    markup: str
    facts: frozenset[str]
    is_wide: bool


def read_pictures(files: Iterable[Path]) -> tuple[Picture, ...]:
    """The pictures in the files, in order; raises DataError for what cannot be read, or holds what is not allowed."""
    return tuple(_picture(file, f"_picture{number}-") for number, file in enumerate(files, 1))


def must_lead_to_facts(pictures: Iterable[Picture], known: Collection[str]) -> None:
    """Raise DataError if a picture leads to a fact that is not known: it was drawn of other facts."""
    for picture in pictures:
        if strange := sorted(picture.facts.difference(known)):
            message = f"{picture.file} leads to {strange[0]}, which is no fact or derivation: draw the pictures anew"
            raise DataError(message)


def _picture(file: Path, prefix: str) -> Picture:
    root = _parsed(file)
    facts = frozenset(_tamed(root, file, prefix))
    name = root.attrib.pop("aria-label", "") or (root.findtext("title") or "").strip()
    if root.tag != "svg" or not name:
        message = f"{file} is no picture with a name: it needs <svg> with an aria-label or a <title>"
        raise DataError(message)
    root.set("role", "group")
    try:
        _, _, width, _ = map(float, root.get("viewBox", "").replace(",", " ").split())
        return Picture(file, name, ET.tostring(root, encoding="unicode"), facts, width > WIDE)
    except (RecursionError, ValueError):
        message = f"{file} is nested too deep, or has no viewBox of four numbers"
        raise DataError(message) from None


class _Plain(ET.TreeBuilder):
    """Builds the tree of a file without a document type, where entities would be declared."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        message = f"it declares a document type, {name}"
        raise ValueError(message)


def _parsed(file: Path) -> ET.Element:
    try:
        return ET.fromstring(file.read_bytes(), ET.XMLParser(target=_Plain()))  # noqa: S314 (entities are refused)
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise DataError(message) from error
    except (ET.ParseError, LookupError, ValueError) as error:
        message = f"{file} is not SVG that the page can show: {error}"
        raise DataError(message) from error


def _tamed(root: ET.Element, file: Path, prefix: str) -> Iterator[str]:
    """Make each element one that the page can hold, and give the facts that links lead to."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        if element.tag not in ELEMENTS or (element.tag in TEXTS and len(element)):
            raise _refused(file, f"<{element.tag}>")
        given, element.attrib = element.attrib, {}
        for name, value in given.items():
            if name.removeprefix(XLINK) == "href" and element.tag == "a":
                fact = _fact(value, file)
                element.set("href", f"#{fact}")
                yield fact
            elif name not in NEEDLESS:
                element.attrib |= dict(_attributes(name, value, file, prefix))


def _fact(address: str, file: Path) -> str:
    """The fact of a link to the page, wherever the picture takes it to stand."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise _refused(file, f"a link to {address}") from None
    if parts.scheme or parts.netloc or not parts.fragment:
        raise _refused(file, f"a link to {address}")
    return parts.fragment


def _attributes(name: str, value: str, file: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """The attribute, or those that a style declares; ids are told apart from those of the page by their prefix."""
    if name == "style":
        for declaration in filter(str.strip, value.split(";")):
            look, _, of = (part.strip() for part in declaration.partition(":"))
            if look not in LOOKS:
                raise _refused(file, f"the style {look}")
            yield from _attributes(look, of, file, prefix)
    elif name in WORDS:
        yield name, value
    elif name not in ATTRIBUTES or not HARMLESS.fullmatch(value):
        raise _refused(file, f'{name}="{value}"')
    else:
        yield name, prefix + value if name == "id" else value.replace("url(#", f"url(#{prefix}")


def _refused(file: Path, what: str) -> DataError:
    return DataError(f"{file} holds {what[:SHOWN]}, which a picture in the page may not have")
