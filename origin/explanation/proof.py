"""The proof of origin the claim needs, its validity, and how long papers are kept."""

from __future__ import annotations

from fractions import Fraction

from origin.agreements.proofs import Proof
from origin.determination.determination import Verdict
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point, Points, Section
from origin.explanation.numbers import money
from origin.explanation.words import capital


def proof_section(answer: Answer) -> Section | None:
    """The proofs that the agreement admits for the exporting party; None where the pack states none."""
    exporter = answer.determination.circumstances.exported_from
    proofs = [
        proof
        for proof in answer.agreement.proofs
        if proof.exported_from is None or exporter is None or proof.exported_from == exporter
    ]
    if not proofs:
        return None
    verdict = answer.determination.verdict
    if verdict is Verdict.NON_ORIGINATING:
        text = "None may be made out for this product: it does not originate."
        return Section("proof", "Proof of origin", (Points((Point(text, Mark.NOT_MET),)),))
    points = [_point(proof, answer) for proof in proofs]
    if len(points) > 1:
        points = [Point("One of these:", below=tuple(points))]
    if verdict is Verdict.UNDETERMINED:
        points.insert(0, Point("None may be made out before the missing facts are settled. Then:", Mark.UNKNOWN))
    return Section("proof", "Proof of origin", (Points(tuple(points)),))


def _point(proof: Proof, answer: Answer) -> Point:
    citation = proof.citation if proof.confirmed else f"{proof.citation} (not confirmed)"
    parts: list[str] = []
    times: list[str] = []
    if proof.threshold is not None and proof.currency is not None and proof.above_threshold is not None:
        parts.append(_threshold(Fraction(proof.threshold), proof.currency, proof.above_threshold, answer))
    if proof.validity_months is not None:
        times.append(f"valid for {proof.validity_months} months")
    keeping = []
    if proof.exporter_keeps_years is not None:
        keeping.append(f"the exporter for {proof.exporter_keeps_years} years")
    if proof.importer_keeps_years is not None:
        keeping.append(f"the importer for {proof.importer_keeps_years} years")
    if keeping:
        times.append(f"records are kept by {' and by '.join(keeping)}")
    if times:
        parts.append("; ".join(times))
    below = tuple([Point(f"{capital(part)}.") for part in parts])
    note = (Point(f"Source: {proof.note}.", quiet=True),) if proof.note else ()
    return Point(capital(proof.label), Mark.NOTE, citation=citation, below=(*below, *note))


def _threshold(threshold: Fraction, currency: str, above: str, answer: Answer) -> str:
    """What the consignment's value asks for."""
    limit = money(threshold, currency)
    stated = answer.dossier.product.consignment_value
    value = _in_currency(answer, currency)
    if stated is None or value is None:
        return f"for a consignment above {limit}, {above}"
    shown = money(stated.amount, stated.currency)
    if value > threshold:
        return f"this consignment of {shown} is above {limit}: {above}"
    return f"this consignment of {shown} is not above {limit}, so any exporter may make it out"


def _in_currency(answer: Answer, currency: str) -> Fraction | None:
    """The consignment's value in another currency, by the rates stated."""
    workings = answer.determination.workings
    value = workings.in_currency(answer.dossier.product.consignment_value)
    rate = workings.rate(currency)
    return None if value is None or rate is None else value / rate
