"""`assess`: one reasoned answer to a claim: accept, verify or refuse; undetermined where the pack lacks the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path

from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.verification import Trigger, Verification
from origin.cases.claim import Claim
from origin.cases.consistency import ClaimFacts, check_consistency
from origin.cases.declared_proof import declared_proof, waived
from origin.cases.duty import DutyAtStake, duty_at_stake
from origin.cases.rates import RatesTable
from origin.cases.request import Request, mending_request, next_request
from origin.determination.determination import Determination, Verdict
from origin.frozen import Frozen
from origin.proofs.check import ProofCheck, check_proof, with_grounds
from origin.proofs.findings import ProofFinding, Weight, heaviest, not_modelled


class Decision(Enum):
    """What to do with a claim."""

    ACCEPT = "accept"
    VERIFY = "verify"
    UNDETERMINED = "undetermined"
    """The pack does not state the law that would answer it."""
    REFUSE = "refuse"


class Assessment(Frozen):
    """The decision on a claim, why, under which article, and what to ask where it is to be verified.

    `trigger` is the reason for which the agreement lets it be verified. `hearing` is the last day for the importer's
    view before a refusal, where the law of importation gives one.
    """

    claim: Claim
    agreement: Agreement
    decision: Decision
    reason: str
    citation: str | None
    check: ProofCheck
    findings: tuple[ProofFinding, ...]
    duty: DutyAtStake
    request: Request | None = None
    trigger: Trigger | None = None
    determination: Determination | None = None
    hearing: date | None = None
    hearing_citation: str | None = None


def assess(
    claim: Claim,
    agreement: Agreement,
    on: date,
    law: Jurisdiction | None = None,
    rates: RatesTable | None = None,
    determination: Determination | None = None,
    more: Iterable[ProofFinding] = (),
    folder: Path | None = None,
) -> Assessment:
    """The answer to a claim on a day, out of proof, dossier, journey and consistency.

    `more` are findings from elsewhere, such as splitting across declarations. The answer refuses only on a ground that
    the pack states; a formal defect alone never is one. It asks for no more than the agreement allows.
    """
    proof = declared_proof(claim, agreement, law)
    circumstances = replace(claim.circumstances, waived=waived(claim, law))
    check = check_proof(proof, agreement, circumstances, law, folder)
    facts = ClaimFacts(claim, agreement, law, proof, determination)
    kind = check.provision.kind if check.provision else None
    others = with_grounds([*check_consistency(facts), *more], agreement, claim.circumstances, kind)
    verification = agreement.verification_on(on)
    findings = check.findings + others
    if verification is None:
        findings += (not_modelled("procedure-not-modelled", "how the agreement lets a claim be verified"),)
    duty = duty_at_stake(claim, rates, agreement.id)
    decision, reason, citation = _decide(findings, determination)
    request, trigger, hearing, hearing_citation = None, None, None, None
    if decision is Decision.REFUSE and law is not None:
        hearing, hearing_citation = law.debt.hearing.after(on), law.debt.hearing_citation
    if decision is Decision.VERIFY:
        request, trigger = _request(claim, agreement, verification, findings, kind, on, law)
        if request is None:
            reason += (
                "; the agreement leaves no request open any more, so decide by what is at hand"
                if verification is not None
                else "; our pack does not state how the agreement lets a claim be verified"
            )
    return Assessment(
        claim,
        agreement,
        decision,
        reason,
        citation,
        check,
        findings,
        duty,
        request,
        trigger,
        determination,
        hearing,
        hearing_citation,
    )


def _decide(
    findings: tuple[ProofFinding, ...], determination: Determination | None
) -> tuple[Decision, str, str | None]:
    """The decision by the heaviest finding, and the sentence and article for it."""
    weight = heaviest(findings)
    leading = [one for one in findings if one.weight is weight]
    if weight is Weight.GROUND:
        ground = leading[0]
        return Decision.REFUSE, f"{ground.message}: {ground.ground}", ground.citation
    if weight is Weight.DOUBT:
        return Decision.VERIFY, _sentence(leading), leading[0].citation
    if weight is Weight.UNKNOWN:
        return Decision.UNDETERMINED, _sentence(leading), leading[0].citation
    if weight is Weight.FORMAL:
        return Decision.VERIFY, f"{_sentence(leading)}; this can be mended and is no ground to refuse", None
    if determination is not None and determination.verdict is Verdict.ORIGINATING:
        return Decision.ACCEPT, "the proof is in order, and by the dossier the product originates", None
    needless = next((one for one in findings if one.code == "proof-not-needed"), None)
    if needless is not None:
        return Decision.ACCEPT, f"{needless.message}; nothing speaks against the claim", needless.citation
    return Decision.ACCEPT, "the proof is in order, and nothing speaks against the claim", None


def _sentence(findings: list[ProofFinding]) -> str:
    shown = [one.message for one in findings[:3]]
    rest = len(findings) - len(shown)
    return "; ".join(shown) + (f"; and {rest} more" if rest else "")


def _request(
    claim: Claim,
    agreement: Agreement,
    verification: Verification | None,
    findings: tuple[ProofFinding, ...],
    kind: str | None,
    on: date,
    law: Jurisdiction | None,
) -> tuple[Request | None, Trigger | None]:
    """What to ask: formal defects are to be mended; doubts open the agreement's own procedure."""
    doubts = tuple(one for one in findings if one.weight is Weight.DOUBT)
    if not doubts:
        formal = tuple(one for one in findings if one.weight is Weight.FORMAL)
        return mending_request(formal, on, law, agreement.proof_provisions.discrepancies), None
    if verification is None:
        return None, None
    trigger = next((one for one in (Trigger.DOUBT, Trigger.RISK) if one in verification.triggers), None)
    reasons = tuple(one.message for one in doubts)
    return next_request(claim, kind, verification, on, reasons=reasons), trigger
