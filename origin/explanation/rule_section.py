"""The rule that applies, in plain English with its citation; one by one where several may apply."""

from __future__ import annotations

from collections.abc import Iterable

from origin.determination.judgement import CandidateFound
from origin.explanation.answer import Answer
from origin.explanation.document import Point, Points, Section
from origin.explanation.rule_words import alternative_point, citation_of
from origin.language.english_words import percentage


def rule_section(answer: Answer) -> Section:
    """The rules that may apply to the product."""
    judgement = answer.judgement
    if judgement.as_set is not None:
        sets = answer.agreement.provisions.sets
        limit = percentage(sets.percent) if sets is not None else ""
        text = "A set originates if all its components do, or if the non-originating ones do not exceed "
        text += f"{limit} of its price."
        return Section("rule", "Rule for sets", (Points((Point(text, citation=judgement.as_set.citation),)),))
    if answer.determination.circumstances.rule is not None:
        points: Iterable[Point] = _numbered(judgement.candidates, answer)
        return Section("rule", "Rule, given by hand", (Points(tuple(points)),))
    if answer.product.hs is None:
        return _note("The product's HS code is not stated, so no rule can be looked up.")
    if not judgement.candidates:
        return _note(f"The rule list has no rule for {answer.product.hs.short}.")
    if len(judgement.candidates) == 1:
        head = Point(citation_of(judgement.candidates[0].candidate, answer.agreement))
        return Section("rule", "Rule", (Points((head, *_numbered(judgement.candidates, answer))),))
    agree = len({found.truth for found in judgement.candidates}) == 1
    settled = "they come to the same, so it need not be settled" if agree else "which one applies must be settled"
    intro = Point(f"{len(judgement.candidates)} rules may apply to goods of this code; {settled}.")
    return Section("rule", "Rules", (Points((intro, *_per_candidate(judgement.candidates, answer))),))


def _numbered(candidates: Iterable[CandidateFound], answer: Answer, start: int = 1) -> tuple[Point, ...]:
    alternatives = [one for candidate in candidates for one in candidate.alternatives]
    return tuple(
        [
            alternative_point(number, one.alternative, answer.agreement, answer.glossary)
            for number, one in enumerate(alternatives, start)
        ]
    )


def _per_candidate(candidates: tuple[CandidateFound, ...], answer: Answer) -> list[Point]:
    points: list[Point] = []
    number = 1
    for found in candidates:
        below = _numbered((found,), answer, number)
        number += len(below)
        title = citation_of(found.candidate, answer.agreement)
        if len({other.candidate.code for other in candidates}) > 1:
            title += f" (if the goods are of {found.candidate.code.short})"
        points.append(Point(title, below=below))
    return points


def _note(text: str) -> Section:
    return Section("rule", "Rule", (Points((Point(text),)),))
