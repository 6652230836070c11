"""What counts as originating without a rule: materials of special lists, and products that come from a party."""

from __future__ import annotations

from datetime import date

from origin.agreements.law import Law
from origin.agreements.provisions import DeemedMaterials, DeemedProducts
from origin.determination.membership import contains
from origin.determination.truth import Truth, all_of
from origin.determination.workings import Span
from origin.dossier.model import Article
from origin.frozen import Frozen


class DeemedFound(Frozen):
    """The list that a material or product may be on, and whether it is."""

    truth: Truth
    provision: DeemedMaterials | DeemedProducts


def deemed_material(
    material: Article, spans: tuple[Span, ...], product: Article, product_spans: tuple[Span, ...], law: Law, on: date
) -> DeemedFound | None:
    """The first list that the material is on for certain, else the first that it may be on; None where on none."""
    perhaps: DeemedFound | None = None
    for one in law.agreement.provisions.deemed_materials:
        if not in_days(one, on):
            continue
        found: list[Truth] = []
        if one.materials is not None:
            found.append(contains(one.materials, spans))
        if one.products is not None:
            found.append(contains(one.products, product_spans))
        if one.kind is not None:
            found.append(material.kinds.get(one.kind))
        if one.product_kind is not None:
            found.append(product.kinds.get(one.product_kind))
        if one.countries:
            found.append(None if material.origin is None else law.agreement.named(material.origin, one.countries))
        truth = all_of(found)
        if truth is True:
            return DeemedFound(True, one)
        if truth is None and perhaps is None:
            perhaps = DeemedFound(None, one)
    return perhaps


def deemed_product(
    product: Article, spans: tuple[Span, ...], exported_from: str | None, law: Law, on: date
) -> DeemedFound | None:
    """The list that a product which comes from a party is on, or may be; None where it is on none."""
    perhaps: DeemedFound | None = None
    for one in law.agreement.provisions.deemed_products:
        if not in_days(one, on):
            continue
        found = [contains(one.products, spans)]
        if one.kind is not None:
            found.append(product.kinds.get(one.kind))
        found.append(None if exported_from is None else law.agreement.party_of(exported_from) is not None)
        truth = all_of(found)
        if truth is True:
            return DeemedFound(True, one)
        if truth is None and perhaps is None:
            perhaps = DeemedFound(None, one)
    return perhaps


def in_days(provision: DeemedMaterials | DeemedProducts, on: date) -> bool:
    """True where a list applies on the day."""
    return (provision.valid_from is None or provision.valid_from <= on) and (
        provision.valid_until is None or on <= provision.valid_until
    )
