"""The limits of value that keep a product from originating: those of its rules, of tolerances, of the rule for sets.

Each tells at which price, or by how much cheaper materials, it would be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from origin.determination.determination import Determination
from origin.determination.findings import Found, ShareFound
from origin.determination.judgement import AlternativeFound
from origin.determination.margins import shares
from origin.determination.share import ratio_of
from origin.determination.tolerance import ToleranceFound
from origin.frozen import Frozen
from origin.language import tree as t


class Limit(Frozen):
    """A limit that is not kept: what is counted, in the base currency, and the most or least that it may come to.

    `counted` are numbers of lines. `part` is the bound as a part of the price, where the limit is a part of one, and
    `price` which. `upper` tells whether the amount may be no more than the limit.
    """

    counted: tuple[int, ...]
    amount: Fraction
    most: Fraction
    part: Fraction
    price: t.Price | None
    upper: bool

    @property
    def price_turns_at(self) -> Fraction | None:
        """The price at which the amount is just at the limit."""
        return self.amount / self.part if self.price is not None and self.part else None


def limits_of(determination: Determination) -> tuple[Limit, ...]:
    """The limits of value that are not kept, in the alternatives that are open, where their figures are known."""
    judgement = determination.judgement
    alternatives = [one for candidate in judgement.candidates for one in candidate.alternatives]
    if judgement.parts is not None:
        alternatives += judgement.parts.alternatives
    found = [limit for one in alternatives if one.open is not False for limit in _of_alternative(one)]
    if judgement.as_set is not None:
        found += _of_shares((judgement.as_set.share, *judgement.as_set.limits))
    return tuple(dict.fromkeys(found))


def _of_alternative(one: AlternativeFound) -> Iterator[Limit]:
    """The limits of an alternative, of the tolerances tried on it, and of a waiver of its regional value content."""
    yield from _of_finding(one.found, one.tolerances)
    if one.waiver is not None:
        yield from _of_shares([one.waiver.share])
        yield from _of_finding(one.waiver.found, one.waiver.tolerances)


def _of_finding(found: Found | None, tolerances: tuple[ToleranceFound, ...]) -> Iterator[Limit]:
    if found is not None:
        yield from _of_shares(shares(found))
    for tolerance in tolerances:
        yield from _of_tolerance(tolerance)


def _of_shares(found: Iterable[ShareFound]) -> Iterator[Limit]:
    """The Shares of value that are not met."""
    for share in found:
        if share.test.measure is not t.Measure.VALUE or share.truth is True:
            continue
        ratio = ratio_of(share.test)
        part = Fraction(ratio.basis_times, ratio.amount_times)
        upper = ratio.relation in (t.Relation.AT_MOST, t.Relation.LESS)
        limit = _limit(share, share.counted, part, share.price, upper)
        if limit is not None:
            yield limit


def _of_tolerance(found: ToleranceFound) -> Iterator[Limit]:
    """A tolerance by value, and the limits of its own for some materials.

    What the tolerance forgives may be within its bound already, where something else of the rule is not met.
    """
    if found.measure is not t.Measure.VALUE:
        return
    bounds: list[tuple[int, int | None, Decimal]] = [(found.low, found.high, found.percent)]
    bounds += [(part.low, part.high, part.limit.percent) for part in found.parts]
    for low, high, percent in bounds:
        limit = _limit(found, found.offenders, Fraction(percent) / 100, found.price, True, (low, high))
        if limit is not None:
            yield limit


def _limit(
    found: ShareFound | ToleranceFound,
    counted: tuple[int, ...],
    part: Fraction,
    price: t.Price | None,
    upper: bool,
    amounts: tuple[int, int | None] | None = None,
) -> Limit | None:
    """The limit; None where its figures are not all known."""
    low, high = amounts or (found.low, found.high)
    if low != high or found.basis_low != found.basis_high:
        return None
    amount, basis = Fraction(low, found.scale), Fraction(found.basis_low, found.scale)
    return Limit(counted, amount, part * basis, part, price, upper)
