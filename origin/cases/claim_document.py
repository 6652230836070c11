"""A claim as a person or a system writes it, key by key; the keys are also the headings of a table.

The numbers in the descriptions are those of the data elements of a customs declaration (Annex B of Delegated
Regulation (EU) 2015/2446), the older ones where the newer were not confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from origin.cases.claim import Claim, DeclaredDocument, Trader
from origin.dossier.document import Travel
from origin.dossier.kinds import CODE, COUNTRY, DAY, WHOLE_NUMBER, Fault, choice
from origin.dossier.model import Journey
from origin.dossier.quantities import AMOUNT, RATE, WEIGHT
from origin.dossier.records import Record, RecordOf, Several, fact, needed
from origin.dossier.values import AGREEMENT, TEXT
from origin.proofs.proof_document import ProofRecord

CRITERIA = ("wholly-obtained", "tariff-change", "value", "weight", "process")
CRITERION = choice({name: name for name in CRITERIA}, Fault("value-unknown", "this is no criterion"))


class TraderRecord(Record):
    """An importer or exporter; the number alone may stand for it."""

    id = fact(TEXT, "Identification number, such as EORI.", "GB123456789000")
    name = fact(TEXT, "Name.", "Example Ltd")
    country = fact(COUNTRY, "Country.", "GB")


class DocumentRecord(Record):
    """A supporting document; the code alone may stand for it, or code and reference with a colon between."""

    code = needed(TEXT, "The document code.", "U116")
    reference = fact(TEXT, "Its reference.", "invoice 4711")


class ClaimRecord(Record):
    """One goods item for which preference is claimed."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "mrn": "did you mean reference?",
        "hs": "did you mean code?",
        "commodity_code": "did you mean code?",
        "country_of_origin": "did you mean origin?",
        "value": "did you mean customs_value?",
        "date": "did you mean accepted?",
        "preference_code": "did you mean preference?",
        "consignment": "the value of the consignment stands under proof: {consignment: ...}",
    }

    reference = needed(TEXT, "The reference of the declaration (MRN or LRN).", "26GB0000000000001A")
    item = fact(WHOLE_NUMBER, "The number of the goods item (1/6).", 1)
    imported_into = needed(COUNTRY, "The territory of importation.", "GB")
    accepted = needed(DAY, "The day on which the declaration was accepted.", "2026-06-10")
    claimed = fact(DAY, "The day on which preference was claimed, where that was later.", "2026-08-01")
    agreement = fact(AGREEMENT, "The agreement; else found by the countries.", "eu-uk")
    procedure = fact(TEXT, "The requested procedure (1/10).", "4000")
    preference = fact(TEXT, "The preference code (4/17).", "300")
    origin = fact(COUNTRY, "The country of origin (5/15).", "DE")
    preferential_origin = fact(COUNTRY, "The country of preferential origin (5/16; 16 09).", "EU")
    dispatched_from = fact(COUNTRY, "The country of dispatch (5/14).", "DE")
    code = fact(CODE, "The tariff line (6/14, 6/15).", "8711.60")
    description = fact(TEXT, "The description of the goods (6/8).", "e-bikes")
    net_mass = fact(WEIGHT, "The net mass (6/1).", "240 kg")
    customs_value = fact(AMOUNT, "The customs value of the item.", "11800 GBP")
    invoice = fact(TEXT, "The number of the invoice.", "2026-0815")
    importer = fact(RecordOf(TraderRecord, short="id"), "The importer (3/15, 3/16).", {"id": "GB123456789000"})
    exporter = fact(
        RecordOf(TraderRecord, short="id"), "The exporter (3/1, 3/2).", {"name": "Example GmbH", "country": "DE"}
    )
    documents = fact(
        Several(RecordOf(DocumentRecord, short="code", then="reference"), or_one=True, apart=";"),
        "Supporting documents (2/3; 12 03).",
        ["U116: invoice 4711"],
    )
    journey = fact(RecordOf(Travel), "How the goods travelled.", {"through": ["NL"]})
    proof = fact(RecordOf(ProofRecord), "The proof of origin, where it was presented.", {"kind": "statement-on-origin"})
    criterion = fact(CRITERION, "The kind of origin criterion, where it is stated.", "value")
    rates = fact(Several(RATE), "Exchange rates.", ["1 EUR = 0.85 GBP"])

    def value(self) -> Claim:
        """The claim."""
        assert self.reference is not None
        assert self.imported_into is not None
        assert self.accepted is not None
        travel = self.journey
        return Claim(
            self.reference,
            self.imported_into,
            self.accepted,
            self.item,
            self.claimed,
            self.agreement,
            self.procedure,
            self.preference,
            self.origin,
            self.preferential_origin,
            self.dispatched_from,
            self.code,
            self.description,
            self.net_mass,
            self.customs_value,
            self.invoice,
            _trader(self.importer),
            _trader(self.exporter),
            tuple(DeclaredDocument(one.code, one.reference) for one in self.documents or () if one.code),
            Journey(travel.through, travel.altered, travel.under_customs_supervision, travel.split_by_exporter)
            if travel
            else Journey(),
            self.proof.value() if self.proof else None,
            self.criterion,
            tuple((rate.currency, rate.into, rate.amount) for rate in self.rates or ()),
        )


def _trader(record: TraderRecord | None) -> Trader:
    return Trader(record.id, record.name, record.country) if record else Trader()


class ClaimsDocument(Record):
    """Several claims in one text."""

    claims = needed(Several(RecordOf(ClaimRecord)), "The claims.", [{"reference": "26GB0000000000001A"}])
