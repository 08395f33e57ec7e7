"""The page: what its files hold, as bytes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factpack.outputs.schema_org import schema_org
from factpack.outputs.site.content import Content
from factpack.outputs.site.facts import Facts
from factpack.outputs.site.pictures import Picture
from factpack.outputs.site.target import MARK
from factpack.outputs.site.wording import LANGUAGES, code_word, column_title, table_title, wording
from factpack.outputs.site.words import shown_articles
from factpack.package import Package

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = ("site.css", "site.js")
LOCALES = {"en": "en_GB", "ru": "ru"}
"""How readers of each language write days and numbers."""
UNGROUPED = 10_000
"""Below it, whole numbers may be years: they have no mark between thousands."""


def site_names() -> frozenset[str]:
    """The names of all files that a page can have."""
    return frozenset({*ASSETS, *(_name(language, LANGUAGES) for language in LANGUAGES)})


def site_files(
    package: Package,
    texts: Mapping[str, str] | None = None,
    languages: Sequence[str] = LANGUAGES,
    pictures: Sequence[Picture] = (),
) -> dict[str, bytes]:
    """The files of the page: one for each language, the first of them `index.html`, with their style and script.

    `texts` are the articles to show whole, by id; of the others the page holds the quotes alone.
    """
    pages = {
        _name(language, languages): _page(package, texts or {}, language, languages, pictures) for language in languages
    }
    return {**pages, **{name: (TEMPLATES / name).read_bytes() for name in ASSETS}}


def _name(language: str, languages: Sequence[str]) -> str:
    return "index.html" if language == languages[0] else f"index.{language}.html"


@cache
def _template() -> "Template":
    """The template, compiled once: that takes longer than to fill it for a hundred facts."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "shown": jinja2.pass_context(lambda context, value: _shown(value, context["language"])),
        "unticked": lambda text: text.replace("`", ""),
        "spaced": lambda code: str(code).replace("_", " "),
        "is_web": lambda url: str(url).startswith(("https://", "http://")),
    }
    return environment.get_template("index.html.j2")


def _page(
    package: Package,
    texts: Mapping[str, str],
    language: str,
    languages: Sequence[str],
    pictures: Sequence[Picture],
) -> bytes:
    content = Content(package, language)
    facts = list(Facts(content).shown())
    page = _template().render(
        mark=MARK,
        language=language,
        others={other: (_name(other, languages), wording(other)) for other in languages if other != language},
        say=wording(language),
        column_title=partial(column_title, language=language),
        code_word=partial(code_word, language=language),
        table_title=lambda name: table_title(name, content.title(name), language),
        content=content,
        package=content.descriptor,
        dataset=_for_machines(content.descriptor),
        articles=list(shown_articles(content, texts)),
        whole=bool(texts),
        pictures=pictures,
        facts=facts,
        places={fact.row["id"]: fact for fact in facts},
        tables=list(dict.fromkeys(fact.table for fact in facts)),
        speakers=sorted({fact.speaker for fact in facts if fact.speaker}, key=content.names.__getitem__),
    )
    return page.encode()


def _for_machines(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What the page tells search engines; not where the files are, which do not stand beside it."""
    return {name: value for name, value in schema_org(descriptor).items() if name != "distribution"}


def _shown(value: Any, language: str) -> str:  # noqa: ANN401 (a cell can hold anything)
    """A value as readers of the language write it."""
    from babel.dates import format_date
    from babel.numbers import format_decimal

    if isinstance(value, bool):
        return wording(language)["yes" if value else "no"]
    if isinstance(value, int) and abs(value) < UNGROUPED:
        return str(value)
    if isinstance(value, int | float):
        return str(format_decimal(Decimal(str(value)), "#,##0.###############", locale=LOCALES[language]))
    if isinstance(value, dt.date):
        return str(format_date(value, "long", locale=LOCALES[language]))
    return str(value)
