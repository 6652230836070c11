"""Under which agreement a claim is made: the one it names, or the only one between its countries on its day."""

from __future__ import annotations

from collections.abc import Iterable

from origin.agreements.agreement import Agreement
from origin.cases.claim import Claim
from origin.problems import Problem, Read


def agreement_of(claim: Claim, agreements: Iterable[Agreement]) -> Read[Agreement]:
    """The agreement of a claim; a problem where none fits, or more than one."""
    known = list(agreements)
    if claim.agreement is not None:
        named = next((one for one in known if one.id == claim.agreement), None)
        if named is None:
            message = f"claim {claim.key} names an agreement without a pack"
            return Read(None, (Problem("agreement-unknown", message, None, claim.agreement, _ids(known)),))
        into = named.party_of(claim.imported_into)
        if into is None or not named.favours(into):
            message = f"claim {claim.key} is for importation into a territory to which {named.id} gives no preference"
            accepted = ", ".join(one.id for one in named.parties if named.favours(one))
            return Read(None, (Problem("agreement-territory", message, None, claim.imported_into, accepted),))
        return Read(named)
    exporter = claim.exporting_country
    if exporter is None:
        message = f"claim {claim.key} names neither an agreement nor a country of origin"
        return Read(None, (Problem("agreement-missing", message, accepted="agreement, origin or preferential_origin"),))
    fitting = [one for one in known if between(one, exporter, claim.imported_into) and one.in_force(claim.day)]
    if len(fitting) == 1:
        return Read(fitting[0])
    message = f"claim {claim.key}: {'no agreement' if not fitting else 'more than one agreement'} between its countries"
    found = f"{exporter} to {claim.imported_into} on {claim.day}"
    return Read(None, (Problem("agreement-missing", message, None, found, _ids(fitting or known)),))


def between(agreement: Agreement, exporter: str, importer: str) -> bool:
    """Whether goods of one country into the other come under the agreement."""
    sender, receiver = agreement.party_of(exporter), agreement.party_of(importer)
    return sender is not None and receiver is not None and sender is not receiver and agreement.favours(receiver)


def _ids(agreements: list[Agreement]) -> str:
    return ", ".join(one.id for one in agreements)
