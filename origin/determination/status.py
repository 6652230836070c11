"""The originating status of one material, from what is stated and shown of it (before its own production is judged)."""

from __future__ import annotations

from enum import Enum

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.provisions import OriginBy
from origin.determination.deemed import DeemedFound, deemed_material
from origin.determination.lending import Lending, Lent, Place
from origin.determination.truth import Truth
from origin.determination.vessels import is_own_vessel
from origin.determination.workings import Span
from origin.dossier.model import Article, Evidence, Status
from origin.frozen import Frozen


class Reason(Enum):
    """Why a material has its status."""

    EVIDENCE = "evidence"
    STATED_ORIGINATING = "stated-originating"
    STATED_NON_ORIGINATING = "stated-non-originating"
    EVIDENCE_FAILS = "evidence-fails"
    WHOLLY_OBTAINED = "wholly-obtained"
    DEEMED = "deemed"
    THIRD_COUNTRY = "third-country"
    NOT_LENT = "not-lent"
    LEFT_TERRITORY = "left-territory"
    NOT_SHOWN = "not-shown"
    OWN_RULE_MET = "own-rule-met"
    OWN_RULE_NOT_MET = "own-rule-not-met"
    OWN_RULE_UNKNOWN = "own-rule-unknown"
    NOT_DESIGNATED = "not-designated"
    DESIGNATION_REFUSED = "designation-refused"
    INSIDE_INTERMEDIATE = "inside-intermediate"


class MaterialStatus(Frozen):
    """Whether a material originates, whether it is wholly obtained, why, and under which article.

    `presumed` marks a status that rests on the presumption that origin not shown is no origin. `lent` tells who lends
    the origin, `deemed` which list the material is on, or may be.
    """

    originating: Truth
    wholly_obtained: Truth
    reason: Reason
    citation: str | None = None
    detail: str | None = None
    evidence: Evidence | None = None
    presumed: bool = False
    lent: Lent | None = None
    deemed: DeemedFound | None = None


_THIRD_COUNTRY = MaterialStatus(False, False, Reason.THIRD_COUNTRY)
_STATED_NON_ORIGINATING = MaterialStatus(False, False, Reason.STATED_NON_ORIGINATING)
_NOT_SHOWN = MaterialStatus(None, None, Reason.NOT_SHOWN)
_NOT_SHOWN_PRESUMED = MaterialStatus(False, False, Reason.NOT_SHOWN, presumed=True)


class Use(Frozen):
    """What a material goes into: the product or intermediate, where that is made, and the material's own codes."""

    product: Article
    place: Place
    spans: tuple[Span, ...]


def stated_status(article: Article, use: Use, lending: Lending, presume: bool) -> MaterialStatus:
    """The status of a material by a list, evidence, wholly obtained production, the claimant's word or its country.

    `presume` applies the presumption that a material whose origin is not shown counts as non-originating.
    """
    law = lending.law
    if not law.agreement.provisions.deemed_materials:
        return shown_status(article, use, lending, presume)
    deemed = deemed_material(article, use.spans, use.product, use.place.spans, law, lending.on)
    if deemed is not None and deemed.truth is True:
        one = deemed.provision
        return MaterialStatus(True, None, Reason.DEEMED, one.citation, one.label, deemed=deemed)
    status = shown_status(article, use, lending, presume)
    if deemed is None or status.originating is True:
        return status
    if presume:
        return replace(status, presumed=True, deemed=deemed)
    return replace(status, originating=None, wholly_obtained=None, deemed=deemed)


def shown_status(article: Article, use: Use, lending: Lending, presume: bool) -> MaterialStatus:
    """The status of a material as `stated_status`, without the lists of materials that are deemed to originate."""
    law = lending.law
    papers = article.evidence and _of_origin(article.evidence, lending)
    if article.status is None and not papers and article.wholly_obtained is None:
        return by_country(article.origin, law, presume)
    if article.wholly_obtained is not None:
        obtained = _wholly_obtained(article, use, lending, presume)
        if obtained is not None:
            return obtained
    if article.status is Status.NON_ORIGINATING:
        return _STATED_NON_ORIGINATING
    failing: str | None = None
    unsettled = False
    if papers:
        for paper in papers:
            valid, failing = shows_origin(paper, lending)
            if valid:
                lent = lending.of_material(paper.country or article.origin, article, use.spans, use.place)
                return _as_lent(MaterialStatus(True, None, Reason.EVIDENCE, evidence=paper), lent, presume)
            unsettled = unsettled or valid is None
        paper = papers[-1]
        if presume and not unsettled:
            return MaterialStatus(False, False, Reason.EVIDENCE_FAILS, None, failing, paper, presumed=True)
        return MaterialStatus(None, None, Reason.EVIDENCE_FAILS, None, failing, paper)
    if article.status is Status.ORIGINATING:
        lent = lending.of_material(article.origin, article, use.spans, use.place)
        if article.origin is None and not presume and lending.is_limited:
            lent = Lent(None)  # the country may be one that does not lend
        return _as_lent(MaterialStatus(True, None, Reason.STATED_ORIGINATING), lent, presume)
    return by_country(article.origin, law, presume)


