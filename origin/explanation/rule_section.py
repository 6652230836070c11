"""The rule that applies, in plain English with its citation; one by one where several may apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from origin.agreements.agreement import Agreement
from origin.determination.judgement import AlternativeFound, CandidateFound
from origin.determination.selection import Candidate
from origin.explanation.answer import Answer
from origin.explanation.document import Point, Points, Section
from origin.explanation.words import codes_with_noun, mark_of, party_name
from origin.language import tree as t
from origin.language.english import alternative_english
from origin.language.english_words import day
from origin.language.notation import test_text
from origin.language.glossary import Glossary


def rule_section(answer: Answer) -> Section:
    """The rules that may apply to the product."""
    judgement = answer.judgement
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


def citation_of(candidate: Candidate, agreement: Agreement) -> str:
    """Where the rule stands: "Annex 3, headings 8709-8711", with the description it supposes."""
    codes = codes_with_noun(part for part in candidate.entries[0].products) if candidate.entries else ""
    text = f"{agreement.rule_list.citation}, {codes}" if codes else agreement.rule_list.citation
    if candidate.label or candidate.option:
        text += f" – {candidate.label or candidate.option}"
    return text


def alternative_point(
    number: int, alternative: t.Alternative, agreement: Agreement, glossary: Glossary, found: AlternativeFound | None = None
) -> Point:
    """One alternative in English, its notation and its quota below."""
    below = [Point(test_text(alternative.test), quiet=True)]
    quota = next((one for one in agreement.quotas if one.id == alternative.quota), None)
    if quota is not None:
        amount = f", {quota.amount} {quota.unit or ''}".rstrip() if quota.amount is not None else ""
        cite = quota.citation if quota.confirmed else f"{quota.citation} (not confirmed)"
        below.append(Point(f"Origin quota: {quota.label}{amount}", citation=cite))
    mark = mark_of(found.truth) if found is not None else None
    return Point(alternative_english(alternative, glossary), mark, str(number), below=tuple(below))


def open_on(alternative: t.Alternative, on: date) -> str | None:
    """Why an alternative is not open on a day; None where it is."""
    if alternative.valid_from is not None and on < alternative.valid_from:
        return f"applies from {day(alternative.valid_from)}"
    if alternative.valid_until is not None and on > alternative.valid_until:
        return f"applied until {day(alternative.valid_until)}"
    return None


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


def direction_text(alternative: t.Alternative, agreement: Agreement) -> str | None:
    """For which direction an alternative is, in words; None for both."""
    if alternative.exported_from:
        return f"for exports from {party_name(agreement, alternative.exported_from)}"
    if alternative.imported_into:
        return f"for imports into {party_name(agreement, alternative.imported_into)}"
    return None
