"""Hypothesis strategies: random rules, and random worlds that lie on the thresholds of the rules or a cent beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from origin.agreements.law import Law
from origin.agreements.provisions import (
    Cumulation,
    InsufficientOperations,
    Operation,
    Provisions,
    WhollyObtainedCategory,
    WhollyObtainedProducts,
)
from origin.agreements.rule_book import ParsedRuleBook
from origin.agreements.agreement import Party
from origin.dossier.dossier import Dossier
from origin.dossier.model import Maker, Production
from origin.language import tree as t
from origin.language.notation import test_text
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange
from tests.determination import build
from tests.determination.naive import HOME, PARTNER, Forgiving, Rulings, Thing, Used, World, things, with_facts

NON_ORIGINATING = t.Standing.NON_ORIGINATING

PRODUCT_CODE = "850110"
NEAR = ("850110", "850120", "850152", "850300", "850760", "854442")
FAR = ("731815", "732690", "040610", "170199", "210690", "392690", "871200")
CODES = NEAR + FAR
"""Codes of HS 2017: of the product's subheading, heading and chapter, and of other chapters."""

RANGES = ("85", "8501", "8501.20", "8501-8503", "8503-8507", "8507.60", "73", "7318-7326", "7326.90", "04", "17-21", "39-87")
PERCENTS = ("0", "10", "12.5", "15", "20", "33.3", "40", "45", "50", "55", "70", "90", "100")
PROCESSES = ("machining", "moulding", "welding", "assembly", "washing")
EVERYTHING = HsRange(HsCode("01"), HsCode("97"))
HEADING = HsRange.of(HsCode("8501"))


def hs_range(text: str) -> HsRange:
    """A range from "8503-8507"."""
    first, _, last = text.replace(".", "").partition("-")
    return HsRange(HsCode(first), HsCode(last or first))


# -- rules -----------------------------------------------------------------------------------------------------------

ranges = st.sampled_from(RANGES).map(hs_range)
percents = st.sampled_from(PERCENTS).map(Decimal)
same = st.sampled_from([t.Same.CHAPTER, t.Same.HEADING, t.Same.SUBHEADING])
items = st.lists(st.one_of(ranges, ranges, same), min_size=1, max_size=2).map(tuple)


def scopes(*standings: t.Standing) -> st.SearchStrategy[t.Scope]:
    """A scope of one of these standings: all materials, some, or some less others."""
    return st.builds(
        t.Scope,
        st.sampled_from(standings),
        st.one_of(st.just(()), items),
        st.one_of(st.just(()), st.just(()), items),
    )


some_nom = scopes(NON_ORIGINATING)
all_nom = st.just(t.ALL_NON_ORIGINATING)
shifts = st.builds(
    t.Shift,
    st.sampled_from([None, Level.CHAPTER, Level.HEADING, Level.HEADING, Level.SUBHEADING]),
    st.one_of(st.just(()), st.just(()), items),
    st.one_of(st.just(()), st.just(()), items),
)
ex_works = t.PriceBasis((t.Price.EX_WORKS,))
all_prices = [
    ex_works,
    t.PriceBasis((t.Price.FREE_ON_BOARD,)),
    t.PriceBasis((t.Price.EX_WORKS, t.Price.FREE_ON_BOARD)),
]
relations = st.sampled_from(list(t.Relation))
max_nom = st.builds(
    t.Share, st.just(t.Measure.VALUE), st.one_of(all_nom, some_nom), st.just(t.Relation.AT_MOST), percents, st.just(ex_works)
)
eaches = st.one_of(
    st.builds(t.Each, st.one_of(all_nom, all_nom, some_nom), shifts),
    st.builds(t.Each, all_nom, shifts),
    st.builds(t.Each, scopes(t.Standing.ANY), st.just(t.Originating())),
    st.builds(t.Each, some_nom, st.just(t.Unused())),
    st.builds(t.Each, all_nom, st.builds(t.FromInputs, st.lists(ranges, min_size=1, max_size=2).map(tuple))),
)
wholly_obtained = st.one_of(
    st.builds(t.Each, scopes(t.Standing.ANY), st.just(t.WhollyObtained())),
    st.just(t.Each(t.THE_PRODUCT, t.WhollyObtained())),
)


