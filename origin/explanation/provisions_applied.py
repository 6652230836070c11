"""The general provisions that played a part, each with its article; those that did not are not mentioned."""

from __future__ import annotations

from collections.abc import Iterable

from origin.determination.insufficient_operations import InsufficientFound, StepFound
from origin.determination.membership import contains
from origin.determination.status import Reason
from origin.dossier.model import Article, Maker, Role
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point, Points, Section
from origin.explanation.provisions_by_status import cumulation_points, designation_points, listed_points, stay_points
from origin.explanation.provisions_on_rule import (
    allocation_points,
    component_points,
    deemed_points,
    drawback_points,
    last_resort_points,
    note_points,
    value_points,
)
from origin.explanation.words import country_name, mark_of, named
from origin.language.english_words import process_label

MOST_INTERMEDIATES = 6


def provisions_section(answer: Answer) -> Section | None:
    """The provisions beyond the rule; None where the rule alone decided."""
    points = provision_points(answer)
    return Section("provisions", "General provisions that played a part", (Points(tuple(points)),)) if points else None


def provision_points(answer: Answer) -> list[Point]:
    """Each provision that played a part, with its article."""
    return [
        *_ground(answer),
        *deemed_points(answer),
        *_territory(answer),
        *stay_points(answer),
        *component_points(answer),
        *note_points(answer),
        *last_resort_points(answer),
        *listed_points(answer),
        *_absorption(answer),
        *designation_points(answer),
        *cumulation_points(answer),
        *_full_cumulation(answer),
        *_insufficient(answer),
        *allocation_points(answer),
        *value_points(answer),
        *_secondary(answer),
        *_unrestricted(answer),
        *_journey(answer),
        *drawback_points(answer),
    ]


def _ground(answer: Answer) -> Iterable[Point]:
    """Grounds on which the product originates without its rule."""
    judgement, provisions = answer.judgement, answer.agreement.provisions
    if judgement.wholly_obtained is True:
        obtained = provisions.wholly_obtained
        category = None
        if obtained is not None:
            category = next((one for one in obtained.categories if one.id == answer.product.wholly_obtained), None)
        if category is not None:
            yield Point(f"Wholly obtained: {category.label}", Mark.MET, citation=category.citation)
        else:
            yield Point(
                "Wholly obtained: produced exclusively from wholly obtained materials",
                Mark.MET,
                citation=obtained.citation if obtained else None,
            )
    elif judgement.exclusively_originating is True:
        text = "Produced exclusively from originating materials, so no rule needs to be met"
        yield Point(text, Mark.MET, citation=provisions.exclusively_originating)


def _territory(answer: Answer) -> Iterable[Point]:
    truth, territoriality = answer.determination.in_territory, answer.agreement.provisions.territoriality
    if territoriality is not None and answer.determination.other_party is not True:
        text = "Preference is for products of the other party, not for those of the importing party that come back"
        mark = mark_of(answer.determination.other_party)
        yield Point(text, mark, citation=territoriality.other_party_citation)
    if truth is True:
        return
    production = answer.product.production
    where = production.where if production else None
    if truth is None:
        yield Point("It is not stated in which country the product was made", Mark.UNKNOWN)
    else:
        where = where or answer.product.wholly_obtained_in
        citation = territoriality.citation if territoriality is not None else None
        text = f"Made in {country_name(where)}, which is no party to the agreement"
        yield Point(text, Mark.NOT_MET, citation=citation)


def _absorption(answer: Answer) -> Iterable[Point]:
    """Intermediates that count whole, and those that are opened up."""
    absorption = answer.agreement.provisions.absorption
    if absorption is None:
        return
    whole: list[Article] = []
    opened: list[Article] = []
    for name, status in answer.determination.statuses.items():
        article = answer.article(name)
        if status.reason is Reason.OWN_RULE_MET:
            whole.append(article)
        elif status.reason is Reason.OWN_RULE_NOT_MET and name in answer.opened and _by_producer(article):
            opened.append(article)
    if len(whole) > MOST_INTERMEDIATES:
        text = f"Originating by their own rule, and counted whole: {named([article.name for article in whole])}"
        yield Point(text, Mark.MET, citation=absorption.citation)
    else:
        yield from [_counts_whole(article, absorption.citation, answer) for article in whole]
    if opened:
        names = named([article.name for article in opened])
        text = f"Not originating by its own rule, so what it is made of counts in its place: {names}"
        yield Point(text, Mark.NOT_MET, citation=absorption.citation)


def _counts_whole(article: Article, citation: str, answer: Answer) -> Point:
    inside = _non_originating_inside(article, answer)
    text = f"{article.name} has acquired originating status and counts whole"
    if inside:
        text += f": {named(inside)} inside it no longer count{'s' if len(inside) == 1 else ''}"
    return Point(text, Mark.MET, citation=citation)


def _non_originating_inside(article: Article, answer: Answer) -> list[str]:
    judgement = answer.determination.judgements.get(article.id)
    if judgement is None:
        return []
    production = judgement.production
    pairs = zip(production.lines, production.originating, strict=True)
    return list(dict.fromkeys(line.article.name for line, originating in pairs if originating is not True))


