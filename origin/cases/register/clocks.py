"""The deadlines that an event sets and clears, by the agreement's procedure and the law of importation."""

from __future__ import annotations

from datetime import date, timedelta

from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.verification import Addressee, ClockStart, Step, Verification
from origin.cases.claim import Claim
from origin.cases.register import happenings as h
from origin.cases.register.case import Case
from origin.cases.register.event import Deadline
from origin.cases.register.rules import Rules
from origin.cases.request import last_day

Clocks = tuple[tuple[Deadline, ...], tuple[str, ...]]
"""Deadlines that are set, and the ids of those that are cleared."""

ASKED = {
    Addressee.IMPORTER: "the importer",
    Addressee.EXPORTING_AUTHORITY: "the exporting authority",
    Addressee.EXPORTER: "the exporter",
}


def opening(claim: Claim, proof: str | None, verification: Verification | None, law: Jurisdiction | None) -> Clocks:
    """The deadlines that run from importation: for requests, and for notifying a debt."""
    found: list[Deadline] = []
    for step in verification.steps_for(proof) if verification else ():
        last = last_day(step, claim)
        if last is not None:
            label = f"last day for the request to {ASKED[step.asks]}"
            found.append(Deadline(f"request:{step.id}", last, label, step.within_citation))
    if law is not None:
        due = law.debt.limit.after(claim.accepted)
        found.append(Deadline("debt-limit", due, "last day for notifying a customs debt", law.debt.limit_citation))
    return tuple(found), ()


def clocks(case: Case, what: h.Happening, rules: Rules, on: date) -> Clocks:
    """The deadlines that an event sets and clears, after the case allowed it."""
    match what:
        case h.Requested():
            step = rules.verification.step(what.step)
            assert step is not None  # allowed only for steps of the procedure
            return _requested(step, on), (f"request:{step.id}",)
        case h.Received():
            step = rules.step(case)
            return (_received(step, on) if step else ()), ()
        case h.Acknowledged():
            return (), _ids(case, "acknowledge:")
        case h.Reminded():
            return _reminded(case, rules, on), ()
        case h.Extended():
            return _extended(case, rules), ()
        case h.Replied():
            return _replied(what, rules, on), (*_ids(case, "reply:"), *_ids(case, "acknowledge:"))
        case h.Expired():
            return (), (*_ids(case, "reply:"), *_ids(case, "acknowledge:"))
        case h.IntentNotified():
            return _intent(rules, on), ("intent",)
        case h.ConsultationEnded():
            return (), ("consultation",)
        case h.HearingOpened():
            return _hearing(case, rules, on), ()
        case h.HearingEnded():
            return (), ("hearing",)
        case h.Determined():
            kept = () if what.outcome is h.Outcome.ACCEPTED else ("debt-limit",)
            return (), tuple(one.id for one in case.deadlines if one.id not in kept)
        case h.AppealDecided():
            return _resumed(case, rules, on), ()
        case h.DebtNotified() | h.TimeBarred() | h.Remitted():
            return (), ("debt-limit",)
        case h.Closed():
            return (), tuple(one.id for one in case.deadlines)
    return (), ()


def _ids(case: Case, prefix: str) -> tuple[str, ...]:
    return tuple(one.id for one in case.deadlines if one.id.startswith(prefix))


def _requested(step: Step, on: date) -> tuple[Deadline, ...]:
    """The answer, and the acknowledgement; where the clock starts with receipt, the earliest day it can be."""
    from_receipt = step.clock is ClockStart.RECEIPT
    found = [_reply(step, step.reply.after(on), from_receipt)]
    if step.acknowledge is not None:
        earliest = (step.acknowledge_from or step.clock) is ClockStart.RECEIPT
        found.append(_acknowledge(step, step.acknowledge.after(on), earliest))
    return tuple(found)


def _received(step: Step, on: date) -> tuple[Deadline, ...]:
    """Once receipt is known, the days that run from it."""
    found = []
    if step.clock is ClockStart.RECEIPT:
        found.append(_reply(step, step.reply.after(on), False))
    if step.acknowledge is not None and (step.acknowledge_from or step.clock) is ClockStart.RECEIPT:
        found.append(_acknowledge(step, step.acknowledge.after(on), False))
    return tuple(found)


def _reply(step: Step, due: date, earliest: bool) -> Deadline:
    return Deadline(f"reply:{step.id}", due, f"answer of {ASKED[step.asks]}", step.reply_citation, earliest)


def _acknowledge(step: Step, due: date, earliest: bool) -> Deadline:
    label = f"acknowledgement of {ASKED[step.asks]}"
    return Deadline(f"acknowledge:{step.id}", due, label, step.acknowledge_citation, earliest)


def _reminded(case: Case, rules: Rules, on: date) -> tuple[Deadline, ...]:
    """A second time for the answer, where the agreement has one; else a reminder changes no deadline."""
    step = rules.step(case)
    if step is None or step.reminder is None:
        return ()
    label = f"answer of {ASKED[step.asks]} to the second communication"
    return (Deadline(f"reply:{step.id}", step.reminder.after(on), label, step.reminder_citation),)


def _extended(case: Case, rules: Rules) -> tuple[Deadline, ...]:
    step = rules.step(case)
    if step is None or step.extension is None or case.request is None or case.request.due is None:
        return ()
    due = step.extension.after(case.request.due.due)
    return (Deadline(f"reply:{step.id}", due, f"answer of {ASKED[step.asks]}, extended", step.extension_citation),)


def _replied(what: h.Replied, rules: Rules, on: date) -> tuple[Deadline, ...]:
    """The time for a notice of intent, where origin was confirmed, and for the decision."""
    found = []
    intent, duty = rules.verification.intent, rules.verification.determination
    if intent is not None and what.originating is h.Originating.YES:
        label = "last day for the notice that preference will be refused all the same"
        found.append(Deadline("intent", intent.within.after(on), label, intent.citation))
    if duty is not None and duty.within is not None and what.sufficient:
        found.append(Deadline("determination", duty.within.after(on), "decision", duty.citation))
    return tuple(found)


def _intent(rules: Rules, on: date) -> tuple[Deadline, ...]:
    intent = rules.verification.intent
    if intent is None:
        return ()
    due = intent.consultation.after(on)
    return (Deadline("consultation", due, "end of the consultations", intent.citation),)


def _hearing(case: Case, rules: Rules, on: date) -> tuple[Deadline, ...]:
    """The time for the importer's view; where the law says so, it does not count towards the limit of the debt."""
    if rules.law is None:
        return ()
    debt = rules.law.debt
    due = debt.hearing.after(on)
    found = [Deadline("hearing", due, "the importer's view", debt.hearing_citation)]
    limit = case.deadline("debt-limit")
    if limit is not None and debt.hearing_suspends is not None and on <= limit.due:
        found.append(Deadline(limit.id, _later(limit.due, due - on), limit.label, debt.hearing_suspends))
    return tuple(found)


def _resumed(case: Case, rules: Rules, on: date) -> tuple[Deadline, ...]:
    """After an appeal the time for notifying the debt goes on; that of the appeal is not counted."""
    limit = case.deadline("debt-limit")
    if rules.law is None or limit is None or case.appealed is None or rules.law.debt.appeal_suspends is None:
        return ()
    if case.appealed > limit.due:
        return ()
    due = _later(limit.due, on - case.appealed)
    return (Deadline(limit.id, due, limit.label, rules.law.debt.appeal_suspends),)


def _later(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max
