"""When a proof was made out, how long it is valid, and whether it existed when preference was claimed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from origin.agreements.period import Period
from origin.agreements.proofs import Maker
from origin.language.english_words import day
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection


def check_validity(inspection: Inspection) -> Iterator[ProofFinding]:
    """A proof without a date, one that came into being after the claim, one that has expired."""
    provision, presented = inspection.provision, inspection.presented
    if provision.made_out_by is Maker.IMPORTER:
        return
    citation = provision.validity_citation or provision.citation
    if presented.made_out is None:
        message = "the day on which the proof was made out is not known, so neither is its validity"
        yield ProofFinding("date-missing", Weight.FORMAL, message, citation, cure="ask the importer for the proof")
        return
    claimed = inspection.circumstances.on
    if claimed is not None and presented.made_out > claimed and provision.existing is not None:
        message = f"the proof was made out on {day(presented.made_out)}, after preference was claimed on {day(claimed)}"
        yield ProofFinding(
            "proof-after-claim",
            Weight.DOUBT,
            message,
            provision.existing,
            str(presented.made_out),
            f"a proof made out by {day(claimed)}",
        )
    yield from _expiry(inspection, presented.made_out, citation)


def valid_until(inspection: Inspection) -> date | None:
    """The last day of validity; None where it is not known or not limited."""
    made_out, months = inspection.presented.made_out, inspection.provision.validity_months
    if made_out is None or months is None:
        return None
    period_to = inspection.presented.period_to
    last = Period(months=months).after(made_out)
    return max(last, period_to) if period_to is not None and inspection.provision.multiple_shipments else last


def _expiry(inspection: Inspection, made_out: date, citation: str) -> Iterator[ProofFinding]:
    provision = inspection.provision
    last = valid_until(inspection)
    presented = inspection.presented.presented or inspection.circumstances.on
    if last is None or presented is None or presented <= last:
        return
    longest = provision.longest_validity_months
    if longest is not None and presented <= Period(months=longest).after(made_out):
        message = (
            f"older than {provision.validity_months} months; up to {longest} may do where the importing party says so"
        )
        accepted = f"{longest} months where the importing party provides for them"
        yield ProofFinding("validity-longer", Weight.FORMAL, message, citation, str(made_out), accepted)
        return
    late = provision.late
    yield ProofFinding(
        "proof-expired",
        Weight.DOUBT,
        f"the proof was valid until {day(last)}, and was presented on {day(presented)}",
        citation,
        str(presented),
        f"presented by {day(last)}",
        cure=f"it may be accepted ({late.citation}): {' or '.join(late.circumstances)}" if late else None,
    )
