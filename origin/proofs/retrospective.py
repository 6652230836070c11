"""A proof made out after exportation: by when it is presented, and what must stand on it."""

from __future__ import annotations

from collections.abc import Iterator

from origin.language.english_words import day
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection


def check_retrospective(inspection: Inspection) -> Iterator[ProofFinding]:
    """A certificate issued afterwards without the words for it; a proof presented too long after importation."""
    rule, presented = inspection.provision.retrospective, inspection.presented
    if rule is None or presented.made_out is None or presented.exported is None:
        return
    if presented.made_out <= presented.exported:
        return
    imported = inspection.circumstances.imported
    shown_on = presented.presented or inspection.circumstances.claimed
    if rule.presented_within is not None and imported is not None and shown_on is not None:
        last = rule.presented_within.after(imported)
        if shown_on > last:
            message = f"made out after exportation, it came more than {rule.presented_within} after importation"
            yield ProofFinding(
                "retrospective-late", Weight.DOUBT, message, rule.citation, str(shown_on), f"by {day(last)}"
            )
    if rule.endorsements and presented.marks is not None and not carries(presented.marks, rule.endorsements):
        yield ProofFinding(
            "endorsement-missing",
            Weight.FORMAL,
            "the proof was issued after exportation and does not say so",
            rule.citation,
            "; ".join(presented.marks) or "no endorsement",
            " or ".join(rule.endorsements),
            cure="the issuing authority endorses it",
        )


def carries(marks: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether one of some words stands among the marks of a paper, in whatever capitals."""
    text = " ".join(" ".join(marks).casefold().split())
    return any(" ".join(word.casefold().split()) in text for word in wanted)
