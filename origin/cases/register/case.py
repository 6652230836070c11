"""A verification case as its events leave it. Rebuilt from the log alone, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import assert_never

from msgspec.structs import replace

from origin.agreements.verification import Trigger
from origin.cases.claim import Claim
from origin.cases.register import happenings as h
from origin.cases.register.event import Deadline, Event
from origin.dossier.model import Money
from origin.frozen import Frozen


class State(Enum):
    """Where a case stands."""

    CLAIMED = "claimed"
    PROOF_CHECKED = "proof checked"
    SELECTED = "selected"
    REQUEST_SENT = "request sent"
    ACKNOWLEDGED = "acknowledged"
    REMINDER_SENT = "reminder sent"
    REPLIED = "replied"
    EXPIRED = "time for the answer over"
    INTENT_NOTIFIED = "intent notified"
    CONSULTED = "consulted"
    DETERMINED = "determined"
    RECOVERY = "recovery"
    CLOSED = "closed"


WAITING = (State.REQUEST_SENT, State.ACKNOWLEDGED, State.REMINDER_SENT)
"""An answer is awaited."""


class RequestMade(Frozen):
    """A request that went out, and what became of it."""

    step: str
    on: date
    received: date | None = None
    acknowledged: date | None = None
    reminded: date | None = None
    extended: bool = False
    replied: date | None = None
    expired: date | None = None
    reply: h.Replied | None = None
    due: Deadline | None = None

    @property
    def in_time(self) -> bool | None:
        """Whether the answer came in time; None where there is none, or where the day of receipt is not known."""
        if self.replied is None or self.due is None:
            return None
        if self.replied <= self.due.due:
            return True
        return None if self.due.earliest else False


class Case(Frozen):
    """A case: the claim, where it stands, what was asked and answered, what is decided, owed and held, what is due."""

    number: str
    claim: Claim
    agreement: str
    agreement_title: str
    opened: date
    proof: str | None = None
    duty: Money | None = None
    state: State = State.CLAIMED
    sequence: int = 0
    findings: tuple[str, ...] = ()
    trigger: Trigger | None = None
    reasons: tuple[str, ...] = ()
    requests: tuple[RequestMade, ...] = ()
    asked_before: int = 0
    suspended: bool = False
    security: Money | None = None
    intent: date | None = None
    consulted: date | None = None
    hearing: date | None = None
    heard: date | None = None
    outcome: h.Outcome | None = None
    ground: str | None = None
    exceptional: str | None = None
    determined: date | None = None
    debt: Money | None = None
    notified: date | None = None
    settled: str | None = None
    appealed: date | None = None
    closed: date | None = None
    deadlines: tuple[Deadline, ...] = ()

    @property
    def request(self) -> RequestMade | None:
        """The last request."""
        return self.requests[-1] if self.requests else None

    @property
    def taken(self) -> tuple[str, ...]:
        """The steps taken since the claim was last selected: a new selection opens them again."""
        return tuple(one.step for one in self.requests[self.asked_before :])

    @property
    def ever_taken(self) -> tuple[str, ...]:
        """All steps taken."""
        return tuple(one.step for one in self.requests)

    @property
    def reply(self) -> h.Replied | None:
        """The last answer."""
        return next((one.reply for one in reversed(self.requests) if one.reply is not None), None)

    def deadline(self, name: str) -> Deadline | None:
        """The deadline of that id."""
        return next((one for one in self.deadlines if one.id == name), None)


def rebuild(events: Iterable[Event]) -> Case | None:
    """The case that a log leads to; None for an empty one. The first event must open it."""
    case: Case | None = None
    for event in events:
        case = after(case, event)
    return case


def after(case: Case | None, event: Event) -> Case:
    """The case after one more event. An accepted event is a fact: nothing is asked here whether it was allowed."""
    what = event.what
    if isinstance(what, h.Opened):
        assert case is None
        case = Case(event.case, what.claim, what.agreement, what.agreement_title, event.on, what.proof, what.duty)
    else:
        assert case is not None
        case = _changed(case, event)
    kept = {one.id: one for one in case.deadlines if one.id not in event.clears}
    kept |= {one.id: one for one in event.sets}
    reply = next((one for one in event.sets if one.id.startswith("reply:")), None)
    if reply is not None:
        case = _request(case, due=reply)
    ordered = tuple(sorted(kept.values(), key=lambda one: (one.due, one.id)))
    return replace(case, sequence=event.sequence, deadlines=ordered)


def _changed(case: Case, event: Event) -> Case:
    what, on = event.what, event.on
    match what:
        case h.Opened():
            raise AssertionError("a case is opened once")
        case h.ProofChecked():
            state = State.PROOF_CHECKED if case.state is State.CLAIMED else case.state
            return replace(case, state=state, findings=what.findings)
        case h.Selected():
            asked = len(case.requests)
            return replace(case, state=State.SELECTED, trigger=what.trigger, reasons=what.reasons, asked_before=asked)
        case h.Suspended():
            return replace(case, suspended=True, security=what.security)
        case h.SuspensionEnded():
            return replace(case, suspended=False)
        case h.Requested():
            return replace(case, state=State.REQUEST_SENT, requests=(*case.requests, RequestMade(what.step, on)))
        case h.Received():
            return _request(case, received=on)
        case h.Acknowledged():
            return replace(_request(case, acknowledged=on), state=State.ACKNOWLEDGED)
        case h.Reminded():
            return replace(_request(case, reminded=on, expired=None), state=State.REMINDER_SENT)
        case h.Extended():
            return _request(case, extended=True)
        case h.Replied():
            return replace(_request(case, replied=on, reply=what), state=State.REPLIED)
        case h.Expired():
            return replace(_request(case, expired=on), state=State.EXPIRED)
        case h.IntentNotified():
            return replace(case, state=State.INTENT_NOTIFIED, intent=on)
        case h.ConsultationEnded():
            return replace(case, state=State.CONSULTED, consulted=on)
        case h.HearingOpened():
            return replace(case, hearing=on)
        case h.HearingEnded():
            return replace(case, heard=on)
        case h.Determined():
            return replace(
                case,
                state=State.DETERMINED,
                outcome=what.outcome,
                ground=what.ground,
                exceptional=what.exceptional,
                determined=on,
            )
        case h.DebtEstablished():
            return replace(case, state=State.RECOVERY, debt=what.amount)
        case h.DebtNotified():
            return replace(case, notified=on)
        case h.Appealed():
            return replace(case, appealed=on)
        case h.AppealDecided():
            return replace(case, appealed=None, settled=case.settled if what.upheld else "annulled on appeal")
        case h.Paid():
            return replace(case, settled="paid")
        case h.Remitted():
            return replace(case, settled="remitted")
        case h.TimeBarred():
            return replace(case, settled="time-barred")
        case h.SecurityReleased():
            return replace(case, security=None)
        case h.SecurityUsed():
            return replace(case, security=None, settled="paid from the security")
        case h.Noted():
            return case
        case h.Closed():
            return replace(case, state=State.CLOSED, closed=on)
        case _:
            assert_never(what)


def _request(case: Case, **changes: object) -> Case:
    """The case with its last request changed."""
    assert case.requests
    return replace(case, requests=(*case.requests[:-1], replace(case.requests[-1], **changes)))
