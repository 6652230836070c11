"""A proof of origin as a person writes it down, key by key; what is not stated is None, and means unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from origin.dossier.kinds import COUNTRY, DAY, WHOLE_NUMBER, YES_NO, Fault, Kind
from origin.dossier.quantities import AMOUNT, RATE
from origin.dossier.records import Record, RecordOf, Several, fact, needed
from origin.dossier.values import AGREEMENT, PAPER_KIND, TEXT
from origin.proofs.presented import ClaimCircumstances, PresentedProof, Replaced

LONGEST_TEXT = 10_000


def _parse_statement(text: str) -> str | Fault:
    """The words of a statement as they stand on the paper, line ends included."""
    if any(sign < " " and sign not in "\t\n\r" for sign in text):
        return Fault("text-characters", "the text has characters that cannot be seen")
    return text


STATEMENT = Kind("the text of the statement as it stands on the paper", _parse_statement, LONGEST_TEXT)


class ReplacedRecord(Record):
    """The proof that another one replaces."""

    made_out = fact(DAY, "The day on which the first proof was made out.", "2026-03-01")
    reference = fact(TEXT, "Its number.", "A 123456")


class PeriodRecord(Record):
    """The period of a proof for several shipments."""

    start = fact(DAY, "Its first day.", "2026-01-01", key="from")
    end = fact(DAY, "Its last day.", "2026-12-31", key="to")


class ProofRecord(Record):
    """A proof of origin as presented."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "date": "did you mean made_out?",
        "issued": "did you mean made_out?",
        "statement": "did you mean text?",
        "wording": "did you mean text?",
        "value": "did you mean consignment?",
    }

    kind = fact(PAPER_KIND, "What it is: statement-on-origin, eur1, importers-knowledge ...", "eur1")
    reference = fact(TEXT, "Its number, or that of the invoice it stands on.", "A 123456")
    document_code = fact(TEXT, "Its document code on the import declaration.", "U116")
    text = fact(STATEMENT, "The statement as it stands on the paper.", "The exporter of the products ...")
    made_out = fact(DAY, "The day on which it was issued or made out.", "2026-06-01")
    exported = fact(DAY, "The day of exportation.", "2026-06-02")
    presented = fact(DAY, "The day on which it was presented; else that of the claim.", "2026-06-10")
    number = fact(TEXT, "The exporter's number, where it stands apart from the statement.", "DEREX00001234")
    origin = fact(TEXT, "The origin that it names, where there is no statement.", "Albania")
    signed = fact(YES_NO, "Whether it is signed.", True)
    consignment = fact(AMOUNT, "The value of all originating products of the consignment.", "7000 EUR")
    period = fact(
        RecordOf(PeriodRecord), "The period, for several shipments.", {"from": "2026-01-01", "to": "2026-12-31"}
    )
    marks = fact(
        Several(TEXT, or_one=True), "Endorsements and other marks on it; [] for none.", ["ISSUED RETROSPECTIVELY"]
    )
    replaces = fact(RecordOf(ReplacedRecord), "The proof that it replaces.", {"made_out": "2026-03-01"})
    shipments = fact(WHOLE_NUMBER, "For how many shipments it was used.", 3)

    def value(self) -> PresentedProof:
        """The proof as the checks take it."""
        replaces = self.replaces
        return PresentedProof(
            self.kind,
            self.reference,
            self.document_code,
            self.text,
            self.made_out,
            self.exported,
            self.presented,
            self.number,
            self.origin,
            self.signed,
            self.consignment,
            self.period.start if self.period else None,
            self.period.end if self.period else None,
            self.marks,
            Replaced(replaces.made_out, replaces.reference) if replaces else None,
            self.shipments,
        )


class ProofDocument(Record):
    """A proof with the circumstances of the claim it is for."""

    proof = needed(RecordOf(ProofRecord), "The proof.", {"kind": "eur1"})
    agreement = fact(AGREEMENT, "The agreement under which preference is claimed.", "eu-uk")
    exported_from = fact(COUNTRY, "The exporting country.", "DE")
    imported_into = fact(COUNTRY, "The importing country.", "GB")
    claimed = fact(DAY, "The day on which preference was claimed.", "2026-06-10")
    imported = fact(DAY, "The day of importation; where not stated, that of the claim.", "2026-06-10")
    rates = fact(Several(RATE), "Exchange rates.", ["1 EUR = 0.85 GBP"])

    def circumstances(self) -> ClaimCircumstances:
        """The circumstances as the checks take them."""
        rates = tuple((rate.currency, rate.into, rate.amount) for rate in self.rates or ())
        return ClaimCircumstances(
            self.exported_from, self.imported_into, self.claimed, self.imported or self.claimed, rates
        )
