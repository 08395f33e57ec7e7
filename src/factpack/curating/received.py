"""Received: what somebody hands in: the text of an article, words for a field."""

from pathlib import Path

from factpack.article import ArticleError, decode
from factpack.errors import DataError


def received_text(path: Path) -> bytes:
    """The bytes of the file at `path`, if they are an article's text; raises DataError with the way out if not."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        message = f"there is no file {path}: give the path of the article's text"
        raise DataError(message) from None
    except IsADirectoryError:
        message = f"{path} is a folder: give the path of the article's text in it"
        raise DataError(message) from None
    except (OSError, ValueError) as error:  # ValueError: a path with NUL
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise DataError(message) from error
    if b"\0" in data:
        message = f"{path} is no text: save the article's text as a file of its own, in UTF-8"
        raise DataError(message)
    try:
        text = decode(data)
    except ArticleError as error:
        message = f"{path}: {str(error)[0].lower()}{str(error)[1:].rstrip('.')}"
        raise DataError(message) from error
    if not any(map(str.isalnum, text)):
        message = f"{path} is empty: save the article's text in it"
        raise DataError(message)
    return data


def received_words(text: str, needed: str = "it is empty: write some words") -> str:
    """The words on one line; raises DataError, saying that they are `needed`, where there are none."""
    words = " ".join(text.split())
    if not words:
        raise DataError(needed)
    if not words.isprintable():
        message = f"{words!r} holds a character that cannot be seen: write it without"
        raise DataError(message)
    return words
