"""What a letter may say of a case: only what the agreement lets a request carry, never the exporter's dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from origin.agreements.verification import Step, Trigger
from origin.cases.claim import Claim
from origin.cases.register.case import Case
from origin.explanation.words import code_text, country_name
from origin.language.english_words import day

Row = tuple[str, str]


def _proof(claim: Claim) -> list[Row]:
    proof = claim.proof
    rows = [("Proof of origin", (proof.kind if proof else None) or "as declared")]
    if proof is not None:
        rows += [("Its reference", proof.reference)] if proof.reference else []
        rows += [("Made out", day(proof.made_out))] if proof.made_out else []
    return rows


def _invoice(claim: Claim) -> list[Row]:
    return [("Invoice", claim.invoice)] if claim.invoice else []


def _exporter(claim: Claim) -> list[Row]:
    rows = [("Exporter", str(claim.exporter))]
    return rows + ([("Country", country_name(claim.exporter.country))] if claim.exporter.country else [])


def _scope(claim: Claim) -> list[Row]:
    rows = [("Goods", claim.description)] if claim.description else []
    return [*rows, ("Tariff line", code_text(claim.code))]


def _nothing(claim: Claim) -> list[Row]:
    return []


SENT: Mapping[str, Callable[[Claim], list[Row]]] = {
    "proof": _proof,
    "invoice": _invoice,
    "exporter": _exporter,
    "scope": _scope,
}
"""For each element that a request may carry, what the claim says of it."""


def facts_sent(case: Case, step: Step) -> tuple[Row, ...]:
    """The facts that a request of this step carries: those that the agreement names, and no others."""
    return tuple(row for one in step.elements if one.sent for row in SENT.get(one.id, _nothing)(case.claim))


def facts_for_importer(case: Case) -> tuple[Row, ...]:
    """The importer's own claim, by which it is recognised."""
    claim = case.claim
    rows: list[Row] = [("Declaration", claim.key), ("Accepted", day(claim.accepted)), *_scope(claim)]
    return (*rows, ("Preference under", case.agreement_title))


def reasons_sent(case: Case, step: Step) -> tuple[str, ...]:
    """The reasons of a request, where the agreement asks for them and the case is not a random one."""
    if case.trigger is Trigger.RANDOM:
        return ()
    if any(one.id == "reasons" for one in step.elements) or step.asks.value == "exporting-authority":
        return case.reasons
    return ()
