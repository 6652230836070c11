"""The document code of the import declaration against the proof that was presented, by territory, code and day."""

from __future__ import annotations

from collections.abc import Iterator

from origin.agreements.jurisdictions import DocumentCode
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection


def check_document_code(inspection: Inspection) -> Iterator[ProofFinding]:
    """A code that stands for another proof, another agreement or another time."""
    code, law = inspection.presented.document_code, inspection.jurisdiction
    on = inspection.circumstances.on
    if code is None or law is None or on is None:
        return
    known = [one for one in law.document_codes if one.code == code]
    if not known:
        message = f"the code is not in our table of {law.title}"
        yield ProofFinding("document-code-unknown", Weight.NOTE, message, None, code, confirmed=False)
        return
    in_use = [one for one in known if one.in_use(on)]
    if not in_use:
        message = f"the code was not in use in {law.title} on {on}"
        yield ProofFinding("document-code-date", Weight.FORMAL, message, None, code, confirmed=known[0].confirmed)
        return
    proofs = [one for one in in_use if one.names is None]
    if not proofs or any(stands_for(one, inspection) for one in proofs):
        return
    meant = "; ".join(one.label for one in proofs)
    message = f"the code of the declaration stands for another proof: {meant}"
    accepted = ", ".join(one.code for one in law.document_codes if one.in_use(on) and stands_for(one, inspection))
    yield ProofFinding("document-code-other", Weight.FORMAL, message, None, code, accepted or None)


def stands_for(code: DocumentCode, inspection: Inspection) -> bool:
    """Whether a code stands for this kind of proof under this agreement."""
    return (
        inspection.provision.kind in code.proofs
        and (not code.agreements or inspection.agreement.id in code.agreements)
        and code.preference in (None, inspection.agreement.proof_provisions.preference)
        and (not code.multiple or inspection.presented.period_from is not None)
    )
