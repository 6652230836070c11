"""The proof of a claim: the one that was presented, else the one that the declaration's document codes say exists."""

from __future__ import annotations

from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import DocumentCode, Jurisdiction
from origin.cases.claim import Claim, DeclaredDocument
from origin.proofs.presented import PresentedProof


def declared_proof(claim: Claim, agreement: Agreement, law: Jurisdiction | None) -> PresentedProof | None:
    """The proof with what the declaration's documents add: kind, code, reference, number; None where there is none."""
    proof = claim.proof
    declared = _declared(claim, agreement, law)
    if declared is not None:
        document, code = declared
        kind = next((one.kind for one in agreement.proofs if one.kind in code.proofs), code.proofs[0])
        proof = proof or PresentedProof()
        proof = replace(
            proof,
            kind=proof.kind or kind,
            document_code=proof.document_code or document.code,
            reference=proof.reference or document.reference,
        )
    if proof is not None and proof.number is None and law is not None:
        number = next(
            (
                document.reference
                for document in claim.documents
                if document.reference and any(one.names for one in law.codes(document.code, claim.day))
            ),
            None,
        )
        proof = replace(proof, number=number)
    return proof


def waived(claim: Claim, law: Jurisdiction | None) -> bool:
    """Whether a document code of the declaration says that no proof is needed."""
    return law is not None and any(
        code.waives for document in claim.documents for code in law.codes(document.code, claim.day)
    )


def _declared(
    claim: Claim, agreement: Agreement, law: Jurisdiction | None
) -> tuple[DeclaredDocument, DocumentCode] | None:
    """The declared document that stands for a proof: one of this agreement before any other."""
    if law is None:
        return None
    found = [
        (document, code) for document in claim.documents for code in law.codes(document.code, claim.day) if code.proofs
    ]
    own = [pair for pair in found if not pair[1].agreements or agreement.id in pair[1].agreements]
    return next(iter(own or found), None)
