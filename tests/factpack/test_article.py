"""The article: its bytes, its sentences, its places."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpack.article import ArticleError, decode, digest, line_and_column, read_article, split

DATELINE = "Астана. 27 февраля. KAZAKHSTAN TODAY - Визит прошел. Все."
TEXTS = st.text(st.sampled_from("аБ.!? \n\t\u00a0😀") | st.characters(codec="utf-8"), max_size=60)


def sentences(text: str, *joins: str) -> list[str]:
    """The words of each sentence."""
    return [text[sentence.start : sentence.end] for sentence in split(text, "ru", joins)]


def test_an_article_is_its_bytes_and_its_sentences() -> None:
    """An article keeps the text, the digest of the bytes as received, and the sentences."""
    article = read_article("a", "Да. Нет.\n".encode(), "ru")
    assert article.text == "Да. Нет.\n"
    assert article.sha256 == digest("Да. Нет.\n".encode()) == hashlib.sha256("Да. Нет.\n".encode()).hexdigest()
    assert [sentence.ordinal for sentence in article.sentences] == [1, 2]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xef\xbb\xbfA", r"byte-order mark \(line 1, byte offset 0\); save it as UTF-8 without one"),
        (b"A\n\xd0\n", "not UTF-8 at line 2, byte offset 2; save it as UTF-8"),
        (b"A\r\nB\r\n", "CR or CRLF line end at line 1, byte offset 1; save it with LF"),
        (b"A\nB\rC", "CR or CRLF line end at line 2, byte offset 3"),
        (b"A\n\0", "NUL character at line 2, byte offset 2; remove it"),
    ],
)
def test_bytes_that_shift_offsets_are_refused(data: bytes, message: str) -> None:
    """Bytes in which offsets would not be safe are refused with the place and the way out."""
    with pytest.raises(ArticleError, match=message):
        decode(data)


def test_paragraphs_are_what_blank_lines_separate() -> None:
    """Blank lines, however many and even with spaces in them, end a paragraph; one line break does not."""
    text = "\n\nОдин. Два.\n \n\n\nТри\nчетыре.\n"
    assert [(s.ordinal, s.paragraph) for s in split(text, "ru")] == [(1, 1), (2, 1), (3, 2)]
    assert sentences(text) == ["Один.", "Два.", "Три\nчетыре."]


def test_a_join_mends_a_dateline() -> None:
    """A join drops every sentence break inside its words, wherever they stand."""
    assert len(sentences(DATELINE)) == 4
    joined = sentences(f"{DATELINE}\n\n{DATELINE}", "Астана. 27 февраля. KAZAKHSTAN TODAY")
    assert joined == ["Астана. 27 февраля. KAZAKHSTAN TODAY - Визит прошел.", "Все."] * 2


@pytest.mark.parametrize(
    ("join", "why"),
    [
        ("Алматы. 27", "does not stand in the article"),
        ("", "does not stand in the article"),
        ("27 февраля", "no sentence break falls into it"),
        ("Астана. ", "no sentence break falls into it"),
    ],
)
def test_a_join_that_joins_nothing_is_refused(join: str, why: str) -> None:
    """A join without effect is named, with the reason."""
    with pytest.raises(ArticleError, match=f'"{join}" joins nothing, for .*{why}'):
        split(DATELINE, "ru", (join,))


@given(TEXTS)
def test_every_character_has_one_sentence(text: str) -> None:
    """Each character but white space lies in exactly one sentence, and sentences are trimmed and in order."""
    spans = [(sentence.start, sentence.end) for sentence in split(text, "ru")]
    covered = [offset for span in spans for offset in range(*span)]
    assert covered == sorted(set(covered))
    assert {offset for offset, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@given(TEXTS)
def test_line_and_column_count_from_one(text: str) -> None:
    """Line and column lead back to the offset."""
    for offset in range(len(text) + 1):
        line, column = line_and_column(text, offset)
        before = text.split("\n")[: line - 1]
        assert sum(len(words) + 1 for words in before) + column - 1 == offset
