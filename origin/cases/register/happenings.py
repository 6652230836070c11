"""What can happen in a verification case: one small record for each kind of event."""

from __future__ import annotations

from enum import Enum

from origin.agreements.verification import Trigger
from origin.cases.claim import Claim
from origin.dossier.model import Money
from origin.frozen import Frozen


class Originating(Enum):
    """What a reply says of the origin of the products."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class Outcome(Enum):
    """What a case is determined to."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


class Opened(Frozen, tag="opened"):
    """A case is opened on a claim under an agreement; `proof` is the kind of proof the claim rests on."""

    claim: Claim
    agreement: str
    agreement_title: str
    proof: str | None = None
    duty: Money | None = None


class ProofChecked(Frozen, tag="proof-checked"):
    """The proof was checked; `weight` is that of the heaviest finding, `findings` are the codes."""

    findings: tuple[str, ...] = ()
    weight: str | None = None


class Selected(Frozen, tag="selected"):
    """The claim was chosen for verification, and why."""

    trigger: Trigger
    reasons: tuple[str, ...] = ()


class Suspended(Frozen, tag="suspended"):
    """Preference is suspended while the answer is awaited; the goods may be released against security."""

    security: Money | None = None


class SuspensionEnded(Frozen, tag="suspension-ended"):
    """The suspension is over; security that was given is still to be released or used."""


class Requested(Frozen, tag="requested"):
    """A request went out: a step of the agreement's procedure."""

    step: str
    reference: str | None = None


class Received(Frozen, tag="received"):
    """It is known that the request was received, on the day of the event."""


class Acknowledged(Frozen, tag="acknowledged"):
    """The request was acknowledged."""


class Reminded(Frozen, tag="reminded"):
    """A reminder went out, or the second communication that the agreement provides for."""


class Extended(Frozen, tag="extended"):
    """The time for the answer was extended by agreement."""


class Replied(Frozen, tag="replied"):
    """An answer came. `sufficient` tells whether it allows a conclusion; None where a question is not answered."""

    sufficient: bool
    originating: Originating | None = None
    authentic: bool | None = None
    requirements: bool | None = None


class Expired(Frozen, tag="expired"):
    """The time for an answer is over, and none came."""


class IntentNotified(Frozen, tag="intent-notified"):
    """The exporting authority was told that preference will be refused although it confirmed origin."""


class ConsultationEnded(Frozen, tag="consultation-ended"):
    """The consultations with the exporting authority are over."""


class HearingOpened(Frozen, tag="hearing-opened"):
    """The importer was told the grounds of the intended decision, and can give a view."""


class HearingEnded(Frozen, tag="hearing-ended"):
    """The importer gave a view, or renounced it."""


class Determined(Frozen, tag="determined"):
    """The decision. A refusal names its `ground` (an id of the pack's grounds, or one of the general ones).

    `exceptional` are the circumstances for which a claim is accepted that would have to be refused; `no_hearing` the
    reason why the importer was not heard.
    """

    outcome: Outcome
    ground: str | None = None
    exceptional: str | None = None
    no_hearing: str | None = None


class DebtEstablished(Frozen, tag="debt-established"):
    """The customs debt was worked out."""

    amount: Money


class DebtNotified(Frozen, tag="debt-notified"):
    """The debtor was notified of the customs debt."""


class Appealed(Frozen, tag="appealed"):
    """The importer appealed."""


class AppealDecided(Frozen, tag="appeal-decided"):
    """The appeal was decided; where `upheld`, the decision stands."""

    upheld: bool


class Paid(Frozen, tag="paid"):
    """The debt was paid."""


class Remitted(Frozen, tag="remitted"):
    """The debt was remitted or extinguished otherwise."""


class TimeBarred(Frozen, tag="time-barred"):
    """The debt can no longer be notified."""


class SecurityReleased(Frozen, tag="security-released"):
    """The security was given back."""


class SecurityUsed(Frozen, tag="security-used"):
    """The security was taken for the debt."""


class Noted(Frozen, tag="noted"):
    """Something to remember, without effect."""


class Closed(Frozen, tag="closed"):
    """The case is closed."""


Happening = (
    Opened
    | ProofChecked
    | Selected
    | Suspended
    | SuspensionEnded
    | Requested
    | Received
    | Acknowledged
    | Reminded
    | Extended
    | Replied
    | Expired
    | IntentNotified
    | ConsultationEnded
    | HearingOpened
    | HearingEnded
    | Determined
    | DebtEstablished
    | DebtNotified
    | Appealed
    | AppealDecided
    | Paid
    | Remitted
    | TimeBarred
    | SecurityReleased
    | SecurityUsed
    | Noted
    | Closed
)


def kind_of(what: Happening) -> str:
    """The name of the kind of event."""
    return str(type(what).__struct_config__.tag)
