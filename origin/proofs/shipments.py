"""A proof for several shipments: whether the agreement has them, the period, and whether the importation lies in it."""

from __future__ import annotations

from collections.abc import Iterator

from origin.language.english_words import day
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection


def check_shipments(inspection: Inspection) -> Iterator[ProofFinding]:
    """A period that is not admitted, half stated, too long, or that does not cover the importation."""
    presented, rule = inspection.presented, inspection.provision.multiple_shipments
    start, end = presented.period_from, presented.period_to
    many = presented.shipments is not None and presented.shipments > 1
    if start is None and end is None and not many:
        return
    citation = rule.citation if rule else inspection.provision.citation
    if rule is None:
        message = "the agreement has no proof for several shipments"
        yield ProofFinding("period-not-admitted", Weight.FORMAL, message, citation, _period(inspection))
        return
    if start is None or end is None:
        message = "a proof for several shipments states the first and the last day of its period"
        yield ProofFinding("period-incomplete", Weight.FORMAL, message, citation, _period(inspection))
        return
    if end < start:
        message = "the period of the proof ends before it begins"
        yield ProofFinding("period-incomplete", Weight.FORMAL, message, citation, _period(inspection))
        return
    if end > rule.longest.after(start):
        message = f"the period of the proof is longer than {rule.longest}"
        accepted = f"until {day(rule.longest.after(start))} at the latest"
        yield ProofFinding("period-long", Weight.FORMAL, message, citation, _period(inspection), accepted)
    imported = inspection.circumstances.imported
    if imported is not None and not start <= imported <= end:
        message = f"the importation of {day(imported)} lies outside the period of the proof"
        yield ProofFinding("import-outside-period", Weight.DOUBT, message, citation, str(imported), _period(inspection))


def _period(inspection: Inspection) -> str:
    start, end = inspection.presented.period_from, inspection.presented.period_to
    return f"{day(start) if start else 'not stated'} to {day(end) if end else 'not stated'}"