@cache
def shares(prices: tuple[t.PriceBasis, ...], *standings: t.Standing) -> st.SearchStrategy[t.Share]:
    """Shares of every form, over materials of these standings."""
    scope = scopes(*standings)
    price = st.sampled_from(prices)
    of_price = st.builds(t.Share, st.just(t.Measure.VALUE), scope, relations, percents, price, st.booleans())
    of_weight = st.builds(t.Share, st.just(t.Measure.WEIGHT), scope, relations, percents, st.just(t.ProductBasis()))
    of_materials = st.builds(
        t.Share,
        st.sampled_from([t.Measure.VALUE, t.Measure.WEIGHT]),
        scope,
        relations,
        percents,
        st.builds(t.MaterialsBasis, scope),
    )
    return st.one_of(of_price, of_weight, of_materials)


operations = st.sampled_from(PROCESSES).map(t.Operation)
process_steps = st.lists(operations, min_size=1, max_size=2).map(lambda found: t.Step(tuple(found)))
dones = st.lists(process_steps, min_size=1, max_size=2).map(lambda found: t.Done(t.Process(tuple(found))))
limits = st.one_of(
    st.none(),
    st.builds(t.Limit, st.just(t.Measure.VALUE), percents, st.just(ex_works)),
    st.builds(t.Limit, st.just(t.Measure.WEIGHT), percents, st.just(t.ProductBasis())),
)


def joined(parts: st.SearchStrategy[t.Test]) -> st.SearchStrategy[t.Test]:
    """Tests made of tests."""
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(t.AllOf, several),
        st.builds(t.AnyOf, several),
        st.builds(t.Allow, parts, some_nom, limits),
        st.builds(t.Defined, st.just("name"), parts),
    )


@cache
def rules(wholly: bool, free_on_board: bool = False) -> st.SearchStrategy[t.Test]:
    """A random rule; `wholly` and `free_on_board` say whether it may ask for wholly obtained materials, or that price."""
    prices = tuple(all_prices) if free_on_board else (ex_works,)
    leaves = [eaches, eaches, max_nom, shares(prices, NON_ORIGINATING, t.Standing.ORIGINATING, t.Standing.ANY), dones]
    if wholly:
        leaves += [wholly_obtained, shares(prices, t.Standing.WHOLLY_OBTAINED, t.Standing.ANY)]
    return st.recursive(st.one_of(leaves), joined, max_leaves=4)


# -- worlds ----------------------------------------------------------------------------------------------------------

cents = st.integers(0, 6000).map(lambda number: Fraction(number, 100))
odd = st.builds(Fraction, st.integers(0, 200), st.sampled_from([3, 7, 9]))
amounts = st.one_of(cents, cents, st.sampled_from([Fraction(0), Fraction(10), Fraction(45), Fraction(50)]), odd)
quantities = st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(5, 4)])
scraps = st.sampled_from([Fraction(0), Fraction(0), Fraction(0), Fraction(1, 20)])
steps = st.lists(
    st.tuples(st.sampled_from(PROCESSES), st.booleans()), min_size=0, max_size=2, unique_by=lambda step: step[0]
).map(tuple)
near_codes = st.one_of(st.sampled_from(NEAR), st.sampled_from(CODES))


@st.composite
def bought(draw: st.DrawFn, name: str, wholly: bool) -> Thing:
    """A bought material; where rules ask for wholly obtained ones, originating ones are."""
    kinds = ["NOM", "NOM", "NOM", "WO"] if wholly else ["NOM", "NOM", "NOM", "OM", "WO"]
    return Thing(
        name,
        draw(near_codes),
        draw(amounts),
        draw(amounts),
        draw(st.sampled_from(kinds)),
        draw(st.sampled_from([HOME, HOME, PARTNER])),
        wholly=False,
    )


@st.composite
def uses(draw: st.DrawFn, stock: list[Thing], least: int = 1, most: int = 3) -> tuple[Used, ...]:
    """Some of the things in stock, some of them twice."""
    chosen = draw(st.lists(st.sampled_from(stock), min_size=least, max_size=most))
    return tuple(Used(thing, draw(quantities), draw(scraps)) for thing in chosen)


