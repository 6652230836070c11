"""The answer: a verdict with everything that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from origin.agreements.law import Law
from origin.determination.circumstances import Circumstances
from origin.determination.drawback import DrawbackFound
from origin.determination.judgement import Judgement
from origin.determination.non_alteration import JourneyFound
from origin.determination.status import MaterialStatus
from origin.determination.territoriality import AbroadFound
from origin.determination.truth import Truth
from origin.determination.workings import Workings
from origin.dossier.model import Word
from origin.frozen import Frozen


class Verdict(Enum):
    """What a determination comes to."""

    ORIGINATING = "originating"
    NON_ORIGINATING = "non-originating"
    UNDETERMINED = "undetermined"


class Presumption(Word):
    """What the law takes for granted where a fact is missing; each can be switched off."""

    UNKNOWN_ORIGIN = "unknown-origin"
    BEYOND_INSUFFICIENT = "beyond-insufficient-operations"
    UNALTERED = "unaltered"
    NO_DRAWBACK = "no-drawback"
    VALUES_AS_STATED = "values-as-stated"


class Determination(Frozen):
    """Whether the product originates under the agreement on that day, and why.

    `judgement` is that of the product, `judgements` those of every article that is made of stated materials, and
    `statuses` those of all materials by id. `other_party` tells that it is no product of the importing party itself,
    where the agreement gives that no preference. `returned` is what became of a product that left the parties and came
    back. `presumed` are the presumptions that were applied.
    """

    verdict: Verdict
    law: Law
    workings: Workings
    circumstances: Circumstances
    judgement: Judgement
    judgements: Mapping[str, Judgement]
    statuses: Mapping[str, MaterialStatus]
    journey: JourneyFound
    in_territory: Truth
    other_party: Truth
    returned: AbroadFound
    drawback: DrawbackFound
    presumed: tuple[Presumption, ...]

    @property
    def origin(self) -> str | None:
        """The party or country in which the product originates, where that is known."""
        return self.judgement.country

    @property
    def on(self) -> date:
        """The day the determination is made for."""
        return self.circumstances.on
