"""Article: the source text byte for byte, its sentences, and where an offset stands in it."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import sentencex

from factpack.errors import DataError

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class ArticleError(DataError):
    """An article cannot be read, or one of its joins joins nothing; `line` and `column` say where, from 1, or are 0."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its number in the article, its span without the white space around it, and its paragraph.

    `ordinal` and `paragraph` count from 1 through the whole article; `start` and `end` are code points, half-open.
    """

    ordinal: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Article:
    """The source text of one article; `language` is a BCP-47 code, `sha256` the digest of the bytes as received."""

    id: str
    text: str
    language: str
    sha256: str
    sentences: tuple[Sentence, ...]


def read_article(
    id: str,  # noqa: A002 - the name of the field that it fills
    data: bytes,
    language: str,
    joins: Collection[str] = (),
) -> Article:
    """The article in these bytes; raises ArticleError as `decode` and `split` do."""
    text = decode(data)
    return Article(id=id, text=text, language=language, sha256=digest(data), sentences=split(text, language, joins))


def digest(data: bytes) -> str:
    """The sha256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes) -> str:
    """The text in these bytes.

    Raises ArticleError where offsets into the text would not be safe: bytes that are not UTF-8, a byte-order mark,
    line ends other than LF, NUL.
    """
    if data.startswith(_BYTE_ORDER_MARK):
        message = "The article begins with a byte-order mark (line 1, byte offset 0); save it as UTF-8 without one."
        raise ArticleError(message, 1, 1)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        message = f"The article is not UTF-8 at {_byte_place(data, error.start)}; save it as UTF-8."
        raise ArticleError(message, *_line_and_column_of_byte(data, error.start)) from error
    _refuse(data, b"\0", "holds a NUL character", "remove it")
    _refuse(data, b"\r", "has a CR or CRLF line end", "save it with LF line ends")
    return text


def _refuse(data: bytes, unwanted: bytes, what: str, mend: str) -> None:
    offset = data.find(unwanted)
    if offset >= 0:
        message = f"The article {what} at {_byte_place(data, offset)}; {mend}."
        raise ArticleError(message, *_line_and_column_of_byte(data, offset))


def _byte_place(data: bytes, offset: int) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}, byte offset {offset}"


def _line_and_column_of_byte(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].decode()
    return line_and_column(before, len(before))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a code point, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def split(text: str, language: str, joins: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text; every character but white space lies in exactly one of them.

    Paragraphs are what blank lines separate. A join is a verbatim text that a sentence break falls into by mistake:
    wherever it stands, the breaks inside it are dropped. Raises ArticleError for a join that drops none.
    """
    paragraphs = tuple(_paragraphs(text))
    breaks = tuple(offset for start, end in paragraphs for offset in _breaks(text, start, end, language))
    kept = sorted(set(breaks).difference(*(_breaks_within(join, text, breaks) for join in joins)))
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(paragraphs, 1):
        inner = kept[bisect_right(kept, start) : bisect_left(kept, end)]
        for span in pairwise((start, *inner, end)):
            sentences.append(Sentence(len(sentences) + 1, *_trimmed(text, *span), paragraph))
    return tuple(sentences)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    edges = (0, *(edge for blank in _BLANK_LINES.finditer(text) for edge in blank.span()), len(text))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if text[start:end].strip():
            yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _breaks(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Where sentencex begins a new sentence inside a paragraph; not after a piece that is white space alone."""
    for piece in sentencex.get_sentence_boundaries(language, text[start:end])[1:]:
        if piece["text"].strip():
            yield start + piece["start_index"]


def _breaks_within(join: str, text: str, breaks: Sequence[int]) -> set[int]:
    dropped: set[int] = set()
    start = text.find(join)
    while join and start >= 0:
        dropped.update(breaks[bisect_right(breaks, start) : bisect_left(breaks, start + len(join))])
        start = text.find(join, start + 1)
    if not dropped:
        why = "no sentence break falls into it" if join and join in text else "it does not stand in the article"
        message = f'The join "{join}" joins nothing, for {why}; correct it or take it out.'
        raise ArticleError(message)
    return dropped
