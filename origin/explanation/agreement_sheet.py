"""An agreement as its pack states it, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from origin.agreements.agreement import Agreement
from origin.agreements.law import Law
from origin.agreements.provisions import Provisions
from origin.explanation.document import Column, Document, Facts, Mark, Point, Points, Section, Table
from origin.explanation.numbers import NBSP
from origin.language.english_words import day, joined, percentage
from origin.language.plain import to_plain

SCHEMA = "origin-agreement/1"


def agreements_document(agreements: Iterable[Agreement]) -> Document:
    """All agreements in a table."""
    rows = [
        (
            one.id,
            one.title,
            day(one.valid_from).replace(" ", NBSP) + (f" to {day(one.valid_until)}" if one.valid_until else ""),
            f"HS{NBSP}{one.rule_list.edition}",
            ", ".join(party.id for party in one.parties),
        )
        for one in agreements
    ]
    columns = tuple(map(Column, ("Agreement", "Title", "Applied since", "Rule list", "Parties")))
    section = Section("agreements", "Agreements", (Table("Agreements with a pack", columns, tuple(rows)),))
    count = f"{len(rows)} agreement{'' if len(rows) == 1 else 's'}"
    return Document(None, count, "origin agreements show ID tells what each pack holds", "", (section,))


def agreements_record(agreements: Iterable[Agreement]) -> dict[str, Any]:
    """All agreements, for programs."""
    keys = ("id", "title", "source", "valid_from", "valid_until")
    return {
        "schema": "origin-agreements/1",
        "agreements": [
            {key: to_plain(getattr(one, key)) for key in keys}
            | {"edition": one.rule_list.edition, "parties": [party.id for party in one.parties]}
            for one in agreements
        ],
    }


def agreement_record(law: Law) -> dict[str, Any]:
    """One pack, for programs, as it is written in the data folder."""
    return {"schema": SCHEMA, "agreement": to_plain(law.agreement)}


def agreement_document(law: Law) -> Document:
    """What one pack holds: parties, rule list, provisions with their articles, proofs, readings, what it leaves out."""
    agreement = law.agreement
    sections = [
        Section("agreement", "Agreement", (Facts(_facts(law)),)),
        Section("provisions", "General provisions", (Points(tuple(_provisions(agreement.provisions))),)),
        _section("quotas", "Origin quotas", [Point(one.label, citation=one.citation) for one in agreement.quotas]),
        _section("proofs", "Proofs of origin", list(_proofs(agreement))),
        _section("readings", "How open points are read", [Point(one.text, Mark.NOTE) for one in agreement.readings]),
        _section("not-modelled", "Not modelled", [Point(text, Mark.NOTE) for text in agreement.not_modelled]),
        _section("not-confirmed", "Not confirmed", [Point(text, Mark.NOTE) for text in agreement.not_confirmed]),
    ]
    kept = tuple([section for section in sections if section is not None])
    return Document(None, agreement.title, agreement.id, "", kept)


def _section(name: str, title: str, points: list[Point]) -> Section | None:
    return Section(name, title, (Points(tuple(points)),)) if points else None


def _facts(law: Law) -> tuple[tuple[str, str], ...]:
    agreement = law.agreement
    rows = [("Source", agreement.source), ("Applied since", day(agreement.valid_from))]
    if agreement.valid_until is not None:
        rows.append(("Until", day(agreement.valid_until)))
    for party in agreement.parties:
        countries = f": {', '.join(party.countries)}" if party.countries != (party.id,) else ""
        rows.append((f"Party {party.id}", party.name + countries))
    listed = f"{agreement.rule_list.citation}, on HS {agreement.rule_list.edition}"
    if agreement.rule_list.extended_to is not None:
        listed += f", extended to codes of HS {agreement.rule_list.extended_to}"
    rows.append(("Rule list", listed))
    rows.append(("Entries", str(sum(1 for _ in law.rules.entries()))))
    if agreement.general_provisions is not None:
        rows.append(("Provisions", f"as shared under {agreement.general_provisions}, and its own"))
    rows.append(("Price bases", ", ".join(price.value for price in agreement.price_bases)))
    return tuple(rows)


def _provisions(provisions: Provisions) -> Iterable[Point]:
    if provisions.wholly_obtained is not None:
        count = len(provisions.wholly_obtained.categories)
        yield Point(f"Wholly obtained products, {count} categories", citation=provisions.wholly_obtained.citation)
    for tolerance in provisions.tolerances:
        text = f"Tolerance of {percentage(tolerance.percent)} by {tolerance.measure.value} for {tolerance.products}"
        yield Point(text, citation=tolerance.citation)
    if (textiles := provisions.basic_textiles) is not None:
        text = (
            f"Tolerance of {percentage(textiles.percent)} by weight for basic textile materials in {textiles.products}"
        )
        yield Point(text, citation=textiles.citation)
    if (fabrics := provisions.textile_materials) is not None:
        text = f"Tolerance of {percentage(fabrics.percent)} by value for textile materials in {fabrics.products}"
        yield Point(text, citation=fabrics.citation)
    for note in provisions.unrestricted_materials:
        yield Point(
            f"Materials of {note.materials} in products of {note.products} are not restricted", citation=note.citation
        )
    if (absorption := provisions.absorption) is not None:
        text = f"Absorption, {absorption.kind.value}; failing intermediates opened up: {absorption.look_through.value}"
        yield Point(text, citation=absorption.citation)
    if (cumulation := provisions.cumulation) is not None:
        kinds = [kind for kind, on in (("bilateral", cumulation.bilateral), ("full", cumulation.full)) if on]
        if kinds:
            yield Point(f"Cumulation, {joined(kinds, 'and')}", citation=cumulation.citation)
    if (operations := provisions.insufficient_operations) is not None:
        yield Point(f"Insufficient operations, {len(operations.operations)} kinds", citation=operations.citation)
    if (sets := provisions.sets) is not None:
        yield Point(f"Sets: up to {percentage(sets.percent)} of the price non-originating", citation=sets.citation)
    for what, provision in (
        ("Accessories, spare parts and tools", provisions.accessories),
        ("Packing for retail sale", provisions.retail_packing),
        ("Packing for shipment", provisions.shipment_packing),
        ("Neutral elements", provisions.neutral_elements),
        ("Non-alteration", provisions.non_alteration),
    ):
        if provision is not None:
            yield Point(what, citation=provision.citation)


def _proofs(agreement: Agreement) -> Iterable[Point]:
    for proof in agreement.proofs:
        sender = f" (exports from {proof.exported_from})" if proof.exported_from else ""
        validity = f", valid for {proof.validity_months} months" if proof.validity_months else ""
        yield Point(f"{proof.label[:1].upper()}{proof.label[1:]}{sender}{validity}", citation=proof.citation)
