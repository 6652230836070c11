"""Findings in words, test by test: what was asked, how it turned out, which materials made it so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from origin.determination.findings import (
    AllowFound,
    DefinedFound,
    DoneFound,
    EachFound,
    Found,
    JoinFound,
    ShareFound,
    TextFound,
)
from origin.determination.processes import composed
from origin.determination.production import Production
from origin.determination.tolerance import ToleranceFound
from origin.explanation.answer import Answer
from origin.explanation.document import Mark, Point
from origin.explanation.numbers import percent
from origin.explanation.share_words import between, share_sentence, standing_at_most, sum_of
from origin.explanation.words import capital, mark_of, name_with_code, named
from origin.language import tree as t
from origin.language.english_processes import process_english
from origin.language.english_scopes import scope_english
from origin.language.english_tests import done_english, each_english
from origin.language.english_words import process_label


def points_of(found: Found, production: Production, answer: Answer) -> tuple[Point, ...]:
    """A finding as points: one, or several that all must hold."""
    match found:
        case EachFound():
            return (_each(found, production, answer),)
        case ShareFound():
            return (share_point(found, production, answer),)
        case DoneFound():
            return (_done(found, production, answer),)
        case AllowFound():
            return _allow(found, production, answer)
        case JoinFound():
            parts = [points_of(part, production, answer) for part in found.parts]
            if isinstance(found.test, t.AllOf):
                return tuple([point for points in parts for point in points])
            options = [_as_one(points, part) for points, part in zip(parts, found.parts, strict=True)]
            return (Point("Either of these:", mark_of(found.truth), below=tuple(options)),)
        case DefinedFound():
            label = capital(process_label(found.test.name, answer.glossary))
            below = () if found.inner is None else points_of(found.inner, production, answer)
            return (Point(f"{label}:" if below else label, mark_of(found.truth), below=below),)
        case TextFound():
            return (Point(f'Not modelled: "{found.test.wording}"', Mark.UNKNOWN),)
        case _:
            assert_never(found)


def share_point(found: ShareFound, production: Production, answer: Answer) -> Point:
    """A Share with the sum behind its amount."""
    below: list[Point] = []
    if found.low == found.high:
        added = sum_of(found.counted, found.test.measure, production, answer)
        if added is not None:
            below.append(Point(added, quiet=True))
    return Point(capital(share_sentence(found, production, answer)), mark_of(found.truth), below=tuple(below))


def tolerance_point(found: ToleranceFound, production: Production, answer: Answer) -> Point:
    """A tolerance: who offended, what that came to, and whether it is forgiven."""
    low = Fraction(found.low, found.scale)
    high = None if found.high is None else Fraction(found.high, found.scale)
    basis = Fraction(found.basis_low, found.scale)
    known_basis = found.basis_high == found.basis_low
    offenders = _names((*found.offenders, *found.doubtful), production, answer)
    amount = between(low, high, found.measure, answer)
    text = f"Tolerance for {offenders}: {amount}"
    if known_basis:
        limit = Fraction(found.percent) * basis / 100
        text += f"; limit {percent(Fraction(found.percent))} of {answer.amount(basis, found.measure)}"
        text += f" = {answer.amount(limit, found.measure)}"
        if low == high:
            text += f"; {standing_at_most(low, limit, basis, found.measure, answer)}"
    else:
        text += f"; limit {percent(Fraction(found.percent))} of a {found.measure.value} that is not known"
    within = known_basis and low == high and low * 100 <= Fraction(found.percent) * basis
    if found.condition is False and within:
        text += "; but the rule's other conditions are not met, and no tolerance lifts them"
    elif found.condition is None:
        text += "; whether the rule's other conditions are met is not known"
    if found.of_component:
        text += ", by weight of the component that determines the classification"
    parts = [
        Point(
            f"of which {process_label(part.limit.material, answer.glossary)}: "
            f"{between(Fraction(part.low, found.scale), _scaled(part.high, found.scale), found.measure, answer)}; "
            f"limit {percent(Fraction(part.limit.percent))}",
            mark_of(part.truth),
            citation=part.limit.citation,
        )
        for part in found.parts
    ]
    return Point(text, mark_of(found.truth), citation=found.citation, below=tuple(parts))


def _scaled(amount: int | None, scale: int) -> Fraction | None:
    return None if amount is None else Fraction(amount, scale)


def _each(found: EachFound, production: Production, answer: Answer) -> Point:
    clause = capital(each_english(found.test, True, answer.glossary))
    if found.test.scope.standing is not t.Standing.PRODUCT and not production.stated:
        return Point(f"{clause}: the materials are not stated", Mark.UNKNOWN)
    if found.offenders:
        clause += f": not so for {_names(found.offenders, production, answer)}"
    if found.doubtful:
        clause += f"{';' if found.offenders else ':'} not known for {_names(found.doubtful, production, answer)}"
    return Point(clause, mark_of(found.truth))


def _done(found: DoneFound, production: Production, answer: Answer) -> Point:
    clause = capital(done_english(found.test, True, answer.glossary))
    if found.not_needed:
        return Point(f"{clause}: not needed, as no non-originating material of the trade is used", Mark.MET)
    below: list[Point] = []
    steps = found.test.process.steps
    together = composed(found.test.process, production)
    if len(steps) > 1 or found.truth is not True or any(together):
        for step, truth, parts in zip(steps, found.steps, together, strict=True):
            label = capital(process_english(t.Process((step,)), answer.glossary))
            said = {True: "took place", False: "did not take place", None: "not stated whether it took place"}[truth]
            if truth is True and parts:
                said += f", as {_together(parts[0], answer)}"
            below.append(Point(f"{label}: {said}", mark_of(truth)))
    if found.offenders:
        below.append(Point(f"Came in after it: {_names(found.offenders, production, answer)}", Mark.NOT_MET))
    if found.doubtful:
        below.append(Point(f"May have come in after it: {_names(found.doubtful, production, answer)}", Mark.UNKNOWN))
    return Point(clause, mark_of(found.truth), below=tuple(below))


def _together(parts: Sequence[str], answer: Answer) -> str:
    """The operations that are a composed one together."""
    return f"{named([process_label(part, answer.glossary) for part in dict.fromkeys(parts)])} together"


def _allow(found: AllowFound, production: Production, answer: Answer) -> tuple[Point, ...]:
    strict = points_of(found.strict, production, answer)
    if found.strict.truth is True:
        return strict
    scope = scope_english(found.test.scope, answer.glossary)
    below: list[Point] = []
    if found.bound is not None:
        below.append(share_point(found.bound, production, answer))
    if found.test.process is not None:
        process = process_english(found.test.process, answer.glossary)
        below.append(Point(f"They undergo {process}", mark_of(found.processed)))
    if found.lenient is not None and found.lenient.truth is not True:
        below += points_of(found.lenient, production, answer)
    allowed = Point(f"However, {scope} may be used:", mark_of(found.truth), below=tuple(below))
    return (*strict, allowed)


def _as_one(points: Sequence[Point], found: Found) -> Point:
    """The points of one part of a choice as one."""
    if len(points) == 1:
        return points[0]
    return Point("All of these:", mark_of(found.truth), below=tuple(points))


def _names(numbers: Sequence[int], production: Production, answer: Answer) -> str:
    return named([name_with_code(line.article) for line in answer.lines(numbers, production)])
