"""The origin criterion that a statement states, where its text has a place for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.inspection import Inspection
from origin.proofs.statement import breaks_off, readable

_WORD = re.compile(r"\w")


def check_criterion(inspection: Inspection) -> Iterator[ProofFinding]:
    """A statement whose text names the criterion, and leaves its place empty."""
    recognised, text = inspection.recognised, inspection.presented.text
    expected = recognised.expected if recognised else None
    if text is None or expected is None or not readable(inspection, "criterion"):
        return
    if breaks_off(expected) is not None:
        return
    if "criterion" not in expected.blanks or not expected.matched.get("criterion"):
        return
    if expected.blanks["criterion"] is None and not _WORD.search(text[expected.reached :].split("\n")[0]):
        citation = inspection.provision.wording_citation or inspection.provision.citation
        message = "the statement does not say which origin criterion is met"
        yield ProofFinding("criterion-missing", Weight.FORMAL, message, citation)
