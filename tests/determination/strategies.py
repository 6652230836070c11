"""Hypothesis strategies: random rules, and random worlds that lie on the thresholds of the rules or a cent beside.

Scopes, conditions and amounts are drawn from pools worked out once, so that a case takes few draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product as every_pair
from math import prod
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from origin.agreements.agreement import Party
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
from origin.dossier.dossier import Dossier
from origin.dossier.model import Journey, Maker, ProcessStep, Production, Role
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.notation import test_text
from origin.nomenclature.code import HsCode, Level
from origin.nomenclature.code_range import HsRange
from tests.determination import build
from tests.determination.naive import HOME, PARTNER, THIRD, Forgiving, Rulings, Thing, Used, World, things, with_facts

PRODUCT_CODE = "850110"
CODES = (
    *("850110", "850120", "850152", "850300", "850760", "854442"),
    *("731815", "732690", "040610", "170199", "210690", "392690", "871200"),
)
"""Codes of HS 2017: of the product's subheading, heading and chapter first, then of other chapters."""

PERCENTS = ("10", "45", "0", "12.5", "15", "20", "33.3", "40", "50", "55", "70", "90", "100")
PROCESSES = ("machining", "moulding", "welding", "assembly", "washing")


def hs_range(text: str) -> HsRange:
    """A range from "8503-8507"."""
    first, _, last = text.replace(".", "").partition("-")
    return HsRange(HsCode(first), HsCode(last or first))


EVERYTHING, HEADING = hs_range("01-97"), hs_range("8501")

T = TypeVar("T")


@cache
def below(number: int) -> st.SearchStrategy[int]:
    """A whole number from nought up to, not including, this one."""
    return st.integers(0, number - 1)


def one_of(pool: Sequence[T]) -> st.SearchStrategy[T]:
    """One of a pool, the first ones being the simplest."""
    return below(len(pool)).map(lambda number: pool[number])


def pick(draw: st.DrawFn, *pools: Sequence[Any]) -> list[Any]:
    """One of each pool, all in a single draw, which is what makes a draw dear."""
    number = draw(below(prod(map(len, pools))))
    found = []
    for pool in pools:
        number, at = divmod(number, len(pool))
        found.append(pool[at])
    return found


# -- rules -----------------------------------------------------------------------------------------------------------

NEAR = [hs_range(text) for text in ("85", "8501", "8501.20", "8501-8503", "8503-8507", "8507.60")]
FAR = [hs_range(text) for text in ("73", "7318-7326", "7326.90", "04", "17-21", "39-87")]
SAME = [t.Same.HEADING, t.Same.SUBHEADING, t.Same.CHAPTER]
SINGLE: list[t.ScopeItem] = [*NEAR, *SAME, *FAR]
ONE_ITEM: list[tuple[t.ScopeItem, ...]] = [(item,) for item in SINGLE]
TWO_ITEMS: list[tuple[t.ScopeItem, ...]] = list(every_pair(NEAR, FAR))
ITEMS = ONE_ITEM + TWO_ITEMS

Standings = tuple[t.Standing, ...]
ANY, OM, NOM, WO = t.Standing.ANY, t.Standing.ORIGINATING, t.Standing.NON_ORIGINATING, t.Standing.WHOLLY_OBTAINED


@cache
def scopes(*standings: t.Standing) -> st.SearchStrategy[t.Scope]:
    """A scope of one of these standings: all materials, some, or some less others."""
    pool = [t.Scope(standing) for standing in standings for _ in range(30)]
    pool += [t.Scope(standing, items) for standing in standings for items in ITEMS]
    pool += [t.Scope(standing, items, less) for standing in standings for items, less in every_pair(ONE_ITEM, ONE_ITEM)]
    pool += [t.Scope(standing, (), less) for standing in standings for less in ONE_ITEM]
    return one_of(pool)


