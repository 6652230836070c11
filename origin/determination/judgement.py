"""What was found of one production under the rules that may apply to it."""

from __future__ import annotations

from origin.determination.allocation import AllocationFound
from origin.determination.chapter_notes import NoteFound
from origin.determination.component import ComponentFound
from origin.determination.deemed import DeemedFound
from origin.determination.findings import Found, ShareFound
from origin.determination.insufficient_operations import InsufficientFound
from origin.determination.production import Production
from origin.determination.selection import Candidate, Selection
from origin.determination.sets import SetFound
from origin.determination.status import MaterialStatus
from origin.determination.tolerance import ToleranceFound
from origin.determination.truth import Truth
from origin.frozen import Frozen
from origin.language import tree as t


class WaiverFound(Frozen):
    """The rule without its regional value content, where small materials waive it (`share`), and tolerances on it."""

    truth: Truth
    waived: Truth
    share: ShareFound
    citation: str
    found: Found
    tolerances: tuple[ToleranceFound, ...]


class AlternativeFound(Frozen):
    """One alternative: whether it is open (dates, quota, direction), what its test says, and any tolerances tried."""

    alternative: t.Alternative
    truth: Truth
    open: Truth
    found: Found | None
    tolerances: tuple[ToleranceFound, ...] = ()
    closed_because: str | None = None
    waiver: WaiverFound | None = None


class PartsFound(Frozen):
    """The rule of last resort for goods and their parts: whether only parts fail the rule, and whether it is met."""

    truth: Truth
    only_parts: Truth
    citation: str
    alternatives: tuple[AlternativeFound, ...]


class CandidateFound(Frozen):
    """One rule that may apply, with its alternatives; any one is enough, but every cumulative entry must be met."""

    candidate: Candidate
    truth: Truth
    alternatives: tuple[AlternativeFound, ...]


class Judgement(Frozen):
    """Whether a product or intermediate has acquired originating status, and on which ground.

    `rule` is the truth over all candidate rules, chapter notes aside; `statuses` runs parallel to the production's
    lines. `component` tells what part of the materials the rule looked at, `allocation` which country has the origin
    where working did not suffice, `country` the party or country of origin as far as it is known.
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
    component: ComponentFound | None = None
    notes: tuple[NoteFound, ...] = ()
    parts: PartsFound | None = None
    deemed: DeemedFound | None = None
    allocation: AllocationFound | None = None
    country: str | None = None
    of_component: Production | None = None

    @property
    def looked_at(self) -> Production:
        """The production as the rule sees it."""
        return self.of_component or self.production
