"""Provisions that gave or took the status of materials: cumulation, lists, absorption, stays abroad."""

from __future__ import annotations

from collections.abc import Iterable

from origin.determination.lending import Lent
from origin.determination.status import MaterialStatus, Reason
from origin.dossier.model import Article
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point
from origin.explanation.words import country_name, named, party_name


def cumulation_points(answer: Answer) -> Iterable[Point]:
    """Materials that owe their origin to another country, with the country and provision that lends it."""
    lent: dict[tuple[str, str], tuple[Lent, list[str]]] = {}
    for article, status in _used(answer):
        found = status.lent
        if found is None or found.own or found.truth is not True or status.originating is not True:
            continue
        key = (found.country or "", status.citation or "")
        lent.setdefault(key, (found, []))[1].append(article.name)
    for found, names in lent.values():
        where = _lender(found, answer)
        text = f"Originating in {where} and used here as if originating here: {named(names)}"
        if found.partners is not None:
            text = f"Cumulation ({found.partners.label}): {named(names)} of {where}"
        yield Point(text, Mark.MET, citation=found.citation)
    for article, status in _used(answer):
        if status.reason is Reason.NOT_LENT and status.lent is not None and status.lent.citation is not None:
            mark = Mark.UNKNOWN if status.lent.truth is None else Mark.NOT_MET
            where = _lender(status.lent, answer)
            text = f"{article.name} originates in {where}: whether cumulation applies to it is not known"
            if status.lent.truth is False:
                text = f"{article.name} originates in {where}, but cumulation does not apply to it"
            yield Point(text, mark, citation=status.lent.citation)


def _lender(lent: Lent, answer: Answer) -> str:
    party = answer.agreement.party_of(lent.country) if lent.country is not None else None
    if party is not None and lent.country == party.id:
        return party_name(answer.agreement, party.id)
    return country_name(lent.country)


def listed_points(answer: Answer) -> Iterable[Point]:
    """Materials that count as originating by a list of the agreement."""
    lists: dict[str, tuple[str, list[str]]] = {}
    for article, status in _used(answer):
        if status.reason is Reason.DEEMED and status.citation is not None:
            lists.setdefault(status.citation, (status.detail or "", []))[1].append(article.name)
    for citation, (label, names) in lists.items():
        yield Point(f"Counted as originating ({label}): {named(names)}", Mark.MET, citation=citation)


def designation_points(answer: Answer) -> Iterable[Point]:
    """Intermediates that the producer did not designate, or may not."""
    left = [article.name for article, status in _used(answer) if status.reason is Reason.NOT_DESIGNATED]
    absorption = answer.agreement.provisions.absorption
    if left and absorption is not None:
        text = f"Not designated as intermediate materials, so that values count what they are made of: {named(left)}"
        yield Point(text, Mark.NOTE, citation=absorption.citation)
    for article, status in _used(answer):
        if status.reason is Reason.DESIGNATION_REFUSED:
            text = f"{article.name} may not be designated: one inside it is, and both rest on a value content"
            yield Point(text, Mark.NOT_MET, citation=status.citation)


def stay_points(answer: Answer) -> Iterable[Point]:
    """Materials, or the product, that left the parties and came back."""
    for article, status in _used(answer):
        if status.reason is Reason.LEFT_TERRITORY:
            mark = Mark.NOT_MET if status.originating is False else Mark.UNKNOWN
            yield Point(_stay(article, status.originating is False), mark, citation=status.citation)
    returned, product = answer.determination.returned, answer.product
    if product.abroad is None:
        return
    if returned.truth is True:
        text = f"Was in {country_name(product.abroad.where)} and came back with its origin"
        yield Point(text, Mark.MET, citation=returned.citation)
    else:
        mark = Mark.NOT_MET if returned.truth is False else Mark.UNKNOWN
        yield Point(_stay(product, returned.truth is False), mark, citation=returned.citation)


def _stay(article: Article, lost: bool) -> str:
    where = country_name(article.abroad.where if article.abroad is not None else None)
    if lost:
        return f"{article.name} was worked on or exchanged in {where}, outside the parties, and lost its origin"
    return f"{article.name} was in {where}; whether it kept its origin is not known"


def _used(answer: Answer) -> list[tuple[Article, MaterialStatus]]:
    """The materials with their status, in the order of the bill of materials."""
    statuses = answer.determination.statuses
    return [(answer.article(name), statuses[name]) for name in answer.dossier.bom.articles if name in statuses]
