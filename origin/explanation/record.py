"""A determination as plain data for programs: versioned, complete, the same bytes for the same input.

Truths are the words yes, no and unknown; amounts are exact decimal texts (a ratio such as "305/6" where a decimal never
ends); materials are named by their ids. The JSON Schema is in `record_schema.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from origin import __version__
from origin.determination.determination import Determination
from origin.determination.determine import without_presumptions
from origin.determination.fact_sets import Decisive, FactSet
from origin.determination.insufficient_operations import InsufficientFound
from origin.determination.judgement import AlternativeFound, CandidateFound, Judgement
from origin.determination.margins import Margin, margins
from origin.determination.missing_facts import decisive_facts
from origin.determination.production import Production
from origin.determination.retrial import presumptions_on
from origin.determination.status import MaterialStatus
from origin.dossier.model import Evidence
from origin.explanation.answer import Answer, alternatives_of
from origin.explanation.finding_record import figure, finding_record, share_record, tolerance_record, truth_word
from origin.explanation.missing import fact_in_words
from origin.explanation.provisions_applied import provision_points
from origin.explanation.rule_words import citation_of
from origin.explanation.what_if import without
from origin.language import LANGUAGE_VERSION
from origin.language.english import alternative_english
from origin.language.notation import alternative_text, rule_text, test_text
from origin.nomenclature.code import HsCode

SCHEMA = "origin-determination/1"


def record_of(determination: Determination, remarks: Iterable[str] = ()) -> dict[str, Any]:
    """The whole determination; `remarks` are assumptions that the caller made."""
    answer = Answer(determination)
    agreement, circumstances = answer.agreement, determination.circumstances
    certain = without_presumptions(determination) if determination.presumed else determination
    given = circumstances.rule
    return {
        "schema": SCHEMA,
        "versions": {"toolkit": __version__, "language": LANGUAGE_VERSION, "glossary": answer.glossary.version},
        "verdict": determination.verdict.value,
        "agreement": {"id": agreement.id, "title": agreement.title, "source": agreement.source},
        "on": determination.on.isoformat(),
        "exported_from": circumstances.exported_from,
        "imported_into": circumstances.imported_into,
        "product": _product(answer),
        "currency": determination.workings.currency,
        "rates": [
            {"currency": rate.currency, "into": rate.into, "amount": figure(rate.amount), "source": rate.source}
            for rate in answer.dossier.rates
        ],
        "rule": {
            "list": agreement.rule_list.citation,
            "edition": agreement.rule_list.edition,
            "given": rule_text(given) if given is not None else None,
            "codes": _codes(determination.judgement),
        },
        "origin": determination.origin,
        "in_territory": truth_word(determination.in_territory),
        "journey": {
            "truth": truth_word(determination.journey.truth),
            "citation": determination.journey.citation,
            "presumed": determination.journey.presumed,
            "because": determination.journey.because,
            "asks": list(determination.journey.asks),
        },
        "judgement": _judgement(determination.judgement, answer),
        "provisions": [
            {"text": point.text, "outcome": point.mark.name.lower() if point.mark else None, "citation": point.citation}
            for point in provision_points(answer)
        ],
        "intermediates": [
            {"article": name, "judgement": _judgement(judgement, answer)}
            for name, judgement in determination.judgements.items()
            if name != answer.product.id
        ],
        "materials": _materials(answer),
        "presumptions": [
            {
                "name": one.value,
                "applied": one in determination.presumed,
                "verdict_without": without(determination, one).verdict.value
                if one in determination.presumed
                else determination.verdict.value,
            }
            for one in sorted(presumptions_on(determination), key=lambda one: one.value)
        ],
        "remarks": list(remarks),
        "missing": _missing(decisive_facts(determination), answer),
        "without_presumptions": {
            "verdict": certain.verdict.value,
            "missing": _missing(decisive_facts(certain), Answer(certain)),
        },
        "margins": [_margin(one, answer) for one in margins(determination)],
        "readings": [{"id": one.id, "text": one.text} for one in agreement.readings],
        "not_modelled": list(agreement.not_modelled),
        "not_confirmed": list(agreement.not_confirmed),
    }


def _product(answer: Answer) -> dict[str, Any]:
    product, dossier = answer.product, answer.dossier
    return {
        "name": product.name,
        "hs": _code(product.hs),
        "edition": dossier.edition,
        "option": dossier.product.option,
        "prices": {
            basis: {"amount": figure(price.amount), "currency": price.currency}
            for basis, price in sorted(dossier.product.prices.items())
        },
        "weight": figure(product.weight),
        "made_in": product.production.where if product.production else None,
    }


def _code(code: HsCode | None) -> str | None:
    return None if code is None else code.full


def _codes(judgement: Judgement) -> list[str]:
    return [code.digits for code in judgement.selection.codes] if judgement.selection is not None else []


def _judgement(judgement: Judgement, answer: Answer) -> dict[str, Any]:
    production = judgement.production
    numbers = {id(one): number for number, one in enumerate(alternatives_of(judgement), 1)}
    return {
        "truth": truth_word(judgement.truth),
        "wholly_obtained": truth_word(judgement.wholly_obtained),
        "exclusively_originating": truth_word(judgement.exclusively_originating),
        "rule": truth_word(judgement.rule),
        "candidates": [_candidate(one, numbers, production, answer) for one in judgement.candidates],
        "set": {
            "truth": truth_word(judgement.as_set.truth),
            "citation": judgement.as_set.citation,
            "share": share_record(judgement.as_set.share, production),
            "limits": [share_record(limit, production) for limit in judgement.as_set.limits],
        }
        if judgement.as_set is not None
        else None,
        "insufficient_operations": _insufficient(judgement.insufficient),
        "materials_stated": production.stated,
        "lines": _lines(production),
    }


def _candidate(
    found: CandidateFound, numbers: dict[int, int], production: Production, answer: Answer
) -> dict[str, Any]:
    return {
        "code": found.candidate.code.digits,
        "citation": citation_of(found.candidate, answer.agreement),
        "option": found.candidate.option,
        "label": found.candidate.label,
        "truth": truth_word(found.truth),
        "alternatives": [_alternative(one, numbers[id(one)], production, answer) for one in found.alternatives],
    }


def _alternative(one: AlternativeFound, number: int, production: Production, answer: Answer) -> dict[str, Any]:
    return {
        "number": number,
        "notation": alternative_text(one.alternative),
        "english": alternative_english(one.alternative, answer.glossary),
        "truth": truth_word(one.truth),
        "open": truth_word(one.open),
        "closed_because": one.closed_because,
        "finding": finding_record(one.found, production) if one.found is not None else None,
        "tolerances": [tolerance_record(tolerance, production) for tolerance in one.tolerances],
    }


def _insufficient(found: InsufficientFound) -> dict[str, Any]:
    return {
        "truth": truth_word(found.truth),
        "presumed": found.presumed,
        "citation": found.citation,
        "steps": [
            {
                "process": step.step.term,
                "insufficient": truth_word(step.insufficient),
                "listed": step.listed.label if step.listed is not None else None,
                "citation": step.listed.citation if step.listed is not None else None,
            }
            for step in found.steps
        ],
    }


def _lines(production: Production) -> list[dict[str, Any]]:
    """The materials as they count for this production, failing intermediates opened up."""
    return [
        {
            "material": line.article.id,
            "parent": line.parent,
            "quantity": figure(line.consumed),
            "value": figure(line.value),
            "weight": figure(line.weight),
            "dry_weight": figure(line.dry_weight),
            "volume": figure(line.volume),
            "originating": truth_word(originating),
            "wholly_obtained": truth_word(obtained),
            "counts": truth_word(here),
        }
        for line, originating, obtained, here in zip(
            production.lines, production.originating, production.wholly_obtained, production.present, strict=True
        )
    ]


def _materials(answer: Answer) -> list[dict[str, Any]]:
    """Every article below the product with its status."""
    statuses = answer.determination.statuses
    return [
        {
            "id": name,
            "name": article.name,
            "hs": _code(article.hs),
            "origin": article.origin,
            "role": article.role.value,
            "status": _status(statuses[name]) if name in statuses else None,
        }
        for name, article in answer.dossier.bom.articles.items()
        if name != answer.product.id
    ]


def _status(status: MaterialStatus) -> dict[str, Any]:
    return {
        "originating": truth_word(status.originating),
        "wholly_obtained": truth_word(status.wholly_obtained),
        "reason": status.reason.value,
        "citation": status.citation,
        "detail": status.detail,
        "presumed": status.presumed,
        "lent_by": status.lent.country if status.lent is not None and not status.lent.own else None,
        "evidence": _evidence(status.evidence) if status.evidence is not None else None,
    }


def _evidence(paper: Evidence) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "agreement": paper.agreement,
        "country": paper.country,
        "reference": paper.reference,
        "valid_until": paper.valid_until.isoformat() if paper.valid_until else None,
    }


def _missing(facts: Decisive, answer: Answer) -> dict[str, Any]:
    return {
        "to_originate": [_facts(one, answer) for one in facts.to_originate if one],
        "to_rule_out": [_facts(one, answer) for one in facts.to_rule_out if one],
    }


def _facts(facts: FactSet, answer: Answer) -> list[dict[str, str]]:
    return [
        {"ask": fact.ask, "subject": fact.subject, "detail": fact.detail, "words": fact_in_words(fact, answer)}
        for fact in sorted(facts)
    ]


def _margin(margin: Margin, answer: Answer) -> dict[str, Any]:
    numbers = {id(one): number for number, one in enumerate(alternatives_of(answer.judgement), 1)}
    return {
        "alternative": numbers.get(id(margin.alternative)),
        "notation": test_text(margin.found.test),
        "truth": truth_word(margin.truth),
        "amount": figure(margin.amount),
        "basis": figure(margin.basis),
        "share": figure(margin.share),
        "bound": figure(margin.bound),
        "room": figure(margin.room),
        "price_turns_at": figure(margin.price_turns_at),
        "rates": [
            {"currency": turn.currency, "rate": figure(turn.rate), "turns_at": figure(turn.turns_at)}
            for turn in margin.rates
        ],
    }
