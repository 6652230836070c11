"""Tolerance (de minimis): materials that fail the rule are forgiven up to a share of the product's price or weight.

Only offenders count, and a Share of the rule itself is never lifted: each conjunction of the rule is tried with its
offenders forgiven, and all its shares must still hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from origin.agreements.provisions import Tolerance
from origin.determination.evaluate import evaluate
from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound
from origin.determination.membership import contains, in_items
from origin.determination.production import Production
from origin.determination.share import Amount, Ratio, compare, price_bounds
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t


@dataclass(frozen=True, slots=True)
class ToleranceFound:
    """What a tolerance came to: the offenders' amount within bounds, against its share of the basis."""

    name: str
    citation: str
    truth: Truth
    percent: Decimal
    measure: t.Measure
    low: int
    high: int | None
    basis_low: int
    basis_high: int | None
    scale: int
    offenders: tuple[int, ...]
    doubtful: tuple[int, ...]
    condition: Truth = True


@dataclass(frozen=True, slots=True)
class Offence:
    """The lines that fail one conjunction of a rule, and whether it holds once they are forgiven."""

    offenders: tuple[int, ...]
    doubtful: tuple[int, ...]
    otherwise: Truth

    def without(self, lines: set[int]) -> Offence:
        """The offence less some lines."""
        return Offence(
            tuple([number for number in self.offenders if number not in lines]),
            tuple([number for number in self.doubtful if number not in lines]),
            self.otherwise,
        )


def general_tolerance(
    provision: Tolerance, alternative: t.Alternative, strict: Found, production: Production
) -> ToleranceFound | None:
    """The general tolerance on one alternative that was found wanting (`strict`); None where it does not concern the product."""
    applies = _applies(provision, production)
    if applies is False:
        return None
    forgivable = _forgivable(alternative, production)
    figures = production.amounts(provision.measure)
    basis_low, basis_high = _basis(provision, production)
    ratio = production.law.once("tolerance", provision, lambda: at_most(provision.percent))
    best: ToleranceFound | None = None
    for offence in offences(strict, production, forgivable, provision.wholly_obtained_materials):
        amount = total(figures.amounts, offence)
        truth = all_of(
            (applies, offence.otherwise, compare(amount.low, amount.high, basis_low, basis_high, ratio))
        )
        found = ToleranceFound(
            provision.id, provision.citation, truth, provision.percent, provision.measure, amount.low, amount.high,
            basis_low, basis_high, figures.scale, offence.offenders, offence.doubtful, offence.otherwise,
        )  # fmt: skip
        best = better(best, found)
    return best


def _applies(provision: Tolerance, production: Production) -> Truth:
    """Whether the tolerance concerns the product, by its code and, where that turns on it, by what it is."""
    found = [contains(provision.products, production.spans)]
    for condition, wanted in ((provision.unless, False), (provision.only_if, True)):
        if condition is not None and found[0] is not False:
            elsewhere = negated(contains(condition.products, production.spans))
            is_one = production.article.kinds.get(condition.kind)
            found.append(any_of((elsewhere, is_one if wanted else negated(is_one))))
    return all_of(found)


def better(best: ToleranceFound | None, found: ToleranceFound) -> ToleranceFound:
    """The finding that goes further towards origin; the first of equals."""
    rank = {True: 2, None: 1, False: 0}
    return found if best is None or rank[found.truth] > rank[best.truth] else best


def offences(
    found: Found, production: Production, forgivable: Sequence[Truth], wholly_obtained: bool = True
) -> Iterator[Offence]:
    """For each conjunction of the rule that was found wanting, who offends and whether the rest holds."""
    test = found.test
    for branch in production.law.once("branches", test, lambda: tuple(branches(test))):
        offenders: set[int] = set()
        doubtful: set[int] = set()
        otherwise: list[Truth] = []
        for leaf in branch:
            strict = found if leaf is test else evaluate(leaf, production)
            if strict.truth is True:
                continue
            if not wholly_obtained and isinstance(leaf, t.Each) and isinstance(leaf.condition, t.WhollyObtained):
                otherwise.append(strict.truth)
                continue
            found_offenders, found_doubtful = offending(strict)
            offenders.update(found_offenders)
            doubtful.update(found_doubtful)
            otherwise.append(evaluate(leaf, production, forgivable).truth)
        yield Offence(
            tuple(sorted(offenders)), tuple(sorted(doubtful - offenders)), all_of(otherwise)
        )


def branches(test: t.Test) -> Iterator[tuple[t.Test, ...]]:
    """The conjunctions of a test, one of which must hold: all-of multiplied out over any-of."""
    match test:
        case t.AnyOf(tests):
            for part in tests:
                yield from branches(part)
        case t.AllOf(tests):
            partial: list[tuple[t.Test, ...]] = [()]
            for part in tests:
                partial = [done + more for done in partial for more in branches(part)]
            yield from partial
        case t.Defined(_, inner) if inner is not None:
            yield from branches(inner)
        case _:
            yield (test,)


def offending(found: Found) -> tuple[set[int], set[int]]:
    """The lines that offend against the shifts and processes of a finding, and those that may."""
    match found:
        case EachFound(_, _, offenders, doubtful):
            return set(offenders), set(doubtful)
        case DoneFound():
            return set(found.offenders), set(found.doubtful)
        case AllowFound(_, _, strict, lenient, bound):
            if lenient is None or (bound is not None and bound.truth is False):
                return offending(strict)
            offenders, doubtful = offending(lenient)
            if bound is not None and bound.truth is None:
                doubtful |= set().union(*offending(strict)) - offenders
            return offenders, doubtful
        case JoinFound(_, _, parts):
            pairs = [offending(part) for part in parts]
            return set().union(*(pair[0] for pair in pairs)), set().union(*(pair[1] for pair in pairs))
        case DefinedFound(_, _, inner) if inner is not None:
            return offending(inner)
        case _:
            return set(), set()


def total(amounts: tuple[int | None, ...], offence: Offence) -> Amount:
    """What the offenders come to, at least and at most."""
    low, high = 0, 0
    bounded = True
    for number in offence.offenders:
        amount = amounts[number]
        if amount is None:
            bounded = False
        else:
            low += amount
            high += amount
    for number in offence.doubtful:
        amount = amounts[number]
        if amount is None:
            bounded = False
        else:
            high += amount
    return Amount(low, high if bounded else None, offence.offenders, offence.doubtful)


def _forgivable(alternative: t.Alternative, production: Production) -> Sequence[Truth]:
    """For each line whether the tolerance may forgive it: not where the rule itself switches the tolerance off."""
    off = alternative.no_tolerance
    if off is None:
        return (True,) * len(production.lines)
    return [negated(in_items(off.items, line, production)) if off.items else False for line in production.lines]


def _basis(provision: Tolerance, production: Production) -> tuple[int, int | None]:
    match provision.basis:
        case t.PriceBasis(prices):
            bounds = [price_bounds(price, production) for price in prices]
            return next((pair for pair in bounds if pair[1] is not None and pair[0] == pair[1]), bounds[0])
        case _:
            own = production.own_amount(provision.measure)
            return (0, None) if own is None else (own, own)


def at_most(percent: Decimal) -> Ratio:
    """The bound "at most so many per cent", as integers."""
    exact = Fraction(percent)
    return Ratio(t.Relation.AT_MOST, 100 * exact.denominator, exact.numerator)
