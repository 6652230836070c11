"""Territoriality: origin is acquired in the territory without interruption, and lost by working outside it.

What went out and came back keeps its origin if it is the same and was only kept in good condition; some agreements
allow working outside the territory up to a share of the price (outward processing).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from origin.agreements.law import Law
from origin.agreements.provisions import OutwardProcessing
from origin.determination.membership import contains
from origin.determination.share import compare
from origin.determination.tolerance import at_most
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import Span, scaled
from origin.dossier.model import Abroad
from origin.frozen import Frozen
from origin.language.tree import Price, PriceBasis


class AbroadFound(Frozen):
    """Whether origin was kept outside the territory; `outward` where outward processing was looked at."""

    truth: Truth
    citation: str | None = None
    outward: OutwardProcessing | None = None


def kept_abroad(
    law: Law, abroad: Abroad, spans: tuple[Span, ...], added: Fraction | None, prices: Mapping[Price, Fraction]
) -> AbroadFound:
    """Whether something that left the territory and came back kept its origin.

    `added` is the value that was added outside, and `prices` are those of the product, in one currency.
    """
    if abroad.where is not None and law.agreement.party_of(abroad.where) is not None:
        return AbroadFound(True)
    provision = law.agreement.provisions.territoriality
    citation = provision.returned_citation or provision.citation if provision is not None else None
    untouched = all_of((negated(abroad.worked), abroad.same_goods))
    outward = provision.outward_processing if provision is not None else None
    if outward is None or untouched is True:
        return AbroadFound(untouched, citation)
    concerned: Truth = True if outward.excluded is None else negated(contains(outward.excluded, spans))
    within: Truth = None
    assert isinstance(outward.basis, PriceBasis)
    price = next((prices[one] for one in outward.basis.prices if one in prices), None)
    if added is not None and price is not None:
        figures = scaled((added, price))
        amount, basis = figures.amounts
        assert amount is not None and basis is not None
        within = compare(amount, amount, basis, basis, at_most(outward.percent))
    allowed = all_of((concerned, within))
    return AbroadFound(any_of((untouched, allowed)), outward.citation if allowed is not False else citation, outward)
