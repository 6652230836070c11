"""The page on how published wording is read."""

from __future__ import annotations

import re

import pytest

from origin.data_folder import data_folder
from origin.language.legal import PublishedRule, read_rule_set
from origin.language.notation import rule_text
from origin.language.parser import parse_rule

PAGE = (data_folder("grammar") / "legal.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```reading\n(.*?)\n---\n(.*?)\n```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize(("wording", "notation"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_read_as_the_page_says(wording: str, notation: str) -> None:
    """Each wording of the page is read whole, as the notation beneath it."""
    reading = read_rule_set([PublishedRule(wording)])
    assert not reading.unread
    (read,) = reading.rules
    expected = parse_rule(notation).value
    assert expected is not None
    assert expected == read.rule, rule_text(read.rule)


def test_the_page_has_examples() -> None:
    """The page is not empty of examples."""
    assert len(EXAMPLES) > 15
