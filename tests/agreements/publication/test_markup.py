"""The publisher's markup: it goes, and every visible word stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.agreements.publication.markup import plain_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("All of [chapter&nbsp;1](/chapters/01) are obtained.", "All of chapter 1 are obtained."),
        ("does not exceed **30%** of the price", "does not exceed 30% of the price"),
        ("originating, *and*\n\n- the rest", "originating, and\n- the rest"),
        ("In which:\n\n- one,\n\n- two", "In which:\n- one,\n- two"),
        ("One:\n\n- a\n  - b\n    - c", "One:\n- a\n  - b\n  - c"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("first<br/>second<br>third", "first\nsecond\nthird"),
        ("<p>a <b>bold</b> word</p>", "a bold word"),
        ("a\N{NO-BREAK SPACE}b \N{HYPHEN} c  d", "a b - c d"),
        ("less than 9 &lt; 10 and A&amp;B", "less than 9 < 10 and A&B"),
        ("2 * 3 * 4 stays", "2 * 3 * 4 stays"),
        ("snake_case_word stays, _this_ goes", "snake_case_word stays, this goes"),
        ("value \\* escaped", "value * escaped"),
        ("\n\n\n", ""),
    ],
)
def test_markup_goes_and_words_stay(source: str, expected: str) -> None:
    """Tags, entities, links, bold, italics and white space are cleaned as the corpus is."""
    assert expected == plain_text(source)


@given(st.text(alphabet="abc 10%-,.\n", max_size=80))
def test_plain_text_is_cleaned_once(source: str) -> None:
    """What is clean stays as it is."""
    once = plain_text(source)
    assert once == plain_text(once)


@pytest.mark.parametrize("source", ["*" * 5000, "[" * 5000, "<" * 5000, "_" * 5000, "[a](" * 2000, "&" * 5000])
def test_hostile_markup_is_read_quickly(source: str) -> None:
    """Unclosed signs in great numbers do no harm."""
    assert plain_text(source) is not None
