"""A proof that replaces another one, for goods that are sent on: its marks, and what it repeats of the first."""

from __future__ import annotations

from collections.abc import Iterator

from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection
from origin.proofs.retrospective import carries


def check_replacement(inspection: Inspection) -> Iterator[ProofFinding]:
    """A replacement that the agreement does not have, is not marked as one, or does not tell what it replaces."""
    presented, rule = inspection.presented, inspection.provision.replacement
    if presented.replaces is None:
        return
    if rule is None:
        message = "the agreement has no replacement for this proof"
        yield ProofFinding("replacement-not-admitted", Weight.DOUBT, message, inspection.provision.citation)
        return
    if rule.marks and presented.marks is not None and not carries(presented.marks, rule.marks):
        yield ProofFinding(
            "replacement-unmarked",
            Weight.FORMAL,
            "the proof replaces another one and is not marked as a replacement",
            rule.citation,
            "; ".join(presented.marks) or "no mark",
            " or ".join(rule.marks),
            confirmed=rule.confirmed,
        )
    if rule.initial_date and presented.replaces.made_out is None:
        message = "the replacement does not say when the first proof was made out"
        yield ProofFinding("replacement-date-missing", Weight.FORMAL, message, rule.citation, confirmed=rule.confirmed)
    elif (
        presented.replaces.made_out is not None
        and presented.made_out is not None
        and presented.replaces.made_out > presented.made_out
    ):
        message = "the proof is older than the one it replaces"
        yield ProofFinding(
            "replacement-older", Weight.DOUBT, message, rule.citation, str(presented.made_out), confirmed=rule.confirmed
        )
