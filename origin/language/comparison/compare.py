"""How what two lists ask of the same products compares: stricter, laxer, equal, or incomparable."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.comparison.clauses import Clause, TooMany, both, clauses
from origin.language.comparison.implication import Gap, Way, gaps, limits_of
from origin.language.comparison.kinds import Distinctions, Kinds, Survey, alike
from origin.language.comparison.scopes import Reading
from origin.language.glossary import Glossary
from origin.nomenclature.shared_goods import Goods, SharedGoods, Side

MOST_WAYS = 400
"""Rules with more ways of meeting them than this are not compared."""


class Judgement(Enum):
    """How the left rule stands to the right one."""

    STRICTER = "stricter"
    LAXER = "laxer"
    EQUAL = "equal"
    INCOMPARABLE = "incomparable"

    @property
    def mirrored(self) -> Judgement:
        """How the right rule stands to the left one."""
        return {Judgement.STRICTER: Judgement.LAXER, Judgement.LAXER: Judgement.STRICTER}.get(self, self)


class Demand(Frozen):
    """What a list asks of a product: of each group of alternatives, one must be met.

    There is one group, and another for each cumulative entry. `agreement` is whose quotas the alternatives name.
    """

    groups: tuple[tuple[t.Alternative, ...], ...]
    agreement: str | None = None

    @classmethod
    def of(cls, rule: t.Rule, agreement: str | None = None) -> Demand:
        """What one rule asks."""
        return cls((rule.alternatives,), agreement)

    def on(self, day: date) -> Demand:
        """What is asked on a day."""
        groups = tuple(tuple(one for one in group if _applies(one, day)) for group in self.groups)
        return replace(self, groups=groups)


class Comparison(NamedTuple):
    """The judgement for some products, and what keeps each rule from implying the other, on a day where it does.

    `left_gaps` are the ways of the left rule that the right one does not let pass. `kinds` is what the gaps are told
    in; None where the rules are the same, or have too much to tell apart to be compared. `but_for_moved` is true where
    the judgement leaves goods aside that the lists' editions of the nomenclature classify in different places.
    """

    products: Goods
    judgement: Judgement
    left_gaps: tuple[Gap, ...] = ()
    right_gaps: tuple[Gap, ...] = ()
    kinds: Kinds | None = None
    but_for_moved: bool = False


def compare(
    left: Demand, right: Demand, products: Goods, goods: SharedGoods, glossary: Glossary, on: date | None = None
) -> tuple[Comparison, ...]:
    """The judgements for the products (bits of `goods`), one for each set of products that are alike to the rules.

    Without a day, a rule is stricter only where it is so on every day.
    """
    if on is not None:
        left, right = left.on(on), right.on(on)
    if goods.alike and _same(left, right):
        return (Comparison(products, Judgement.EQUAL),)
    found: tuple[Comparison, ...] = ()
    for day in (on,) if on is not None else turning_days(left, right):
        now = _compare_on_a_day(left.on(day), right.on(day), products, goods, glossary)
        found = tuple(_on_both(one, other) for one in found for other in now if one.products & other.products) or now
    return found


def turning_days(left: Demand, right: Demand) -> tuple[date, ...]:
    """Days that stand for all: the first one, and each on which some alternative begins or has ended."""
    days = {date.min}
    for demand in (left, right):
        for alternative in (one for group in demand.groups for one in group):
            if alternative.valid_from is not None:
                days.add(alternative.valid_from)
            if alternative.valid_until is not None and alternative.valid_until < date.max:
                days.add(alternative.valid_until + timedelta(days=1))
    return tuple(sorted(days))


def ways(demand: Demand, reading: Reading) -> tuple[Way, ...]:
    """The ways of meeting a demand: one of each group at once. Raises TooMany where there are more than `MOST_WAYS`."""
    found: tuple[Way, ...] = (Way(Clause()),)
    for group in demand.groups:
        of_group = [
            Way(
                clause,
                limits_of(alternative, demand.agreement),
                () if alternative.no_tolerance is None else (alternative.no_tolerance,),
            )
            for alternative in group
            for clause in clauses(alternative.test, reading)
        ]
        if len(found) * len(of_group) > MOST_WAYS:
            raise TooMany
        found = tuple(
            Way(
                both(one.clause, other.clause),
                one.limits | other.limits,
                one.without_tolerance + other.without_tolerance,
            )
            for one in found
            for other in of_group
        )
    return found


def _compare_on_a_day(
    left: Demand, right: Demand, products: Goods, goods: SharedGoods, glossary: Glossary
) -> tuple[Comparison, ...]:
    """The judgements on goods that both editions classify in the same place, marked where other goods would differ."""
    found = _compare_among(goods.main, left, right, products, goods, glossary)
    if goods.main == goods.all:
        return found
    strictly = _compare_among(goods.all, left, right, products, goods, glossary)
    return tuple(
        one._replace(products=one.products & other.products, but_for_moved=one.judgement is not other.judgement)
        for one in found
        for other in strictly
        if one.products & other.products
    )


def _compare_among(
    materials: Goods, left: Demand, right: Demand, products: Goods, goods: SharedGoods, glossary: Glossary
) -> tuple[Comparison, ...]:
    """The judgements where materials can be of some goods only."""
    survey = Survey(goods, materials)
    try:
        for side, demand in _sides(left, right):
            ways(demand, Reading(survey, side, glossary))
    except TooMany:
        return (Comparison(products, Judgement.INCOMPARABLE),)
    if survey.too_much:
        return (Comparison(products, Judgement.INCOMPARABLE),)
    return tuple(_compared(left, right, *some, glossary) for some in alike(products, Distinctions.of(survey)))


def _compared(left: Demand, right: Demand, products: Goods, kinds: Kinds, glossary: Glossary) -> Comparison:
    ours, theirs = (ways(demand, Reading(kinds, side, glossary)) for side, demand in _sides(left, right))
    left_gaps, right_gaps = gaps(ours, theirs, kinds, glossary), gaps(theirs, ours, kinds, glossary)
    return Comparison(products, _judgement(not left_gaps, not right_gaps), left_gaps, right_gaps, kinds)


def _on_both(one: Comparison, other: Comparison) -> Comparison:
    """Two comparisons of the same rules on different days, for the products of both."""
    left_gaps, right_gaps = one.left_gaps or other.left_gaps, one.right_gaps or other.right_gaps
    implied = [
        {Judgement.EQUAL: (True, True), Judgement.STRICTER: (True, False), Judgement.LAXER: (False, True)}.get(
            found.judgement, (False, False)
        )
        for found in (one, other)
    ]
    judgement = _judgement(all(left for left, _ in implied), all(right for _, right in implied))
    moved = one.but_for_moved or other.but_for_moved
    kinds = one.kinds if one.left_gaps or one.right_gaps else other.kinds
    return Comparison(one.products & other.products, judgement, left_gaps, right_gaps, kinds, moved)


def _judgement(left_implies: bool, right_implies: bool) -> Judgement:
    if left_implies:
        return Judgement.EQUAL if right_implies else Judgement.STRICTER
    return Judgement.LAXER if right_implies else Judgement.INCOMPARABLE


def _sides(left: Demand, right: Demand) -> tuple[tuple[Side, Demand], tuple[Side, Demand]]:
    return (0, left), (1, right)


def _applies(alternative: t.Alternative, day: date) -> bool:
    start, end = alternative.valid_from, alternative.valid_until
    return (start is None or start <= day) and (end is None or day <= end)


def _same(left: Demand, right: Demand) -> bool:
    """Whether both say the same in the same words, of quotas of their own neither."""
    if left.groups != right.groups:
        return False
    quotas = any(one.quota is not None for group in left.groups for one in group)
    return left.agreement == right.agreement or not quotas
