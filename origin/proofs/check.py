"""Checks a proof of origin against its agreement: every finding in one run, with its article and what it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from origin.agreements.agreement import Agreement
from origin.agreements.exporter_numbers import load_number_forms
from origin.agreements.jurisdictions import Jurisdiction
from origin.agreements.proofs import Maker, Proof
from origin.agreements.verification import Ground
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.proofs.criterion import check_criterion
from origin.proofs.document_codes import check_document_code
from origin.proofs.exemption import exempt
from origin.proofs.findings import ProofFinding, Weight, heaviest, not_modelled
from origin.proofs.inspection import Inspection
from origin.proofs.numbers import check_number, shown_number
from origin.proofs.origin_named import check_origin
from origin.proofs.presented import ClaimCircumstances, PresentedProof
from origin.proofs.recognition import library, recognise
from origin.proofs.replacement import check_replacement
from origin.proofs.retrospective import check_retrospective
from origin.proofs.shipments import check_shipments
from origin.proofs.signature import check_signature
from origin.proofs.statement import check_statement
from origin.proofs.validity import check_validity, valid_until


def _conditions_stated(inspection: Inspection) -> Iterator[ProofFinding]:
    """A proof of which the pack states no more than that it exists."""
    provision = inspection.provision
    if provision.made_out_by is not Maker.IMPORTER and provision.validity_months is None:
        what = f"the conditions of this proof, the {provision.label}: how long it is valid, who may make it out"
        yield not_modelled("conditions-not-modelled", what, provision.citation)


CHECKS: tuple[Callable[[Inspection], Iterator[ProofFinding]], ...] = (
    _conditions_stated,
    check_statement,
    check_number,
    check_origin,
    check_criterion,
    check_validity,
    check_shipments,
    check_retrospective,
    check_replacement,
    check_signature,
    check_document_code,
)
"""Each looks at one thing; none depends on another."""


class ProofCheck(Frozen):
    """What was found of a proof: the provision it falls under (None: the agreement admits no such proof)."""

    presented: PresentedProof | None
    agreement: Agreement
    circumstances: ClaimCircumstances
    provision: Proof | None
    findings: tuple[ProofFinding, ...]
    valid_until: date | None = None
    language: str | None = None
    number: str | None = None

    @property
    def weight(self) -> Weight | None:
        """The weight of the heaviest finding."""
        return heaviest(self.findings)


def check_proof(
    presented: PresentedProof | None,
    agreement: Agreement,
    circumstances: ClaimCircumstances,
    jurisdiction: Jurisdiction | None = None,
    folder: Path | None = None,
) -> ProofCheck:
    """Everything that is to be said of a proof under an agreement; None stands for no proof at all.

    `folder` is the data folder with the prescribed texts. The same input gives the same findings in the same order.
    """
    if not agreement.proofs:
        unstated = (not_modelled("proofs-not-modelled", "which proofs of origin the agreement admits"),)
        return ProofCheck(presented, agreement, circumstances, None, unstated)
    if presented is None:
        instead = exempt(agreement, circumstances)
        if instead is not None:
            return ProofCheck(None, agreement, circumstances, None, (instead,))
        message = "no proof of origin was presented, nor another basis of the claim"
        missing = ProofFinding("proof-missing", Weight.DOUBT, message, _general(agreement), accepted=_kinds(agreement))
        return ProofCheck(None, agreement, circumstances, None, with_grounds([missing], agreement, circumstances, None))
    found = provision_of(presented, agreement, circumstances)
    if isinstance(found, ProofFinding):
        graded = with_grounds([found], agreement, circumstances, presented.kind)
        return ProofCheck(presented, agreement, circumstances, None, graded)
    inspection = _inspection(presented, found, agreement, circumstances, jurisdiction, folder)
    findings = [finding for check in CHECKS for finding in check(inspection)]
    recognised = inspection.recognised.expected if inspection.recognised else None
    return ProofCheck(
        presented,
        agreement,
        circumstances,
        found,
        with_grounds(findings, agreement, circumstances, found.kind),
        valid_until(inspection),
        recognised.template.language if recognised else None,
        shown_number(inspection),
    )


def _inspection(
    presented: PresentedProof,
    provision: Proof,
    agreement: Agreement,
    circumstances: ClaimCircumstances,
    jurisdiction: Jurisdiction | None,
    folder: Path | None,
) -> Inspection:
    texts = library(folder)
    forms = load_number_forms(folder).value
    assert forms is not None  # the data folder is checked by `origin agreements lint`
    recognised = None
    if presented.text is not None and provision.wordings:
        recognised = recognise(texts.words(presented.text), provision.wordings, texts)
    return Inspection(presented, provision, agreement, circumstances, texts, dict(forms), jurisdiction, recognised)


def provision_of(
    presented: PresentedProof, agreement: Agreement, circumstances: ClaimCircumstances
) -> Proof | ProofFinding:
    """What the agreement says of this kind of proof for exports of that party on that day."""
    on = circumstances.on
    exporter = circumstances.exported_from
    party = agreement.party_of(exporter) if exporter else None
    of_kind = [one for one in agreement.proofs if presented.kind in (one.kind, one.name)]
    if not of_kind:
        message = "the agreement does not admit this kind of proof"
        found = presented.kind or "a proof of no stated kind"
        return ProofFinding("proof-not-admitted", Weight.DOUBT, message, _general(agreement), found, _kinds(agreement))
    here = [one for one in of_kind if one.exported_from is None or party is None or one.exported_from == party.id]
    if not here:
        message = f"the agreement does not admit this proof for exports from {party.name if party else exporter}"
        return ProofFinding("proof-not-admitted", Weight.DOUBT, message, of_kind[0].citation, presented.kind)
    now = [one for one in here if on is None or one.admitted(on)]
    if not now:
        message = f"the agreement does not admit this proof on {day(on)}" if on else "not admitted"
        return ProofFinding("proof-not-admitted", Weight.DOUBT, message, here[0].citation, presented.kind)
    return now[-1]


def with_grounds(
    findings: Iterable[ProofFinding], agreement: Agreement, circumstances: ClaimCircumstances, kind: str | None
) -> tuple[ProofFinding, ...]:
    """The findings, those that the agreement makes a refusal ground marked as such, with the article of the ground."""
    verification = agreement.verification_on(circumstances.on) if circumstances.on else None
    if verification is None and agreement.verification:
        verification = agreement.verification[0]
    grounds = verification.grounds if verification else ()
    return tuple(_graded(finding, grounds, kind) for finding in findings)


def _graded(finding: ProofFinding, grounds: tuple[Ground, ...], kind: str | None) -> ProofFinding:
    for ground in grounds:
        if finding.code in ground.findings and (not ground.proofs or kind in ground.proofs):
            return replace(
                finding,
                weight=Weight.GROUND,
                ground=f"{ground.label} ({ground.citation})",
                cure=ground.cure or finding.cure,
                confirmed=finding.confirmed and ground.confirmed,
            )
    return finding


def _general(agreement: Agreement) -> str | None:
    return agreement.proofs[0].citation if agreement.proofs else None


def _kinds(agreement: Agreement) -> str:
    return ", ".join(dict.fromkeys(one.label for one in agreement.proofs)) or "none that the pack states"
