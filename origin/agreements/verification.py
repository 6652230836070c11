"""How an agreement lets a claim be verified: who may ask whom for what, on what grounds, by when, and what follows.

The four families that agreements fall into are described by the steps they allow; nothing else depends on the family.
"""

from datetime import date
from enum import Enum

from origin.agreements.period import Period
from origin.frozen import Frozen


class Family(Enum):
    """The family of a procedure: who finds out whether the product originates."""

    EXPORTING_AUTHORITY = "exporting-authority"
    """A: the proof goes back to the authority of the exporting party, which verifies it."""
    IMPORTER_FIRST = "importer-first"
    """B: the importer is asked, then the exporting authority may be."""
    AUTHORITY_REPORT = "authority-report"
    """C: the exporting authority verifies and writes a report of defined content."""
    DIRECT = "direct"
    """D: the importing authority asks importer, exporter or producer itself, and may visit."""


class Trigger(Enum):
    """Why a claim is verified."""

    RANDOM = "random"
    DOUBT = "doubt"
    RISK = "risk"
    INTELLIGENCE = "intelligence"


class Addressee(Enum):
    """Whom a request goes to."""

    IMPORTER = "importer"
    EXPORTING_AUTHORITY = "exporting-authority"
    EXPORTER = "exporter"


class ClockStart(Enum):
    """From which day the time for an answer runs."""

    REQUEST = "request"
    RECEIPT = "receipt"


class WindowStart(Enum):
    """From which day the time for making a request runs."""

    IMPORTATION = "importation"
    CLAIM = "claim"
    PROOF = "proof"
    """The day on which the proof was made out; that of importation where it is not known."""


class Verb(Enum):
    """How far the agreement binds the importing authority when no answer comes, or none that suffices."""

    SHALL = "shall"
    MAY = "may"
    ENTITLED = "entitled"


class Element(Frozen):
    """One thing that a request asks for, or itself carries (`sent`).

    `criterion` limits it to claims under that kind of origin criterion.
    """

    id: str
    label: str
    citation: str | None = None
    criterion: str | None = None
    sent: bool = False


class Step(Frozen):
    """One request that the agreement allows.

    `proofs` are the kinds of proof for which it is open (none named: all). `after` names steps one of which must have
    been taken before. `within` counts from importation, or from what `within_from` says.
    The answer is due a `reply` after the clock starts; it can be
    extended once by `extension` by agreement, or a reminder sets a second time, `reminder`. Where `closed`, no more
    than `elements` may be asked for. An acknowledgement is due from `acknowledge_from`, else from where the clock
    starts. `insufficient_for` are the kinds of proof for which an answer that does not suffice counts like none (None:
    all). Where `reminder_required`, silence has no consequence before the reminder's time is over too.
    """

    id: str
    asks: Addressee
    citation: str
    reply: Period
    reply_citation: str
    proofs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: Period | None = None
    within_from: WindowStart = WindowStart.IMPORTATION
    within_citation: str | None = None
    clock: ClockStart = ClockStart.REQUEST
    acknowledge: Period | None = None
    acknowledge_citation: str | None = None
    acknowledge_from: ClockStart | None = None
    extension: Period | None = None
    extension_citation: str | None = None
    reminder: Period | None = None
    reminder_citation: str | None = None
    reminder_required: bool = False
    insufficient_for: tuple[str, ...] | None = None
    elements: tuple[Element, ...] = ()
    closed: bool = False
    confirmed: bool = True


class NoReply(Frozen):
    """What follows where no sufficient answer comes in time.

    `triggers` are those for which it follows (none named: all). `exceptional` tells whether exceptional circumstances
    lift a duty to refuse.
    """

    verb: Verb
    citation: str
    triggers: tuple[Trigger, ...] = ()
    exceptional: bool = False


class Ground(Frozen):
    """A ground on which preference may be refused without any request, and the findings that establish it.

    `proofs` are the kinds of proof it is for (none named: all). `cure` says what the importer may still show.
    """

    id: str
    label: str
    citation: str
    findings: tuple[str, ...]
    proofs: tuple[str, ...] = ()
    cure: str | None = None
    confirmed: bool = True


class Intent(Frozen):
    """Telling the exporting authority that preference will be refused although it confirmed origin, and consultations.

    The notice is due `within` a period of receiving the opinion; consultations end `consultation` after the notice.
    """

    within: Period
    consultation: Period
    citation: str
    extendable: bool = False


class Suspension(Frozen):
    """That preference may be suspended during verification, and that release is offered against security."""

    citation: str
    security: bool = True


class DeterminationDuty(Frozen):
    """By when the importing authority decides once it has what it needs, and that it gives reasons."""

    citation: str
    within: Period | None = None
    reasons: bool = True


class Verification(Frozen):
    """The procedure in force from `valid_from` to `valid_until`."""

    family: Family
    citation: str
    triggers: tuple[Trigger, ...]
    steps: tuple[Step, ...]
    no_reply: NoReply
    grounds: tuple[Ground, ...] = ()
    intent: Intent | None = None
    suspension: Suspension | None = None
    determination: DeterminationDuty | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = True

    def in_force(self, on: date) -> bool:
        """True where the procedure applies to what is done on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )

    def step(self, name: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == name), None)

    def steps_for(self, proof: str | None) -> tuple[Step, ...]:
        """The steps open for a claim on a kind of proof, all of them where the kind is not known."""
        return tuple(step for step in self.steps if proof is None or not step.proofs or proof in step.proofs)
