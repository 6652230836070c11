"""Which facts would settle an open verdict, and how far a decided one is from its limits."""

from __future__ import annotations

from fractions import Fraction

import pytest

from origin.determination.determination import Determination
from origin.determination.fact_sets import Fact
from origin.determination.margins import margins
from origin.determination.missing_facts import decisive_facts
from origin.dossier.model import Product
from tests.determination.build import (
    OM,
    Part,
    ask,
    dossier,
    eu_uk_with,
    law_of,
    material,
    no,
    product,
    tolerance,
    unknown,
    yes,
)


def judged(rule: str, made: Product, *parts: Part) -> Determination:
    """The determination under a rule with the agreement's provisions but no tolerance, presumptions off."""
    return ask(eu_uk_with(rule, tolerances=()), dossier(made, *parts), certain=True)


def asked(rule: str, made: Product, *parts: Part) -> set[frozenset[str]]:
    """The smallest sets of facts that would make the product originate, in short."""
    found = decisive_facts(judged(rule, made, *parts))
    return {frozenset(_short(fact) for fact in facts) for facts in found.to_originate}


def _short(fact: Fact) -> str:
    return ":".join(part for part in (fact.ask, fact.subject, fact.detail) if part)


def one_of(*facts: str) -> set[frozenset[str]]:
    """Any one fact is enough."""
    return {frozenset({fact}) for fact in facts}


def test_a_code_that_is_not_stated() -> None:
    """The code of a foreign material settles a change of heading; so would proof of its origin if that were open."""
    assert one_of("hs-code:x") == asked("CTH", product(), material(None, 10, id="x"))
    assert one_of("hs-code:x", "origin:x") == asked("CTH", product(), material(None, 10, None, id="x"))


def test_a_value_that_is_not_stated() -> None:
    """A ceiling with room left turns on the one value that is missing."""
    parts = (material("7318", 10, id="a"), material("7318", None, id="b"))
    assert one_of("value:b") == asked("MaxNOM 40% (EXW)", product(), *parts)


def test_the_price_that_is_not_stated() -> None:
    """Without a price a ceiling asks for it, on the basis the rule names."""
    assert one_of("price:product:EXW") == asked("MaxNOM 40% (EXW)", product(exw=None), material("7318", 10))


def test_only_as_many_origins_as_it_takes() -> None:
    """Of several materials of unknown origin, only the dearest need be shown for the ceiling to be kept."""
    parts = (material("7318", 30, None, id="large"), material("7318", 20, None, id="small"))
    assert one_of("origin:large") == asked("MaxNOM 40% (EXW)", product(), *parts)


def test_alternatives_ask_for_the_lesser_of_two_evils() -> None:
    """Where either of two alternatives would do, the facts of either are told."""
    part = material(None, None, id="x")
    assert one_of("hs-code:x", "value:x") == asked("CTH or MaxNOM 40% (EXW)", product(), part)


def test_both_requirements_ask_together() -> None:
    """Where both of two requirements are open, their facts go together."""
    part = material(None, None, id="x")
    assert {frozenset({"hs-code:x", "value:x"})} == asked("CTH and MaxNOM 40% (EXW)", product(), part)


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("CTH", (material(None, 10, id="x"), material("8503", 5))),
        ("MaxNOM 40% (EXW)", (material("7318", 30, None, id="large"), material("7318", 20, None, id="small"))),
        ("RVC build-up 40% (EXW)", (material("7318", 45, None, id="x"),)),
    ],
)
def test_the_facts_asked_for_do_settle_it(rule: str, parts: tuple[Part, ...]) -> None:
    """Answered favourably, every set of facts makes an undetermined product originate."""
    law = eu_uk_with(rule, tolerances=())
    assert unknown == judged(rule, product(), *parts).verdict.value
    for facts in asked(rule, product(), *parts):
        answered = [_answered(part, facts) for part in parts]
        assert yes == ask(law, dossier(product(), *answered), certain=True).verdict.value, facts


def _answered(part: Part, facts: frozenset[str]) -> Part:
    name = part.article.id
    if f"origin:{name}" in facts:
        value = part.article.value
        amount = None if value is None else value.amount
        return material("7318", amount, OM, id=name, origin="GB")
    if f"hs-code:{name}" in facts:
        return material("7318", 10, id=name)
    return part


def test_what_a_process_is_worked_on_is_asked_by_name() -> None:
    """Whether a steel blank is what the rule has machined is asked in those words, and not of which fibre it is."""
    rule = "done(machining[forged-blanks]) and MaxNOM[forged-blanks] 35% (EXW)"
    law = law_of(rule, tolerances=(tolerance(10),))
    blank = material("7326.90", 20, id="blank")
    judged = ask(law, dossier(product("7307.23"), blank), certain=True)
    assert unknown == judged.verdict.value
    facts = {fact for sets in decisive_facts(judged).to_originate for fact in sets}
    assert {Fact("kind", "blank", "forged-blanks")} == facts
    stated = material("7326.90", 20, id="blank", kinds={"forged-blanks": True})
    assert yes == ask(law, dossier(product("7307.23"), stated), certain=True).verdict.value


def test_a_margin() -> None:
    """A ceiling tells its share, the room left and the price at which it turns."""
    (margin,) = margins(judged("MaxNOM 40% (EXW)", product(), material("7318", 30)))
    assert (Fraction(30), Fraction(10), Fraction(75)) == (margin.share, margin.room, margin.price_turns_at)


def test_a_margin_that_is_used_up() -> None:
    """Past the bound the room is negative: what must go to come back to it."""
    determination = judged("MaxNOM 40% (EXW)", product(), material("7318", 41))
    (margin,) = margins(determination)
    assert (no, Fraction(-1)) == (determination.verdict.value, margin.room)
