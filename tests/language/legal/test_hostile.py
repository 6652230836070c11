"""Text that nobody published: long, deep, broken, full of our own signs. It is kept and told, and nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.language import tree as t
from origin.language.legal import PublishedRule, Reading, read_rule_set
from origin.language.notation import rule_text
from origin.language.parser import parse_rule

LONG = {
    "words": "word " * 20_000,
    "letters": "a" * 100_000,
    "digits": "1" * 100_000,
    "commas": ", " * 50_000,
    "deep brackets": "(" * 50_000 + "CTH" + ")" * 50_000,
    "rules": "CTH or " * 15_000,
    "operations": "Weaving and " * 9_000,
    "items": "Manufacture from:\n" + "- yarn,\n" * 12_000,
    "letters of lists": "(a) CTH, " * 11_000,
    "codes": "Manufacture from materials of " + "heading 0101, " * 7_000,
    "lines": "\n" * 100_000,
    "spaces": "CTH" + " " * 100_000 + "CTH",
}

BROKEN = [
    "",
    "   ",
    "\n\n",
    ".",
    "(",
    "⟦",
    "⟧",
    "‖‖‖",
    "¶",
    "CTH ⟦•∧∨⟧¶‖",
    "Manufacture from⟦yarn∨fibres⟧",
    "CTH‖CC",
    "CTH\0",
    "CTH\x07 except from heading 0101.",
    "\ufeffCTH",
    "CTH \u202e except",
    "\ud800",
    "CTH (until 99 January 2024).",
    "CTH (until 2024).",
    "CTH (1st Jan 2023 to 31st Dec).",
    "This rule shall apply until 99.99.2024.",
    "RVC 1000%.",
    "No change in tariff classification required.",
    "However, fish may be used.",
    "Production in which the value of all materials used does not exceed 400% of the ex-works price of the product.",
    "Manufacture from materials of heading 9999.",
    "Manufacture from materials of chapter 77.",
    "Manufacture from materials of heading 0199 to heading 0101.",
    '"' * 20,
    "\\" * 20,
    'Manufacture from "work" \\ lead.',
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}",
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in LONG.items()])
def test_a_text_longer_than_any_rule_is_refused_at_once(text: str) -> None:
    """A hundred kilobytes are no rule: they are kept as text without being parsed."""
    reading = read_rule_set((PublishedRule(text),))

    assert is_kept(reading, text)


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_text_is_read_or_kept(text: str) -> None:
    """Whatever stands there, nothing is raised, and what is read can be written in our notation and read back."""
    is_sound(read_rule_set((PublishedRule(text),)))


@given(st.lists(st.text(max_size=60) | st.sampled_from(BROKEN), max_size=4), st.booleans())
def test_any_rows_are_read_or_kept(texts: list[str], joined: bool) -> None:
    """The same for any characters in any number of rows."""
    is_sound(read_rule_set([PublishedRule(text, "or" if joined else None) for text in texts]))


PIECES = st.sampled_from(
    (
        "Manufacture|from|materials of any heading,|except that of the product|in which|the value of|all the materials"
        "|used|does not exceed|40%|of the ex-works price of the product|heading 0101|chapter 1|and|or|CTH|yarn|weaving"
        "|accompanied by|However,|may be used|wholly obtained|are|provided that|,|.|:|\n-|(until 31 December 2024)"
        "|RVC 40%|A change from|any other heading|whether or not|See Introductory Note 5."
    ).split("|")
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_any_words_of_the_law_are_read_or_kept(text: str) -> None:
    """Legal words in any order: read to something that can be written and read back, or kept whole."""
    is_sound(read_rule_set((PublishedRule(text),)))


def is_sound(reading: Reading) -> None:
    """Every rule read survives our notation; unread wording is told, and only that is text."""
    for one in reading.rules:
        written = rule_text(one.rule)
        assert parse_rule(written).value == one.rule, written
    texts = [a for one in reading.rules for a in one.rule.alternatives if isinstance(a.test, t.Text)]
    assert bool(texts) == bool(reading.unread)


def is_kept(reading: Reading, text: str) -> bool:
    """Whether nothing was read, and nothing lost."""
    tests = [alternative.test for one in reading.rules for alternative in one.rule.alternatives]
    if not text.strip():
        return not tests and [one.code for one in reading.choices] == ["rule-empty"]
    return tests == [t.Text(" ".join(text.split()))] and len(reading.unread) == 1