def _by_producer(article: Article) -> bool:
    return article.production is None or article.production.by is Maker.PRODUCER


def _full_cumulation(answer: Answer) -> Iterable[Point]:
    """Production of suppliers that counts, by full cumulation."""
    cumulation = answer.agreement.provisions.cumulation
    if cumulation is None:
        return
    for name, status in answer.determination.statuses.items():
        article = answer.article(name)
        opened = status.reason in (Reason.OWN_RULE_NOT_MET, Reason.OWN_RULE_UNKNOWN) and article.id in answer.opened
        if opened and not _by_producer(article):
            text = f"Production of {article.name} by a supplier in a party counts: its non-originating materials stand"
            text += " in its place"
            if cumulation.full_evidence:
                text += f"; it takes {cumulation.full_evidence}"
            yield Point(text, Mark.NOTE, citation=cumulation.full_citation or cumulation.citation)


def _insufficient(answer: Answer) -> Iterable[Point]:
    found = answer.judgement.insufficient
    if found.citation is None or found.presumed or answer.judgement.as_set is not None:
        return
    if found.truth is True:
        below = tuple([_step(step, answer) for step in found.steps])
        text = "Production consists only of insufficient operations, which confer no origin whatever the rule says"
        if not below:
            text = "Nothing was done that goes beyond the insufficient operations"
        yield Point(text, Mark.NOT_MET, citation=found.citation, below=below)
    elif found.truth is None:
        text = "It is not known whether production goes beyond the insufficient operations"
        yield Point(text, Mark.UNKNOWN, citation=found.citation)
    else:
        beyond = _beyond(found, answer)
        if beyond:
            text = f"Production goes beyond the insufficient operations, by {named(beyond)}"
            yield Point(text, Mark.MET, citation=found.citation)


def _beyond(found: InsufficientFound, answer: Answer) -> list[str]:
    return [process_label(one.step.term, answer.glossary) for one in found.steps if one.insufficient is False]


def _step(one: StepFound, answer: Answer) -> Point:
    label = process_label(one.step.term, answer.glossary)
    if one.listed is None:
        return Point(f"{label}", Mark.NOTE)
    return Point(f"{label}: {one.listed.label}", mark_of(False), citation=one.listed.citation)


def _secondary(answer: Answer) -> Iterable[Point]:
    """Accessories, packing and neutral elements, where there are any."""
    provisions = answer.agreement.provisions
    by_role: dict[Role, list[str]] = {}
    for article in answer.dossier.bom.articles.values():
        by_role.setdefault(article.role, []).append(article.name)
    for role, provision, what in (
        (Role.ACCESSORY, provisions.accessories, "Accessories, spare parts and tools"),
        (Role.RETAIL_PACKING, provisions.retail_packing, "Packing for retail sale"),
    ):
        if role in by_role and provision is not None:
            text = f"{what}, which need meet no change of classification: {named(by_role[role])}"
            if provision.counted_in_shift:
                text = f"{what}, which must meet the rule like any material: {named(by_role[role])}"
            text += "; value limits count them" if provision.counted_in_value else "; value limits leave them aside"
            yield Point(text, Mark.NOTE, citation=provision.citation)
    for role, neutral, what in (
        (Role.SHIPMENT_PACKING, provisions.shipment_packing, "Packing for shipment"),
        (Role.NEUTRAL_ELEMENT, provisions.neutral_elements, "Neutral elements"),
    ):
        if role in by_role and neutral is not None:
            yield Point(f"{what}, left aside: {named(by_role[role])}", Mark.NOTE, citation=neutral.citation)


def _unrestricted(answer: Answer) -> Iterable[Point]:
    """What an introductory note leaves free of shifts and processes."""
    production = answer.judgement.production
    for note in answer.agreement.provisions.unrestricted_materials:
        if contains(note.products, production.spans) is not True:
            continue
        free = [
            line.article.name
            for line, originating in zip(production.lines, production.originating, strict=True)
            if originating is not True
            and contains(note.materials, line.spans) is True
            and (note.kind is None or line.article.kinds.get(note.kind) is True)
        ]
        if free:
            yield Point(
                f"Not restricted by the rule, whatever their origin: {named(free)}", Mark.NOTE, citation=note.citation
            )


def _journey(answer: Answer) -> Iterable[Point]:
    found = answer.determination.journey
    if found.citation is None or found.presumed:
        return
    if found.truth is False:
        yield Point(f"Origin was lost on the way: {found.because}", Mark.NOT_MET, citation=found.citation)
    elif found.truth is None:
        yield Point("Not known whether the product arrived as it left", Mark.UNKNOWN, citation=found.citation)
    else:
        through = answer.dossier.product.journey.through
        way = f" through {named([country_name(country) for country in through])}" if through else " directly"
        yield Point(f"Travelled{way} and was not altered on the way", Mark.MET, citation=found.citation)