def _of_origin(papers: tuple[Evidence, ...], lending: Lending) -> tuple[Evidence, ...]:
    """The papers that speak of origin: not those by which a supplier describes what does not originate."""
    provision = lending.provision
    if provision is None or not provision.full_papers:
        return papers
    return tuple([paper for paper in papers if paper.kind not in provision.full_papers])


def _as_lent(status: MaterialStatus, lent: Lent, presume: bool) -> MaterialStatus:
    """The status of what originates somewhere, where it is used: as far as that country lends its origin."""
    if lent.truth is True:
        return replace(status, citation=status.citation or lent.citation, lent=lent)
    if lent.truth is False or presume:
        presumed = lent.truth is None
        return MaterialStatus(
            False, False, Reason.NOT_LENT, lent.citation, evidence=status.evidence, presumed=presumed, lent=lent
        )
    return replace(status, originating=None, wholly_obtained=None, reason=Reason.NOT_LENT, lent=lent)


def by_country(origin: str | None, law: Law, presume: bool) -> MaterialStatus:
    """A third country's goods do not originate; a party's or a partner's, or nobody's, are not shown to."""
    if origin is not None and origin not in law.countries and not _is_partner(origin, law):
        return _THIRD_COUNTRY
    return _NOT_SHOWN_PRESUMED if presume else _NOT_SHOWN


def _is_partner(country: str, law: Law) -> bool:
    """True where some provision on cumulation takes materials that originate in a country."""
    cumulation = law.agreement.provisions.cumulation
    partners = cumulation.partners if cumulation is not None else ()
    return any(one.originating and law.agreement.named(country, one.countries) for one in partners)


def _wholly_obtained(article: Article, use: Use, lending: Lending, presume: bool) -> MaterialStatus | None:
    """Wholly obtained under a category of the agreement, in a country of its territory or of one that lends."""
    law = lending.law
    provision = law.agreement.provisions.wholly_obtained
    if provision is None:
        return None
    category = next((one for one in provision.categories if one.id == article.wholly_obtained), None)
    country = article.wholly_obtained_in or article.origin
    if category is None or country is None:
        return MaterialStatus(None, None, Reason.NOT_SHOWN, provision.citation, "where, or under which category")
    lent = lending.of_material(country, article, use.spans, use.place)
    if country not in law.countries and lent.truth is False:
        return MaterialStatus(False, False, Reason.THIRD_COUNTRY, category.citation)
    if category.vessel and provision.vessels is not None:
        ours = None if article.vessel is None else is_own_vessel(provision.vessels, article.vessel, law.agreement)
        if ours is not True:
            citation, detail = provision.vessels.citation, "by which vessel"
            return MaterialStatus(ours, ours, Reason.NOT_SHOWN, citation, detail)
    status = MaterialStatus(True, True, Reason.WHOLLY_OBTAINED, category.citation, category.label)
    return _as_lent(status, lent, presume)


def shows_origin(paper: Evidence, lending: Lending) -> tuple[Truth, str | None]:
    """Whether a paper shows origin under this agreement on that day, and why not; None where it leaves that open.

    A partner's paper may name the agreement by which its material originates.
    """
    law, on = lending.law, lending.on
    by_another = paper.country is not None and paper.country not in law.countries and _lends(paper.country, lending)
    if paper.agreement is not None and paper.agreement != law.agreement.id and not by_another:
        return False, f"names another agreement ({paper.agreement})"
    if paper.country is not None and paper.country not in law.countries and not by_another:
        return False, f"states origin in {paper.country}, which is no party"
    start = paper.valid_from or paper.issued
    if start is not None and on < start and paper.valid_from is not None:
        return False, f"valid only from {start}"
    if paper.valid_until is not None and on > paper.valid_until:
        return False, f"expired on {paper.valid_until}"
    if paper.agreement is None:
        return None, "does not name the agreement"
    return True, None


def _lends(country: str, lending: Lending) -> bool:
    """True where some partners' provision takes materials of a country by the rules of another agreement."""
    provision = lending.provision
    return provision is not None and any(
        one.originating
        and one.origin_by is OriginBy.ITS_OWN_AGREEMENT
        and lending.law.agreement.named(country, one.countries)
        for one in provision.partners
    )
