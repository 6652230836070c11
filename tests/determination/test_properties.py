"""What holds of every determination, tried on random rules and random worlds against a second evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from origin.agreements.law import Law
from origin.determination.determination import Determination
from origin.determination.determine import determine
from origin.dossier.dossier import Dossier
from origin.language import tree as t
from tests import steady
from tests.determination.build import DAY, ask, eu_uk, no, unknown, yes
from tests.determination.erasures import erasures
from tests.determination.naive import (
    HOME,
    Thing,
    Used,
    World,
    completions,
    originates,
    things,
    with_facts,
)
from tests.determination.strategies import (
    CODES,
    PRODUCT_CODE,
    Both,
    amounts,
    as_dossier,
    both,
    cases,
    ceilings,
    filed,
    foreign_only,
    gaps,
    open_cases,
    plain_cases,
    rules,
)

Case = tuple[Both, World]

MOST = 300
"""So many completions of an incomplete world are tried."""


def tries(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples, the same ones each time, without a clock: machines differ."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        backend=steady.NAME,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )


def verdict(law: Both, world: World) -> str:
    """The engine's verdict with every presumption out."""
    return found(law, world).verdict.value


def found(law: Both, world: World) -> Determination:
    """The engine's determination with every presumption out."""
    return ask(law.law, as_dossier(world), certain=True)


def agrees(case: Case) -> None:
    """Fails where the engine's verdict is not the naive evaluator's, at this price or a cent beside it."""
    law, world = case
    for beside in (Fraction(0), Fraction(1, 100), Fraction(-1, 100)):
        near = replace(world, exw=(world.exw or Fraction(0)) + beside, fob=(world.fob or Fraction(0)) + beside)
        assert (yes if originates(near, law.rulings) else no) == verdict(law, near), near.exw


def is_sound(case: Case) -> None:
    """Fails where the engine has decided an incomplete world that may still turn out the other way."""
    law, world = case
    decided = verdict(law, world)
    if decided != unknown:
        for complete in islice(completions(world, CODES), MOST):
            assert (yes if originates(complete, law.rulings) else no) == decided, complete


# -- against the naive evaluator -------------------------------------------------------------------------------------


@tries(600)
@given(cases(nested=False))
def test_the_engine_equals_the_naive_evaluator_on_flat_worlds(case: Case) -> None:
    """Where all facts are known and nothing is made of anything, both evaluators say the same."""
    agrees(case)


@tries(500)
@given(cases(nested=True))
def test_the_engine_equals_the_naive_evaluator_on_nested_worlds(case: Case) -> None:
    """Where all facts are known, both evaluators say the same of products with intermediates."""
    agrees(case)


@tries(500)
@given(open_cases())
def test_the_engine_is_sound_on_incomplete_worlds(case: Case) -> None:
    """A verdict reached without some facts is the verdict of every world that it may turn out to be."""
    is_sound(case)


@pytest.mark.slow
@tries(10_000)
@given(cases())
def test_the_engine_equals_the_naive_evaluator_at_length(case: Case) -> None:
    """Where all facts are known, both evaluators say the same, however long one looks."""
    agrees(case)


@pytest.mark.slow
@tries(8_000)
@given(open_cases())
def test_the_engine_is_sound_at_length(case: Case) -> None:
    """A verdict reached without some facts is that of every completion, however long one looks."""
    is_sound(case)


# -- facts -----------------------------------------------------------------------------------------------------------


@tries(100)
@given(st.data(), cases(nested=False))
def test_supplying_a_fact_never_turns_a_verdict_around(data: st.DataObject, case: Case) -> None:
    """With presumptions out, what is decided with facts missing stays decided so when they are supplied."""
    law, world = case
    before = verdict(law, data.draw(gaps(world, most=4)))
    assert before in (unknown, verdict(law, world))


def is_steady(law: Law, dossier: Dossier, on: date = DAY) -> None:
    """Fails where a pack's law decides one way without some fact, and the other way with it."""
    full = ask(law, dossier, on=on, certain=True).verdict.value
    for name, change in erasures(dossier) if full != unknown else ():
        without = ask(law, change(dossier), on=on, certain=True).verdict.value
        assert without in (unknown, full), (law.agreement.id, name)


