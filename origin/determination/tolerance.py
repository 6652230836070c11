"""Tolerance (de minimis): materials that fail the rule are forgiven up to a share of the product's price or weight.

Only offenders count, and a Share of the rule itself is never lifted: each conjunction of the rule is tried with its
offenders forgiven, and all its shares must still hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from origin.agreements.provisions import Tolerance
from origin.determination.findings import Found
from origin.determination.membership import contains, in_items
from origin.determination.offences import offences, total
from origin.determination.production import Production
from origin.determination.share import Ratio, basis_bounds, compare
from origin.determination.truth import Truth, all_of, any_of, goes_further, negated
from origin.frozen import Frozen
from origin.language import tree as t


class ToleranceFound(Frozen):
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


def general_tolerance(
    provision: Tolerance, alternative: t.Alternative, strict: Found, production: Production
) -> ToleranceFound | None:
    """The general tolerance on an alternative that was found wanting (`strict`); None where it is for others."""
    applies = _applies(provision, production)
    if applies is False:
        return None
    forgivable = _forgivable(alternative, production)
    figures = production.amounts(provision.measure)
    bounds = basis_bounds(provision.basis, provision.measure, production)
    _, basis_low, basis_high = next((known for known in bounds if known[1] == known[2]), bounds[0])
    ratio = production.law.once("tolerance", provision, lambda: at_most(provision.percent))
    best: ToleranceFound | None = None
    for offence in offences(strict, production, forgivable, provision.wholly_obtained_materials):
        amount = total(figures.amounts, offence)
        truth = all_of((applies, offence.otherwise, compare(amount.low, amount.high, basis_low, basis_high, ratio)))
        found = ToleranceFound(
            provision.id,
            provision.citation,
            truth,
            provision.percent,
            provision.measure,
            amount.low,
            amount.high,
            basis_low,
            basis_high,
            figures.scale,
            offence.offenders,
            offence.doubtful,
            offence.otherwise,
        )
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
    return found if best is None or goes_further(found.truth, best.truth) else best


def _forgivable(alternative: t.Alternative, production: Production) -> Sequence[Truth]:
    """For each line whether the tolerance may forgive it: not where the rule itself switches the tolerance off."""
    off = alternative.no_tolerance
    if off is None:
        return (True,) * len(production.lines)
    return [negated(in_items(off.items, line, production)) if off.items else False for line in production.lines]


def at_most(percent: Decimal) -> Ratio:
    """The bound "at most so many per cent", as integers."""
    exact = Fraction(percent)
    return Ratio(t.Relation.AT_MOST, 100 * exact.denominator, exact.numerator)