LEVELS = (Level.HEADING, Level.CHAPTER, Level.SUBHEADING, None)
EX_WORKS = t.PriceBasis((t.Price.EX_WORKS,))
ALL_PRICES = (
    EX_WORKS,
    t.PriceBasis((t.Price.FREE_ON_BOARD,)),
    t.PriceBasis((t.Price.EX_WORKS, t.Price.FREE_ON_BOARD)),
)
percents = one_of([Decimal(percent) for percent in PERCENTS])
relations = one_of(list(t.Relation))
some_nom = scopes(NOM)
shifts = one_of(
    [t.Shift(level) for level in LEVELS for _ in range(15)]
    + [t.Shift(level, items) for level, items in every_pair(LEVELS, ITEMS)]
    + [t.Shift(Level.HEADING, items, less) for items, less in every_pair(ONE_ITEM, ONE_ITEM)]
)
inputs = one_of([t.FromInputs(items) for items in ITEMS if all(isinstance(item, HsRange) for item in items)])
max_nom: st.SearchStrategy[t.Test] = st.builds(
    lambda scope, percent: t.Share(t.Measure.VALUE, scope, t.Relation.AT_MOST, percent, EX_WORKS), some_nom, percents
)
shifted: st.SearchStrategy[t.Test] = st.builds(t.Each, some_nom, shifts)
unused: st.SearchStrategy[t.Test] = st.builds(lambda scope: t.Each(scope, t.Unused()), some_nom)
eaches: st.SearchStrategy[t.Test] = st.one_of(
    shifted,
    shifted,
    unused,
    st.builds(lambda scope: t.Each(scope, t.Originating()), scopes(ANY)),
    st.builds(lambda condition: t.Each(t.ALL_NON_ORIGINATING, condition), inputs),
)
wholly_obtained: st.SearchStrategy[t.Test] = st.builds(
    lambda scope: t.Each(scope, t.WhollyObtained()), st.one_of(scopes(ANY), st.just(t.THE_PRODUCT))
)


@cache
def shares(free_on_board: bool, *standings: t.Standing) -> st.SearchStrategy[t.Test]:
    """Shares of every form, over materials of these standings."""
    scope = scopes(*standings)
    price = one_of(ALL_PRICES if free_on_board else ALL_PRICES[:1])
    of_price = st.builds(t.Share, st.just(t.Measure.VALUE), scope, relations, percents, price, st.booleans())
    of_weight = st.builds(t.Share, st.just(t.Measure.WEIGHT), scope, relations, percents, st.just(t.ProductBasis()))
    measures = one_of([t.Measure.VALUE, t.Measure.WEIGHT])
    of_materials = st.builds(t.Share, measures, scope, relations, percents, st.builds(t.MaterialsBasis, scope))
    return st.one_of(of_price, of_weight, of_materials)


STEPS = [t.Step((t.Operation(term),)) for term in PROCESSES]
STEPS += [t.Step((t.Operation(one), t.Operation(other))) for one, other in every_pair(PROCESSES[:3], PROCESSES[2:])]
dones: st.SearchStrategy[t.Test] = one_of(
    [t.Done(t.Process((step,))) for step in STEPS]
    + [t.Done(t.Process((one, other))) for one, other in every_pair(STEPS[:5], STEPS)]
)
limits = st.one_of(
    st.none(),
    st.builds(lambda percent: t.Limit(t.Measure.VALUE, percent, EX_WORKS), percents),
    st.builds(lambda percent: t.Limit(t.Measure.WEIGHT, percent, t.ProductBasis()), percents),
)


def joined(parts: st.SearchStrategy[t.Test]) -> st.SearchStrategy[t.Test]:
    """Tests made of tests."""
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    kinds: list[st.SearchStrategy[t.Test]] = [
        st.builds(t.AllOf, several),
        st.builds(t.AnyOf, several),
        st.builds(t.Defined, st.just("name"), parts),
        st.builds(t.Allow, parts, some_nom, limits),
    ]
    return st.one_of(kinds)


@cache
def rules(wholly: bool, free_on_board: bool = False) -> st.SearchStrategy[t.Test]:
    """A random rule; `wholly` and `free_on_board` say whether it may ask for those materials and that price."""
    leaves = [eaches, eaches, max_nom, shares(free_on_board, NOM, OM, ANY), dones]
    if wholly:
        leaves += [wholly_obtained, shares(free_on_board, WO, ANY)]
    return st.recursive(st.one_of(leaves), joined, max_leaves=4)


