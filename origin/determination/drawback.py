"""No drawback: no preference where duty on non-originating materials was drawn back or remitted on export."""

from __future__ import annotations

from datetime import date

from origin.agreements.law import Law
from origin.determination.truth import Truth, all_of, negated
from origin.frozen import Frozen


class DrawbackFound(Frozen):
    """Whether the prohibition is kept; `presumed` where silence was taken to mean that no duty was drawn back."""

    truth: Truth
    citation: str | None = None
    presumed: bool = False


def evaluate_drawback(
    law: Law, drawback: bool | None, foreign: Truth, partners: Truth, on: date, presume: bool
) -> DrawbackFound:
    """Whether drawback stands in the way.

    `foreign` tells whether any non-originating material was used at all: only duty on those is meant. `partners` tells
    whether origin rests on cumulation with the partners to which the prohibition may be limited.
    """
    provision = law.agreement.provisions.no_drawback
    if provision is None or (provision.valid_from is not None and on < provision.valid_from):
        return DrawbackFound(True)
    if provision.valid_until is not None and on > provision.valid_until:
        return DrawbackFound(True)
    concerned = all_of((foreign, partners)) if provision.only_with_partners else foreign
    truth = negated(all_of((concerned, drawback)))
    if truth is None and drawback is None and presume:
        return DrawbackFound(True, provision.citation, presumed=True)
    return DrawbackFound(truth, provision.citation)
