"""A second evaluator, written from the law and not from the engine: slow, two-valued, on worlds where all is known.

It works on fractions, keeps nothing, and spells a rule out into all the ways of meeting it. A world with unknown
facts stands for all its completions: the engine may say yes only if every completion says yes, and no likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product as every_pair

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

HOME, PARTNER, THIRD = "GB", "FR", "CN"
"""Where the product is made, a country of the other party, and a third country."""


class Thing(Frozen):
    """A product, an intermediate or a bought material; None is a fact that nobody stated.

    `status` is of bought things: "NOM", "OM" (originating, not wholly obtained unless `wholly` says so), or "WO".
    `country` is where a bought originating thing owes its origin to, or where a made thing was made. `supplied` tells
    that somebody else made it. `steps` are the operations on a made thing, each with whether it is simple.
    """

    id: str
    code: str | None
    value: Fraction | None
    weight: Fraction | None
    status: str | None = None
    country: str | None = HOME
    supplied: bool = False
    wholly: bool | None = None
    parts: tuple[Used, ...] | None = None
    steps: tuple[tuple[str, bool | None], ...] | None = ()


class Used(Frozen):
    """So much of a thing in one unit of what it goes into, with the fraction that is lost on the way."""

    thing: Thing
    quantity: Fraction = Fraction(1)
    scrap: Fraction = Fraction(0)


class World(Frozen):
    """The product with its prices."""

    product: Thing
    exw: Fraction | None
    fob: Fraction | None


class Forgiving(Frozen):
    """A general tolerance: for products of these ranges, so many per cent of the price (or of the weight)."""

    products: tuple[HsRange, ...]
    by_weight: bool
    percent: Fraction


class Rulings(Frozen):
    """The law of a world: a rule for each range of codes (the last that fits applies), and the provisions.

    `insufficient` are the operations that never confer origin: True for those that do not only where simple.
    """

    rules: tuple[tuple[HsRange, t.Test], ...]
    tolerances: tuple[Forgiving, ...] = ()
    insufficient: Mapping[str, bool] | None = None
    full_cumulation: bool = False
    exclusive: bool = True

    def rule_for(self, code: str) -> t.Test:
        """The rule for a product of this code."""
        return [test for codes, test in self.rules if within(code, codes)][-1]


class Line(Frozen):
    """What counts as a material of one unit of a product, after failing intermediates were opened up."""

    code: str
    value: Fraction
    weight: Fraction
    originating: bool
    wholly: bool
    country: str | None


class Way(Frozen):
    """One conjunction of a rule: whether all its limits and processes hold, and which lines fail its shifts."""

    holds: bool
    offenders: frozenset[int]


class Made(Frozen):
    """A production to judge."""

    code: str
    prices: Mapping[t.Price, Fraction]
    weight: Fraction
    lines: tuple[Line, ...]
    wholly: bool
    own_steps: frozenset[str]
    all_steps: frozenset[str]


# -- worlds ----------------------------------------------------------------------------------------------------------


def originates(world: World, law: Rulings) -> bool:
    """Whether the product of a complete world originates."""
    assert world.exw is not None
    assert world.fob is not None
    prices = {t.Price.EX_WORKS: world.exw, t.Price.FREE_ON_BOARD: world.fob}
    return acquires(world.product, prices, law)


def acquires(thing: Thing, prices: Mapping[t.Price, Fraction], law: Rulings) -> bool:
    """Whether something made in a party has acquired originating status there; elsewhere nothing does."""
    if thing.country == THIRD:
        return False
    assert thing.code is not None
    assert thing.weight is not None
    lines = materials(thing, law)
    made = Made(
        thing.code,
        prices,
        thing.weight,
        lines,
        wholly_obtained(thing, law),
        frozenset(term for term, _ in thing.steps or ()),
        frozenset(term for term, _ in all_steps(thing, law)),
    )
    if made.wholly:
        return True
    nothing_foreign = all(line.originating and line.country == thing.country for line in lines)
    if not nothing_foreign and only_insufficient(thing, law):
        return False
    if law.exclusive and all(line.originating for line in lines):
        return True
    return meets(law.rule_for(thing.code), made, law.tolerances)


def materials(thing: Thing, law: Rulings) -> tuple[Line, ...]:
    """The materials of one unit: an intermediate that originates counts whole, one that fails is opened up."""
    found: list[Line] = []
    for used in thing.parts or ():
        part, consumed = used.thing, used.quantity * (1 + used.scrap)
        assert part.code is not None
        assert part.value is not None
        assert part.weight is not None
        value, weight = part.value * consumed, part.weight * consumed
        if part.parts is None:
            originating = part.status in ("OM", "WO")
            wholly = part.status == "WO" or (part.status == "OM" and bool(part.wholly))
            found.append(Line(part.code, value, weight, originating, wholly, part.country))
        elif acquires(part, {t.Price.EX_WORKS: part.value, t.Price.FREE_ON_BOARD: part.value}, law):
            found.append(Line(part.code, value, weight, True, wholly_obtained(part, law), part.country))
        elif part.country == THIRD or (not law.full_cumulation and (part.supplied or part.country != thing.country)):
            found.append(Line(part.code, value, weight, False, False, part.country))
        else:
            found += [
                replace(line, value=line.value * consumed, weight=line.weight * consumed)
                for line in materials(part, law)
            ]
    return tuple(found)


def wholly_obtained(thing: Thing, law: Rulings) -> bool:
    """Whether something was made of nothing but what was wholly obtained in the same party."""
    return bool(thing.parts) and all(line.wholly and line.country == thing.country for line in materials(thing, law))


def all_steps(thing: Thing, law: Rulings) -> list[tuple[str, bool | None]]:
    """The operations that count on a made thing and on all that was made for it.

    Those in the other party count only by full cumulation.
    """
    if thing.country == THIRD:
        return []
    found = list(thing.steps or ())
    for used in thing.parts or ():
        if law.full_cumulation or used.thing.country == thing.country:
            found += all_steps(used.thing, law)
    return found


def only_insufficient(thing: Thing, law: Rulings) -> bool:
    """Whether nothing was done but operations on the agreement's list."""
    listed = law.insufficient
    if listed is None:
        return False
    return all(term in listed and (simple is True or not listed[term]) for term, simple in all_steps(thing, law))


