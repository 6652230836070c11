"""Each: every material in scope meets a condition."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination.conditions import meets
from origin.determination.findings import EachFound
from origin.determination.membership import in_scope
from origin.determination.production import Choice, Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t


def evaluate_each(test: t.Each, production: Production, forgiven: Sequence[Truth] | None = None) -> EachFound:
    """The lines in scope that fail the condition, and those of which it is not known.

    A material that is not in scope, is forgiven or is not restricted at all cannot fail. Where the dossier names no
    materials, nothing is known.
    """
    scope, condition = test.scope, test.condition
    if scope.standing is t.Standing.PRODUCT:
        return EachFound(test, _of_product(condition, production))
    if not production.stated:
        return EachFound(test, None)
    offenders: list[int] = []
    doubtful: list[int] = []
    limited = bool(scope.items or scope.excepted)
    unrestricted = production.unrestricted
    standing = production.standing(scope.standing)
    for number in _may_fail(condition, production):
        concerned = standing[number]
        if concerned is False:
            continue
        if limited:
            inside = in_scope(scope, production.lines[number], production)
            if inside is False:
                continue
            concerned = all_of((concerned, inside))
        met = meets(condition, number, production)
        if met is True:
            continue
        excused: Truth = forgiven[number] if forgiven else False
        if unrestricted and excused is not True:
            excused = True if unrestricted[number] else excused if unrestricted[number] is False else None
        if excused is True:
            continue
        if met is False and concerned is True and excused is False:
            offenders.append(number)
        else:
            doubtful.append(number)
    if production.choices and isinstance(condition, t.Shift) and (offenders or doubtful):
        offenders, doubtful = _at_choice(test, offenders, doubtful, production)
    truth: Truth = False if offenders else None if doubtful else True
    return EachFound(test, truth, tuple(offenders), tuple(doubtful))


def _at_choice(
    test: t.Each, offenders: list[int], doubtful: list[int], production: Production
) -> tuple[list[int], list[int]]:
    """The offenders that remain where a shift may be tested at an intermediate instead of its materials."""
    for choice in production.choices:
        inside = set(choice.inside)
        if inside.isdisjoint(offenders) and inside.isdisjoint(doubtful):
            continue
        concerned = _concerned_whole(test.scope, choice, production)
        passes = any_of((negated(concerned), meets(test.condition, choice.whole, production)))
        if passes is True:
            offenders = [number for number in offenders if number not in inside]
            doubtful = [number for number in doubtful if number not in inside]
        elif passes is None:
            doubtful = sorted({*doubtful, *inside.intersection(offenders)})
            offenders = [number for number in offenders if number not in inside]
    return offenders, doubtful


def _concerned_whole(scope: t.Scope, choice: Choice, production: Production) -> Truth:
    """Whether a scope concerns an intermediate, if it is taken whole."""
    number = choice.whole
    originating, obtained = choice.originating, production.wholly_obtained[number]
    standing: Truth = True
    match scope.standing:
        case t.Standing.NON_ORIGINATING:
            standing = negated(originating)
        case t.Standing.ORIGINATING:
            standing = originating
        case t.Standing.WHOLLY_OBTAINED:
            standing = obtained
        case t.Standing.ANY | t.Standing.PRODUCT:
            pass
    return all_of((standing, in_scope(scope, production.lines[number], production)))


def _may_fail(condition: t.Condition, production: Production) -> Sequence[int]:
    """The lines to look at: for a shift without exclusions those that are not for certain classified elsewhere."""
    if isinstance(condition, t.Shift) and condition.level and not condition.excluding:
        return production.near(condition.level)
    return range(len(production.lines))


def _of_product(condition: t.Condition, production: Production) -> Truth:
    match condition:
        case t.WhollyObtained():
            return production.product_wholly_obtained
        case t.RetainsOrigin():
            return production.article.kinds.get("origin retained")
        case _:
            return None
