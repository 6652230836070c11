"""The originating status of one material, from what is stated and shown of it (before its own production is judged)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from origin.agreements.law import Law
from origin.determination.truth import Truth
from origin.dossier.model import Article, Evidence, Status
from origin.frozen import Frozen


class Reason(Enum):
    """Why a material has its status."""

    EVIDENCE = "evidence"
    STATED_ORIGINATING = "stated-originating"
    STATED_NON_ORIGINATING = "stated-non-originating"
    EVIDENCE_FAILS = "evidence-fails"
    WHOLLY_OBTAINED = "wholly-obtained"
    THIRD_COUNTRY = "third-country"
    NOT_SHOWN = "not-shown"
    OWN_RULE_MET = "own-rule-met"
    OWN_RULE_NOT_MET = "own-rule-not-met"
    OWN_RULE_UNKNOWN = "own-rule-unknown"
    INSIDE_INTERMEDIATE = "inside-intermediate"


class MaterialStatus(Frozen):
    """Whether a material originates, whether it is wholly obtained, why, and under which article.

    `presumed` marks a status that rests on the presumption that origin not shown is no origin.
    """

    originating: Truth
    wholly_obtained: Truth
    reason: Reason
    citation: str | None = None
    detail: str | None = None
    evidence: Evidence | None = None
    presumed: bool = False


_THIRD_COUNTRY = MaterialStatus(False, False, Reason.THIRD_COUNTRY)
_STATED_NON_ORIGINATING = MaterialStatus(False, False, Reason.STATED_NON_ORIGINATING)
_NOT_SHOWN = MaterialStatus(None, None, Reason.NOT_SHOWN)
_NOT_SHOWN_PRESUMED = MaterialStatus(False, False, Reason.NOT_SHOWN, presumed=True)


def stated_status(article: Article, law: Law, on: date, presume: bool) -> MaterialStatus:
    """The status of a material by evidence, wholly obtained production, the claimant's word or its country, in turn.

    `presume` applies the presumption that a material whose origin is not shown counts as non-originating.
    """
    if article.status is None and not article.evidence and article.wholly_obtained is None:
        return by_country(article.origin, law, presume)
    if article.wholly_obtained is not None:
        obtained = _wholly_obtained(article, law)
        if obtained is not None:
            return obtained
    if article.status is Status.NON_ORIGINATING:
        return _STATED_NON_ORIGINATING
    failing: str | None = None
    unsettled = False
    if article.evidence:
        for paper in article.evidence:
            valid, failing = shows_origin(paper, law, on)
            if valid:
                return MaterialStatus(True, None, Reason.EVIDENCE, _bilateral(law), evidence=paper)
            unsettled = unsettled or valid is None
        paper = article.evidence[-1]
        if presume and not unsettled:
            return MaterialStatus(False, False, Reason.EVIDENCE_FAILS, None, failing, paper, presumed=True)
        return MaterialStatus(None, None, Reason.EVIDENCE_FAILS, None, failing, paper)
    if article.status is Status.ORIGINATING:
        return MaterialStatus(True, None, Reason.STATED_ORIGINATING, _bilateral(law))
    return by_country(article.origin, law, presume)


def by_country(origin: str | None, law: Law, presume: bool) -> MaterialStatus:
    """A third country's goods do not originate; a party's, or nobody's, are not shown to."""
    if origin is not None and origin not in law.countries:
        return _THIRD_COUNTRY
    return _NOT_SHOWN_PRESUMED if presume else _NOT_SHOWN


def _bilateral(law: Law) -> str | None:
    cumulation = law.agreement.provisions.cumulation
    return cumulation.citation if cumulation is not None and cumulation.bilateral else None


def _wholly_obtained(article: Article, law: Law) -> MaterialStatus | None:
    """Wholly obtained under a category of the agreement, in a country of its territory."""
    provision = law.agreement.provisions.wholly_obtained
    if provision is None:
        return None
    category = next((one for one in provision.categories if one.id == article.wholly_obtained), None)
    country = article.wholly_obtained_in or article.origin
    if category is None or country is None:
        return MaterialStatus(None, None, Reason.NOT_SHOWN, provision.citation, "where, or under which category")
    if country not in law.countries:
        return MaterialStatus(False, False, Reason.THIRD_COUNTRY, category.citation)
    return MaterialStatus(True, True, Reason.WHOLLY_OBTAINED, category.citation, category.label)


def shows_origin(paper: Evidence, law: Law, on: date) -> tuple[Truth, str | None]:
    """Whether a paper shows origin under this agreement on that day, and why not; None where it leaves that open."""
    if paper.agreement is not None and paper.agreement != law.agreement.id:
        return False, f"names another agreement ({paper.agreement})"
    if paper.country is not None and paper.country not in law.countries:
        return False, f"states origin in {paper.country}, which is no party"
    start = paper.valid_from or paper.issued
    if start is not None and on < start and paper.valid_from is not None:
        return False, f"valid only from {start}"
    if paper.valid_until is not None and on > paper.valid_until:
        return False, f"expired on {paper.valid_until}"
    if paper.agreement is None:
        return None, "does not name the agreement"
    return True, None