@st.composite
def worlds(draw: st.DrawFn, wholly: bool, nested: bool) -> World:
    """A complete world: flat, or with intermediates up to two levels deep that may share what goes into them."""
    stock = [draw(bought(f"m{number}", wholly)) for number in range(draw(st.integers(1, 4)))]
    shelf = list(stock)
    for number in range(draw(st.integers(1, 3)) if nested else 0):
        made = Thing(
            f"i{number}",
            draw(near_codes),
            draw(st.one_of(amounts, cents.map(lambda amount: amount + 50))),
            draw(amounts),
            parts=draw(uses(shelf)),
            steps=draw(steps),
        )
        shelf.append(made)
    parts = draw(uses(shelf, most=4))
    if nested:
        parts += (Used(shelf[-1], draw(quantities), draw(scraps)),)
    exw = draw(st.sampled_from([Fraction(100), Fraction(100), Fraction(1000, 3), Fraction(9999, 100)]))
    fob = exw + draw(st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(10), Fraction(100)]))
    product = Thing(
        build.ROOT, PRODUCT_CODE, None, draw(st.sampled_from([Fraction(100), Fraction(7, 3)])),
        parts=parts, steps=draw(steps),
    )  # fmt: skip
    world = World(product, exw, fob)
    return draw(on_threshold(world)) if draw(st.integers(0, 3)) else world


@st.composite
def on_threshold(draw: st.DrawFn, world: World) -> World:
    """The world with one material's value and weight set so that all the like of it comes to a threshold, or near it."""
    assert world.exw is not None
    parts = world.product.parts or ()
    direct = [used for used in parts if used.thing.parts is None]
    if not direct:
        return world
    one = draw(st.sampled_from(direct)).thing
    beside = Fraction(draw(st.sampled_from([0, 0, 1, -1])), 100)
    percent = Fraction(draw(percents)) / 100
    like = [used for used in direct if used.thing.status == one.status]
    consumed = sum((used.quantity * (1 + used.scrap) for used in like if used.thing == one), Fraction(0))
    facts: dict[str, object] = {}
    for name, basis in (("value", world.exw), ("weight", world.product.weight or Fraction(0))):
        others = sum(
            (getattr(used.thing, name) * used.quantity * (1 + used.scrap) for used in like if used.thing != one),
            Fraction(0),
        )
        wanted = (basis * percent + beside - others) / consumed
        if wanted >= 0:
            facts[name] = wanted
    return replace(world, product=with_facts(world.product, {one.id: facts}))


def without(world: World, missing: list[tuple[str, str]]) -> World:
    """The world with some facts not stated, each by the id of the thing and the fact's name."""
    facts: dict[str, dict[str, object]] = {}
    for name, fact in missing:
        if name == "":
            world = replace(world, **{fact: None})  # type: ignore[arg-type]
        elif fact.startswith("code"):
            kept = int(fact[4:])
            known = {thing.id: thing.code or "" for thing in things(world.product)}
            facts.setdefault(name, {})["code"] = known[name][:kept] or None
        else:
            facts.setdefault(name, {})[fact] = None
    return replace(world, product=with_facts(world.product, facts))


@st.composite
def gaps(draw: st.DrawFn, world: World, most: int = 2) -> World:
    """The world with one fact missing, or a few."""
    facts = [("", "exw"), ("", "fob"), (build.ROOT, "steps"), (build.ROOT, "weight"), (build.ROOT, "code4")]
    for thing in things(world.product)[1:]:
        facts += [(thing.id, name) for name in ("value", "weight", "code0", "code2", "code4")]
        facts += [(thing.id, "status")] * 3 if thing.parts is None else [(thing.id, "steps")]
    chosen = draw(st.lists(st.sampled_from(facts), min_size=1, max_size=most, unique_by=lambda fact: fact[0]))
    return without(world, chosen)


# -- laws ------------------------------------------------------------------------------------------------------------

INSUFFICIENT = {"assembly": True, "washing": False}


@dataclass(frozen=True)
class Both:
    """One law, said to the engine and to the naive evaluator."""

    law: Law
    rulings: Rulings

    def __repr__(self) -> str:
        """The rules in our notation, and the provisions."""
        rules = [f"{codes}: {test_text(test)}" for codes, test in self.rulings.rules]
        return f"Both({rules}, {self.rulings.tolerances}, insufficient={self.rulings.insufficient})"


