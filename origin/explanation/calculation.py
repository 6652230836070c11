"""The calculation: each alternative of the rule, test by test, with every figure; then the intermediates' own."""

from __future__ import annotations

from fractions import Fraction

from origin.determination.judgement import AlternativeFound, CandidateFound, Judgement
from origin.determination.status import Reason
from origin.explanation.answer import Answer
from origin.explanation.document import Fold, Mark, Point, Points, Section
from origin.explanation.finding_words import points_of, share_point, tolerance_point
from origin.explanation.rule_words import citation_of
from origin.explanation.words import days_in_words, mark_of, met, name_with_code
from origin.language.notation import alternative_text


def calculation_section(answer: Answer) -> Section:
    """How each alternative of the product's rule turned out, and why."""
    judgement = answer.judgement
    points: list[Point] = []
    if judgement.as_set is not None:
        sets = judgement.as_set
        below = [share_point(one, judgement.production, answer) for one in (sets.share, *sets.limits)]
        if sets.one_originates is not True:
            below.append(Point("Some component, or all the packing, originates", mark_of(sets.one_originates)))
        points.append(Point("As a set", mark_of(sets.truth), citation=sets.citation, below=tuple(below)))
    if judgement.as_set is None or judgement.as_set.governs is not True:
        points += judgement_points(judgement, answer)
    inner = _intermediates(answer)
    points += inner[:MOST_INTERMEDIATES]
    blocks: list[Points | Fold] = [Points(tuple(points))] if points else []
    if rest := tuple(inner[MOST_INTERMEDIATES:]):
        blocks.append(Fold(f"{len(rest)} more intermediates are judged by their own rules", rest))
    return Section("calculation", "Calculation", tuple(blocks))


def _intermediates(answer: Answer) -> list[Point]:
    """The intermediates whose status their own rule gives, the most valuable first; of very many, the rest in brief."""
    statuses, workings = answer.determination.statuses, answer.determination.workings
    found = [
        inner
        for name, inner in answer.determination.judgements.items()
        if name in statuses and statuses[name].reason in _OWN_RULE and inner.candidates
    ]
    found.sort(key=lambda inner: -(workings.in_currency(inner.production.article.value) or Fraction(0)))
    points = []
    for number, inner in enumerate(found):
        title = f"Its own rule for {name_with_code(inner.production.article)}: {met(inner.truth)}"
        below = judgement_points(inner, answer) if number < MOST_DETAILED else []
        points.append(Point(title, mark_of(inner.truth), below=tuple(below)))
    return points


MOST_INTERMEDIATES = 6
MOST_DETAILED = 100
_OWN_RULE = (Reason.OWN_RULE_MET, Reason.OWN_RULE_NOT_MET, Reason.OWN_RULE_UNKNOWN)


def judgement_points(judgement: Judgement, answer: Answer) -> list[Point]:
    """The alternatives of one judgement, under their rules where several may apply."""
    points: list[Point] = []
    number = 1
    several = len(judgement.candidates) > 1
    for found in judgement.candidates:
        numbered = _alternatives(found, number, judgement, answer)
        number += len(numbered)
        if several:
            title = citation_of(found.candidate, answer.agreement)
            points.append(Point(f"{title}: {met(found.truth)}", mark_of(found.truth), below=tuple(numbered)))
        else:
            points += numbered
    return points


def _alternatives(found: CandidateFound, start: int, judgement: Judgement, answer: Answer) -> list[Point]:
    return [alternative_outcome(number, one, judgement, answer) for number, one in enumerate(found.alternatives, start)]


def alternative_outcome(number: int, one: AlternativeFound, judgement: Judgement, answer: Answer) -> Point:
    """One alternative: met, not met, not known, or closed because of its date, quota or direction."""
    notation = alternative_text(one.alternative)
    because = days_in_words(one.closed_because) if one.closed_because else None
    if one.open is False:
        return Point(f"{notation}: not open, {because}", Mark.CLOSED, str(number))
    below = [] if one.found is None else list(points_of(one.found, judgement.production, answer))
    below += [tolerance_point(tolerance, judgement.production, answer) for tolerance in one.tolerances]
    if one.waiver is not None and one.waiver.truth is True:
        below.append(Point("Without its regional value content: met", Mark.MET, citation=one.waiver.citation))
        below += [tolerance_point(found, judgement.production, answer) for found in one.waiver.tolerances]
    if one.open is None:
        silent = because is not None and because.startswith("only")
        text = f"Open {because}, which is not stated" if silent else f"It may not be open: {because}"
        below.append(Point(text, Mark.UNKNOWN))
    by_tolerance = one.truth is True and any(tolerance.truth is True for tolerance in one.tolerances)
    outcome = "met with the tolerance" if by_tolerance else met(one.truth)
    return Point(f"{notation}: {outcome}", mark_of(one.truth), str(number), below=tuple(below))
