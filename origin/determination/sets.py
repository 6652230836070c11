"""Sets (General Rule 3): all components originating, or the non-originating ones within a share of the set's price."""

from __future__ import annotations

from origin.agreements.provisions import Sets
from origin.determination.findings import ShareFound
from origin.determination.production import Production
from origin.determination.share import evaluate_share
from origin.determination.truth import Truth, any_of
from origin.frozen import Frozen
from origin.language import tree as t


class SetFound(Frozen):
    """Whether a set originates, and the share its non-originating components have in its price."""

    truth: Truth
    share: ShareFound
    citation: str


def evaluate_set(provision: Sets, production: Production) -> SetFound:
    """Whether the set as a whole originates."""
    test = production.law.once(
        "set share",
        provision,
        lambda: t.Share(t.Measure.VALUE, t.ALL_NON_ORIGINATING, t.Relation.AT_MOST, provision.percent, provision.basis),
    )
    share = evaluate_share(test, production)
    return SetFound(any_of((production.all_originating, share.truth)), share, provision.citation)
