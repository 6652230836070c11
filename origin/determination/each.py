"""Each: every material in scope meets a condition."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination.conditions import meets
from origin.determination.findings import EachFound
from origin.determination.membership import in_scope
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of
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
    for number, line in enumerate(production.lines):
        concerned = standing(scope.standing, number, production)
        if concerned is False:
            continue
        if limited:
            concerned = all_of((concerned, in_scope(scope, line, production)))
            if concerned is False:
                continue
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
    truth: Truth = False if offenders else None if doubtful else True
    return EachFound(test, truth, tuple(offenders), tuple(doubtful))


def standing(wanted: t.Standing, number: int, production: Production) -> Truth:
    """Whether a line has the standing a scope asks for."""
    match wanted:
        case t.Standing.NON_ORIGINATING:
            originating = production.originating[number]
            return None if originating is None else not originating
        case t.Standing.ORIGINATING:
            return production.originating[number]
        case t.Standing.WHOLLY_OBTAINED:
            return production.wholly_obtained[number]
        case t.Standing.ANY | t.Standing.PRODUCT:
            return True


def _of_product(condition: t.Condition, production: Production) -> Truth:
    match condition:
        case t.WhollyObtained():
            return production.product_wholly_obtained
        case t.RetainsOrigin():
            return production.article.kinds.get("origin retained")
        case _:
            return None
