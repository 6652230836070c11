"""What a check of a proof of origin found, and what it weighs."""

from __future__ import annotations

from enum import Enum

from origin.frozen import Frozen


class Weight(Enum):
    """What follows from a finding, from the lightest to the heaviest.

    A note changes nothing. A formal defect is to be mended, and is no ground to refuse. What is undetermined could not
    be checked, because the pack does not state the law. A doubt is a reason to verify. A ground is one on which the
    agreement lets preference be refused without a request: only a pack makes it one.
    """

    NOTE = "note"
    FORMAL = "formal defect"
    UNKNOWN = "undetermined"
    DOUBT = "doubt"
    GROUND = "refusal ground"

    @property
    def rank(self) -> int:
        """The place in the order from light to heavy."""
        return list(Weight).index(self)


class ProofFinding(Frozen):
    """One finding: a stable code, what it weighs, a sentence, its article, what was found and what is accepted.

    `cure` says what would mend it, `ground` which of the pack's refusal grounds it establishes, `element` which part
    of a prescribed text it is about. `confirmed` is False where the parameter behind it was not read in the law.
    """

    code: str
    weight: Weight
    message: str
    citation: str | None = None
    found: str | None = None
    accepted: str | None = None
    cure: str | None = None
    ground: str | None = None
    element: str | None = None
    confirmed: bool = True


def heaviest(findings: tuple[ProofFinding, ...]) -> Weight | None:
    """The weight of the heaviest finding; None where there are none."""
    return max((finding.weight for finding in findings), key=lambda weight: weight.rank, default=None)


def not_modelled(code: str, what: str, citation: str | None = None) -> ProofFinding:
    """The finding that the pack does not state something, so that nothing can be said of it."""
    message = f"our pack does not state {what}"
    return ProofFinding(code, Weight.UNKNOWN, message, citation, cure="look it up in the agreement", confirmed=False)
