"""A passage keeps the place of each of its characters in the published text, whatever is done to it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from origin.language.legal.layout import laid_out
from origin.language.legal.passage import Passage, place_of
from origin.language.legal.repair import repaired

WORDS = st.sampled_from(
    (
        "Manufacture|from|yarn|heading 0101|40 %|40%|- |\n|, |and|or|.|:|However|(|‘|’|man- made"
        "|the product| |  |\u00a0|é|a) |b) |(i) |CTH|)|in which|;"
    ).split("|")
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS, max_size=30).map("".join)

PATTERNS = st.sampled_from(["[aeiou]", r"\s+", "an", "(e)(r)?", "^", r"\b", "", "[^a-z]+", "x", r"(?<=a)", "-"])
REPLACEMENTS = st.sampled_from(["", "a", "xyz", r"\g<0>", r"\g<0>s", r"s\g<0>", "\n", "⟦"])


@given(TEXTS, st.lists(st.tuples(PATTERNS, REPLACEMENTS), max_size=5))
def test_offsets_survive_every_substitution(text: str, substitutions: list[tuple[str, str]]) -> None:
    """As many offsets as characters and one for the end, in order and within the text."""
    passage = Passage.of(text)

    for pattern, replacement in substitutions:
        passage = passage.sub(re.compile(pattern), replacement)

    keeps_its_places(passage, text)


@given(TEXTS)
def test_offsets_survive_repair_and_lay_out(text: str) -> None:
    """The passes keep the places as well."""
    mended, made = repaired(Passage.of(text))

    keeps_its_places(mended, text)
    assert all(0 <= offset <= len(text) for offset, _ in made)
    keeps_its_places(laid_out(mended), text, in_order=False)


@given(TEXTS, st.data())
def test_a_letter_that_is_not_replaced_stays_where_it_was(text: str, data: st.DataObject) -> None:
    """A letter that occurs once in the text is found at its own place behind substitutions of other characters."""
    at = data.draw(st.integers(0, len(text)))
    marked = text[:at] + "Ω" + text[at:]
    passage = Passage.of(marked)

    for pattern, replacement in data.draw(
        st.lists(st.tuples(st.sampled_from(["[aeiou]", " +", "an", "-"]), REPLACEMENTS))
    ):
        passage = passage.sub(re.compile(pattern), replacement)

    assert {passage.offsets[found.start()] for found in re.finditer("Ω", passage.text)} == {at}


@given(TEXTS, st.data())
def test_a_part_keeps_its_places(text: str, data: st.DataObject) -> None:
    """A part of a passage, and the passage without the white space around it, have the offsets of their characters."""
    passage = Passage.of(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    for part in (passage.part(start, end), passage.stripped()):
        assert [text[offset] for offset in part.offsets[: len(part.text)]] == list(part.text)


@given(TEXTS, st.data())
def test_line_and_column_tell_the_place(text: str, data: st.DataObject) -> None:
    """The character in that line and column is the one at the offset."""
    offset = data.draw(st.integers(0, len(text)))

    line, column = place_of(text, offset)

    assert offset == sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


def keeps_its_places(passage: Passage, source: str, in_order: bool = True) -> None:
    """One offset for each character and the end, all within the source, and in its order."""
    assert len(passage.offsets) == len(passage.text) + 1
    assert all(0 <= offset <= len(source) for offset in passage.offsets)
    if in_order:
        assert list(passage.offsets) == sorted(passage.offsets)
