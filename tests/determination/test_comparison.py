"""What the comparer of rules says, held against productions: on random rules, and on rules that are near each other."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from msgspec.structs import replace

from origin.determination.determine import determine
from origin.determination.evaluate import evaluate
from origin.determination.production import Production
from origin.language import tree as t
from origin.language.comparison.compare import Comparison, Demand, Judgement, compare
from origin.language.notation import test_text as notation
from origin.nomenclature.shared_goods import Codes, shared_goods
from tests.determination import build
from tests.determination.naive import Made, Rulings, World, all_steps, materials, meets, wholly_obtained
from tests.determination.strategies import (
    ALL_PRICES,
    ITEMS,
    LEVELS,
    PRODUCT_CODE,
    Both,
    as_dossier,
    below,
    dones,
    eaches,
    laws,
    max_nom,
    one_of,
    percents,
    pick,
    rules,
    shifted,
    worlds,
)
from tests.determination.test_properties import tries

GOODS = shared_goods(Codes(2017), Codes(2017))
PRODUCT = 1 << [left for left, _ in GOODS.pairs].index(PRODUCT_CODE)
"""The product of the random worlds."""


def compared(left: t.Test, right: t.Test) -> Comparison:
    """The comparison of two tests as the rule for the product."""
    ours, theirs = (Demand.of(t.Rule((t.Alternative(test),))) for test in (left, right))
    (found,) = compare(ours, theirs, PRODUCT, GOODS, build.GLOSSARY)
    return found


# -- pairs of rules ----------------------------------------------------------------------------------------------------


@st.composite
def near(draw: st.DrawFn, test: t.Test) -> t.Test:
    """A rule that differs from another in one place, most often in a figure, a code or a part."""
    match test:
        case t.AnyOf(tests) | t.AllOf(tests):
            at = draw(below(len(tests)))
            if not draw(below(3)):
                return tests[at]
            return replace(test, tests=(*tests[:at], draw(near(tests[at])), *tests[at + 1 :]))
        case t.Allow(inner, _, limit):
            choices: list[t.Test] = [inner, replace(test, limit=None), replace(test, test=draw(near(inner)))]
            if limit is not None:
                choices.append(replace(test, limit=replace(limit, percent=draw(percents))))
            return draw(one_of(choices))
        case t.Defined(_, inner) if inner is not None:
            return draw(near(inner))
        case _:
            return draw(one_of(_changes(draw, test)))


def _changes(draw: st.DrawFn, test: t.Test) -> list[t.Test]:
    """A test of its own with another level, figure, scope or basis, and joined with another test."""
    level, items, relation, price = pick(draw, LEVELS, ITEMS, list(t.Relation), ALL_PRICES)
    other = draw(st.one_of(eaches, max_nom, dones))
    forgiving = t.Allow(test, t.Scope(t.Standing.NON_ORIGINATING, items), None)
    joined: list[t.Test] = [t.AnyOf((test, other)), t.AllOf((other, test)), forgiving]
    match test:
        case t.Each(scope, t.Shift() as shift):
            shifts = (replace(shift, level=level), replace(shift, excluding=items, excepted=()), t.Shift(shift.level))
            return [*(t.Each(scope, one) for one in shifts), t.Each(replace(scope, items=items), shift), *joined]
        case t.Each(scope, condition) if scope.standing is not t.Standing.PRODUCT:
            return [t.Each(replace(scope, items=some), condition) for some in ((), items)] + joined
        case t.Share(_, scope):
            changed: list[t.Test] = [
                replace(test, percent=draw(percents)),
                replace(test, relation=relation),
                replace(test, scope=replace(scope, items=items)),
            ]
            return changed + ([replace(test, basis=price)] if isinstance(test.basis, t.PriceBasis) else joined)
        case t.Done(process):
            return [t.Done(replace(process, steps=process.steps[:1])), *joined]
        case _:
            return joined


@st.composite
def pairs(draw: st.DrawFn) -> tuple[t.Test, t.Test]:
    """Two rules: one, and one that is a change or a few away from it; or any two."""
    rule = draw(st.one_of(shifted, max_nom, rules(draw(st.booleans()), True)))
    other = rule if draw(below(8)) else draw(rules(True, True))
    for _ in range(1 + draw(below(3))):
        other = draw(near(other))
    return (rule, other) if draw(st.booleans()) else (other, rule)


# -- productions -------------------------------------------------------------------------------------------------------


@st.composite
def productions(draw: st.DrawFn) -> tuple[World, Production, Made]:
    """A production of the product, as the engine and as the naive evaluator see it."""
    nested = draw(st.booleans())
    law: Both = draw(laws(shifted, max_nom))
    world = draw(worlds(draw(st.booleans()), nested))
    production = determine(as_dossier(world), law.law, build.DAY).judgement.production
    return world, production, made(world, law.rulings)


def made(world: World, rulings: Rulings) -> Made:
    """The production as the naive evaluator sees it."""
    thing = world.product
    assert thing.code is not None
    assert thing.weight is not None
    assert world.exw is not None
    assert world.fob is not None
    return Made(
        thing.code,
        {t.Price.EX_WORKS: world.exw, t.Price.FREE_ON_BOARD: world.fob},
        thing.weight,
        materials(thing, rulings),
        wholly_obtained(thing, rulings),
        frozenset(term for term, _ in thing.steps or ()),
        frozenset(term for term, _ in all_steps(thing, rulings)),
    )


def agrees(rule: t.Test, other: t.Test, some: list[tuple[World, Production, Made]]) -> None:
    """Fails where a rule is said to imply another, and some production passes the first and fails the second."""
    found = compared(rule, other)
    event(found.judgement.value)
    for one, another, gaps in ((rule, other, found.left_gaps), (other, rule, found.right_gaps)):
        if gaps:
            continue
        for world, production, seen in some:
            if seen.wholly:
                continue  # it originates whatever the rules say
            assert meets(another, seen) or not meets(one, seen), (notation(one), notation(another), world)
            passes, fails = evaluate(one, production).truth, evaluate(another, production).truth
            assert not (passes is True and fails is False), (notation(one), notation(another), world)


@tries(400)
@given(pairs(), st.lists(productions(), min_size=1, max_size=4))
def test_no_production_passes_a_rule_and_fails_what_it_implies(
    pair: tuple[t.Test, t.Test], some: list[tuple[World, Production, Made]]
) -> None:
    """Where the comparer says that one rule implies another, neither evaluator finds a production against it."""
    agrees(*pair, some)


@pytest.mark.slow
@tries(10_000)
@given(pairs(), st.lists(productions(), min_size=2, max_size=6))
def test_no_production_passes_a_rule_and_fails_what_it_implies_at_length(
    pair: tuple[t.Test, t.Test], some: list[tuple[World, Production, Made]]
) -> None:
    """However long one looks, no production passes a rule and fails one that it is said to imply."""
    agrees(*pair, some)


@tries(300)
@given(pairs())
def test_a_rule_equals_itself_and_the_judgement_mirrors(pair: tuple[t.Test, t.Test]) -> None:
    """Each rule equals itself; what is stricter one way is laxer the other way."""
    rule, other = pair
    assert Judgement.EQUAL is compared(rule, rule).judgement
    assert compared(rule, other).judgement.mirrored is compared(other, rule).judgement


@tries(200)
@given(pairs(), rules(True, True))
def test_implication_passes_on(pair: tuple[t.Test, t.Test], third: t.Test) -> None:
    """One more requirement is stricter or equal, one more alternative laxer or equal."""
    rule, _ = pair
    assert not compared(t.AllOf((rule, third)), rule).left_gaps
    assert not compared(rule, t.AnyOf((third, rule))).left_gaps