@st.composite
def laws(draw: st.DrawFn, wholly: bool, nested: bool, rule: st.SearchStrategy[t.Test] | None = None) -> Both:
    """A rule for the product, one for everything else, and perhaps tolerances and insufficient operations.

    Intermediates have only one price, so rules of nested worlds ask for no other.
    """
    own = draw(rule or rules(wholly, free_on_board=not nested))
    other = draw(st.one_of(max_nom, eaches, rules(wholly)))
    everywhere = (EVERYTHING,)
    forgiving = draw(
        st.sampled_from(
            [
                (),
                (Forgiving(everywhere, False, Fraction(10)),),
                (Forgiving(everywhere, True, Fraction(15)),),
                (Forgiving((hs_range("01-24"),), True, Fraction(15)), Forgiving(everywhere, False, Fraction(10))),
            ]
        )
    )
    insufficient = draw(st.sampled_from([None, INSUFFICIENT]))
    provisions = Provisions(
        tolerances=tuple(
            build.tolerance(
                one.percent.numerator,
                ", ".join(map(str, one.products)),
                t.Measure.WEIGHT if one.by_weight else t.Measure.VALUE,
            )
            for one in forgiving
        ),
        absorption=build.ABSORPTION,
        cumulation=Cumulation(bilateral=True, full=False, citation="cumulation"),
        insufficient_operations=InsufficientOperations(
            tuple(Operation(term, (term,), "operation", simple) for term, simple in insufficient.items()), "list", ""
        )
        if insufficient is not None
        else None,
        wholly_obtained=WhollyObtainedProducts((WhollyObtainedCategory("grown", "grown", "point"),), "wholly obtained"),
        exclusively_originating="exclusively",
    )
    book = ParsedRuleBook(build.rules_of({build.EVERYWHERE: other, "8501": own}))
    parties = (Party("EU", "Union", (PARTNER,)), Party("GB", "United Kingdom", (HOME,)))
    return Both(
        build.law_with(book, parties, build.GLOSSARY, provisions),
        Rulings(((EVERYTHING, other), (HEADING, own)), forgiving, insufficient),
    )


def as_dossier(world: World, arrange: Callable[[list[build.Part]], list[build.Part]] = list) -> Dossier:
    """The world as a claimant states it; what nobody knows is not stated."""
    thing = world.product
    made = build.product(
        thing.code,
        world.exw,
        fob=world.fob,
        weight=thing.weight,
        where=HOME,
        exported_from=HOME,
        done=None if thing.steps is None else [build.ProcessStep(term, simple=simple) for term, simple in thing.steps],
    )
    return build.dossier(made, *arrange([_part(used) for used in thing.parts or ()]))


def _part(used: Used) -> build.Part:
    thing = used.thing
    status: str | None = None
    more: dict[str, object] = {}
    match thing.status:
        case "NOM":
            more = {"status": build.NOM}
        case "OM":
            more = {"status": build.OM, "origin": thing.country}
        case "WO":
            more = {"status": status, "wholly_obtained": "grown", "wholly_obtained_in": thing.country}
        case _:
            more = {"status": status}
    inside = tuple(_part(one) for one in thing.parts or ())
    if thing.parts is not None:
        done = None if thing.steps is None else tuple(build.ProcessStep(term, simple=is_simple) for term, is_simple in thing.steps)
        more["made"] = Production(Maker.PRODUCER, HOME, done)
    part = build.material(thing.code, thing.value, more.pop("status"), *inside, id=thing.id, weight=thing.weight, **more)  # type: ignore[arg-type]
    return part.times(used.quantity, used.scrap)


@st.composite
def cases(draw: st.DrawFn, rule: st.SearchStrategy[t.Test] | None = None) -> tuple[Both, World]:
    """A law and a complete world to judge by it."""
    wholly, nested = draw(st.booleans()), draw(st.booleans())
    return draw(laws(wholly, nested, rule)), draw(worlds(wholly, nested))


@st.composite
def open_cases(draw: st.DrawFn) -> tuple[Both, World]:
    """A law and a world in which some facts are not stated."""
    both, world = draw(cases())
    return both, draw(gaps(world))