@tries(100)
@given(filed())
def test_no_fact_turns_a_verdict_of_the_pack_around(dossier: Dossier) -> None:
    """Under the EU-UK agreement, whatever fact is left out of a dossier, supplying it does not turn the verdict."""
    is_steady(eu_uk(), dossier)


@pytest.mark.slow
@tries(1_500)
@given(filed())
def test_no_fact_turns_a_verdict_of_the_pack_around_at_length(dossier: Dossier) -> None:
    """Under the EU-UK agreement, supplying a fact does not turn the verdict, however long one looks."""
    is_steady(eu_uk(), dossier)


@tries(100)
@given(open_cases())
def test_presumptions_only_settle_what_was_open(case: Case) -> None:
    """A verdict that needs no presumption is the same with all of them, and then names none that it rests on."""
    law, world = case
    certain = verdict(law, world)
    presumed = determine(as_dossier(world), law.law, DAY)
    assert certain in (unknown, presumed.verdict.value)
    assert presumed.presumed or certain == presumed.verdict.value


@tries(200)
@given(open_cases())
def test_the_same_input_gives_the_same_findings(case: Case) -> None:
    """Twice the same dossier gives equal verdicts, findings, statuses and judgements, on fresh and on used law."""
    law, world = case
    first, second = found(law, world), found(law, world)
    fresh = ask(replace(law.law), as_dossier(world), certain=True)
    for other in (second, fresh):
        assert first.verdict == other.verdict
        assert first.judgement.candidates == other.judgement.candidates
        assert dict(first.statuses) == dict(other.statuses)
        assert repr(first.judgement.candidates) == repr(other.judgement.candidates)


# -- what cannot matter ----------------------------------------------------------------------------------------------


def rebuilt(thing: Thing, parts: Callable[[tuple[Used, ...]], tuple[Used, ...]]) -> Thing:
    """The thing with the lines of every bill of materials in it changed."""
    if thing.parts is None:
        return thing
    return replace(thing, parts=parts(tuple(replace(one, thing=rebuilt(one.thing, parts)) for one in thing.parts)))


def same_verdict(law: Both, world: World, product: Thing) -> None:
    """Fails where another telling of the same product is judged otherwise."""
    assert verdict(law, world) == verdict(law, replace(world, product=product))


@tries(100)
@given(open_cases(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(case: Case, random: object) -> None:
    """Lines may be stated in any order, at every level."""
    law, world = case
    same_verdict(law, world, rebuilt(world.product, lambda parts: tuple(random.sample(parts, len(parts)))))  # type: ignore[attr-defined]


@tries(100)
@given(cases(), st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(99, 100)]))
def test_a_line_may_be_split_in_two(case: Case, share: Fraction) -> None:
    """A line, or the same line in two parts of its quantity, is the same material."""
    law, world = case

    def split(parts: tuple[Used, ...]) -> tuple[Used, ...]:
        first, *rest = parts
        halves = [replace(first, quantity=first.quantity * part) for part in (share, 1 - share)]
        return (halves[0], *rest, halves[1])

    same_verdict(law, world, rebuilt(world.product, split))


@tries(100)
@given(cases(), st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(99, 100)]))
def test_a_material_may_be_split_in_two(case: Case, share: Fraction) -> None:
    """A material, or two like it that share its value and weight, come to the same."""
    law, world = case

    def split(parts: tuple[Used, ...]) -> tuple[Used, ...]:
        first, *rest = parts
        if first.thing.parts is not None or first.thing.value is None or first.thing.weight is None:
            return parts
        one, other = (
            replace(
                first.thing,
                id=f"{first.thing.id}-{part}",
                value=first.thing.value * part,
                weight=first.thing.weight * part,
            )
            for part in (share, 1 - share)
        )
        return (replace(first, thing=one), *rest, replace(first, thing=other))

    same_verdict(law, world, rebuilt(world.product, split))


