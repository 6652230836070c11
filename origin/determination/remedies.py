"""What would make a product originate that does not: each remedy is tried, and named only if it turns the verdict.

Nothing here knows a rule. Materials are taken to originate, the price to rise, the materials to cost less, and the
determination is made again.
"""

from __future__ import annotations

from fractions import Fraction

from origin.determination.determination import Determination, Verdict
from origin.determination.findings import Found, JoinFound, ShareFound
from origin.determination.judgement import AlternativeFound
from origin.determination.margins import Margin, margin_of
from origin.determination.retrial import with_price, with_status, with_values
from origin.determination.share import ratio_of
from origin.dossier.model import Status
from origin.frozen import Frozen
from origin.language import tree as t

MOST_SETS = 3
MOST_MATERIALS = 120
MOST_SINGLES = 60
"""Of more materials no sets are sought, or not every single one is tried: each trial is a determination."""

_CENT = Fraction(1, 100)


class DearerProduct(Frozen):
    """The price, in the base currency, at which the product originates; rounded up to the cent."""

    basis: str
    price: Fraction


class CheaperMaterials(Frozen):
    """By how much less, in the base currency, the materials together must cost; rounded up to the cent."""

    materials: tuple[str, ...]
    less: Fraction
    of: Fraction


class Remedies(Frozen):
    """Ways to originate, each sufficient alone.

    `sourcing` are sets of materials (ids), smallest first, none of which can be left out: the product originates if
    they do.
    """

    sourcing: tuple[tuple[str, ...], ...] = ()
    price: DearerProduct | None = None
    cost: CheaperMaterials | None = None


def remedies(determination: Determination) -> Remedies:
    """The remedies of a product that does not originate, or of which it is not known; none of one that does."""
    if determination.verdict is Verdict.ORIGINATING:
        return Remedies()
    margin = _nearest(determination)
    return Remedies(
        sourcing=_sourcing(determination),
        price=None if margin is None else _price(determination, margin),
        cost=None if margin is None else _cost(determination, margin),
    )


def hangs_on(determination: Determination) -> tuple[str, ...]:
    """The materials (ids) each of which the originating status of the product hangs on."""
    if determination.verdict is not Verdict.ORIGINATING:
        return ()
    lines = determination.judgement.production.lines
    originating = [
        name
        for name, status in determination.statuses.items()
        if status.originating is True and determination.workings.dossier.bom.articles[name].production is None
    ]
    if len(originating) > MOST_SINGLES or not lines:
        return ()
    return tuple(
        name
        for name in originating
        if with_status(determination, (name,), Status.NON_ORIGINATING).verdict is not Verdict.ORIGINATING
    )


def blocking(found: Found | None) -> ShareFound | None:
    """The one Share that keeps a finding from being met."""
    if isinstance(found, ShareFound):
        return found if found.truth is False else None
    if isinstance(found, JoinFound) and isinstance(found.test, t.AllOf):
        failing = [part for part in found.parts if part.truth is not True]
        return blocking(failing[0]) if len(failing) == 1 else None
    return None


def _sourcing(determination: Determination) -> tuple[tuple[str, ...], ...]:
    """Sets of materials none of which can be spared, found by giving up one after the other, in two orders.

    Giving up the cheap ones first leaves few dear ones, which suits limits of value; giving up the dear ones first
    leaves those that fail a change of classification.
    """
    production = determination.judgement.production
    worth: dict[str, Fraction] = {}
    for line, status in zip(production.lines, determination.judgement.statuses, strict=True):
        if status.originating is not True:
            worth[line.article.id] = worth.get(line.article.id, Fraction(0)) + (line.value or 0)
    names = sorted(worth, key=lambda name: (worth[name], name))
    if not names or len(names) > MOST_MATERIALS or not _originates_with(determination, names):
        return ()
    found = {_spared(determination, names), _spared(determination, names[::-1])}
    for name in reversed(names) if len(names) <= MOST_SINGLES else ():
        if len([one for one in found if len(one) == 1]) >= MOST_SETS:
            break
        if (name,) not in found and _originates_with(determination, [name]):
            found.add((name,))
    ranked = sorted(found, key=lambda one: (len(one), sum(worth[name] for name in one), one))
    return tuple(ranked[:MOST_SETS])


def _spared(determination: Determination, names: list[str]) -> tuple[str, ...]:
    """The names that are still needed after each has been given up that could be."""
    needed = list(names)
    size = len(needed)
    while size > 1:  # in ever smaller lots, as most can be spared together
        size = (size + 1) // 2
        start = 0
        while start < len(needed):
            without = needed[:start] + needed[start + size :]
            if without and _originates_with(determination, without):
                needed = without
            else:
                start += size
    return tuple(sorted(needed))


def _originates_with(determination: Determination, names: list[str]) -> bool:
    return with_status(determination, names, Status.ORIGINATING).verdict is Verdict.ORIGINATING


def _nearest(determination: Determination) -> Margin | None:
    """The limit that alone stands in the way of an open alternative, missed by the least part of its basis."""
    found: list[Margin] = []
    production = determination.judgement.production
    for candidate in determination.judgement.candidates:
        for one in candidate.alternatives:
            margin = _blocked(one, determination) if one.open is not False else None
            if margin is not None:
                found.append(margin)
    as_set = determination.judgement.as_set
    if as_set is not None and as_set.share.truth is False:
        alone = AlternativeFound(t.Alternative(as_set.share.test), as_set.truth, True, as_set.share)
        margin = margin_of(as_set.share, alone, production, determination)
        found += [] if margin is None else [margin]
    return min(found, key=lambda margin: -margin.room / margin.basis, default=None)


def _blocked(one: AlternativeFound, determination: Determination) -> Margin | None:
    share = blocking(one.found)
    if share is None:
        return None
    return margin_of(share, one, determination.judgement.looked_at, determination)


def _price(determination: Determination, margin: Margin) -> DearerProduct | None:
    price, turns_at = margin.found.price, margin.price_turns_at
    if price is None or turns_at is None or turns_at <= margin.basis:
        return None
    for amount in (_up(turns_at), _up(turns_at) + _CENT):  # a limit that must not be reached needs the cent
        if with_price(determination, price.value, amount).verdict is Verdict.ORIGINATING:
            return DearerProduct(price.value, amount)
    return None


def _cost(determination: Determination, margin: Margin) -> CheaperMaterials | None:
    test = margin.found.test
    upper = ratio_of(test).relation in (t.Relation.AT_MOST, t.Relation.LESS)
    if test.measure is not t.Measure.VALUE or not upper or not margin.amount:
        return None
    lines = determination.judgement.looked_at.lines
    names = tuple(dict.fromkeys(lines[number].article.id for number in margin.found.counted))
    for less in (_up(-margin.room), _up(-margin.room) + _CENT):
        if less >= margin.amount:
            return None
        if with_values(determination, names, 1 - less / margin.amount).verdict is Verdict.ORIGINATING:
            return CheaperMaterials(names, less, margin.amount)
    return None


def _up(amount: Fraction) -> Fraction:
    """The amount in whole cents, rounded up."""
    return Fraction(-(-amount.numerator * 100 // amount.denominator), 100)
