"""A checked proof of origin, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from origin.explanation.document import Document, Facts, Mark, Point, Points, Section
from origin.explanation.numbers import money
from origin.explanation.words import capital, country_name
from origin.language.english_words import day
from origin.proofs.check import ProofCheck
from origin.proofs.findings import ProofFinding, Weight

SCHEMA = "origin-proof-check/1"

MARKS = {
    Weight.NOTE: Mark.NOTE,
    Weight.FORMAL: Mark.UNKNOWN,
    Weight.UNKNOWN: Mark.UNKNOWN,
    Weight.DOUBT: Mark.UNKNOWN,
    Weight.GROUND: Mark.NOT_MET,
}
HEADINGS = {
    Weight.GROUND: "Grounds to refuse",
    Weight.DOUBT: "Reasons to verify",
    Weight.UNKNOWN: "What could not be checked",
    Weight.FORMAL: "Formal defects, to be mended",
    Weight.NOTE: "Notes",
}
"""From the heaviest to the lightest."""


def proof_document(check: ProofCheck) -> Document:
    """The check as a document."""
    weight = check.weight
    mark = Mark.MET if weight in (None, Weight.NOTE) else MARKS[weight]
    sections = [Section("proof", "Proof", (Facts(_facts(check)),)), *finding_sections(check.findings)]
    title = (
        "Proof of origin: "
        + {
            None: "no finding",
            Weight.NOTE: "in order, with notes",
            Weight.FORMAL: "formal defects to be mended",
            Weight.UNKNOWN: "undetermined",
            Weight.DOUBT: "doubts, to be verified",
            Weight.GROUND: "a ground to refuse",
        }[weight]
    )
    return Document(mark, title, check.agreement.title, _summary(check), tuple(sections))


def finding_sections(findings: Iterable[ProofFinding]) -> list[Section]:
    """The findings under headings of their weight, the heaviest first."""
    found = list(findings)
    sections = []
    for weight, title in HEADINGS.items():
        points = tuple(finding_point(one) for one in found if one.weight is weight)
        if points:
            sections.append(Section(weight.name.lower(), title, (Points(points),)))
    return sections


def finding_point(finding: ProofFinding) -> Point:
    """One finding with what was found, what is accepted and what would mend it."""
    below = [
        Point(f"{label} {text}", quiet=True)
        for label, text in (
            ("Found:", finding.found),
            ("Accepted:", finding.accepted),
            ("Ground:", finding.ground),
            ("May be cured:", finding.cure),
        )
        if text
    ]
    if not finding.confirmed:
        below.append(Point("The parameter behind this was not confirmed in the law.", quiet=True))
    text = f"{capital(finding.message)} ({finding.code})."
    return Point(text, MARKS[finding.weight], citation=finding.citation, below=tuple(below))


def _summary(check: ProofCheck) -> str:
    if check.weight is Weight.FORMAL:
        return "A formal defect that can be cured is no ground to refuse."
    return ""


def _facts(check: ProofCheck) -> tuple[tuple[str, str], ...]:
    presented, circumstances = check.presented, check.circumstances
    rows = [("Agreement", f"{check.agreement.title} ({check.agreement.id})")]
    if check.provision is not None:
        rows.append(("Kind", f"{capital(check.provision.label)} [{check.provision.citation}]"))
    if presented is not None:
        if presented.reference:
            rows.append(("Reference", presented.reference))
        if check.language:
            rows.append(("Language of the text", check.language))
        if presented.made_out:
            rows.append(("Made out", day(presented.made_out)))
        if presented.consignment:
            rows.append(("Consignment", money(presented.consignment.amount, presented.consignment.currency)))
    if check.valid_until:
        rows.append(("Valid until", day(check.valid_until)))
    if circumstances.exported_from:
        rows.append(("Exported from", country_name(circumstances.exported_from)))
    if circumstances.on:
        rows.append(("Preference claimed", day(circumstances.on)))
    return tuple(rows)


def proof_record(check: ProofCheck) -> dict[str, Any]:
    """The check for programs."""
    return {
        "schema": SCHEMA,
        "agreement": check.agreement.id,
        "proof": check.provision.name if check.provision else None,
        "weight": check.weight.value if check.weight else None,
        "valid_until": str(check.valid_until) if check.valid_until else None,
        "language": check.language,
        "findings": [finding_record(finding) for finding in check.findings],
    }


def finding_record(finding: ProofFinding) -> dict[str, Any]:
    """One finding for programs; what it does not say is left out."""
    fields = ("message", "citation", "found", "accepted", "cure", "ground", "element")
    stated = {name: getattr(finding, name) for name in fields if getattr(finding, name) is not None}
    return {"code": finding.code, "weight": finding.weight.value, **stated, "confirmed": finding.confirmed}
