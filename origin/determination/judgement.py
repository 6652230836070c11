"""What was found of one production under the rules that may apply to it."""

from __future__ import annotations

from origin.determination.findings import Found
from origin.determination.insufficient_operations import InsufficientFound
from origin.determination.production import Production
from origin.determination.selection import Candidate, Selection
from origin.determination.sets import SetFound
from origin.determination.status import MaterialStatus
from origin.determination.tolerance import ToleranceFound
from origin.determination.truth import Truth
from origin.frozen import Frozen
from origin.language import tree as t


class AlternativeFound(Frozen):
    """One alternative: whether it is open (dates, quota, direction), what its test says, and any tolerances tried."""

    alternative: t.Alternative
    truth: Truth
    open: Truth
    found: Found | None
    tolerances: tuple[ToleranceFound, ...] = ()
    closed_because: str | None = None


class CandidateFound(Frozen):
    """One rule that may apply, with its alternatives; any one is enough, but every cumulative entry must be met."""

    candidate: Candidate
    truth: Truth
    alternatives: tuple[AlternativeFound, ...]


class Judgement(Frozen):
    """Whether a product or intermediate has acquired originating status, and on which ground.

    `rule` is the truth over all candidate rules; `statuses` runs parallel to the production's lines.
    """

    production: Production
    truth: Truth
    wholly_obtained: Truth
    exclusively_originating: Truth
    rule: Truth
    selection: Selection | None
    candidates: tuple[CandidateFound, ...]
    insufficient: InsufficientFound
    statuses: tuple[MaterialStatus, ...]
    as_set: SetFound | None = None
