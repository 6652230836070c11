"""The signature of a proof, where the agreement asks for one."""

from __future__ import annotations

from collections.abc import Iterator

from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection
from origin.proofs.numbers import shown_number


def check_signature(inspection: Inspection) -> Iterator[ProofFinding]:
    """A proof that is known not to be signed though it has to be; silence about it says nothing."""
    rule, presented = inspection.provision.signature, inspection.presented
    if rule is None or presented.signed is not False:
        return
    if rule.unless is not None and shown_number(inspection):
        return
    instead = f", or the number of an exporter who need not sign ({rule.unless})" if rule.unless else ""
    yield ProofFinding(
        "signature-missing",
        Weight.FORMAL,
        "the proof is not signed",
        rule.citation,
        accepted=f"the signature of the exporter{instead}",
        cure="the exporter signs it",
    )
