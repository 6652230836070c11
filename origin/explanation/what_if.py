"""The verdict had one thing been otherwise: a presumption off, or a status that is only stated not accepted."""

from __future__ import annotations

from msgspec.structs import replace

from origin.determination.determination import Determination, Presumption
from origin.determination.determine import determine
from origin.determination.status import Reason
from origin.dossier.bill_of_materials import BillOfMaterials
from origin.dossier.dossier import Dossier
from origin.dossier.model import Article, Status

UNPROVEN = (Reason.STATED_ORIGINATING, Reason.WHOLLY_OBTAINED)
"""Reasons of originating status that no paper in the dossier supports."""


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


def without(determination: Determination, *presumptions: Presumption) -> Determination:
    """The same determination with some presumptions off."""
    return _again(
        determination, determination.workings.dossier, presumptions_on(determination).difference(presumptions)
    )


def unproven(determination: Determination) -> tuple[str, ...]:
    """The ids of materials that count as originating on the claimant's word alone."""
    return tuple(
        name
        for name, status in determination.statuses.items()
        if status.originating is True
        and status.reason in UNPROVEN
        and not determination.workings.dossier.bom.articles[name].evidence
    )


def with_unproven_non_originating(determination: Determination) -> Determination:
    """The same determination with every material that is originating by word alone counted as non-originating."""
    dossier = determination.workings.dossier
    doubted = set(unproven(determination))
    articles = {
        name: _doubted(article) if name in doubted else article for name, article in dossier.bom.articles.items()
    }
    bom = BillOfMaterials(dossier.bom.root, articles, dossier.bom.uses)
    return _again(determination, replace(dossier, bom=bom), presumptions_on(determination))


def _doubted(article: Article) -> Article:
    return replace(article, status=Status.NON_ORIGINATING, wholly_obtained=None, wholly_obtained_in=None)


def _again(determination: Determination, dossier: Dossier, presumptions: frozenset[Presumption]) -> Determination:
    now = determination.circumstances
    return determine(
        dossier,
        determination.law,
        now.on,
        presumptions=presumptions,
        exported_from=now.exported_from,
        imported_into=now.imported_into,
        rule=now.rule,
    )
