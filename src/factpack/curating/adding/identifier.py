"""The name of an article: its date and its headline, in lower-case Latin letters, digits and hyphens."""

from factpack.errors import DataError

LONGEST = 60
KAZAKH = (("ә", "a"), ("Ә", "a"))
"""What the library has no Latin letter for."""


def article_id(date: str, headline: str) -> str:
    """As many of the headline's first words as make a name that can be read; raises DataError where there are none."""
    from slugify import slugify

    words = slugify(
        headline, replacements=KAZAKH, max_length=LONGEST - len(date) - 1, word_boundary=True, save_order=True
    )
    if not words:
        message = f"{headline!r} has no letter or digit that could name a folder: write a headline in words"
        raise DataError(message)
    return f"{date}-{words}"
