"""The columns of a table of claims: the keys of a claim, a dot between a key and one inside it, and other headings."""

from __future__ import annotations

from origin.cases.claim_document import ClaimRecord, TraderRecord
from origin.dossier.document import Travel
from origin.dossier.header import plain
from origin.proofs.proof_document import PeriodRecord, ProofRecord, ReplacedRecord

_INSIDE = {"proof": ProofRecord, "journey": Travel, "importer": TraderRecord, "exporter": TraderRecord}

_WITHIN = {"period": PeriodRecord, "replaces": ReplacedRecord}
"""Parts of a proof that have parts of their own, each a column: proof.period.from."""

_OTHER = {
    "reference": "mrn, lrn, declaration, declaration id, 2 5 lrn",
    "item": "item number, goods item, 1 6",
    "imported_into": "importing country, destination",
    "accepted": "date, acceptance date, date of acceptance, declaration date",
    "procedure": "requested procedure, 1 10",
    "preference": "preference code, 4 17, de 4 17, 14 11 000 000",
    "origin": "country of origin, 5 15, de 5 15, 16 08 000 000",
    "preferential_origin": "country of preferential origin, 5 16, de 5 16, 16 09 000 000, 16 09 001 000",
    "dispatched_from": "country of dispatch, 5 14, de 5 14, country of departure",
    "code": "commodity code, tariff line, taric code, cn code, hs, hs code, 6 14, 6 15",
    "description": "description of goods, goods description, 6 8",
    "net_mass": "net mass kg, net weight, 6 1, 18 01 000 000",
    "customs_value": "value, item value, statistical value, 8 6",
    "invoice": "invoice number",
    "importer": "importer id, importer eori, 3 16",
    "exporter": "exporter id, 3 2",
    "documents": "supporting documents, document codes, 2 3, 12 03 000 000",
    "proof.kind": "proof, kind of proof",
    "proof.text": "statement, statement on origin, origin declaration",
    "proof.made_out": "proof date, date of proof",
    "proof.number": "rex, rex number, authorisation number",
    "proof.consignment": "consignment value, invoice value",
}


def columns() -> dict[str, str]:
    """What each heading, in plain words, means."""
    found: dict[str, str] = {}
    for key in ClaimRecord.FACTS:
        found[plain(key)] = key
        for inner in _INSIDE[key].FACTS if key in _INSIDE else ():
            if key == "proof" and inner in _WITHIN:
                for last in _WITHIN[inner].FACTS:
                    found[plain(f"{key} {inner} {last}")] = f"{key}.{inner}.{last}"
            else:
                found[plain(f"{key} {inner}")] = f"{key}.{inner}"
    for key, names in _OTHER.items():
        for name in names.split(", "):
            found.setdefault(plain(name), key)
    return found
