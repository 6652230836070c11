"""Drafts of rules: what the changes add up to, one sentence after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal.changes import (
    Add,
    Allowance,
    AllowedIf,
    Change,
    Closing,
    Cumulative,
    Direction,
    Draft,
    ForPartner,
    Note,
    OrElse,
    Period,
    PredominantGroup,
    Quota,
    TheirShare,
    WithoutTolerance,
)
from origin.language.legal.joining import all_of, any_of
from origin.language.legal.meant import about_goods, about_others
from origin.language.legal.names import Unreadable
from origin.language.legal.phrases import country
from origin.nomenclature.code_range import HsRange


def drafted(changes: Iterable[Change], product: str | None = None) -> Draft:
    """The draft that the changes add up to."""
    return changed(Draft(product=product), changes)


def changed(draft: Draft, changes: Iterable[Change]) -> Draft:
    """The draft with the changes, in their order."""
    for change in changes:
        draft = _changed(draft, change)
    return draft


def _changed(draft: Draft, change: Change) -> Draft:
    match change:
        case Add(test, excluded, inputs):
            test = about_others(test, draft.inputs)
            whole = test if draft.test is None else all_of([draft.test, test])
            return replace(draft, test=whole, excluded=excluded or draft.excluded, inputs=inputs or draft.inputs)
        case OrElse(test, instead):
            besides = test if draft.test is None else all_of([draft.test, test])
            return replace(draft, test=any_of([besides, instead]))
        case Allowance(materials, allowed_if):
            materials = materials or draft.excluded
            if draft.test is None or materials is None or not _forgivable(draft.test):
                raise Unreadable("may be used", "a rule to which this is an exception")
            return replace(draft, test=_allowing(draft.test, materials.scope(t.Standing.NON_ORIGINATING), allowed_if))
        case TheirShare(measure, bound):
            items = draft.inputs
            if not items or draft.test is None:
                raise Unreadable("their value", "materials that are named before")
            scope = t.Scope(t.Standing.NON_ORIGINATING, items)
            share = t.Share(measure, scope, t.Relation.AT_MOST, bound.percent, bound.basis)
            return replace(draft, test=all_of([draft.test, share]))
        case Period(valid_from, valid_until):
            period = Period(valid_from or draft.period.valid_from, valid_until or draft.period.valid_until)
            return replace(draft, period=period)
        case Quota(name):
            return replace(draft, quota=name)
        case Direction(exported_from, imported_into, partner):
            known = draft.direction
            direction = Direction(
                exported_from or known.exported_from, imported_into or known.imported_into, partner or known.partner
            )
            return replace(draft, direction=direction)
        case Note(text):
            return replace(draft, notes=(*draft.notes, text) if text not in draft.notes else draft.notes)
        case WithoutTolerance(items):
            return replace(draft, without_tolerance=items)
        case PredominantGroup(groups):
            if draft.test is None:
                raise Unreadable("this restriction", "a limit before")
            return replace(draft, test=_predominant(draft.test, groups))
        case ForPartner(partner, test):
            return replace(draft, for_partner=(country(partner), test))
        case Cumulative():
            return replace(draft, cumulative=True)


def governed(draft: Draft, closing: Closing) -> Draft:
    """The draft with what a closing paragraph says of it; an allowance says nothing of limits on a value or weight."""
    if draft.test is None or isinstance(draft.test, t.Text):
        return draft
    for change in closing.changes:
        assert draft.test is not None
        if not isinstance(change, Allowance) or _forgivable(draft.test):
            draft = changed(draft, [change])
    if draft.test is None:
        return draft
    return replace(draft, test=about_goods(draft.test))


def _forgivable(test: t.Test) -> bool:
    """Whether single materials or operations can offend against the test."""
    match test:
        case t.AllOf(tests) | t.AnyOf(tests):
            return any(map(_forgivable, tests))
        case t.Share() | t.Text():
            return False
        case _:
            return True


def _allowing(test: t.Test, scope: t.Scope, allowed_if: tuple[AllowedIf, ...]) -> t.Test:
    """The test with an allowance; it forgives offenders of the one part that can have them."""
    if isinstance(test, t.AllOf):
        able = [number for number, part in enumerate(test.tests) if not isinstance(part, t.Share)]
        if len(able) == 1:
            parts = list(test.tests)
            parts[able[0]] = _allowing(parts[able[0]], scope, allowed_if)
            return t.AllOf(tuple(parts))
    process = next((part.process for part in allowed_if if part.process is not None), None)
    bounds = [(part.measure, bound) for part in allowed_if for bound in part.bounds]
    if not bounds:
        return t.Allow(test, scope, None, process)
    return any_of(
        [t.Allow(test, scope, t.Limit(measure, bound.percent, bound.basis), process) for measure, bound in bounds]
    )


def _predominant(test: t.Test, groups: tuple[tuple[HsRange, ...], tuple[HsRange, ...]]) -> t.Test:
    """The limits on the chapter of the groups, for the predominant group only."""
    chapter = groups[0][0].first.chapter
    changed_any = False

    def walk(part: t.Test) -> t.Test:
        nonlocal changed_any
        match part:
            case t.AllOf(tests):
                return t.AllOf(tuple(map(walk, tests)))
            case t.AnyOf(tests):
                return t.AnyOf(tuple(map(walk, tests)))
            case t.Share(scope=scope) if scope.items == (HsRange.of(chapter),):
                changed_any = True
                return replace(part, scope=replace(scope, items=(t.Heaviest(groups),)))
            case _:
                return part

    whole = walk(test)
    if not changed_any:
        raise Unreadable("this restriction", "a limit on the materials of the chapter")
    return whole


def flat(children: Sequence[object]) -> list[Change]:
    """The changes among what a sentence was built from, tests among them as additions."""
    found: list[Change] = []
    for child in children:
        if isinstance(child, list):
            found += flat(child)
        elif isinstance(child, Change):
            found.append(child)
        elif isinstance(child, t.Test):
            found.append(Add(child))
    return found


def source(built: object) -> list[Change]:
    """What "from ..." adds."""
    if isinstance(built, list):
        return flat(built)
    if isinstance(built, Add):
        return [built]
    raise Unreadable("from", "what the product is made from")


class Item(Frozen):
    """An item of a list: what it adds, its own riders applied to it alone."""

    changes: tuple[Change, ...]
    test: t.Test


def item(children: Sequence[object]) -> Item:
    """The item of these parts; a bound on "their value" waits for the materials that the list's sentence names."""
    parts = flat(children)
    if len(parts) == 1 and isinstance(parts[0], TheirShare | OrElse):
        return Item(tuple(parts), t.AllOf(()))
    draft = drafted(parts)
    if draft.test is None:
        raise Unreadable("an item", "a condition")
    rest: list[Change] = [Note(text) for text in draft.notes]
    if draft.without_tolerance is not None:
        rest.append(WithoutTolerance(draft.without_tolerance))
    return Item((Add(draft.test, draft.excluded, draft.inputs), *rest), draft.test)


def whole(children: Sequence[object]) -> t.Test:
    """The test that a list adds."""
    test = drafted(flat(children)).test
    if test is None:
        raise Unreadable("a list", "conditions")
    return test
