"""Descriptions of published rule sets as options of a rule list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from origin.agreements.publication.description import LONGEST_LABEL, is_remainder, option_of, options, short, word
from origin.language import tree as t
from origin.language.notation import rule_list_text
from origin.language.parser import parse_rule_list
from origin.nomenclature.code import HsCode
from origin.nomenclature.code_range import HsRange
from origin.problems import Read

FATS = "Animal fats \N{BLACK RIGHT-POINTING SMALL TRIANGLE} "


@pytest.mark.parametrize(
    ("descriptions", "expected"),
    [
        ([FATS + "From bones", FATS + "Other"], ["bones", "other"]),
        (["White chocolate", "Others"], ["white-chocolate", "other"]),
        (["Bristles", "Any other product from heading 0502"], ["bristles", "other"]),
        (
            ["Stray words \N{BLACK RIGHT-POINTING SMALL TRIANGLE} Nuts", "Any other product from heading 2008"],
            ["nuts", "other"],
        ),
        (["Surimi", "Others", "Others: Of tuna"], ["surimi", "other", "other.tuna"]),
        (
            [FATS + "Oils \N{BLACK RIGHT-POINTING SMALL TRIANGLE} Pure", FATS + "Oils", FATS + "Other"],
            ["oils.pure", "oils", "other"],
        ),
        (["Other", "Any other product from heading 4012"], ["other", "other-second"]),
        (["Alike", "Alike"], ["alike", "alike-second"]),
        ([None, None], ["other", "other-second"]),
        (["Embroidered; and", "Other;"], ["embroidered", "other"]),
        (
            ["Containing 20% or less of meat", "Containing more than 20% of meat"],
            ["containing-20-percent-less", "containing-more-20-percent"],
        ),
        (["Until further notice", "From"], ["until-further-notice", "from-goods"]),
    ],
)
def test_descriptions_become_options(descriptions: list[str | None], expected: list[str]) -> None:
    """Common levels go, the remainder of a heading is "other", equal descriptions are told apart."""
    assert expected == [option.path for option in options(descriptions)]


def test_a_label_is_short_and_says_what_tells_apart() -> None:
    """A long description is cut at a word; two that are cut alike keep their ends."""
    same = "A product of a preparation for feeding animals that contains milk solids of any kind and origin, "
    found = options([same + "with rice", same + "without rice"])
    assert all(len(option.label) <= LONGEST_LABEL for option in found)
    assert [option.label.split()[-2] for option in found] == ["with", "without"]
    assert option_of("Hair \N{BLACK RIGHT-POINTING SMALL TRIANGLE} Prepared bristles;").label == "Prepared bristles"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maté, ground", "mate-ground"),
        ("100 % silk", "of-100-percent-silk"),
        ("to", "to-goods"),
        ("\u4e2d\u6587", "described"),
    ],
)
def test_a_description_becomes_a_word_of_the_notation(text: str, expected: str) -> None:
    """Letters lose their accents, words of the notation and digits in front are avoided."""
    assert expected == word(text)


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=120)), min_size=2, max_size=6))
def test_options_are_unlike_and_can_be_written(descriptions: list[str | None]) -> None:
    """Whatever the descriptions are, the options differ and the notation takes them."""
    found = options(descriptions)
    assert len({option.path for option in found}) == len(found)
    rule = t.Rule((t.Alternative(t.Each(t.ALL_NON_ORIGINATING, t.Shift(None))),))
    products = (HsRange.of(HsCode("8711")),)
    rules = t.RuleList("a", "a", 2022, (), tuple(t.Entry(products, rule, one.path, one.label) for one in found))
    assert Read(rules) == parse_rule_list(rule_list_text(rules))


@given(st.text(max_size=300))
def test_a_label_is_never_longer_than_allowed(text: str) -> None:
    """A label is cut, whatever it is made of."""
    assert len(short(text)) <= LONGEST_LABEL


def test_the_remainder_of_a_heading_is_known_by_its_words() -> None:
    """What descriptions leave of a heading is told from a description that begins alike."""
    assert is_remainder("Any other product from heading 0502")
    assert not is_remainder("Any other product of silk")
    assert not is_remainder(None)
