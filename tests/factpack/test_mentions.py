"""Entities are found by their forms: whole words, the longest form first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpack.mentions import Forms, Named

FORMS = [("anna", "Анна"), ("kim", "Ким"), ("anna-kim", "Анна Ким"), ("works", "Tiny Works"), ("plant", "завод")]


def words_of(text: str, forms: list[tuple[str, str]]) -> list[str]:
    """The mentions as `entity: words`."""
    return [f"{named.entity}: {text[named.start : named.end]}" for named in Forms(forms).mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Анна Ким и Анна", ["anna-kim: Анна Ким", "anna: Анна"]),
        ("Анна, Ким", ["anna: Анна", "kim: Ким"]),
        ("Завод и завод", ["plant: Завод", "plant: завод"]),
        ("заводы", []),
        ("анна", []),
        ("«Анна»-Ким.", ["anna: Анна", "kim: Ким"]),
        ("ЗАВОД", []),
        ("Tiny Works2, Tiny Works.", ["works: Tiny Works"]),
        ("", []),
    ],
)
def test_the_longest_form_of_whole_words_wins(text: str, expected: list[str]) -> None:
    """A form is found as written or with a capital, never inside a longer word or a longer name."""
    assert words_of(text, FORMS) == expected


@pytest.mark.parametrize("form", ["№ 5", "«Эхо»", "B+", "Алма-Ата", "...", "$"])
def test_forms_may_hold_signs(form: str) -> None:
    """Quotation marks, hyphens and signs belong to a form; a form without a letter or digit names nothing."""
    found = words_of(f"и {form} тоже", [("x", form)])

    assert found == ([f"x: {form}"] if any(map(str.isalnum, form)) else [])


def test_a_form_of_two_entities_is_counted_once() -> None:
    """Where two claim the same words, the place has one mention."""
    assert Forms([("b", "Анна"), ("a", "Анна")]).mentions("Анна") == (Named(0, 4, "a"),)


@given(
    st.text(st.sampled_from("аб 1-.«»\n"), max_size=40),
    st.lists(st.tuples(st.sampled_from("xyz"), st.text(st.sampled_from("аб 1-"), min_size=1, max_size=6)), max_size=6),
)
def test_mentions_are_in_order_apart_and_whole(text: str, forms: list[tuple[str, str]]) -> None:
    """Whatever the text and the forms, places do not overlap, hold a form, and cut no word."""
    mentions = Forms(forms).mentions(text)

    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for named in mentions:
        words = text[named.start : named.end]
        own = {form for entity, form in forms if entity == named.entity}
        assert words in own | {form[0].upper() + form[1:] for form in own}
        for edge in (named.start, named.end):
            assert not text[max(0, edge - 1) : edge + 1].isalnum() or edge in {0, len(text)}


@given(st.text(st.sampled_from("аб 1-"), max_size=30), st.text(st.sampled_from("аб1"), min_size=1, max_size=3))
def test_no_free_place_is_missed(text: str, form: str) -> None:
    """Of one form, every whole-word place that no earlier one overlaps is a mention."""
    places = [at for at in range(len(text)) if text.startswith(form, at)]
    whole = [
        at
        for at in places
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(form) : at + len(form) + 1].isalnum()
    ]

    assert [named.start for named in Forms([("x", form)]).mentions(text)] == whole
