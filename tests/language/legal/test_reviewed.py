"""Published rules against what a reviewer wrote from the law before looking: a wrong reading is none at all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.language import tree as t
from origin.language.legal import ReadRule, read_rule_set
from origin.language.notation import rule_text
from origin.language.parser import parse_rule
from tests.language.legal.published import corpus_or_skip, found, products, published

REVIEWS: tuple[list[dict[str, Any]], ...] = tuple(
    yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))["reviewed"]
    for file in ("reviewed.yaml", "reviewed-again.yaml")
)
REVIEWED = [case for review in REVIEWS for case in review]


def named(case: dict[str, Any]) -> str:
    """Where the rule is published."""
    return f"{case['scheme']} {case['heading']} {case['rules']}"


def rule(text: str) -> t.Rule:
    """The rule of a notation."""
    read = parse_rule(text)
    assert read.value is not None, list(map(str, read.problems))
    return read.value


def expected(case: dict[str, Any]) -> list[ReadRule]:
    """The rules as the reviewer wrote them."""
    if isinstance(case["reads"], str):
        return [ReadRule(case.get("product"), rule(case["reads"]))]
    return [ReadRule(one.get("product"), rule(one["rule"]), one.get("cumulative", False)) for one in case["reads"]]


def shown(rules: list[ReadRule]) -> list[str]:
    """Rules as a reader compares them: the product, the rule in our notation, whether it is one of several to meet."""
    return [f"[{one.product}]{' cumulative' if one.cumulative else ''} {rule_text(one.rule)}" for one in rules]


@pytest.mark.parametrize("case", REVIEWED, ids=named)
def test_a_reviewed_rule_is_read_as_the_law_says(case: dict[str, Any]) -> None:
    """The tree is the one written by hand; a text that may be left unread is kept whole and for its own product."""
    corpus_or_skip()
    record = found(case["scheme"], case["heading"], case["rules"], case["text"])

    reading = read_rule_set(published(record, case["rules"]), products(record))

    if case.get("may_be_unread") and reading.unread:
        wording = " ".join(" ".join(rule.text for rule in published(record, case["rules"])).split())
        assert [t.Text(wording)] == [one.test for read in reading.rules for one in read.rule.alternatives]
        assert [case.get("product")] == [read.product for read in reading.rules]
        return
    assert shown(expected(case)) == shown(list(reading.rules))
    assert expected(case) == list(reading.rules)
    assert reading.unread == ()


@pytest.mark.parametrize("review", REVIEWS, ids=("first", "again"))
def test_two_hundred_are_drawn_evenly_and_each_text_once(review: list[dict[str, Any]]) -> None:
    """The sample is of the size and the spread that it says."""
    drawn = [case for case in review if not case.get("chosen")]

    assert len(drawn) == 200
    assert len({(case["scheme"], case["heading"], case["text"]) for case in drawn}) == 200
    assert max(Counter(case["scheme"] for case in drawn).values()) <= 20