def _and_or(parts: st.SearchStrategy[t.Test]) -> st.SearchStrategy[t.Test]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(t.AllOf, several), st.builds(t.AnyOf, several))


ceilings = st.recursive(max_nom, _and_or, max_leaves=3)
"""Rules of nothing but ceilings on the value of non-originating materials."""

foreign_only = st.recursive(st.one_of(max_nom, shifted, unused), _and_or, max_leaves=4)
"""Rules that speak of non-originating materials only: the fewer and cheaper, the better."""


# -- worlds ----------------------------------------------------------------------------------------------------------

AMOUNTS = [Fraction(text) for text in ("10", "0", "0.01", "5", "9.99", "10.01", "20", "45", "50", "99.99", "100")]
AMOUNTS += [Fraction(number, 100) for number in range(150, 6000, 317)]
AMOUNTS += [Fraction(number, parts) for number, parts in every_pair((1, 10, 40, 100), (3, 7, 9))]
amounts = one_of(AMOUNTS)
CONSUMPTIONS = [
    (Fraction(quantity), Fraction(scrap)) for scrap in ("0", "0", "1/20") for quantity in ("1", "1", "2", "1/3", "5/4")
]
OPERATIONS: list[tuple[tuple[str, bool], ...]] = [
    (("machining", False),),
    (),
    (("assembly", True),),
    (("assembly", False),),
    (("washing", False),),
    (("assembly", True), ("washing", True)),
    (("moulding", False), ("assembly", True)),
    (("machining", False), ("welding", True)),
]
PLACES = [HOME, HOME, HOME, THIRD, PARTNER]
OFTEN_NEAR = CODES[:6] * 2 + CODES[6:]


@cache
def kinds(wholly: bool) -> list[tuple[str, str]]:
    """Status and country of bought materials; where rules ask for wholly obtained ones, originating ones are."""
    found = [("NOM", HOME)] * 4 + [("WO", HOME), ("WO", PARTNER)]
    return found if wholly else [*found, ("OM", HOME), ("OM", PARTNER)]


def bought(draw: st.DrawFn, name: str, wholly: bool) -> Thing:
    """A bought material."""
    (status, country), code, value, weight = pick(draw, kinds(wholly), OFTEN_NEAR, AMOUNTS, AMOUNTS)
    return Thing(name, code, value, weight, status, country, wholly=False)


def uses(draw: st.DrawFn, stock: list[Thing], most: int = 3) -> tuple[Used, ...]:
    """Some of the things in stock, some of them perhaps twice."""
    chosen = (pick(draw, stock, CONSUMPTIONS) for _ in range(1 + draw(below(most))))
    return tuple(Used(thing, quantity, scrap) for thing, (quantity, scrap) in chosen)


@st.composite
def worlds(draw: st.DrawFn, wholly: bool, nested: bool) -> World:
    """A complete world: flat, or with intermediates up to three levels deep that may share what goes into them."""
    shelf = [bought(draw, f"m{number}", wholly) for number in range(1 + draw(below(3)))]
    for number in range(1 + draw(below(3)) if nested else 0):
        inside = uses(draw, shelf)
        code, value, weight, steps = pick(draw, OFTEN_NEAR, AMOUNTS, AMOUNTS, OPERATIONS)
        country, supplied = pick(draw, PLACES, [False, False, True])
        made = Thing(f"i{number}", code, value, weight, country=country, supplied=supplied, parts=inside, steps=steps)
        shelf.append(made)
    parts = uses(draw, shelf, most=4)
    if nested:
        parts += (Used(shelf[-1], *draw(one_of(CONSUMPTIONS))),)
    exw, more, weight, steps = pick(
        draw,
        [Fraction(100), Fraction(1000, 3), Fraction(9999, 100)],
        [Fraction(0), Fraction(1, 100), Fraction(10)],
        [Fraction(100), Fraction(7, 3)],
        OPERATIONS,
    )
    world = World(Thing(build.ROOT, PRODUCT_CODE, None, weight, parts=parts, steps=steps), exw, exw + more)
    return on_threshold(draw, world)


