"""The textile tolerances of the introductory notes: basic textile materials by weight, textile materials by value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from fractions import Fraction
from math import lcm

from origin.agreements.provisions import BasicTextileTolerance, TextileMaterialsTolerance
from origin.determination.findings import Found
from origin.determination.membership import NamedItem, contains, differs, is_named
from origin.determination.offences import Offence, offences, total
from origin.determination.production import Production
from origin.determination.share import Amount, basis_bounds, compare
from origin.determination.tolerance import ToleranceFound, at_most, better
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import SECONDARY, Line
from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import edition

BASIC_TEXTILES = "basic-textile-materials"
"""The name of that tolerance in findings."""


def basic_textile_tolerance(
    provision: BasicTextileTolerance, strict: Found, production: Production
) -> ToleranceFound | None:
    """Offending basic textile materials, up to a share by weight of all basic textile materials used.

    A special material (elastomeric yarn, metallised strip) has a larger share, while the others keep theirs.
    None where the provision does not concern the product.
    """
    applies = contains(provision.products, production.spans)
    if applies is False:
        return None
    fibres = [fibres_of(line, production) for line in production.lines]
    is_basic: list[Truth] = [None if names is None else bool(names) for names in fibres]
    figures = production.amounts(t.Measure.WEIGHT)
    counted = [all_of(pair) for pair in zip(is_basic, production.present, strict=True)]
    basis_low, basis_high = _weight_of(counted, figures.amounts)
    enough = _different(fibres, production, provision.least_materials)
    basic = {number for number, truth in enumerate(counted) if truth is not False}
    best: ToleranceFound | None = None
    for offence in offences(strict, production, is_basic):
        amount = total(figures.amounts, offence)
        if set(offence.offenders) >= basic and offence.offenders and amount.high != 0:
            within: Truth = False  # nothing else is there, whatever it weighs
            percent = provision.percent
        else:
            within, percent = _within(provision, offence, fibres, (basis_low, basis_high), production)
        condition = all_of((applies, enough, offence.otherwise))
        found = ToleranceFound(
            BASIC_TEXTILES,
            provision.citation,
            all_of((condition, within)),
            percent,
            t.Measure.WEIGHT,
            amount.low,
            amount.high,
            basis_low,
            basis_high,
            figures.scale,
            offence.offenders,
            offence.doubtful,
            condition,
        )
        best = better(best, found)
    return best


def _within(
    provision: BasicTextileTolerance,
    offence: Offence,
    fibres: list[tuple[str, ...] | None],
    basis: tuple[int, int | None],
    production: Production,
) -> tuple[Truth, Decimal]:
    """Whether the offenders stay within the share, and which share that is: the usual one or a special one."""
    weights, percent = production.amounts(t.Measure.WEIGHT).amounts, provision.percent
    amount, (low, high) = total(weights, offence), basis
    within = compare(amount.low, amount.high, low, high, at_most(percent))
    for special in provision.special:
        parts = [_part_of(special.material, names, line) for names, line in zip(fibres, production.lines, strict=True)]
        others, times = _besides(offence, weights, parts)
        finer = None if high is None else high * times
        wider = all_of(
            (
                True if any(part.low for part in parts) else None,
                compare(amount.low, amount.high, low, high, at_most(special.percent)),
                compare(others.low, others.high, low * times, finer, at_most(provision.percent)),
            )
        )
        if any(part.high for part in parts) and wider is not False and within is not True:
            within, percent = any_of((within, wider)), special.percent
    return within, percent


def textile_materials_tolerance(
    provision: TextileMaterialsTolerance, strict: Found, production: Production
) -> ToleranceFound | None:
    """Offending textile materials of another heading than the product, up to a share of its price.

    None where the provision does not concern the product.
    """
    applies = contains(provision.products, production.spans)
    if applies is False:
        return None
    forgivable = [_may_be_forgiven(provision, line, production) for line in production.lines]
    figures = production.amounts(t.Measure.VALUE)
    bases = basis_bounds(provision.basis, t.Measure.VALUE, production)
    best: ToleranceFound | None = None
    for offence in offences(strict, production, forgivable):
        amount = total(figures.amounts, offence)
        condition = all_of((applies, offence.otherwise))
        for price, basis_low, basis_high in bases:
            within = compare(amount.low, amount.high, basis_low, basis_high, at_most(provision.percent))
            found = ToleranceFound(
                "textile-materials",
                provision.citation,
                all_of((condition, within)),
                provision.percent,
                t.Measure.VALUE,
                amount.low,
                amount.high,
                basis_low,
                basis_high,
                figures.scale,
                offence.offenders,
                offence.doubtful,
                condition,
                price=price,
            )
            best = better(best, found)
    return best


def fibres_of(line: Line, production: Production) -> tuple[str, ...] | None:
    """The basic textile materials a line may be: none, one, or several; None where that is not known.

    The dossier may name it, or all that a mixture consists of; else the code tells, where it leads to basic textile
    materials at all.
    """
    known = production.law.glossary.basic_textile_materials
    if line.article.role in SECONDARY:
        return ()
    if line.article.fibre is not None:
        return tuple(line.article.fibre)
    if not line.spans:
        return None
    possible = [name for name, entry in known.items() if entry.codes and contains(entry.codes, line.spans) is not False]
    if not possible:
        provision = production.law.agreement.provisions.basic_textiles
        untold = provision.fibre_to_be_stated if provision is not None else None
        if untold is not None and contains(untold, line.spans) is not False:
            return None
        return ()
    for name in possible:
        codes = known[name].codes
        if known[name].exact and codes is not None and contains(codes, line.spans) is True:
            return (name,)
    together = HsSet()
    for name in possible:
        together |= known[name].codes or HsSet()
    return tuple(possible) if _all_inside(together, line, production.law.rules.edition) else None


def untold(production: Production) -> list[int]:
    """The lines of which neither the code nor the dossier tells of which basic textile materials they are."""
    mixed = production.law.glossary.mixed_textiles
    found: list[int] = []
    for number, line in enumerate(production.lines):
        names = fibres_of(line, production)
        by_code = names is not None and line.article.fibre is None
        if names is None or (by_code and names and mixed is not None and contains(mixed, line.spans) is not False):
            found.append(number)
    return found


class Part(Frozen):
    """What part of a line's weight a basic textile material is, at least and at most."""

    low: Fraction
    high: Fraction