@tries(100)
@given(open_cases(), st.sampled_from([Fraction(3), Fraction(1, 7), Fraction(10**12), Fraction(1, 10**12)]))
def test_the_unit_of_money_does_not_matter(case: Case, rate: Fraction) -> None:
    """All values and prices in another unit of money, and all weights in another unit, change nothing."""
    law, world = case

    def times(amount: Fraction | None, factor: Fraction) -> Fraction | None:
        return None if amount is None else amount * factor

    facts = {
        thing.id: {"value": times(thing.value, rate), "weight": times(thing.weight, 1 / rate)}
        for thing in things(world.product)
    }
    other = World(with_facts(world.product, facts), times(world.exw, rate), times(world.fob, rate))
    assert verdict(law, world) == verdict(law, other)


# -- what can only help, or only harm --------------------------------------------------------------------------------


def never_loses(law: Both, world: World, better: World, improved: Both | None = None) -> None:
    """Fails where a world that can only be better for origin has less of it."""
    if verdict(law, world) == yes:
        assert yes == verdict(improved or law, better)


def foreign(world: World) -> Iterator[Thing]:
    """The non-originating materials at every level."""
    return (thing for thing in things(world.product) if thing.status == "NOM")


@tries(200)
@given(plain_cases(ceilings), amounts)
def test_dearer_foreign_materials_never_help(case: Case, more: Fraction) -> None:
    """Under ceilings, raising the value of a non-originating material never makes the product originating."""
    law, world = case
    for thing in foreign(world):
        dearer = {thing.id: {"value": (thing.value or Fraction(0)) + more}}
        never_loses(law, replace(world, product=with_facts(world.product, dearer)), world)


@tries(200)
@given(plain_cases(foreign_only))
def test_origin_of_a_material_never_harms(case: Case) -> None:
    """Where a rule speaks of foreign materials only, a material that becomes originating never loses origin."""
    law, world = case
    for thing in foreign(world):
        own = {thing.id: {"status": "OM", "country": HOME}}
        never_loses(law, world, replace(world, product=with_facts(world.product, own)))


@tries(100)
@given(plain_cases(foreign_only), amounts)
def test_a_higher_price_never_harms(case: Case, more: Fraction) -> None:
    """Where a rule only limits foreign materials, a higher price of the product never loses origin."""
    law, world = case
    never_loses(
        law, world, replace(world, exw=(world.exw or Fraction(0)) + more, fob=(world.fob or Fraction(0)) + more)
    )


@tries(100)
@given(plain_cases(foreign_only), amounts)
def test_one_more_originating_material_changes_nothing(case: Case, value: Fraction) -> None:
    """Where a rule speaks of foreign materials only, another originating material of any value changes nothing."""
    law, world = case
    for code in (PRODUCT_CODE, "731815"):
        extra = Used(Thing("extra", code, value, value, "OM", HOME, wholly=False))
        same_verdict(law, world, replace(world.product, parts=(*(world.product.parts or ()), extra)))


@tries(100)
@given(cases(nested=False), rules(wholly=False))
def test_an_alternative_never_harms_and_a_requirement_never_helps(case: Case, more: t.Test) -> None:
    """One more way to meet a rule never loses origin; one more thing to meet never gains it."""
    law, world = case
    (_, other), (_, own) = law.rulings.rules
    rest = (law.rulings.tolerances, law.rulings.insufficient)
    never_loses(law, world, world, both(t.AnyOf((own, more)), other, *rest))
    never_loses(both(t.AllOf((own, more)), other, *rest), world, world, law)


@tries(100)
@given(cases(nested=False))
def test_a_wider_tolerance_never_harms(case: Case) -> None:
    """With a wider tolerance, what originated still does."""
    law, world = case
    (_, other), (_, own) = law.rulings.rules
    wider = tuple(replace(one, percent=one.percent + 5) for one in law.rulings.tolerances)
    never_loses(law, world, world, both(own, other, wider, law.rulings.insufficient))
