"""Why one rule is stricter than another, in a sentence: what the laxer one lets pass."""

from __future__ import annotations

from typing import assert_never

from origin.agreements.comparison import ListComparison, Row
from origin.explanation.materials_compared import materials_english
from origin.language import tree as t
from origin.language.comparison.compare import Comparison, Judgement
from origin.language.comparison.implication import Exceeds, Gap, Lacks, Lets, Limit, Obstacle, Open, Tolerates, Way
from origin.language.english_words import joined
from origin.language.notation import item_text, test_text

LONGEST = 90
"""Notation is cut after so many characters: the whole rule stands beside the sentence."""

_ORDER: tuple[type[Obstacle], ...] = (Exceeds, Lacks, Lets, Open, Tolerates)
"""What is told first of several things that stand against an implication."""


def why(row: Row, lists: ListComparison) -> str:
    """The reason for a judgement, in a sentence or two."""
    left, right = lists.left.id, lists.right.id
    if row.left is None or row.right is None or row.comparison is None:
        return f"{left if row.left is None else right} has no rule for these products."
    found = row.comparison
    sentence = _sentence(found, left, right, lists)
    if found.judgement is Judgement.EQUAL and row.left.entries != row.right.entries and not found.but_for_moved:
        return "In other words, the same."
    return f"{sentence} Not so for goods that the two editions classify elsewhere." if found.but_for_moved else sentence


def _sentence(found: Comparison, left: str, right: str, lists: ListComparison) -> str:
    match found.judgement:
        case Judgement.EQUAL:
            return "The same rule."
        case Judgement.STRICTER:
            return _difference(found.right_gaps[0], found, right, left, lists)
        case Judgement.LAXER:
            return _difference(found.left_gaps[0], found, left, right, lists)
        case Judgement.INCOMPARABLE if found.left_gaps and found.right_gaps:
            if asked := _different_bounds(found):
                ours, theirs = map(_short, asked)
                return f"{left} asks for {ours}, {right} for {theirs}; neither follows from the other."
            one = _difference(found.left_gaps[0], found, left, right, lists)
            return f"{one} {_difference(found.right_gaps[0], found, right, left, lists)}"
        case Judgement.INCOMPARABLE:
            return "The rules say too much to be compared."
        case _:
            assert_never(found.judgement)


def _different_bounds(found: Comparison) -> tuple[t.Test, t.Test] | None:
    """The two shares where nothing but their bases keeps two rules apart; None where it is something else."""
    (one, *more), (other, *others) = found.left_gaps[0].obstacles, found.right_gaps[0].obstacles
    if more or others or not isinstance(one, Exceeds) or not isinstance(other, Exceeds):
        return None
    if [bound.test for bound in one.instead] != [other.bound.test]:
        return None
    return other.bound.test, one.bound.test


def _difference(gap: Gap, found: Comparison, giver: str, taker: str, lists: ListComparison) -> str:
    """What one list (the giver) lets pass by a way of its own that the other does not."""
    if gap.nearest is None:
        return f"{giver} accepts {_way(gap.way)}; {taker} has nothing open then."
    if own := gap.way.limits - gap.nearest.limits:
        limits = joined([_limit(limit, giver) for limit in sorted(own, key=str)], "and")
        within = gap._replace(way=gap.way._replace(limits=gap.nearest.limits))
        return f"{limits[:1].upper()}{limits[1:]}, {_difference(within, found, giver, taker, lists)}"
    obstacle = min(gap.obstacles, key=lambda one: _ORDER.index(type(one)))
    if isinstance(obstacle, Open | Tolerates):
        return _of_limit(obstacle, giver, taker)
    if not _shapes(gap.way) & _shapes(gap.nearest):
        return f"{giver} accepts {_way(gap.way)}, {taker} does not."
    match obstacle:
        case Exceeds(bound, instead) if instead:
            return f"{giver} asks for {_short(instead[0].test)}, {taker} for {_short(bound.test)}."
        case Exceeds(bound):
            return f"{taker} also asks for {_short(bound.test)}."
        case Lacks(requirement) if isinstance(requirement.test, t.Text):
            return f"{taker} has wording that is not modelled: {_short(requirement.test)}."
        case Lacks(requirement):
            instead_of = [one.test for one in gap.way.clause.required if type(one.test) is type(requirement.test)]
            if instead_of:
                return f"{giver} asks for {_short(instead_of[0])}, {taker} for {_short(requirement.test)}."
            return f"{taker} also asks for {_short(requirement.test)}."
        case Lets(kinds):
            assert found.kinds is not None
            product = (found.products & -found.products).bit_length() - 1
            return f"{giver} lets in {materials_english(kinds, found.kinds, product, lists.goods)}, {taker} does not."
        case _:
            assert_never(obstacle)


def _of_limit(obstacle: Open | Tolerates, giver: str, taker: str) -> str:
    match obstacle:
        case Open(limit):
            return f"{taker} accepts this only {_limit(limit, taker)}."
        case Tolerates(off):
            materials = f" for {', '.join(map(item_text, off.items))}" if off.items else ""
            return f"{taker} switches the tolerance off{materials}, {giver} does not."
        case _:
            assert_never(obstacle)


def _limit(limit: Limit, whose: str) -> str:
    name, value = limit
    if name == "quota" and isinstance(value, tuple):
        return f'within the quota "{value[0]}" of {whose}'
    return f"for goods {name} {value}"


def _way(way: Way) -> str:
    tests = way.clause.tests
    return _short(tests[0] if len(tests) == 1 else t.AllOf(tests)) if tests else "any production"


def _short(test: t.Test) -> str:
    text = test_text(test)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _shapes(way: Way) -> frozenset[object]:
    """The sorts of test a way is made of: two ways that have one in common differ in a detail."""
    return frozenset(_shape(test) for test in way.clause.tests)


def _shape(test: t.Test) -> object:
    match test:
        case t.Each(scope, condition):
            return t.Each, type(condition), scope.standing
        case t.Share(measure):
            return t.Share, measure
        case t.Allow(inner):
            return _shape(inner)
        case t.AllOf(tests) | t.AnyOf(tests):
            return _shape(tests[0])
        case t.Done() | t.Text() | t.Defined():
            return type(test)
        case _:
            assert_never(test)
