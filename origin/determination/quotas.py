"""Origin quotas: whether one is open to goods on a day, by the periods that the pack states."""

from __future__ import annotations

from datetime import date

from origin.agreements.agreement import Quota
from origin.determination.membership import contains
from origin.determination.truth import Truth
from origin.determination.workings import Span


def quota_open(quota: Quota, spans: tuple[Span, ...], on: date) -> tuple[Truth, str | None]:
    """Whether goods that may have these codes can be within the quota on a day, and what speaks against it.

    A quota of which the pack states no period is open. What speaks against one whose periods are not confirmed leaves
    the answer open. Whether the quota is used up is a fact of the claim.
    """
    if not quota.periods:
        return True, None
    period = next((one for one in quota.periods if one.valid_from <= on <= (one.valid_until or on)), None)
    inside: Truth = period is not None
    because = f"the origin quota has no period on {on}"
    if period is not None and period.products is not None:
        inside = contains(period.products, spans)
        because = f"from {period.valid_from} the origin quota is for {period.products} alone"
    if inside is True:
        return True, None
    return (inside, because) if quota.confirmed else (None, f"{because}, which is not confirmed")
