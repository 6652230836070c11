"""What all checks of one proof share: the proof, the agreement's provision for it, the circumstances."""

from __future__ import annotations

from origin.agreements.agreement import Agreement
from origin.agreements.exporter_numbers import NumberForm
from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.proofs import Proof
from origin.frozen import Frozen
from origin.proofs.presented import ClaimCircumstances, PresentedProof
from origin.proofs.recognition import Library, Recognised


class Inspection(Frozen):
    """One proof under one agreement: `provision` is what the agreement says of this kind of proof.

    `recognised` is the prescribed text laid over the statement, where there is a statement. `jurisdiction` is the law
    of the importing territory, where it is known.
    """

    presented: PresentedProof
    provision: Proof
    agreement: Agreement
    circumstances: ClaimCircumstances
    library: Library
    number_forms: dict[str, NumberForm]
    jurisdiction: Jurisdiction | None = None
    recognised: Recognised | None = None

    def blank(self, name: str) -> str | None:
        """What fills a blank of the statement, as written; "" where it is empty, None where there is no statement."""
        if self.recognised is None or self.recognised.expected is None or self.presented.text is None:
            return None
        expected = self.recognised.expected
        if name not in expected.blanks:
            return None
        span = expected.blanks[name]
        return "" if span is None else self.presented.text[span[0] : span[1]].strip(" .,;:()[]…_")
