"""What was assumed: presumptions of the law, statuses taken on the claimant's word, values that stand for others."""

from __future__ import annotations

from collections.abc import Iterable

from origin.agreements.provisions import MaterialValue
from origin.determination.cost import is_silent
from origin.determination.determination import Determination, Presumption
from origin.determination.determine import prices_chosen
from origin.determination.findings import dones
from origin.determination.processes import plain_words
from origin.determination.status import Reason
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point, Points, Section
from origin.explanation.what_if import unproven, with_unproven_non_originating, without
from origin.explanation.words import named, party_name
from origin.language.english_words import process_label

_QUESTIONS = {
    "through": "through which countries it travelled",
    "altered": "whether it was altered on the way",
    "under_customs_supervision": "whether it stayed under customs supervision",
    "free_circulation": "whether it was released to free circulation",
    "split": "whether it was split",
    "exhibition": "how it came to the exhibition and left it",
    "split_by_exporter": "whether it was split by the exporter",
}


def assumptions_section(answer: Answer, remarks: Iterable[str] = ()) -> Section:
    """Everything the answer rests on that the dossier does not show; `remarks` are further ones to begin with."""
    points = [Point(remark, Mark.NOTE) for remark in remarks]
    points += [*_presumptions(answer), *_words(answer), *_unproven(answer), *_values(answer), *_direction(answer)]
    if not points:
        points = [Point("Nothing: the answer rests on stated and shown facts alone.")]
    return Section("assumed", "Assumed", (Points(tuple(points)),))


def _presumptions(answer: Answer) -> Iterable[Point]:
    """Each presumption that was applied, and the verdict without it where that differs."""
    determination = answer.determination
    for presumption in determination.presumed:
        match presumption:
            case Presumption.UNKNOWN_ORIGIN:
                names = [
                    answer.article(name).name for name, status in determination.statuses.items() if status.presumed
                ]
                text = f"Origin that is not shown counts as none: {named(names)}"
                citation = None
            case Presumption.BEYOND_INSUFFICIENT:
                text = "Production is taken to go beyond the insufficient operations"
                text += (
                    ", as it is not fully described" if not answer.judgement.production.complete else _unsure(answer)
                )
                citation = answer.judgement.insufficient.citation
            case Presumption.UNALTERED:
                asks = named([_QUESTIONS.get(ask, ask) for ask in determination.journey.asks])
                text = f"The product is taken to have arrived as it left; not stated: {asks}"
                citation = determination.journey.citation
            case Presumption.NO_DRAWBACK:
                text = "No duty on non-originating materials is taken to have been drawn back or remitted"
                citation = determination.drawback.citation
            case Presumption.VALUES_AS_STATED:
                valuation = answer.agreement.provisions.valuation
                text, citation = _as_stated(determination, valuation.materials if valuation is not None else None)
        yield Point(f"{text}. {_would_be(without(determination, presumption), answer)}", Mark.NOTE, citation=citation)


def _unsure(answer: Answer) -> str:
    """Why it is not known of operations that are all stated."""
    steps = [one.step for one in answer.judgement.insufficient.steps if one.insufficient is None]
    own = [step.term for step in steps if step.term not in answer.glossary.processes]
    if own:
        return f", as {named(own)} may mean one of them"
    labels = [process_label(step.term, answer.glossary) for step in steps]
    return f", as it is not stated whether {named(labels)} was simple"


def _words(answer: Answer) -> Iterable[Point]:
    """Operations that are stated in words which neither the glossary nor the rule has, and what may be meant."""
    asked = [
        plain_words(operation.term)
        for candidate in answer.judgement.candidates
        for one in candidate.alternatives
        if one.found is not None
        for done in dones(one.found)
        for step in done.test.process.steps
        for operation in step.options
        if operation.quoted
    ]
    own = [
        term
        for term in dict.fromkeys(step.term for step in answer.judgement.production.steps)
        if term not in answer.glossary.processes and plain_words(term) not in asked
    ]
    if not own:
        return
    from difflib import get_close_matches

    near = {term: found[0] for term in own if (found := get_close_matches(term, answer.glossary.processes, 1, 0.8))}
    for term, meant in near.items():
        yield Point(f"No rule asks for {term}, which is no term of theirs; did you mean {meant}?", Mark.NOTE)
    others = [term for term in own if term not in near]
    if others:
        are = "which is no term" if len(others) == 1 else "which are no terms"
        yield Point(f"No rule asks for {named(others)}, {are} of theirs; origin dossier terms lists them", Mark.NOTE)


def _would_be(other: Determination, answer: Answer) -> str:
    if other.verdict is answer.determination.verdict:
        return "Without this the verdict is the same."
    return f"Without this the verdict would be: {other.verdict.value}."


def _as_stated(determination: Determination, values: MaterialValue | None) -> tuple[str, str | None]:
    """That values were taken as stated, or the stated price for the one that was chosen, and the article on values."""
    lines = determination.judgement.production.lines
    if any(is_silent(line.article, values) for line in lines):
        text = "Values are taken as stated, since the dossier does not say what costs of transport they include"
        return text, values.citation if values is not None else None
    prices = named([price.value.replace("-", " ") for price in prices_chosen(determination.judgement)])
    return f"Of the prices that the agreement leaves to choose from, the stated one is taken: {prices}", None


def _unproven(answer: Answer) -> Iterable[Point]:
    """Materials that count as originating on the claimant's word."""
    names = unproven(answer.determination)
    if not names:
        return
    text = (
        f"Originating as stated, with no evidence in the dossier: {named([answer.article(one).name for one in names])}"
    )
    other = with_unproven_non_originating(answer.determination)
    if other.verdict is answer.determination.verdict:
        text += ". Were they non-originating, the verdict would be the same."
    else:
        text += f". Were they non-originating, the verdict would be: {other.verdict.value}."
    yield Point(text, Mark.NOTE)


def _values(answer: Answer) -> Iterable[Point]:
    """Intermediates whose stated value stands for their ex-works price."""
    names = [
        answer.article(name).name
        for name, status in answer.determination.statuses.items()
        if status.reason in (Reason.OWN_RULE_MET, Reason.OWN_RULE_NOT_MET) and answer.article(name).value is not None
    ]
    if names:
        yield Point(f"The stated value stands for the ex-works price of {named(names)}", Mark.NOTE)


def _direction(answer: Answer) -> Iterable[Point]:
    """The exporting party, where it was taken from the place of production."""
    product, circumstances = answer.dossier.product, answer.determination.circumstances
    production = product.article.production
    where = production.where if production else None
    party = answer.agreement.party_of(where) if where else None
    taken = party is not None and circumstances.exported_from == party.id
    if product.exported_from is None and taken:
        sender = party_name(answer.agreement, circumstances.exported_from)
        yield Point(f"The exporting party is the one in which the product was made: {sender}", Mark.NOTE)