# -- rules -----------------------------------------------------------------------------------------------------------


def meets(test: t.Test, made: Made, tolerances: tuple[Forgiving, ...] = ()) -> bool:
    """Whether some way of meeting the rule has no offenders, or none that the tolerance does not forgive."""
    return any(
        way.holds and (not way.offenders or any(forgives(one, way.offenders, made) for one in tolerances))
        for way in ways(test, made)
    )


def forgives(tolerance: Forgiving, offenders: frozenset[int], made: Made) -> bool:
    """Whether the offenders of one conjunction, taken together, stay within the tolerance."""
    if not any(within(made.code, codes) for codes in tolerance.products):
        return False
    if tolerance.by_weight:
        return sum(made.lines[one].weight for one in offenders) <= made.weight * tolerance.percent / 100
    price = made.prices[t.Price.EX_WORKS]
    return sum(made.lines[one].value for one in offenders) <= price * tolerance.percent / 100


def ways(test: t.Test, made: Made) -> list[Way]:
    """All the ways of meeting a test; those of an all-of are every choice of one way for each part."""
    match test:
        case t.Each(scope, condition):
            if scope.standing is t.Standing.PRODUCT:
                return [Way(made.wholly, frozenset())]
            failing = [
                n for n in range(len(made.lines)) if in_scope(n, scope, made) and not fulfils(n, condition, made)
            ]
            return [Way(True, frozenset(failing))]
        case t.Share():
            return [Way(share_holds(test, made), frozenset())]
        case t.Done(process):
            return [Way(took_place(process, made), frozenset())]
        case t.AllOf(tests):
            choices = every_pair(*(ways(part, made) for part in tests))
            return [
                Way(all(way.holds for way in chosen), frozenset().union(*(way.offenders for way in chosen)))
                for chosen in choices
            ]
        case t.AnyOf(tests):
            return [way for part in tests for way in ways(part, made)]
        case t.Defined(_, inner):
            assert inner is not None
            return ways(inner, made)
        case t.Allow(inner, scope, limit, None):
            return [allowing(way, scope, limit, made) for way in ways(inner, made)]
        case _:
            raise NotImplementedError(test)


