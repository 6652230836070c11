"""The originating status of a material in words: what it is, why, and under which article."""

from __future__ import annotations

from typing import assert_never

from origin.determination.determination import Verdict
from origin.determination.judgement import Judgement
from origin.determination.status import MaterialStatus, Reason
from origin.dossier.model import Article, Evidence, Maker, Role
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.document import Mark
from origin.explanation.words import country_name, days_in_words
from origin.language.english_words import day
from origin.language.notation import test_text

PAPERS = {
    "supplier-declaration": "supplier's declaration",
    "suppliers-declaration": "supplier's declaration",
    "long-term-supplier-declaration": "long-term supplier's declaration",
    "long-term-suppliers-declaration": "long-term supplier's declaration",
    "statement-on-origin": "statement on origin",
    "origin-declaration": "origin declaration",
    "eur-1": "EUR.1 movement certificate",
    "eur1": "EUR.1 movement certificate",
    "eur-med": "EUR-MED movement certificate",
    "origin-declaration-eur-med": "EUR-MED origin declaration",
    "form-a": "Form A certificate",
    "importers-knowledge": "importer's knowledge",
}

VERDICT_MARKS = {
    Verdict.ORIGINATING: Mark.MET,
    Verdict.NON_ORIGINATING: Mark.NOT_MET,
    Verdict.UNDETERMINED: Mark.UNKNOWN,
}

LEFT_ASIDE = {
    Role.SHIPMENT_PACKING: "packing for shipment, left aside",
    Role.NEUTRAL_ELEMENT: "neutral element, left aside",
}

_ROLES = {
    Role.ACCESSORY: "accessory",
    Role.RETAIL_PACKING: "retail packing",
    Role.SET_COMPONENT: "component of the set",
}


def status_word(status: MaterialStatus) -> str:
    """The status as agreements call it."""
    if status.originating is None:
        return "not known"
    return "originating" if status.originating else "non-originating"


def paper_text(paper: Evidence) -> str:
    """A paper with its reference and the end of its validity."""
    text = PAPERS.get(paper.kind, paper.kind.replace("-", " "))
    if paper.reference:
        text += f" {paper.reference}"
    if paper.country:
        text += f" from {country_name(paper.country)}"
    if paper.valid_until:
        text += f", valid until {day(paper.valid_until)}"
    return text


def why(article: Article, status: MaterialStatus, answer: Answer) -> str:
    """Why a material has its status."""
    role = f"{_ROLES[article.role]}; " if article.role in _ROLES else ""
    return role + _why(article, status, answer)


def _why(article: Article, status: MaterialStatus, answer: Answer) -> str:
    match status.reason:
        case Reason.EVIDENCE:
            return paper_text(status.evidence) if status.evidence else "shown by evidence"
        case Reason.STATED_ORIGINATING:
            return "stated to be originating, no evidence"
        case Reason.STATED_NON_ORIGINATING:
            return "stated to be non-originating" + (f", from {country_name(article.origin)}" if article.origin else "")
        case Reason.EVIDENCE_FAILS:
            paper = PAPERS.get(status.evidence.kind, status.evidence.kind.replace("-", " ")) if status.evidence else ""
            ref = f" {status.evidence.reference}" if status.evidence and status.evidence.reference else ""
            return f"{paper}{ref} does not count: {days_in_words(status.detail or '')}"
        case Reason.WHOLLY_OBTAINED:
            where = article.wholly_obtained_in or article.origin
            return f"wholly obtained in {country_name(where)}: {status.detail}"
        case Reason.THIRD_COUNTRY:
            return f"from {country_name(article.wholly_obtained_in or article.origin)}"
        case Reason.DEEMED:
            return f"counts as originating: {status.detail}"
        case Reason.NOT_LENT:
            return _not_lent(status)
        case Reason.LEFT_TERRITORY:
            return _left(article, status)
        case Reason.NOT_SHOWN:
            return _not_shown(article, status)
        case Reason.NOT_DESIGNATED:
            return f"{_made(article)}; originates by its own rule, but is not designated: its materials count in values"
        case Reason.DESIGNATION_REFUSED:
            return f"{_made(article)}; its designation is refused, as one inside it rests on a value content too"
        case Reason.OWN_RULE_MET | Reason.OWN_RULE_NOT_MET | Reason.OWN_RULE_UNKNOWN:
            return _own_rule(article, status, answer)
        case Reason.INSIDE_INTERMEDIATE:
            return "part of an intermediate whose status is not known"
        case _:
            assert_never(status.reason)


def _not_shown(article: Article, status: MaterialStatus) -> str:
    if article.wholly_obtained is not None:
        return "said to be wholly obtained, but not where, or under no category of the agreement"
    origin = f"from {country_name(article.origin)}, but origin not shown" if article.origin else "origin not shown"
    return f"{origin}; presumed non-originating" if status.presumed else origin


def _not_lent(status: MaterialStatus) -> str:
    """Originating in a country whose origin does not count here, or may not."""
    lent = status.lent
    where = country_name(lent.country) if lent is not None and lent.country else "another country"
    if lent is not None and lent.truth is None:
        text = f"originating in {where}; not known whether cumulation with it applies"
        return f"{text}; presumed not to" if status.presumed else text
    return f"originating in {where}, with which no cumulation applies"


def _left(article: Article, status: MaterialStatus) -> str:
    where = country_name(article.abroad.where) if article.abroad is not None and article.abroad.where else "elsewhere"
    if status.originating is None:
        return f"was in {where} and came back; not known whether it kept its origin"
    return f"lost its origin in {where}, where it was worked on or exchanged"


def _made(article: Article) -> str:
    """By whom an intermediate was made, and where."""
    production = article.production
    made = "made by the producer" if production is None or production.by is Maker.PRODUCER else "made by the supplier"
    if production is not None and production.where:
        made += f" in {country_name(production.where)}"
    return made


def _own_rule(article: Article, status: MaterialStatus, answer: Answer) -> str:
    """An intermediate judged by its own production."""
    made = _made(article)
    judgement = answer.determination.judgements.get(article.id)
    if status.reason is Reason.OWN_RULE_MET:
        return f"{made}; {ground(judgement)}: counts whole as originating"
    if status.reason is Reason.OWN_RULE_UNKNOWN:
        return f"{made}; not known whether it meets its own rule"
    opened = "its own materials count in its place" if article.id in answer.opened else "counts whole"
    return f"{made}; does not meet its own rule: {opened}"


def ground(judgement: Judgement | None) -> str:
    """On which ground an intermediate originates."""
    if judgement is None:
        return "originating"
    if judgement.wholly_obtained is True:
        return "wholly obtained"
    if judgement.rule is True:
        met = next(one for one in alternatives_of(judgement) if one.truth is True)
        return f"meets its own rule, {test_text(met.alternative.test)}"
    return "made of originating materials only"
