"""Comparing rules: each relation by hand, as data in comparison.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from origin.agreements.registry import read_glossary
from origin.language import tree as t
from origin.language.comparison.compare import Comparison, Demand, Judgement, compare, turning_days
from origin.language.parser import parse_rule
from origin.nomenclature.shared_goods import Codes, bits, shared_goods

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("comparison.yaml").read_text(encoding="utf-8"))
GLOSSARY = read_glossary().value
HS2017 = Codes(2017)


def rule(text: str) -> t.Rule:
    """A rule of our notation."""
    read = parse_rule(text)
    assert read.value is not None, "\n".join(map(str, read.problems))
    return read.value


def compared(
    left: str,
    right: str,
    product: str = "8501.10",
    codes: tuple[Codes, Codes] = (HS2017, HS2017),
    on: date | None = None,
) -> Comparison:
    """The comparison for a product, by its code on the left list."""
    assert GLOSSARY is not None
    goods = shared_goods(*codes)
    digits = product.replace(".", "")
    wanted = sum(1 << at for at in bits(goods.products) if goods.pairs[at][0] == digits)
    found = compare(Demand.of(rule(left)), Demand.of(rule(right)), wanted, goods, GLOSSARY, on)
    assert len({one.judgement for one in found}) == 1
    return found[0]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['left']} | {case['right']} | {case.get('product', '')}"
)
def test_the_judgement_of_a_pair(case: dict[str, Any]) -> None:
    """Each pair is judged as the data say, and mirrored the other way round."""
    where = {"product": case.get("product", "8501.10"), "on": case.get("day")}
    expected = Judgement(case["judgement"])
    assert expected is compared(case["left"], case["right"], **where).judgement
    assert expected.mirrored is compared(case["right"], case["left"], **where).judgement


@pytest.mark.parametrize("text", sorted({case[side] for case in CASES for side in ("left", "right")}))
def test_every_rule_equals_itself(text: str) -> None:
    """A rule is equal to itself, and to itself as a choice between twice the same, whatever it is made of."""
    assert Judgement.EQUAL is compared(text, text).judgement
    assert Judgement.EQUAL is compared(text, f"{text} or {text}").judgement


def test_days_that_stand_for_all_days() -> None:
    """The first day, each day on which something begins, and each on which something has ended."""
    demand = Demand.of(rule("CTH until 2026-12-31 or CC from 2028-01-01"))
    assert (date.min, date(2027, 1, 1), date(2028, 1, 1)) == turning_days(demand, Demand.of(rule("CTH")))


def test_too_many_statements_are_not_compared_and_never_wrong() -> None:
    """Rules that mention very many named materials are equal to themselves, and else incomparable."""
    many = "CTH except [" + ", ".join(f'"material {number}"' for number in range(20)) + "]"
    assert Judgement.EQUAL is compared(many, many).judgement
    assert Judgement.INCOMPARABLE is compared(many, "CTH").judgement


def test_too_many_alternatives_are_not_compared() -> None:
    """A rule of a thousand alternatives is answered at once: equal to itself, else incomparable."""
    many = " or ".join(f"MaxNOM[{1 + number % 76:02}] {number // 50}% (EXW)" for number in range(1000))
    assert Judgement.EQUAL is compared(many, many).judgement
    assert Judgement.INCOMPARABLE is compared(many, "CTH").judgement


def test_too_many_ways_are_compared_as_a_whole() -> None:
    """A rule of thousands of ways is equal to itself, and at least as strict as a part of it."""
    many = " and ".join(f"(MaxNOM[{number:02}] 10% (EXW) or done(machining))" for number in range(1, 15))
    assert Judgement.EQUAL is compared(many, many).judgement
    assert Judgement.INCOMPARABLE is compared(many, "MaxNOM[01] 20% (EXW) or done(machining)").judgement


# -- across editions ---------------------------------------------------------------------------------------------------

ACROSS = (HS2017, Codes(2022))


@pytest.mark.parametrize(
    ("left", "right", "product", "judgement"),
    [
        ("CTH", "CTH", "8501.10", "equal"),
        ("CTH", "CTSH", "8711.60", "stricter"),
        ("MaxNOM 40% (EXW)", "MaxNOM 50% (EXW)", "8806.10", "stricter"),
        ("CTH except [8503]", "CTH except [8503]", "8501.10", "equal"),
        ("done(spinning[natural-fibres])", "done(spinning[natural-fibres])", "5205.11", "equal"),
        # what HS 2022 has under 3827 was in some subheadings of 3824 before
        ("CTH except [3824.71-3824.79]", "CTH except [3827.11-3827.90]", "8501.10", "equal"),
        ("CTH except [3824]", "CTH except [3827]", "8501.10", "stricter"),
    ],
)
def test_lists_on_different_editions(left: str, right: str, product: str, judgement: str) -> None:
    """Codes are carried: the same rule on two editions is the same for goods that have kept their place."""
    codes = (Codes(2022), HS2017) if product == "8806.10" else ACROSS  # only HS 2022 has unmanned aircraft
    assert Judgement(judgement) is compared(left, right, product, codes).judgement


def test_goods_that_changed_their_place_are_told() -> None:
    """Where only goods that the editions classify in different headings tell two rules apart, the judgement says so."""
    found = compared("no NOM[8529]", "no NOM[8529]", "8501.10", ACROSS)
    assert (found.judgement, found.but_for_moved) == (Judgement.EQUAL, True)
    assert not compared("MaxNOM 40% (EXW)", "MaxNOM 40% (EXW)", "8501.10", ACROSS).but_for_moved