def on_threshold(draw: st.DrawFn, world: World) -> World:
    """The world with one material set so that all of its status come to a threshold, or a cent beside it."""
    assert world.exw is not None
    direct = [used for used in world.product.parts or () if used.thing.parts is None]
    if not direct:
        return world
    used, beside, percent = pick(draw, direct, [0, 1, -1, None], [Fraction(text) / 100 for text in PERCENTS])
    if beside is None:
        return world
    one = used.thing
    like = [used for used in direct if used.thing.status == one.status]
    consumed = sum((used.quantity * (1 + used.scrap) for used in like if used.thing == one), Fraction(0))
    facts: dict[str, object] = {}
    for name, basis in (("value", world.exw), ("weight", world.product.weight or Fraction(0))):
        others = sum(
            (getattr(used.thing, name) * used.quantity * (1 + used.scrap) for used in like if used.thing != one),
            Fraction(0),
        )
        wanted = (basis * percent + Fraction(beside, 100) - others) / consumed
        if wanted >= 0:
            facts[name] = wanted
    return replace(world, product=with_facts(world.product, {one.id: facts}))


def without(world: World, missing: list[tuple[str, str]]) -> World:
    """The world with some facts not stated, each by the id of the thing and the fact's name."""
    known = {thing.id: thing for thing in things(world.product)}
    facts: dict[str, dict[str, object]] = {}
    for name, fact in missing:
        about = facts.setdefault(name, {})
        match fact:
            case "exw":
                world = replace(world, exw=None)
            case "fob":
                world = replace(world, fob=None)
            case "code0" | "code2" | "code4":
                about["code"] = (known[name].code or "")[: int(fact[4:])] or None
            case "simple":
                about["steps"] = tuple((term, None) for term, _ in known[name].steps or ())
            case _:
                about[fact] = None
    return replace(world, product=with_facts(world.product, facts))


@st.composite
def gaps(draw: st.DrawFn, world: World, most: int = 2) -> World:
    """The world with one fact missing, or a few."""
    facts = [(build.ROOT, name) for name in ("exw", "fob", "steps", "simple", "weight", "code4")]
    for thing in things(world.product)[1:]:
        facts += [(thing.id, name) for name in ("value", "weight", "code0", "code2", "code4")]
        facts += [(thing.id, name) for name in (["status"] * 3 if thing.parts is None else ["steps", "simple"])]
        if thing.parts is not None:
            facts.append((thing.id, "country"))
    return without(world, list({fact[0]: fact for fact in pick(draw, *[facts] * (1 + draw(below(most))))}.values()))


# -- laws ------------------------------------------------------------------------------------------------------------

INSUFFICIENT = {"assembly": True, "washing": False}

EVERYWHERE = (EVERYTHING,)
FORGIVING = [
    (),
    (Forgiving(EVERYWHERE, False, Fraction(10)),),
    (Forgiving(EVERYWHERE, True, Fraction(15)),),
    (Forgiving((hs_range("01-24"),), True, Fraction(15)), Forgiving(EVERYWHERE, False, Fraction(10))),
]


class Both(Frozen):
    """One law, said to the engine and to the naive evaluator."""

    law: Law
    rulings: Rulings

    def __repr__(self) -> str:
        """The rules in our notation, and the provisions."""
        rules = [f"{codes}: {test_text(test)}" for codes, test in self.rulings.rules]
        rest = (self.rulings.tolerances, self.rulings.insufficient, self.rulings.full_cumulation)
        return f"Both({rules}, tolerances, insufficient operations, full cumulation: {rest})"


def both(
    own: t.Test,
    other: t.Test,
    forgiving: tuple[Forgiving, ...] = (),
    insufficient: Mapping[str, bool] | None = None,
    full_cumulation: bool = False,
) -> Both:
    """A law with a rule for heading 8501 and one for everything else, with tolerances and insufficient operations."""
    provisions = Provisions(
        tolerances=tuple(
            build.tolerance(
                one.percent,
                ", ".join(map(str, one.products)),
                t.Measure.WEIGHT if one.by_weight else t.Measure.VALUE,
            )
            for one in forgiving
        ),
        absorption=build.ABSORPTION,
        cumulation=Cumulation(bilateral=True, full=full_cumulation, citation="cumulation"),
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
        Rulings(((EVERYTHING, other), (HEADING, own)), forgiving, insufficient, full_cumulation),
    )


