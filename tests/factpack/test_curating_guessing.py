"""What the text of an article suggests of its language and its headline."""

import pytest

from factpack.curating.adding.guessing import guess_headline, guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Порт пен университет жол картасына қол қойды, деп хабарлады министрлік: бұл – жаңалық.", "kk"),
        ("Порты и университет подписали дорожную карту по Digital Port.", "ru"),
        (f"Порт в городе Қала открыт. {'Он работает днем и ночью, без выходных. ' * 9}", "ru"),
        ("The port and the university have signed a roadmap for the town, the ministry said.", "en"),
        ("Порт і університет підписали дорожню карту.", ""),
        ("Порт менен университет жол картасына кол коюшту, деп билдирди министрлик. Бул өтө маанилүү.", ""),
        ("Der Hafen und die Stadt haben einen Plan unterzeichnet.", ""),
        ("港と大学", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_where_it_is_plain(text: str, language: str) -> None:
    """Kazakh, Russian and English are told by letters and common words; of what is like them, nothing is said."""
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Roadmap for\u00a0the port\n\nThe port signed it.\n", "Roadmap for the port"),
        ("\n\nПорт откроют в мае\n\nЭто решено.", "Порт откроют в мае"),
        ("The port signed it.\n\nSo it is.", ""),
        ("Roadmap for the port\nThe port signed it.\n\nSo it is.", ""),
        ("Roadmap for the port", ""),
        ("The port town, 12 May:\n\nThe port signed it.", ""),
        ("* * *\n\nThe port signed it.", ""),
        ("word " * 30 + "\n\nThe port signed it.", ""),
    ],
)
def test_a_short_first_line_may_be_the_headline(text: str, headline: str) -> None:
    """It stands alone, ends no sentence, and has the text below it."""
    assert guess_headline(text) == headline