_NOTHING, _ALL = Fraction(0), Fraction(1)


def _part_of(material: str, names: tuple[str, ...] | None, line: Line) -> Part:
    """What part of a line a basic textile material is, of those that the line may be or is a mixture of."""
    if names is not None and material not in names:
        return Part(_NOTHING, _NOTHING)
    if names is not None and line.article.fibre is not None:
        part = line.article.fibre[material]
        return Part(part, part)
    return Part(_ALL if names == (material,) else _NOTHING, _ALL)


def _besides(offence: Offence, weights: tuple[int | None, ...], parts: list[Part]) -> tuple[Amount, int]:
    """What the offenders weigh without their parts of one material, in a finer unit: so many times the usual one."""
    times = lcm(*[part.low.denominator for part in parts], *[part.high.denominator for part in parts])
    least = tuple(
        [weight and int(weight * (1 - part.high) * times) for weight, part in zip(weights, parts, strict=True)]
    )
    most = tuple([weight and int(weight * (1 - part.low) * times) for weight, part in zip(weights, parts, strict=True)])
    wholly = [number for number in (*offence.offenders, *offence.doubtful) if parts[number].low != 1]
    rest = offence.only(set(wholly))
    return Amount(total(least, offence).low, total(most, rest).high, (), ()), times


def _all_inside(codes: HsSet, line: Line, year: int) -> bool:
    """Whether every subheading that the line may have is in the set, also where only its heading is stated."""
    numbers = edition(year).numbers
    return all(
        codes.contains_span(number, number) is True
        for first, last in line.spans
        for number in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
    )


def _may_be_forgiven(provision: TextileMaterialsTolerance, line: Line, production: Production) -> Truth:
    materials = production.law.glossary.materials
    excluded = any_of([is_named(NamedItem(name, materials.get(name), None), line) for name in provision.excluded])
    return all_of(
        (
            contains(provision.materials, line.spans),
            differs(Level.HEADING, line.spans, production.spans),
            negated(excluded),
        )
    )


def _weight_of(is_basic: list[Truth], weights: tuple[int | None, ...]) -> tuple[int, int | None]:
    """The weight of all basic textile materials, at least and at most."""
    low, high = 0, 0
    bounded = True
    for basic, weight in zip(is_basic, weights, strict=True):
        if basic is False:
            continue
        if weight is None:
            bounded = False
            continue
        high += weight
        low += weight if basic else 0
    return low, high if bounded else None


def _different(fibres: list[tuple[str, ...] | None], production: Production, least: int) -> Truth:
    """Whether the product contains at least so many different basic textile materials.

    A material whose mixture is stated contains all that are named; one whose code does not tell may contain more.
    """
    mixed = production.law.glossary.mixed_textiles
    certain: list[set[str]] = []
    possible: set[str] = set()
    unknown = 0
    for line, names, here in zip(production.lines, fibres, production.present, strict=True):
        if names is None:
            unknown += 1
            continue
        stated = line.article.fibre is not None
        each = [{name} for name in names] if stated else [set(names)] if names else []
        certain += [one for one in each if here is True and all(not chosen & one for chosen in certain)]
        possible.update(names)
        if names and not stated and mixed is not None and contains(mixed, line.spans) is not False:
            unknown += 1
    if len(certain) >= least:
        return True
    return None if len(possible) + unknown >= least else False