def allowing(way: Way, scope: t.Scope, limit: t.Limit | None, made: Made) -> Way:
    """The way with the offenders in scope forgiven; where they pass the limit no tolerance makes that good."""
    forgiven = frozenset(one for one in way.offenders if in_scope(one, scope, made))
    rest = way.offenders - forgiven
    if limit is None:
        return Way(way.holds, rest)
    amount = sum((measured(one, limit.measure, made) for one in forgiven), Fraction(0))
    kept = any(amount <= basis * Fraction(limit.percent) / 100 for basis in bases(limit.basis, limit.measure, made))
    return Way(way.holds and kept, rest)


def share_holds(share: t.Share, made: Made) -> bool:
    """Whether the share holds on one of the bases it offers."""
    lines = [n for n in range(len(made.lines)) if in_scope(n, share.scope, made)]
    amount = sum((measured(n, share.measure, made) for n in lines), Fraction(0))
    return any(
        stands(basis - amount if share.remainder else amount, share.relation, basis * Fraction(share.percent) / 100)
        for basis in bases(share.basis, share.measure, made)
    )


def stands(left: Fraction, relation: t.Relation, right: Fraction) -> bool:
    """How two amounts stand to each other."""
    return {
        t.Relation.AT_MOST: left <= right,
        t.Relation.LESS: left < right,
        t.Relation.AT_LEAST: left >= right,
        t.Relation.MORE: left > right,
    }[relation]


def bases(basis: t.Basis, measure: t.Measure, made: Made) -> list[Fraction]:
    """What a share is a share of; one for each price that may be chosen."""
    match basis:
        case t.PriceBasis(prices):
            return [made.prices[price] for price in prices]
        case t.ProductBasis():
            assert measure is t.Measure.WEIGHT
            return [made.weight]
        case t.MaterialsBasis(scope):
            lines = [n for n in range(len(made.lines)) if in_scope(n, scope, made)]
            return [sum((measured(n, measure, made) for n in lines), Fraction(0))]


def measured(number: int, measure: t.Measure, made: Made) -> Fraction:
    """The value or weight of a line."""
    line = made.lines[number]
    return line.value if measure is t.Measure.VALUE else line.weight


def took_place(process: t.Process, made: Made) -> bool:
    """Whether each step took place, by one of its operations; a chain counts what was done on intermediates too."""
    done = made.all_steps if len(process.steps) > 1 else made.own_steps
    return all(any(one.term in done for one in step.options) for step in process.steps)


def fulfils(number: int, condition: t.Condition, made: Made) -> bool:
    """Whether a line meets the condition of an Each."""
    line = made.lines[number]
    match condition:
        case t.Shift(level, excluding, excepted):
            moved = level is None or line.code[:level] != made.code[:level]
            barred = among(line, excluding, made) and not among(line, excepted, made)
            return moved and not barred
        case t.WhollyObtained():
            return line.wholly
        case t.Originating():
            return line.originating
        case t.Unused():
            return False
        case t.FromInputs(inputs):
            # A plain code restricts the materials of its chapter and of the product's; others could never be such an
            # input.
            chapters = {item.first.digits[:2] for item in inputs if isinstance(item, HsRange)}
            chapters |= {made.code[:2]} if chapters else set()
            return line.code[:2] not in chapters or among(line, inputs, made)
        case _:
            raise NotImplementedError(condition)


def in_scope(number: int, scope: t.Scope, made: Made) -> bool:
    """Whether a line has the standing the scope asks for, and is one of its items."""
    line = made.lines[number]
    standing = {
        t.Standing.NON_ORIGINATING: not line.originating,
        t.Standing.ORIGINATING: line.originating,
        t.Standing.WHOLLY_OBTAINED: line.wholly,
        t.Standing.ANY: True,
    }[scope.standing]
    return standing and (not scope.items or among(line, scope.items, made)) and not among(line, scope.excepted, made)


def among(line: Line, items: tuple[t.ScopeItem, ...], made: Made) -> bool:
    """Whether a line is any of the items."""
    length = {t.Same.CHAPTER: Level.CHAPTER, t.Same.HEADING: Level.HEADING, t.Same.SUBHEADING: Level.SUBHEADING}
    for item in items:
        if isinstance(item, HsRange):
            if within(line.code, item):
                return True
        elif isinstance(item, t.Same):
            if line.code[: length[item]] == made.code[: length[item]]:
                return True
        else:
            raise NotImplementedError(item)
    return False


