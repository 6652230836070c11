"""The verdict had one thing been otherwise: a presumption off, or a status that is only stated not accepted."""

from __future__ import annotations

from msgspec.structs import replace

from origin.determination.determination import Determination, Presumption
from origin.determination.retrial import again, presumptions_on, with_articles
from origin.determination.status import Reason
from origin.dossier.model import Article, Status

UNPROVEN = (Reason.STATED_ORIGINATING, Reason.WHOLLY_OBTAINED)
"""Reasons of originating status that no paper in the dossier supports."""


def without(determination: Determination, *presumptions: Presumption) -> Determination:
    """The same determination with some presumptions off."""
    return again(determination, determination.workings.dossier, presumptions_on(determination).difference(presumptions))


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
    articles = {name: _doubted(dossier.bom.articles[name]) for name in doubted}
    return again(determination, with_articles(dossier, articles))


def _doubted(article: Article) -> Article:
    return replace(article, status=Status.NON_ORIGINATING, wholly_obtained=None, wholly_obtained_in=None)
