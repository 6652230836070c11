"""Prices: those that are stated, and those that an agreement works out from others; averages."""

from __future__ import annotations

from fractions import Fraction

from origin.agreements.law import Law
from origin.agreements.provisions import DerivedPrice
from origin.determination.cost import added_up
from origin.determination.workings import NO_PRICES, Prices, Workings
from origin.dossier.model import Article, Product, Role
from origin.language.tree import Price

__all__ = ["NO_PRICES", "SHIPMENT_PACKING", "Prices", "averages_allowed", "is_silent_on", "prices_of"]

SHIPMENT_PACKING = "shipment-packing"
"""A cost within a price that the bill of materials states, by the role of its lines."""


def prices_of(
    law: Law,
    workings: Workings,
    article: Article,
    total_cost: Fraction | None,
    net_cost: Fraction | None,
    as_stated: bool = True,
) -> Prices:
    """The prices of the product, or of an intermediate, by basis, with ceilings for those that are not known.

    A price that an agreement takes less costs it includes is known without these being stated where values are taken
    `as_stated`.
    """
    known = dict(workings.prices_of(article, law.agreement.price_bases))
    ceilings: dict[Price, Fraction] = {}
    if total_cost is not None:
        known.setdefault(Price.TOTAL_COST, total_cost)
    if net_cost is not None:
        known.setdefault(Price.NET_COST, net_cost)
    if Price.NET_COST not in known and Price.TOTAL_COST in known:
        ceilings[Price.NET_COST] = known[Price.TOTAL_COST]
    valuation = law.agreement.provisions.valuation
    for one in valuation.prices if valuation is not None else ():
        if one.derived_from not in known or (one.basis in known and one.basis is not one.derived_from):
            continue
        if one.basis is one.derived_from and article.id != workings.dossier.bom.root:
            continue
        if article.id == workings.dossier.bom.root:
            _derive(one, known, ceilings, workings, as_stated)
        else:  # what the value of an intermediate includes is not stated by price: it is at most that
            ceilings[one.basis] = known[one.derived_from]
    return Prices(known, ceilings)


def _derive(
    one: DerivedPrice,
    known: dict[Price, Fraction],
    ceilings: dict[Price, Fraction],
    workings: Workings,
    as_stated: bool,
) -> None:
    """Adds a price less the costs it includes: exactly where they are stated, else as what it can be at most."""
    product = workings.dossier.product
    stated = {name: cost for name, cost in product.price_includes.items() if name in one.less}
    less = added_up(stated, workings)
    packing = _packing(workings) if SHIPMENT_PACKING in one.less else Fraction(0)
    if less is None:
        return
    amount = known[one.derived_from] - less - (packing or 0)
    complete = packing is not None and not is_silent_on(one, product)
    if one.basis is one.derived_from:
        complete = complete or as_stated
        del known[one.basis]
    (known if complete else ceilings)[one.basis] = amount


def is_silent_on(one: DerivedPrice, product: Product) -> bool:
    """True where the dossier does not say of some cost that a price leaves out how much of it is in it."""
    return any(name not in product.price_includes for name in one.less if name != SHIPMENT_PACKING)


def _packing(workings: Workings) -> Fraction | None:
    """What packing for shipment is worth; None where that is not stated of all of it."""
    total = Fraction(0)
    for line in workings.direct(workings.dossier.bom.root).lines:
        if line.article.role is Role.SHIPMENT_PACKING:
            if line.value is None:
                return None
            total += line.value
    return total


def averages_allowed(law: Law, product: Product) -> bool:
    """False where prices and values are averages of a kind that the agreement does not admit."""
    if product.averaged_over is None:
        return True
    valuation = law.agreement.provisions.valuation
    averaging = valuation.averaging if valuation is not None else None
    return averaging is not None and (averaging.least_months is None or product.averaged_over >= averaging.least_months)
