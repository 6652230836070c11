"""What would make a product originate that does not: each remedy is tried, and named only if it turns the verdict.

Nothing here knows a rule. Materials are taken to originate, the price to rise, the materials to cost less, and the
determination is made again; where a limit or a tolerance turns is only where it is tried first.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from origin.determination.determination import Determination, Verdict
from origin.determination.limits import Limit, limits_of
from origin.determination.retrial import with_price, with_status, with_values
from origin.dossier.model import Status
from origin.frozen import Frozen
from origin.language import tree as t

MOST_SETS = 3
MOST_MATERIALS = 120
MOST_SINGLES = 60
"""Of more materials no sets are sought, or not every single one is tried: each trial is a determination."""

_CENT = Fraction(1, 100)


class DearerProduct(Frozen):
    """The least price in whole cents of the base currency, above what it is, at which the product originates."""

    basis: str
    price: Fraction


class CheaperMaterials(Frozen):
    """The least, in whole cents of the base currency, by which materials together must cost less than `of`.

    They are those that a limit counts, or a tolerance would forgive, and each costs less by the same part.
    """

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
    limits = limits_of(determination)
    return Remedies(
        sourcing=_sourcing(determination), price=_price(determination, limits), cost=_cost(determination, limits)
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


def _price(determination: Determination, limits: tuple[Limit, ...]) -> DearerProduct | None:
    """The least price, above what it is, at which the product originates; of several price bases the least raise."""
    found: list[tuple[Fraction, DearerProduct]] = []
    for basis in dict.fromkeys([limit.price for limit in limits if limit.price is not None]):
        now = determination.workings.prices.get(basis)
        if now is None:
            continue
        turns = [limit.price_turns_at for limit in limits if limit.price is basis]

        def originates(amount: Fraction, basis: t.Price = basis) -> bool:
            return with_price(determination, basis.value, amount).verdict is Verdict.ORIGINATING

        price = _least([turn for turn in turns if turn is not None], now, originates)
        if price is not None:
            found.append((price / now, DearerProduct(basis.value, price)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _cost(determination: Determination, limits: tuple[Limit, ...]) -> CheaperMaterials | None:
    """The least by which materials that a limit counts must be cheaper, all by the same part of what they cost."""
    found: list[CheaperMaterials] = []
    lines = determination.judgement.looked_at.lines
    figures = determination.judgement.looked_at.amounts(t.Measure.VALUE)
    values = [Fraction(amount or 0, figures.scale) for amount in figures.amounts]
    upper = [limit for limit in limits if limit.upper and limit.amount > limit.most]
    for counted in dict.fromkeys([limit.counted for limit in upper]):
        names = tuple(dict.fromkeys([lines[number].article.id for number in counted]))
        total = sum([values[number] for number in counted], Fraction(0))

        def originates(less: Fraction, names: tuple[str, ...] = names, total: Fraction = total) -> bool:
            if less >= total:
                return False
            return with_values(determination, names, 1 - less / total).verdict is Verdict.ORIGINATING

        if not originates(_up(total) - _CENT):
            continue  # not even for next to nothing
        turns = []
        for limit in upper:
            inside = sum([values[number] for number in limit.counted if number in counted], Fraction(0))
            if inside:
                turns.append((limit.amount - limit.most) * total / inside)
        less = _least(turns, Fraction(0), originates)
        if less is not None:
            found.append(CheaperMaterials(names, less, total))
    return min(found, key=lambda one: (one.less, -one.of), default=None)


def _least(turns: list[Fraction], now: Fraction, originates: Callable[[Fraction], bool]) -> Fraction | None:
    """The least amount in whole cents above what it is `now` with which the product originates.

    Where limits turn it is tried first, and a cent beyond, as a limit may have to be passed and not reached only. Other
    things than the limits known here may turn in between: where a cent less would do as well, the least is sought.
    """
    before = now
    tried = sorted({amount for turn in turns for amount in (_up(turn), _up(turn) + _CENT) if amount > now})
    for amount in tried:
        if originates(amount):
            return _between(before, amount, originates)
        before = amount
    return None


def _between(without: Fraction, enough: Fraction, originates: Callable[[Fraction], bool]) -> Fraction:
    """The least amount in whole cents that is enough, where one is known that is and one that is not."""
    if enough - _CENT <= without or not originates(enough - _CENT):
        return enough
    low, high = without, enough - _CENT
    while high - low > _CENT:
        middle = _up((low + high) / 2)
        if middle >= high:
            break
        if originates(middle):
            high = middle
        else:
            low = middle
    return high


def _up(amount: Fraction) -> Fraction:
    """The amount in whole cents, rounded up."""
    return Fraction(-(-amount.numerator * 100 // amount.denominator), 100)