def within(code: str, codes: HsRange) -> bool:
    """Whether a code of six digits lies in a range: compared as text, digit by digit."""
    first, last = codes.first.digits, codes.last.digits
    return first <= code[: len(first)] and code[: len(last)] <= last


# -- unknown facts ---------------------------------------------------------------------------------------------------

AMOUNTS = (Fraction(0), Fraction(1, 100), Fraction(20), Fraction(10**6))
PRICES = (Fraction(1, 100), Fraction(100), Fraction(10**6))
STEPS: tuple[tuple[tuple[str, bool | None], ...], ...] = (
    (),
    (("machining", False),),
    (("assembly", True),),
    (("machining", False), ("moulding", False), ("welding", False)),
)
ORIGINS = (("NOM", HOME), ("OM", HOME), ("OM", PARTNER), ("WO", HOME), ("WO", PARTNER))

Facts = Mapping[str, Mapping[str, object]]
"""New facts by the id of the thing they are of."""


def completions(world: World, codes: tuple[str, ...]) -> Iterator[World]:
    """The worlds that an incomplete one may be: a few values for each unknown fact, in every combination.

    A thing that is used in several places is the same in all of them.
    """
    unknown = {thing.id: possibilities(thing, codes) for thing in things(world.product)}
    for exw, fob in possible_prices(world):
        for chosen in every_pair(*unknown.values()):
            facts = dict(zip(unknown, chosen, strict=True))
            yield World(with_facts(world.product, facts), exw, fob)


def things(thing: Thing) -> list[Thing]:
    """The thing and all that goes into it, each once."""
    found = {thing.id: thing}
    for used in thing.parts or ():
        found.update({one.id: one for one in things(used.thing)})
    return list(found.values())


def with_facts(thing: Thing, facts: Facts) -> Thing:
    """The thing with other facts about it and about what goes into it."""
    parts = thing.parts
    if parts is not None:
        parts = tuple(replace(used, thing=with_facts(used.thing, facts)) for used in parts)
    changed: dict[str, object] = {"parts": parts, **facts.get(thing.id, {})}
    return replace(thing, **changed)


def possible_prices(world: World) -> list[tuple[Fraction, Fraction]]:
    """What the prices may be; ex-works is never above free on board."""
    exw, fob = world.exw, world.fob
    if exw is not None:
        return [(exw, fob)] if fob is not None else [(exw, exw), (exw, exw * 2), (exw, exw + 10**6)]
    if fob is not None:
        return [(fob, fob), (fob / 2, fob), (fob / 1000, fob)]
    return [(price, price) for price in PRICES]


def possibilities(thing: Thing, codes: tuple[str, ...]) -> list[dict[str, object]]:
    """What may be true of a thing where its facts leave something open."""
    open_facts: list[list[dict[str, object]]] = []
    if thing.code is None or len(thing.code) < 6:
        open_facts.append([{"code": code} for code in codes if code.startswith(thing.code or "")])
    if thing.value is None:
        open_facts.append([{"value": amount} for amount in AMOUNTS])
    if thing.weight is None:
        open_facts.append([{"weight": amount} for amount in AMOUNTS])
    if thing.parts is None and thing.status is None:
        open_facts.append([{"status": status, "country": country, "wholly": False} for status, country in ORIGINS])
    elif thing.status == "OM" and thing.wholly is None:
        open_facts.append([{"wholly": False}, {"wholly": True}])
    if thing.country is None:
        open_facts.append([{"country": country} for country in (HOME, PARTNER, THIRD)])
    if thing.steps is None:
        open_facts.append([{"steps": steps} for steps in STEPS])
    elif any(simple is None for _, simple in thing.steps):
        answers = every_pair(*([simple] if simple is not None else [True, False] for _, simple in thing.steps))
        terms = [term for term, _ in thing.steps]
        open_facts.append([{"steps": tuple(zip(terms, chosen, strict=True))} for chosen in answers])
    return [{name: fact for part in chosen for name, fact in part.items()} for chosen in every_pair(*open_facts)]
