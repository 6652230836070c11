"""The same question asked of other facts: the verdict had a material another status, a price or a cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec.structs import replace

from origin.determination.determination import Determination, Presumption
from origin.determination.determine import determine
from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Money, Status


def presumptions_on(determination: Determination) -> frozenset[Presumption]:
    """The presumptions that were to be applied, whether or not they had to be."""
    now = determination.circumstances
    flags = {
        Presumption.UNKNOWN_ORIGIN: now.presume_unknown_origin,
        Presumption.BEYOND_INSUFFICIENT: now.presume_beyond_insufficient,
        Presumption.UNALTERED: now.presume_unaltered,
        Presumption.NO_DRAWBACK: now.presume_no_drawback,
        Presumption.VALUES_AS_STATED: now.presume_values_as_stated,
    }
    return frozenset(presumption for presumption, on in flags.items() if on)


def again(
    determination: Determination, dossier: Dossier, presumptions: frozenset[Presumption] | None = None
) -> Determination:
    """The determination of another dossier under the same agreement, on the same day, in the same direction."""
    now = determination.circumstances
    return determine(
        dossier,
        determination.law,
        now.on,
        presumptions=presumptions_on(determination) if presumptions is None else presumptions,
        exported_from=now.exported_from,
        imported_into=now.imported_into,
        rule=now.rule,
    )


def with_articles(dossier: Dossier, changed: Mapping[str, Article]) -> Dossier:
    """The dossier with other articles of the same ids."""
    articles = {**dossier.bom.articles, **changed}
    product = replace(dossier.product, article=articles[dossier.bom.root])
    return replace(dossier, product=product, bom=BillOfMaterials(dossier.bom.root, articles, dossier.bom.uses))


def with_status(determination: Determination, names: Iterable[str], status: Status) -> Determination:
    """The determination had these materials been shown to originate where the product is made, or not to originate."""
    dossier = determination.workings.dossier
    product = dossier.product
    made_in = product.article.production.where if product.article.production is not None else None
    home = made_in or product.exported_from or determination.circumstances.exported_from
    changed = {}
    for name in names:
        article = replace(
            dossier.bom.articles[name], status=status, evidence=(), wholly_obtained=None, wholly_obtained_in=None
        )
        changed[name] = replace(article, origin=home) if status is Status.ORIGINATING else article
    return again(determination, with_articles(dossier, changed))


def with_price(determination: Determination, basis: str, amount: Fraction) -> Determination:
    """The determination had one of the product's prices been another, in the base currency."""
    dossier = determination.workings.dossier
    prices = {**dossier.product.prices, basis: Money(amount, determination.workings.currency)}
    return again(determination, replace(dossier, product=replace(dossier.product, prices=prices)))


def with_values(determination: Determination, names: Iterable[str], factor: Fraction) -> Determination:
    """The determination had the values of some materials been the same part or multiple of what they are."""
    dossier = determination.workings.dossier
    changed = {}
    for name in names:
        article = dossier.bom.articles[name]
        if article.value is not None:
            changed[name] = replace(article, value=replace(article.value, amount=article.value.amount * factor))
    return again(determination, with_articles(dossier, changed))
