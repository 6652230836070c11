"""A claim as a person or a system writes it, key by key; the keys are also the headings of a table.

The numbers in the descriptions are those of the data elements of a customs declaration (Annex B of Delegated
Regulation (EU) 2015/2446), the older ones where the newer were not confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from origin.cases.claim import Claim, DeclaredDocument, Trader
from origin.dossier import values as v
from origin.dossier.document import Travel
from origin.dossier.kinds import Fault, choice
from origin.dossier.model import Journey
from origin.dossier.records import Record, fact, needed, one_or_many, whole
from origin.proofs.proof_document import ProofRecord

CRITERIA = ("wholly-obtained", "tariff-change", "value", "weight", "process")

Criterion = Annotated[str, choice({name: name for name in CRITERIA}, Fault("value-unknown", "this is no criterion"))]


class TraderRecord(Record):
    """An importer or exporter; the number alone may stand for it."""

    id: v.Text | None = fact("Identification number, such as EORI.", "GB123456789000")
    name: v.Text | None = fact("Name.", "Example Ltd")
    country: v.Country | None = fact("Country.", "GB")


class DocumentRecord(Record):
    """A supporting document; the code alone may stand for it, or code and reference with a colon between."""

    code: v.Text | None = needed("The document code.", "U116")
    reference: v.Text | None = fact("Its reference.", "invoice 4711")


def _document(value: object) -> object:
    """U116: invoice 4711 as the mapping it stands for."""
    if isinstance(value, str) and ":" in value:
        code, _, reference = value.partition(":")
        return {"code": code.strip(), "reference": reference.strip()}
    return whole("code", value)


def _documents(value: object) -> object:
    """Documents of one cell, apart by semicolons, as a list."""
    if isinstance(value, str):
        return [part for part in value.split(";") if part.strip()]
    return one_or_many(value)


TraderValue = Annotated[TraderRecord, BeforeValidator(partial(whole, "id"), v.Text | TraderRecord)]
DocumentValue = Annotated[DocumentRecord, BeforeValidator(_document, v.Text | DocumentRecord)]
Documents = Annotated[tuple[DocumentValue, ...], BeforeValidator(_documents, v.Text | tuple[DocumentValue, ...])]


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

    reference: v.Text | None = needed("The reference of the declaration (MRN or LRN).", "26GB0000000000001A")
    item: v.WholeNumber | None = fact("The number of the goods item (1/6).", 1)
    imported_into: v.Country | None = needed("The territory of importation.", "GB")
    accepted: v.Day | None = needed("The day on which the declaration was accepted.", "2026-06-10")
    claimed: v.Day | None = fact("The day on which preference was claimed, where that was later.", "2026-08-01")
    agreement: v.Agreement | None = fact("The agreement; else found by the countries.", "eu-uk")
    procedure: v.Text | None = fact("The requested procedure (1/10).", "4000")
    preference: v.Text | None = fact("The preference code (4/17).", "300")
    origin: v.Country | None = fact("The country of origin (5/15).", "DE")
    preferential_origin: v.Country | None = fact("The country of preferential origin (5/16; 16 09).", "EU")
    dispatched_from: v.Country | None = fact("The country of dispatch (5/14).", "DE")
    code: v.Code | None = fact("The tariff line (6/14, 6/15).", "8711.60")
    description: v.Text | None = fact("The description of the goods (6/8).", "e-bikes")
    net_mass: v.Weight | None = fact("The net mass (6/1).", "240 kg")
    customs_value: v.Amount | None = fact("The customs value of the item.", "11800 GBP")
    invoice: v.Text | None = fact("The number of the invoice.", "2026-0815")
    importer: TraderValue | None = fact("The importer (3/15, 3/16).", {"id": "GB123456789000"})
    exporter: TraderValue | None = fact("The exporter (3/1, 3/2).", {"name": "Example GmbH", "country": "DE"})
    documents: Documents | None = fact("Supporting documents (2/3; 12 03).", ["U116: invoice 4711"])
    journey: Travel | None = fact("How the goods travelled.", {"through": ["NL"]})
    proof: ProofRecord | None = fact("The proof of origin, where it was presented.", {"kind": "statement-on-origin"})
    criterion: Criterion | None = fact("The kind of origin criterion, where it is stated.", "value")
    rates: tuple[v.ExchangeRate, ...] | None = fact("Exchange rates.", ["1 EUR = 0.85 GBP"])

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

    claims: tuple[ClaimRecord, ...] | None = needed("The claims.", [{"reference": "26GB0000000000001A"}])
