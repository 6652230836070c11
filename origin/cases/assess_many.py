"""Thousands of claims assessed in one go: in their order, with what only shows across declarations, resumable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import Jurisdiction, load_jurisdictions
from origin.cases.assessment import Assessment, assess
from origin.cases.claim import Claim
from origin.cases.claim_agreement import agreement_of
from origin.cases.declared_proof import declared_proof
from origin.cases.rates import RatesTable
from origin.cases.splitting import Claimed, split_under_threshold
from origin.data_folder import data_folder
from origin.determination.determination import Determination
from origin.frozen import Frozen
from origin.problems import Problem, Read
from origin.proofs.check import check_proof
from origin.proofs.findings import ProofFinding


class Prepared(Frozen):
    """Claims with the agreement and the law of importation of each, and the doubts that show across them."""

    claims: tuple[Claim, ...]
    agreements: tuple[Agreement, ...]
    laws: tuple[Jurisdiction | None, ...]
    doubts: Mapping[str, ProofFinding]
    on: date
    rates: RatesTable | None = None
    folder: Path | None = None


def prepare(
    claims: Sequence[Claim],
    agreements: Sequence[Agreement],
    on: date,
    rates: RatesTable | None = None,
    folder: Path | None = None,
) -> Read[Prepared]:
    """Claims ready to be assessed; a claim whose agreement cannot be told is a problem, all of them in one run."""
    folder = folder or data_folder("agreements")  # found once, and not for every claim
    laws = load_jurisdictions(folder)
    if laws.value is None:
        return Read(None, laws.problems)
    territories = laws.value
    problems: list[Problem] = []
    found: list[tuple[Claim, Agreement, Jurisdiction | None]] = []
    for claim in claims:
        agreement = agreement_of(claim, agreements)
        problems.extend(agreement.problems)
        if agreement.value is not None:
            found.append((claim, agreement.value, _law(claim, territories)))
    if problems:
        return Read(None, tuple(problems))
    claimed: list[Claimed] = [(claim, one, declared_proof(claim, one, law)) for claim, one, law in found]
    doubts = split_under_threshold(claimed, lambda one: _shows_number(one, folder))
    return Read(
        Prepared(
            tuple(claim for claim, _, _ in found),
            tuple(one for _, one, _ in found),
            tuple(law for _, _, law in found),
            doubts,
            on,
            rates,
            folder,
        )
    )


def assessments(prepared: Prepared, first: int = 0, determination: Determination | None = None) -> Iterator[Assessment]:
    """The assessments in the order of the claims, from the one of that number on."""
    for number in range(first, len(prepared.claims)):
        claim = prepared.claims[number]
        doubt = prepared.doubts.get(claim.key)
        yield assess(
            claim,
            prepared.agreements[number],
            prepared.on,
            prepared.laws[number],
            prepared.rates,
            determination,
            (doubt,) if doubt else (),
            prepared.folder,
        )


def _shows_number(one: Claimed, folder: Path | None) -> bool:
    """Whether the proof of a claim shows an exporter's number, in its statement or apart."""
    claim, agreement, proof = one
    return check_proof(proof, agreement, claim.circumstances, None, folder).number is not None


def _law(claim: Claim, territories: Mapping[str, Jurisdiction]) -> Jurisdiction | None:
    into = claim.imported_into
    return next((one for one in territories.values() if into == one.id or into in one.countries), None)
