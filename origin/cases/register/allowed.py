"""Whether a case allows an event: for each kind of event one function that says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from origin.agreements.verification import Verb
from origin.cases.register import happenings as h
from origin.cases.register.case import WAITING, Case, State
from origin.cases.register.rules import (
    Rules,
    consultation_over,
    grounds_open,
    hearing_over,
    must_refuse,
)
from origin.cases.request import last_day
from origin.language.english_words import day, joined
from origin.problems import Place, Problem

Reason = str | None
"""Why an event is not allowed; None where it is."""

_BEFORE_DECISION = tuple(state for state in State if state not in (State.DETERMINED, State.RECOVERY, State.CLOSED))
_UNDECIDED = "the case is decided"


def allowed_kinds(case: Case, rules: Rules, on: date) -> tuple[str, ...]:
    """The kinds of event that the case allows on a day, in the order of their course."""
    return tuple(kind for kind, why_not in KINDS.items() if why_not(case, rules, on) is None)


def refusal(case: Case, what: h.Happening, rules: Rules, on: date) -> Problem | None:
    """Why the case does not allow an event, with the kinds that it does allow; None where it does."""
    kind = h.kind_of(what)
    reason = KINDS[kind](case, rules, on) if kind in KINDS else "a case is opened once"
    if reason is None:
        check = DETAILS.get(type(what))
        reason = check(case, what, rules, on) if check is not None else None
    if reason is None:
        return None
    accepted = ", ".join(allowed_kinds(case, rules, on)) or "no event any more"
    return Problem("event-not-allowed", f"{reason}", Place(case.number), kind, accepted)


def _proof_checked(case: Case, rules: Rules, on: date) -> Reason:
    return None if case.state in _BEFORE_DECISION else _UNDECIDED


def _selected(case: Case, rules: Rules, on: date) -> Reason:
    if case.state in (State.CLAIMED, State.PROOF_CHECKED, State.SELECTED, State.EXPIRED, State.REPLIED):
        return None
    return "a claim is selected before it is asked about, or again when no sufficient answer came"


def _suspended(case: Case, rules: Rules, on: date) -> Reason:
    if rules.verification.suspension is None:
        return "the procedure has no suspension"
    if case.suspended:
        return "preference is suspended already"
    return None if case.state in _BEFORE_DECISION else _UNDECIDED


def _suspension_ended(case: Case, rules: Rules, on: date) -> Reason:
    return None if case.suspended else "preference is not suspended"


def _requested(case: Case, rules: Rules, on: date) -> Reason:
    if case.trigger is None:
        return "the claim is not selected for verification"
    if case.state not in (State.SELECTED, State.REPLIED, State.EXPIRED):
        return "an answer is awaited" if case.state in WAITING else "the case is past its requests"
    if not rules.open_steps(case, on):
        return "the agreement leaves no request open on this day"
    return None


def _waiting(case: Case, rules: Rules, on: date) -> Reason:
    return None if case.state in WAITING else "no answer is awaited"


def _received(case: Case, rules: Rules, on: date) -> Reason:
    if case.request is None or case.request.received is not None or case.state not in WAITING:
        return "no request waits for its receipt to be known"
    return None


def _acknowledged(case: Case, rules: Rules, on: date) -> Reason:
    if case.request is None or case.request.acknowledged is not None or case.state not in WAITING:
        return "no request waits to be acknowledged"
    return None


def _reminded(case: Case, rules: Rules, on: date) -> Reason:
    step = rules.step(case)
    if case.request is None or step is None:
        return "no answer is awaited"
    if case.state in WAITING:
        return "the second communication has gone out already" if step.reminder and case.request.reminded else None
    insufficient = case.state is State.REPLIED and case.request.reply is not None and not case.request.reply.sufficient
    if step.reminder is not None and case.request.reminded is None and (insufficient or case.state is State.EXPIRED):
        return None
    return "no answer is awaited"


def _extended(case: Case, rules: Rules, on: date) -> Reason:
    step = rules.step(case)
    if case.state not in WAITING or step is None or case.request is None:
        return "no answer is awaited"
    if step.extension is None:
        return "the agreement has no extension for this request"
    if case.request.due is None or case.request.due.earliest:
        return "the day of receipt is not known, so there is no time to be extended"
    return "the time was extended already" if case.request.extended else None


def _replied(case: Case, rules: Rules, on: date) -> Reason:
    if case.request is None or case.state not in (*WAITING, State.EXPIRED):
        return "no answer is awaited"
    return None


def _expired(case: Case, rules: Rules, on: date) -> Reason:
    if case.state not in WAITING or case.request is None:
        return "no answer is awaited"
    due = case.request.due
    if due is None or due.earliest:
        return "the clock has not started: record when the request was received"
    return None if on > due.due else f"the answer is due by {day(due.due)}"


def _intent_notified(case: Case, rules: Rules, on: date) -> Reason:
    intent = rules.verification.intent
    if intent is None:
        return "the procedure has no notice of intent to the exporting authority"
    reply = case.reply
    if case.state is not State.REPLIED or reply is None or reply.originating is not h.Originating.YES:
        return "the notice is for the case that the exporting authority confirmed origin"
    due = case.deadline("intent")
    if due is None:
        return "the notice is for the case that the exporting authority confirmed origin"
    return None if on <= due.due else f"the notice was due by {day(due.due)}"


def _consultation_ended(case: Case, rules: Rules, on: date) -> Reason:
    return None if case.state is State.INTENT_NOTIFIED else "no consultation is open"


def _hearing_opened(case: Case, rules: Rules, on: date) -> Reason:
    if case.state not in _BEFORE_DECISION:
        return _UNDECIDED
    if rules.law is None:
        return "the law of the importing territory is not in the data folder"
    if not grounds_open(case, rules, on):
        return "there is no ground to refuse, on which the importer would have to be heard"
    return None if case.hearing is None else "the importer was told already"


def _hearing_ended(case: Case, rules: Rules, on: date) -> Reason:
    if case.hearing is None or case.heard is not None:
        return "no hearing is open"
    return None if case.state in _BEFORE_DECISION else _UNDECIDED


def _determined(case: Case, rules: Rules, on: date) -> Reason:
    if case.state not in _BEFORE_DECISION:
        return _UNDECIDED
    if case.state is State.CLAIMED:
        return "check the proof first"
    if case.state in WAITING:
        return "an answer is awaited"
    if case.state is State.INTENT_NOTIFIED and not consultation_over(case, on):
        return "the consultations are still open"
    return None


def _debt_established(case: Case, rules: Rules, on: date) -> Reason:
    if case.outcome not in (h.Outcome.REFUSED, h.Outcome.PARTLY) or case.state is State.CLOSED:
        return "there is a debt where preference was refused"
    return None if case.notified is None else "the debt was notified already"


def _debt_notified(case: Case, rules: Rules, on: date) -> Reason:
    if case.debt is None or case.notified is not None or case.settled is not None:
        return "there is no debt to be notified"
    limit = case.deadline("debt-limit")
    paused = case.appealed is not None and rules.law is not None and rules.law.debt.appeal_suspends is not None
    if limit is not None and not paused and on > limit.due:
        return f"the debt could be notified until {day(limit.due)}"
    return None


def _appealed(case: Case, rules: Rules, on: date) -> Reason:
    if case.outcome not in (h.Outcome.REFUSED, h.Outcome.PARTLY) or case.state is State.CLOSED:
        return "there is no refusal to be appealed against"
    return None if case.appealed is None else "an appeal is open"


def _appeal_decided(case: Case, rules: Rules, on: date) -> Reason:
    return None if case.appealed is not None else "no appeal is open"


def _settled(case: Case, rules: Rules, on: date) -> Reason:
    if case.notified is None or case.settled is not None or case.state is State.CLOSED:
        return "there is no notified debt that is open"
    return None


def _remitted(case: Case, rules: Rules, on: date) -> Reason:
    if case.debt is None or case.settled is not None or case.state is State.CLOSED:
        return "there is no debt that is open"
    return None


def _time_barred(case: Case, rules: Rules, on: date) -> Reason:
    if case.notified is not None or case.settled is not None or case.state is State.CLOSED:
        return "there is no debt that waits to be notified"
    if case.outcome not in (h.Outcome.REFUSED, h.Outcome.PARTLY):
        return "there is a debt where preference was refused"
    limit = case.deadline("debt-limit")
    if limit is None or case.appealed is not None:
        return "the time for notifying the debt does not run"
    return None if on > limit.due else f"the debt can be notified until {day(limit.due)}"


def _security_released(case: Case, rules: Rules, on: date) -> Reason:
    if case.security is None:
        return "no security is held"
    if case.outcome is h.Outcome.ACCEPTED or case.settled is not None or not case.suspended:
        return None
    return "the security is held until the claim is accepted or the debt is settled"


def _security_used(case: Case, rules: Rules, on: date) -> Reason:
    if case.security is None:
        return "no security is held"
    return None if case.notified is not None and case.settled is None else "there is no notified debt that is open"


def _noted(case: Case, rules: Rules, on: date) -> Reason:
    return None


def _closed(case: Case, rules: Rules, on: date) -> Reason:
    if case.state is State.CLOSED:
        return "the case is closed"
    if case.outcome is None:
        return "the case is not decided"
    if case.security is not None:
        return "security is still held"
    if case.appealed is not None:
        return "an appeal is open"
    if case.outcome is not h.Outcome.ACCEPTED and case.settled is None:
        return "the debt is not settled"
    return None


KINDS: Mapping[str, Callable[[Case, Rules, date], Reason]] = {
    "proof-checked": _proof_checked,
    "selected": _selected,
    "suspended": _suspended,
    "suspension-ended": _suspension_ended,
    "requested": _requested,
    "received": _received,
    "acknowledged": _acknowledged,
    "reminded": _reminded,
    "extended": _extended,
    "replied": _replied,
    "expired": _expired,
    "intent-notified": _intent_notified,
    "consultation-ended": _consultation_ended,
    "hearing-opened": _hearing_opened,
    "hearing-ended": _hearing_ended,
    "determined": _determined,
    "debt-established": _debt_established,
    "debt-notified": _debt_notified,
    "appealed": _appealed,
    "appeal-decided": _appeal_decided,
    "paid": _settled,
    "remitted": _remitted,
    "time-barred": _time_barred,
    "security-released": _security_released,
    "security-used": _security_used,
    "noted": _noted,
    "closed": _closed,
}


def _trigger(case: Case, what: h.Selected, rules: Rules, on: date) -> Reason:
    triggers = rules.verification.triggers
    if what.trigger in triggers:
        return None
    accepted = joined([one.value for one in triggers], "or")
    return f"the agreement lets a claim be verified for {accepted}, not for {what.trigger.value}"


def _step(case: Case, what: h.Requested, rules: Rules, on: date) -> Reason:
    steps = rules.open_steps(case, on)
    if what.step in [step.id for step in steps]:
        return None
    step = rules.verification.step(what.step)
    names = joined([one.id for one in steps], "or")
    last = last_day(step, case.claim) if step is not None else None
    if step is not None and last is not None and on > last:
        return f"this request could be made until {day(last)} ({step.within_citation}); open now: {names}"
    return f"this request is not open; open now: {names}"


def _outcome(case: Case, what: h.Determined, rules: Rules, on: date) -> Reason:
    if what.outcome is h.Outcome.ACCEPTED:
        return _acceptance(case, what, rules)
    grounds = grounds_open(case, rules, on)
    if not grounds:
        return _no_ground(case, rules)
    if what.ground not in grounds:
        return f"a refusal names its ground; open on this day: {', '.join(sorted(grounds))}"
    if rules.law is not None and not hearing_over(case, on) and not what.no_hearing:
        citation = rules.law.debt.hearing_citation
        return f"the importer is heard before a refusal{f' ({citation})' if citation else ''}"
    return None


def _acceptance(case: Case, what: h.Determined, rules: Rules) -> Reason:
    no_reply = rules.verification.no_reply
    if not must_refuse(case, rules) or what.exceptional:
        return None
    if no_reply.exceptional:
        return (
            "without a sufficient answer in time preference is refused, except in exceptional circumstances,"
            f" which are to be stated ({no_reply.citation})"
        )
    return f"without a sufficient answer in time preference is refused ({no_reply.citation})"


def _no_ground(case: Case, rules: Rules) -> str:
    """Why there is no ground to refuse, where the reason is not plain."""
    no_reply = rules.verification.no_reply
    if case.state is State.EXPIRED and no_reply.triggers and case.trigger not in no_reply.triggers:
        triggers = joined([one.value for one in no_reply.triggers], "or")
        return f"silence is a ground to refuse only in cases of {triggers} ({no_reply.citation}); select the claim anew"
    return "there is no ground to refuse"


def _amount(case: Case, what: h.DebtEstablished, rules: Rules, on: date) -> Reason:
    return None if what.amount.amount >= 0 else "a debt is not negative"


def _security(case: Case, what: h.Suspended, rules: Rules, on: date) -> Reason:
    return None if what.security is None or what.security.amount > 0 else "security is an amount above zero"


DETAILS: Mapping[type, Callable[[Case, Any, Rules, date], Reason]] = {
    h.Selected: _trigger,
    h.Requested: _step,
    h.Determined: _outcome,
    h.DebtEstablished: _amount,
    h.Suspended: _security,
}
"""What is looked at beyond the kind of the event."""


def binding(rules: Rules) -> str:
    """How far the authority is bound where no sufficient answer comes."""
    words = {Verb.SHALL: "shall refuse", Verb.MAY: "may refuse", Verb.ENTITLED: "is entitled to refuse"}
    return words[rules.verification.no_reply.verb]