@st.composite
def laws(draw: st.DrawFn, own: st.SearchStrategy[t.Test], other: st.SearchStrategy[t.Test]) -> Both:
    """A rule for the product, one for everything else, and perhaps tolerances and insufficient operations."""
    return both(draw(own), draw(other), *pick(draw, FORGIVING, [None, INSUFFICIENT], [False, True]))


@st.composite
def cases(draw: st.DrawFn, nested: bool | None = None) -> tuple[Both, World]:
    """A law and a complete world to judge by it. Intermediates have one price only: rules ask for no other there."""
    wholly, nested = draw(st.booleans()), draw(st.booleans()) if nested is None else nested
    law = draw(laws(rules(wholly, free_on_board=not nested), st.one_of(max_nom, shifted, rules(wholly))))
    return law, draw(worlds(wholly, nested))


@st.composite
def plain_cases(draw: st.DrawFn, own: st.SearchStrategy[t.Test], nested: bool | None = None) -> tuple[Both, World]:
    """A law of rules of one kind, and a complete world to judge by it."""
    nested = draw(st.booleans()) if nested is None else nested
    return draw(laws(own, own)), draw(worlds(False, nested))


@st.composite
def open_cases(draw: st.DrawFn) -> tuple[Both, World]:
    """A law and a world in which some facts are not stated."""
    law, world = draw(cases())
    return law, draw(gaps(world))


# -- dossiers --------------------------------------------------------------------------------------------------------


def as_dossier(world: World) -> Dossier:
    """The world as a claimant states it; what nobody knows is not stated."""
    thing = world.product
    product = build.product(
        thing.code,
        world.exw,
        fob=world.fob,
        weight=thing.weight,
        where=HOME,
        exported_from=HOME,
        done=_steps(thing),
    )
    return build.dossier(product, *(_part(used) for used in thing.parts or ()))


def _steps(thing: Thing) -> tuple[ProcessStep, ...] | None:
    return None if thing.steps is None else tuple(ProcessStep(term, simple=simple) for term, simple in thing.steps)


def _part(used: Used) -> build.Part:
    thing = used.thing
    maker = Maker.SUPPLIER if thing.supplied else Maker.PRODUCER
    part = build.material(
        thing.code,
        thing.value,
        {"NOM": build.NOM, "OM": build.OM}.get(thing.status or ""),
        *(_part(one) for one in thing.parts or ()),
        id=thing.id,
        weight=thing.weight,
        made=None if thing.parts is None else Production(maker, thing.country, _steps(thing)),
        origin=thing.country if thing.status == "OM" else None,
        wholly_obtained="grown" if thing.status == "WO" else None,
        wholly_obtained_in=thing.country if thing.status == "WO" else None,
    )
    return part.times(used.quantity, used.scrap)


# -- dossiers of many kinds, for the law of a pack -------------------------------------------------------------------

