"""Whether a claim agrees with itself: declaration, proof, dossier, journey, preference code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from origin.agreements.agreement import Agreement
from origin.agreements.jurisdictions import Jurisdiction
from origin.cases.claim import Claim
from origin.determination.determination import Determination, Verdict
from origin.explanation.numbers import kilograms
from origin.frozen import Frozen
from origin.language.english_words import day
from origin.proofs.findings import ProofFinding, Weight
from origin.proofs.presented import PresentedProof

FAR_FROM_WEIGHT = 2
"""The net mass per unit of the dossier differs by more than this factor."""


class ClaimFacts(Frozen):
    """A claim with all that is known about it."""

    claim: Claim
    agreement: Agreement
    jurisdiction: Jurisdiction | None
    proof: PresentedProof | None
    determination: Determination | None = None


def check_consistency(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """Every contradiction, with what it weighs."""
    for check in CHECKS:
        yield from check(facts)


def _preference_code(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """The preference code claims what the agreement gives."""
    code, law = facts.claim.preference, facts.jurisdiction
    if code is None or law is None:
        return
    group = law.preference_codes.group(code)
    wanted = facts.agreement.proof_provisions.preference
    if group is None:
        message = f"the preference code is not in our list of {law.title}"
        yield ProofFinding("preference-code-unknown", Weight.NOTE, message, None, code, confirmed=False)
    elif group == "none":
        message = "the preference code claims no preference by origin"
        yield ProofFinding("preference-not-claimed", Weight.FORMAL, message, None, code, _codes(law, wanted))
    elif group != wanted:
        message = "the preference code claims another kind of preference than the agreement gives"
        yield ProofFinding("preference-code-other", Weight.FORMAL, message, None, code, _codes(law, wanted))


def _codes(law: Jurisdiction, group: str) -> str | None:
    return ", ".join(law.preference_codes.groups.get(group, ())) or None


def _countries(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """The country of preferential origin is of the exporting party."""
    claim, agreement = facts.claim, facts.agreement
    country = claim.preferential_origin
    if country is not None and agreement.party_of(country) is None:
        message = "the country of preferential origin is not a party to the agreement"
        yield ProofFinding("origin-not-party", Weight.DOUBT, message, None, country)
    exporter = claim.exporter.country
    party = agreement.party_of(country) if country else None
    if exporter is not None and party is not None and agreement.party_of(exporter) is not party:
        message = "the exporter is not in the exporting party, and a proof is made out there"
        yield ProofFinding("exporter-elsewhere", Weight.DOUBT, message, None, exporter, party.name)


def _agreement_day(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """The agreement applies on the day of the claim."""
    if not facts.agreement.in_force(facts.claim.day):
        message = f"the agreement does not apply on {day(facts.claim.day)}"
        yield ProofFinding("agreement-not-in-force", Weight.DOUBT, message, None, str(facts.claim.day))


def _later_claim(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """A claim after importation is made in time."""
    claim, provisions = facts.claim, facts.agreement.proof_provisions
    if claim.claimed is None or claim.claimed <= claim.accepted or provisions.later_claim is None:
        return
    last = provisions.later_claim.after(claim.accepted)
    if claim.claimed > last:
        message = f"preference was claimed more than {provisions.later_claim} after importation"
        citation = provisions.later_claim_citation
        yield ProofFinding("claim-late", Weight.DOUBT, message, citation, str(claim.claimed), f"by {day(last)}")


def _journey(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """The goods arrived as they left."""
    claim, provision = facts.claim, facts.agreement.provisions.non_alteration
    citation = provision.citation if provision else None
    journey = claim.journey
    if journey.altered:
        message = "the goods were altered on the way"
        yield ProofFinding("journey-altered", Weight.DOUBT, message, citation)
        return
    elsewhere = _third_countries(facts)
    if elsewhere and journey.under_customs_supervision is False:
        message = "the goods did not stay under customs supervision on the way"
        yield ProofFinding("journey-unsupervised", Weight.DOUBT, message, citation, ", ".join(elsewhere))
    elif elsewhere and journey.under_customs_supervision is None:
        message = "the goods came through a third country, and nothing shows that they stayed unaltered"
        yield ProofFinding("journey-unknown", Weight.FORMAL, message, citation, ", ".join(elsewhere))


def _third_countries(facts: ClaimFacts) -> list[str]:
    """The countries passed, or dispatched from, that are no party."""
    claim = facts.claim
    passed = [*(claim.journey.through or ()), *([claim.dispatched_from] if claim.dispatched_from else [])]
    return [one for one in dict.fromkeys(passed) if facts.agreement.party_of(one) is None]


def _dossier(facts: ClaimFacts) -> Iterator[ProofFinding]:
    """The dossier is about these goods, and what it comes to."""
    found, claim = facts.determination, facts.claim
    if found is None:
        return
    product = found.workings.dossier.product
    code = product.article.hs
    if code is not None and claim.code is not None and not _same_code(code.digits, claim.code.digits):
        message = "the dossier is about goods of another code than the declaration"
        yield ProofFinding("code-differs", Weight.DOUBT, message, None, claim.code.short, code.short)
    into = product.imported_into
    if into is not None and facts.agreement.party_of(into) is not facts.agreement.party_of(claim.imported_into):
        message = "the dossier is about goods for another territory"
        yield ProofFinding("destination-differs", Weight.FORMAL, message, None, claim.imported_into, into)
    weight = product.article.weight
    if weight and claim.net_mass and claim.net_mass < weight / FAR_FROM_WEIGHT:
        message = "the declared net mass is less than that of one product of the dossier"
        yield ProofFinding("mass-differs", Weight.DOUBT, message, None, kilograms(claim.net_mass), kilograms(weight))
    if found.verdict is Verdict.NON_ORIGINATING:
        message = "by the dossier the product does not originate"
        yield ProofFinding("dossier-non-originating", Weight.DOUBT, message, None)
    elif found.verdict is Verdict.UNDETERMINED:
        message = "the dossier leaves open whether the product originates"
        yield ProofFinding("dossier-undetermined", Weight.DOUBT, message, None)


def _same_code(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    return one[:shortest] == other[:shortest]


CHECKS: tuple[Callable[[ClaimFacts], Iterator[ProofFinding]], ...] = (
    _preference_code,
    _countries,
    _agreement_day,
    _later_claim,
    _journey,
    _dossier,
)
