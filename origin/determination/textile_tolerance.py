"""The textile tolerances of the introductory notes: basic textile materials by weight, textile materials by value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from origin.agreements.provisions import BasicTextileTolerance, TextileMaterialsTolerance
from origin.determination.findings import Found
from origin.determination.membership import NamedItem, contains, differs, is_named
from origin.determination.offences import offences, total
from origin.determination.production import Production
from origin.determination.share import Amount, basis_bounds, compare
from origin.determination.tolerance import ToleranceFound, at_most, better
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import SECONDARY, Line
from origin.language import tree as t
from origin.nomenclature.code import Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import edition


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
    enough = _different(fibres, production.present, provision.least_materials)
    best: ToleranceFound | None = None
    for offence in offences(strict, production, is_basic):
        amount = total(figures.amounts, offence)
        percent = provision.percent
        within = compare(amount.low, amount.high, basis_low, basis_high, at_most(percent))
        for special in provision.special:
            surely = {number for number, names in enumerate(fibres) if names == (special.material,)}
            perhaps = {number for number, names in enumerate(fibres) if names is None or special.material in names}
            others = Amount(
                total(figures.amounts, offence.without(perhaps)).low,
                total(figures.amounts, offence.without(surely)).high,
                (),
                (),
            )
            wider = all_of(
                (
                    True if surely else None,
                    compare(amount.low, amount.high, basis_low, basis_high, at_most(special.percent)),
                    compare(others.low, others.high, basis_low, basis_high, at_most(provision.percent)),
                )
            )
            if perhaps and wider is not False and within is not True:
                within, percent = any_of((within, wider)), special.percent
        condition = all_of((applies, enough, offence.otherwise))
        found = ToleranceFound(
            "basic-textile-materials",
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

    The dossier may name it; else the code tells, where it leads to basic textile materials at all.
    """
    known = production.law.glossary.basic_textile_materials
    if line.article.role in SECONDARY:
        return ()
    if line.article.fibre is not None:
        return (line.article.fibre,)
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


def _different(fibres: list[tuple[str, ...] | None], present: Sequence[Truth], least: int) -> Truth:
    """Whether the product contains at least so many different basic textile materials."""
    certain: list[set[str]] = []
    possible: set[str] = set()
    unknown = 0
    for names, here in zip(fibres, present, strict=True):
        if names is None:
            unknown += 1
            continue
        if here is True and names and all(not chosen & set(names) for chosen in certain):
            certain.append(set(names))
        possible.update(names)
    if len(certain) >= least:
        return True
    return None if len(possible) + unknown >= least else False
