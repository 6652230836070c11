"""Tolerance (de minimis): materials that fail the rule are forgiven up to a share of the product's price or weight.

Only offenders count, and a Share of the rule itself is never lifted: each conjunction of the rule is tried with its
offenders forgiven, and all its shares must still hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from origin.agreements.provisions import NotForgiven, PartLimit, Tolerance
from origin.determination.findings import Found
from origin.determination.membership import NamedItem, contains, in_items, in_scope, is_named, same
from origin.determination.offences import Forgiving, Offence, offences, total
from origin.determination.production import Production
from origin.determination.share import Ratio, amount_in, basis_bounds, compare
from origin.determination.truth import Truth, all_of, any_of, goes_further, negated
from origin.determination.workings import Line
from origin.frozen import Frozen
from origin.language import tree as t


class PartFound(Frozen):
    """What forgiven materials of a named kind come to, against a smaller share of their own."""

    limit: PartLimit
    truth: Truth
    low: int
    high: int | None


class ToleranceFound(Frozen):
    """What a tolerance came to: the offenders' amount within bounds, against its share of the basis.

    `parts` are limits of their own for some offenders, `price` is the basis where the tolerance offers a choice.
    """

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
    parts: tuple[PartFound, ...] = ()
    price: t.Price | None = None
    of_component: bool = False


def general_tolerance(
    provision: Tolerance, alternative: t.Alternative, strict: Found, production: Production
) -> ToleranceFound | None:
    """The general tolerance on an alternative that was found wanting (`strict`); None where it is for others."""
    applies = _applies(provision, production)
    if applies is False:
        return None
    if provision.must_originate:
        applies = all_of((applies, _must_originate(provision, production)))
    forgivable = _forgivable(provision, alternative, production)
    figures = production.amounts(provision.measure)
    ratio = production.law.once("tolerance", provision, _most)
    forgiving = production.law.once("forgiving", provision, _forgiving)
    bases = _bases(provision, production)
    best: ToleranceFound | None = None
    for offence in offences(strict, production, forgivable, forgiving):
        amount = total(figures.amounts, offence)
        for price, basis_low, basis_high in bases:
            within = compare(amount.low, amount.high, basis_low, basis_high, ratio)
            if within is None and _is_everything(provision, offence, production):
                within = provision.percent >= 100
            parts: tuple[PartFound, ...] = ()
            if provision.part_limits:
                parts = _parts(provision, offence, figures.amounts, (basis_low, basis_high), production)
            condition = all_of([applies, offence.otherwise, *[part.truth for part in parts]])
            found = ToleranceFound(
                name=provision.id,
                citation=provision.citation,
                truth=all_of((condition, within)),
                percent=provision.percent,
                measure=provision.measure,
                low=amount.low,
                high=amount.high,
                basis_low=basis_low,
                basis_high=basis_high,
                scale=figures.scale,
                offenders=offence.offenders,
                doubtful=offence.doubtful,
                condition=condition,
                parts=parts,
                price=price,
                of_component=provision.of_component,
            )
            best = better(best, found)
    return best


def _is_everything(provision: Tolerance, offence: Offence, production: Production) -> bool:
    """True where nothing but offenders is in the component, or among the materials that the share is of.

    They are then all of its weight, whatever that is.
    """
    scope = provision.basis.scope if isinstance(provision.basis, t.MaterialsBasis) else None
    if not offence.offenders or (scope is None and not provision.of_component):
        return False
    return all(
        number in offence.offenders
        or here is False
        or (scope is not None and in_scope(scope, production.lines[number], production) is False)
        for number, here in enumerate(production.present)
    )


def _most(provision: Tolerance) -> Ratio:
    """The bound of a tolerance."""
    return at_most(provision.percent)


def _forgiving(provision: Tolerance) -> Forgiving:
    """What a tolerance forgives besides changes of classification."""
    return Forgiving(provision.wholly_obtained_materials, provision.processes)


def _applies(provision: Tolerance, production: Production) -> Truth:
    """Whether the tolerance concerns the product, by its code and, where that turns on it, by what it is."""
    by_code = contains(provision.products, production.spans)
    if by_code is False or (provision.unless is None and provision.only_if is None and not provision.made_in):
        return by_code
    found: list[Truth] = [by_code]
    if provision.made_in:
        party = production.party
        found.append(None if party is None else production.law.agreement.named(party, provision.made_in))
    for condition, wanted in ((provision.unless, False), (provision.only_if, True)):
        elsewhere = True if condition is None else negated(contains(condition.products, production.spans))
        if condition is not None and elsewhere is not True:
            is_one = production.article.kinds.get(condition.kind)
            found.append(any_of((elsewhere, is_one if wanted else negated(is_one))))
    return all_of(found)


def _must_originate(provision: Tolerance, production: Production) -> Truth:
    """Whether all materials originate that the product may contain only so."""
    foreign = production.standing(t.Standing.NON_ORIGINATING)
    return all_of(
        [
            negated(all_of((truth, of_kind(name, line, production))))
            for name in provision.must_originate
            for line, truth in zip(production.lines, foreign, strict=True)
        ]
    )


def of_kind(name: str, line: Line, production: Production) -> Truth:
    """Whether a line is of a named kind: as its code tells where that decides, else as the dossier states."""
    return is_named(NamedItem(name, production.law.glossary.materials.get(name), None), line)


def _parts(
    provision: Tolerance,
    offence: Offence,
    amounts: tuple[int | None, ...],
    basis: tuple[int, int | None],
    production: Production,
) -> tuple[PartFound, ...]:
    """What the offenders of each named kind come to against its own limit."""
    return tuple([_part(limit, offence, amounts, basis, production) for limit in provision.part_limits])


def _part(
    limit: PartLimit,
    offence: Offence,
    amounts: tuple[int | None, ...],
    basis: tuple[int, int | None],
    production: Production,
) -> PartFound:
    """What the offenders of a named kind come to against their own limit."""
    kinds = {
        number: of_kind(limit.material, production.lines[number], production)
        for number in (*offence.offenders, *offence.doubtful)
    }
    certain = tuple([number for number in offence.offenders if kinds[number] is True])
    perhaps = tuple([number for number, kind in kinds.items() if kind is not False and number not in certain])
    amount = total(amounts, Offence(certain, perhaps, True))
    truth = compare(amount.low, amount.high, *basis, at_most(limit.percent))
    return PartFound(limit, truth, amount.low, amount.high)


def better(best: ToleranceFound | None, found: ToleranceFound) -> ToleranceFound:
    """The finding that goes further towards origin; the first of equals."""
    return found if best is None or goes_further(found.truth, best.truth) else best


def _forgivable(provision: Tolerance, alternative: t.Alternative, production: Production) -> Sequence[Truth]:
    """For each line whether the tolerance may forgive it: not where the rule or the tolerance itself leaves it out."""
    off = alternative.no_tolerance
    if off is None and provision.materials is None and provision.kind is None and not provision.not_forgiven:
        return (True,) * len(production.lines)
    found: list[Truth] = []
    for line in production.lines:
        reasons: list[Truth] = []
        if off is not None:
            reasons.append(negated(in_items(off.items, line, production)) if off.items else False)
        if provision.materials is not None:
            reasons.append(contains(provision.materials, line.spans))
        if provision.kind is not None:
            reasons.append(of_kind(provision.kind, line, production))
        reasons += [negated(_left_out(one, line, production)) for one in provision.not_forgiven]
        found.append(all_of(reasons))
    return found


def _left_out(one: NotForgiven, line: Line, production: Production) -> Truth:
    """Whether the tolerance is not for this material in this product."""
    found: list[Truth] = []
    if one.products is not None:
        found.append(contains(one.products, production.spans))
    if one.product_kind is not None:
        found.append(production.article.kinds.get(one.product_kind))
    if one.materials is not None:
        found.append(contains(one.materials, line.spans))
    if one.kind is not None:
        found.append(of_kind(one.kind, line, production))
    if one.same is not None:
        found.append(same(one.same, line, production))
    return all_of(found)


def _bases(provision: Tolerance, production: Production) -> list[tuple[t.Price | None, int, int | None]]:
    """What the tolerance is a share of, within bounds; one for each price where there is a choice."""
    if provision.of_component:
        everything = amount_in(t.Scope(t.Standing.ANY), provision.measure, production)
        return [(None, everything.low, everything.high)]
    return basis_bounds(provision.basis, provision.measure, production)


def at_most(percent: Decimal) -> Ratio:
    """The bound "at most so many per cent", as integers."""
    exact = Fraction(percent)
    return Ratio(t.Relation.AT_MOST, 100 * exact.denominator, exact.numerator)
