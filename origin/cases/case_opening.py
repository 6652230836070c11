"""Opens a case on a claim of a file, with the duty at stake and what the check of its proof found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from origin.agreements.agreement import Agreement
from origin.cases.assess_many import assessments, prepare
from origin.cases.claim import Claim
from origin.cases.claim_reader import read_claims
from origin.cases.rates import read_rates
from origin.cases.register.case import Case
from origin.cases.register.happenings import ProofChecked
from origin.cases.register.register import Register
from origin.dossier.notes import did_you_mean
from origin.problems import Place, Problem, Read


def case_opened(
    register: Register,
    file: Path,
    key: str | None,
    agreements: Sequence[Agreement],
    rates: Path | None,
    actor: str,
    on: date,
    documents: tuple[str, ...] = (),
    note: str | None = None,
) -> Read[Case]:
    """The case opened on the claim of a file, or on the one of that key; its proof is checked and recorded."""
    claims = read_claims(file)
    table = read_rates(rates) if rates is not None else None
    if claims.value is None or (table is not None and table.value is None):
        return Read(None, (*claims.problems, *(table.problems if table else ())))
    chosen = _chosen(claims.value, key)
    if isinstance(chosen, Problem):
        return Read(None, (chosen,))
    prepared = prepare([chosen], agreements, on, table.value if table else None)
    if prepared.value is None:
        return Read(None, prepared.problems)
    found = next(iter(assessments(prepared.value)))
    proof = found.check.provision.kind if found.check.provision else None
    duty = found.duty.difference
    opened = register.open_case(chosen, found.agreement, actor, on, proof, duty, documents, note)
    if opened.value is None:
        return opened
    weight = found.check.weight
    checked = ProofChecked(tuple(one.code for one in found.findings), weight.value if weight else None)
    return register.record(opened.value.number, checked, actor, on)


def _chosen(claims: Sequence[Claim], key: str | None) -> Claim | Problem:
    """The only claim, or the one of a key."""
    if key is None and len(claims) == 1:
        return claims[0]
    found = next((one for one in claims if one.key == key), None)
    if found is not None:
        return found
    keys = [one.key for one in claims]
    message = "name the claim" if key is None else "there is no such claim in the file"
    return Problem("claim-unknown", message, Place("--claim"), key, ", ".join(keys[:20]), did_you_mean(key or "", keys))
