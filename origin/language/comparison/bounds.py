"""Linear bounds on amounts of materials, and when one follows from another.

A *Share* says that a sum over the materials stands in some relation to a price, to the product's own weight, or to a
sum over other materials: an inequality, linear in the amounts of the kinds of material and in the prices, none of which
is negative. One such inequality follows from another just where some multiple of the other lies nowhere below it
(Farkas' lemma), so that "MaxNOM 40% is stricter than MaxNOM 50%", "RVC 60% is MaxNOM 40%" and "at least 70% of the
tobacco originates, so at most 30% does not" are one computation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from origin.language import tree as t
from origin.language.comparison.kinds import KindSet

Quantity = t.Price | t.Measure
"""What is no sum over materials: a price of the product, or its own weight or volume."""


class Bound(NamedTuple):
    """`parts` (sums over kinds, each with its coefficient) and `basis` together are at most nought, or below it."""

    measure: t.Measure
    parts: tuple[tuple[KindSet, Fraction], ...]
    basis: Mapping[Quantity, Fraction]
    strict: bool
    test: t.Test
    """The share, or the allowance whose limit it is: for words."""


class _Coordinate(NamedTuple):
    """The coefficients of one quantity in two bounds; `positive` where the quantity is never nought."""

    ours: Fraction
    theirs: Fraction
    positive: bool = False


_NOUGHT = Fraction(0)


def follows(wanted: Bound, given: Bound | None, absent: KindSet, every: KindSet) -> bool:
    """True where a bound holds whenever the given one does (None: always), if no material is of an absent kind."""
    if given is not None and given.measure is not wanted.measure and any(kinds for kinds, _ in given.parts):
        return False  # nothing relates a weight to a value
    coordinates = list(_coordinates(wanted, given, every & ~absent))
    least, most = _NOUGHT, None if given is not None else _NOUGHT
    for one in coordinates:
        if one.theirs == 0:
            if one.ours > 0:
                return False
        elif one.theirs > 0:
            least = max(least, one.ours / one.theirs)
        else:
            most = one.ours / one.theirs if most is None else min(most, one.ours / one.theirs)
    if most is not None and least > most:
        return False
    if not wanted.strict:
        return True
    most = least + 1 if most is None else most
    return any(
        (given is not None and given.strict and times > 0)
        or any(one.positive and one.ours < times * one.theirs for one in coordinates)
        for times in (least, (least + most) / 2, most)
    )


def impossible(bound: Bound, absent: KindSet, every: KindSet) -> bool:
    """True where a bound can never be met: what should be at most nought is always more."""
    coordinates = list(_coordinates(bound, None, every & ~absent))
    if any(one.ours < 0 for one in coordinates):
        return False
    return bound.strict or any(one.positive and one.ours > 0 for one in coordinates)


def _coordinates(wanted: Bound, given: Bound | None, present: KindSet) -> Iterator[_Coordinate]:
    """Every quantity on which the bounds depend, with its coefficient in each."""
    theirs = list(_disjoint(given.parts, present)) if given is not None else [(present, _NOUGHT)]
    for kinds, ours in _disjoint(wanted.parts, present):
        for others, coefficient in theirs:
            if kinds & others and (ours or coefficient):
                yield _Coordinate(ours, coefficient)
    bases = (wanted.basis, given.basis if given is not None else {})
    for quantity in dict.fromkeys(key for basis in bases for key in basis):
        if quantity not in (t.Price.EX_WORKS, t.Price.FREE_ON_BOARD):
            ours, other = (basis.get(quantity, _NOUGHT) for basis in bases)
            yield _Coordinate(ours, other, positive=isinstance(quantity, t.Price))
    # A free on board price is the ex-works price and what it costs to bring the goods on board, which is never
    # negative: by the definitions of both prices (Incoterms EXW and FOB), as `price_bounds` of the evaluator has it.
    ex_works, on_board = ([basis.get(price, _NOUGHT) for basis in bases] for price in _DELIVERED)
    yield _Coordinate(ex_works[0] + on_board[0], ex_works[1] + on_board[1], positive=True)
    yield _Coordinate(on_board[0], on_board[1])


_DELIVERED = (t.Price.EX_WORKS, t.Price.FREE_ON_BOARD)


def _disjoint(parts: tuple[tuple[KindSet, Fraction], ...], present: KindSet) -> Iterator[tuple[KindSet, Fraction]]:
    """The present kinds, parted so that each has one coefficient."""
    found = [(present, _NOUGHT)]
    for kinds, coefficient in parts:
        found = [
            (part, total)
            for inside, so_far in found
            for part, total in ((inside & kinds, so_far + coefficient), (inside & ~kinds, so_far))
            if part
        ]
    return iter(found)
