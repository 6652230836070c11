"""Wordings of our own, in the manner of many drafters, against the law they say (drafting.yaml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.language.legal import PublishedRule, ReadRule, read_rule_set
from origin.language.legal.names import codes
from origin.language.parser import parse_rule

READINGS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "drafting.yaml").read_text(encoding="utf-8"))[
    "readings"
]


def cases() -> Iterator[Any]:
    """Each wording with what it means."""
    for reading in READINGS:
        for text in reading["texts"]:
            yield pytest.param(text, reading, id=f"{reading['to'][:30]}: {text[:60]!a}")


@pytest.mark.parametrize(("text", "reading"), list(cases()))
def test_a_wording_is_read_as_the_law_it_says(text: str, reading: dict[str, Any]) -> None:
    """Whatever words a drafter chose, the tree is the one that was written for their meaning, and nothing is left."""
    expected = parse_rule(reading["to"])
    assert expected.value is not None, list(map(str, expected.problems))

    found = read_rule_set((PublishedRule(text),), codes(reading["for"]) if "for" in reading else ())

    assert found.unread == ()
    assert [ReadRule(reading.get("product"), expected.value)] == list(found.rules)


def test_no_wording_stands_under_two_meanings() -> None:
    """Seven hundred wordings and more, each of them once."""
    texts = Counter(text for reading in READINGS for text in reading["texts"])

    assert texts.total() >= 700
    assert {1} == set(texts.values())
