"""What may be asked about a claim, of whom, under which article and by when: no more than the agreement allows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import assert_never

from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.verification import Addressee, ClockStart, Element, Step, Verification, WindowStart
from origin.cases.claim import Claim
from origin.frozen import Frozen
from origin.proofs.findings import ProofFinding


class Request(Frozen):
    """One request: to whom, the article, what it asks for, and when the answer is due.

    `due` counts from the day of the request; where the clock starts with receipt (`from_receipt`), it is the earliest
    day. `sent_by` is the last day on which the agreement lets it be sent. `closed`: nothing else may be asked.
    """

    step: str
    asks: Addressee
    citation: str
    elements: tuple[Element, ...]
    due: date | None
    due_citation: str | None
    from_receipt: bool = False
    sent_by: date | None = None
    sent_by_citation: str | None = None
    closed: bool = False
    reasons: tuple[str, ...] = ()
    confirmed: bool = True


def next_request(
    claim: Claim,
    proof: str | None,
    verification: Verification,
    on: date,
    taken: Collection[str] = (),
    reasons: tuple[str, ...] = (),
) -> Request | None:
    """The first request that the agreement allows next; None where none is open (any more)."""
    for step in verification.steps_for(proof):
        if is_open(step, claim, on, taken):
            return request_of(step, claim, on, reasons)
    return None


def is_open(step: Step, claim: Claim, on: date, taken: Collection[str], ever: Collection[str] = ()) -> bool:
    """Whether a step can be taken: not taken yet, its turn, and its time not over.

    `ever` are the steps taken before the claim was selected anew: they may be taken again, and others follow them.
    """
    if step.id in taken or (step.after and not set(step.after) & {*taken, *ever}):
        return False
    last = last_day(step, claim)
    return last is None or on <= last


def last_day(step: Step, claim: Claim) -> date | None:
    """The last day on which the request of a step can be made for a claim; None where there is none."""
    if step.within is None:
        return None
    match step.within_from:
        case WindowStart.IMPORTATION:
            start = claim.accepted
        case WindowStart.CLAIM:
            start = claim.day
        case WindowStart.PROOF:
            start = claim.proof.made_out if claim.proof is not None and claim.proof.made_out else claim.accepted
        case other:
            assert_never(other)
    return step.within.after(start)


def request_of(step: Step, claim: Claim, on: date, reasons: tuple[str, ...] = ()) -> Request:
    """The request of a step made on a day, with the elements that this claim's criterion calls for."""
    criterion = claim.criterion
    elements = tuple(
        one for one in step.elements if one.criterion is None or criterion is None or one.criterion == criterion
    )
    return Request(
        step.id,
        step.asks,
        step.citation,
        elements,
        step.reply.after(on),
        step.reply_citation,
        step.clock is ClockStart.RECEIPT,
        last_day(step, claim),
        step.within_citation,
        step.closed,
        reasons,
        step.confirmed,
    )


def mending_request(
    findings: tuple[ProofFinding, ...], on: date, law: Jurisdiction | None, discrepancies: str | None
) -> Request:
    """Asking the importer to have formal defects mended, before anything else is done.

    The period is that of the hearing in the importing territory, since agreements leave it open.
    """
    elements = tuple(Element(one.code, one.cure or f"mend this: {one.message}", one.citation) for one in findings)
    citation = discrepancies or next((one.citation for one in findings if one.citation), None) or "no article"
    return Request(
        "mending",
        Addressee.IMPORTER,
        citation,
        elements,
        law.debt.hearing.after(on) if law else None,
        law.debt.hearing_citation if law else None,
        reasons=tuple(one.message for one in findings),
        confirmed=law.debt.confirmed if law else False,
    )
