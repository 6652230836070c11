"""Absorption (roll-up): intermediates that have acquired originating status, and those that have not."""

from enum import Enum

from origin.frozen import Frozen


class AbsorptionKind(Enum):
    """Whether an intermediate that meets its own rule counts whole as originating by itself or by designation."""

    AUTOMATIC = "automatic"
    DESIGNATION = "designation"


class LookThrough(Enum):
    """Which failing intermediates are looked through, so that only their non-originating materials count."""

    NONE = "none"
    SELF_PRODUCED = "self-produced"
    ALL = "all"


class Absorption(Frozen):
    """Intermediates that have acquired originating status (roll-up), and what becomes of those that have not.

    By designation, the producer elects for each self-produced material whether it counts whole in values; changes of
    classification may be tested at the intermediate or at what it was made of in either case. `nested_value_content` is
    False where of two designated intermediates, one inside the other, only one may rest on a regional value content.
    """

    kind: AbsorptionKind
    look_through: LookThrough
    citation: str
    nested_value_content: bool = True
    nested_citation: str | None = None