PRODUCTS = [
    *(("8501.10", None), ("0808.10", None), ("2106.90", None), ("1604.14", None), ("5112.11", None), ("5208.11", None)),
    *(("6203.11", None), ("6109.10", None), ("8507.60", "traction-battery-packs"), ("8703.22", "other")),
    *(("8703.80", "plug-in-or-electric"), ("2905.11", None), ("7604.10", None), ("8206.00", None), ("2402.20", None)),
]
"""Products with the description that tells their rule."""
MATERIALS = [
    *("8503.00", "7318.15", "0808.10", "0401.10", "1701.99", "2401.10", "1006.30", "0303.42", "8501.10", "8507.90"),
    *("2841.90", "7601.10", "3901.10", "2902.11", "4819.10", "8203.10", "5208.11", "5407.10", "6203.11", "8507.60"),
]
YARNS = [
    *(("5107.10", "wool"), ("5205.11", "cotton"), ("5509.21", "polyester-staple-fibres")),
    *(("5402.44", "polyurethane-polyether-yarn"), ("5605.00", "metallised-strip-yarn")),
]
WORK = [
    *("machining", "assembly", "washing", "weaving", "spinning", "extrusion", "knitting", "making-up", "dyeing"),
    *("printing", "bleaching", "chemical-reaction", "cooking", "battery-pack-assembly", "mixing"),
]
KINDS = ("lining", "interlining", "traction-battery-packs", "battery-cells", "active-cathode-materials")
ROLES = [Role.MATERIAL] * 5 + [Role.ACCESSORY, Role.RETAIL_PACKING, Role.SHIPMENT_PACKING, Role.SET_COMPONENT]
JOURNEYS = [build.DIRECT] * 4 + [
    Journey(("CH",), False, True, True),
    Journey(("CH",), False, False, True),
    Journey(("CH",), False, True, False),
    Journey(("FR",), False, False, False),
    Journey((), True),
]
DAYS: dict[str, Any] = {"valid_from": date(2025, 1, 1), "valid_until": date(2025, 12, 31)}
ORIGINS: list[dict[str, Any]] = [
    *([{"status": build.NOM}] * 4),
    {"status": build.OM, "origin": HOME},
    {"status": build.OM, "origin": PARTNER},
    {"evidence": (build.paper(**DAYS),)},
    {"evidence": (build.paper(**{**DAYS, "valid_until": date(2025, 1, 31)}),)},
    {"evidence": (build.paper("eu-japan", **DAYS),)},
    {"wholly_obtained": "grown", "wholly_obtained_in": HOME},
    {"wholly_obtained": "grown", "wholly_obtained_in": PARTNER},
    {"wholly_obtained": "grown", "wholly_obtained_in": THIRD},
    {"origin": THIRD},
]


def _worked(draw: st.DrawFn) -> list[ProcessStep]:
    found = (pick(draw, WORK, [None, None, None, HOME, PARTNER, THIRD], [False, True]) for _ in range(draw(below(4))))
    return [ProcessStep(term, where, simple=simple) for term, where, simple in found]


def _filed(draw: st.DrawFn, name: str, depth: int) -> build.Part:
    code, weight, value, quantity = pick(draw, [*MATERIALS, *YARNS], [1, 5, 9, 20, 50], [1, 0, 5, 8, 10, 30], [1, 2])
    hs, fibre = code if isinstance(code, tuple) else (code, None)
    (bits,) = pick(draw, range(2 ** len(KINDS)))
    kinds = {kind: bool(bits >> number & 1) for number, kind in enumerate(KINDS)}
    facts: dict[str, Any] = {"id": name, "weight": weight, "quantity": quantity, "kinds": kinds, "fibre": fibre}
    if depth < 2 and not draw(below(4)):
        where, by = pick(draw, PLACES, [Maker.PRODUCER, Maker.PRODUCER, Maker.SUPPLIER])
        inside = [_filed(draw, f"{name}-{number}", depth + 1) for number in range(1 + draw(below(2)))]
        return build.intermediate(hs, value + 20, *inside, by=by, where=where, done=_worked(draw), **facts)
    role, origin = pick(draw, ROLES, ORIGINS)
    return build.material(hs, value, **{"status": None, **origin}, role=role, **facts)


@st.composite
def filed(draw: st.DrawFn) -> Dossier:
    """A complete dossier of any of many kinds: textiles, food, sets, packing, evidence, journeys."""
    (hs, option), where, journey, is_set, quota = pick(
        draw, PRODUCTS, [HOME, HOME, PARTNER], JOURNEYS, [False, False, True], [False, True]
    )
    product = build.product(
        hs,
        fob=110,
        weight=100,
        option=option,
        where=where,
        exported_from=where,
        imported_into=PARTNER if where == HOME else HOME,
        journey=journey,
        is_set=is_set,
        within_quota=quota,
        done=_worked(draw),
    )
    return build.dossier(product, *[_filed(draw, f"m{number}", 0) for number in range(1 + draw(below(4)))])
