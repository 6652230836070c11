"""The law that a case goes by on a day: the agreement's procedure and the law of the importing territory."""

from __future__ import annotations

from datetime import date

from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.verification import NoReply, Step, Verb, Verification
from origin.cases.register.case import Case
from origin.cases.register.happenings import Originating
from origin.cases.request import is_open
from origin.frozen import Frozen


class Rules(Frozen):
    """The procedure in force on the day of an event, and the law of importation where it is known."""

    agreement: Agreement
    verification: Verification
    law: Jurisdiction | None = None

    def step(self, case: Case) -> Step | None:
        """The step of the last request."""
        return self.verification.step(case.request.step) if case.request else None

    def open_steps(self, case: Case, on: date) -> tuple[Step, ...]:
        """The requests that can be made on that day."""
        return tuple(
            step
            for step in self.verification.steps_for(case.proof)
            if is_open(step, case.claim, on, case.taken, case.ever_taken)
        )


def rules_on(agreement: Agreement, law: Jurisdiction | None, on: date) -> Rules | None:
    """The rules for what is done on a day; None where the pack states no procedure."""
    verification = agreement.verification_on(on)
    return Rules(agreement, verification, law) if verification is not None else None


GENERAL_GROUNDS = {
    "not-originating": "the reply says that the products do not originate",
    "not-authentic": "the reply says that the proof is not authentic",
    "requirements": "the reply says that another requirement is not fulfilled",
    "no-reply": "no answer came in time",
    "insufficient-reply": "the answer does not suffice",
    "after-consultation": "origin could not be confirmed after consultations",
}
"""Grounds of refusal that a procedure itself yields; those without a request stand in the pack."""


def grounds_open(case: Case, rules: Rules, on: date) -> dict[str, str]:
    """The grounds on which the claim could be refused on that day, each with its article."""
    verification = rules.verification
    found = {
        ground.id: ground.citation
        for ground in verification.grounds
        if (not ground.proofs or case.proof in ground.proofs) and set(ground.findings) & set(case.findings)
    }
    reply, request = case.reply, case.request
    confirmed = reply is not None and reply.sufficient and reply.originating is Originating.YES
    if reply is not None and request is not None:
        step = verification.step(request.step)
        citation = step.citation if step else verification.citation
        if reply.originating in (Originating.NO, Originating.PARTLY):
            found["not-originating"] = citation
        if reply.authentic is False:
            found["not-authentic"] = citation
        if reply.requirements is False:
            found["requirements"] = citation
    if follows_from_silence(case, verification.no_reply) and request is not None and not _to_be_reminded(case, rules):
        if request.expired is not None and not (reply is not None and reply.sufficient):
            found["no-reply"] = verification.no_reply.citation
        if reply is not None and not reply.sufficient and insufficient_counts(case, rules):
            found["insufficient-reply"] = verification.no_reply.citation
        late = request.replied is not None and request.in_time is False
        if late and verification.no_reply.verb is Verb.SHALL:
            found["no-reply"] = verification.no_reply.citation
    if confirmed and verification.intent is not None and case.intent is not None and consultation_over(case, on):
        found["after-consultation"] = verification.intent.citation
    return found


def _to_be_reminded(case: Case, rules: Rules) -> bool:
    """Whether a second communication has to come before silence has a consequence, and has not gone out."""
    step = rules.step(case)
    return step is not None and step.reminder_required and case.request is not None and case.request.reminded is None


def follows_from_silence(case: Case, no_reply: NoReply) -> bool:
    """Whether silence leads to refusal for the reason for which this claim is verified."""
    return not no_reply.triggers or case.trigger in no_reply.triggers


def consultation_over(case: Case, on: date) -> bool:
    """Whether the consultations have ended, or their time has."""
    due = case.deadline("consultation")
    return case.consulted is not None or (due is not None and on > due.due)


def must_refuse(case: Case, rules: Rules) -> bool:
    """Whether the agreement binds the authority to refuse: no sufficient answer in time, where it says "shall"."""
    no_reply, request = rules.verification.no_reply, case.request
    if no_reply.verb is not Verb.SHALL or request is None or not follows_from_silence(case, no_reply):
        return False
    if _to_be_reminded(case, rules):
        return False
    if request.reply is None:
        return request.expired is not None
    return request.in_time is False or (not request.reply.sufficient and insufficient_counts(case, rules))


def insufficient_counts(case: Case, rules: Rules) -> bool:
    """Whether an answer to the last request that does not suffice counts like none, for this kind of proof."""
    step = rules.step(case)
    return step is None or step.insufficient_for is None or case.proof in step.insufficient_for


def hearing_over(case: Case, on: date) -> bool:
    """Whether the importer was heard, or let the time for it pass."""
    due = case.deadline("hearing")
    return case.heard is not None or (case.hearing is not None and due is not None and on > due.due)
