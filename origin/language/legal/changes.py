"""What sentences of a rule add to it: tests, allowances, limits; and the draft that they add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal.names import ALL_CODES, Materials, Unreadable
from origin.language.legal.wordings import letters, wordings
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

# -- parts of sentences ---------------------------------------------------------------------------------------------


class Phrase(Frozen):
    """Words that name something."""

    text: str
    start: int
    end: int


class Bound(Frozen):
    """A percentage and what it is of; the measure where the words name one of their own."""

    percent: Decimal
    basis: t.Basis
    measure: t.Measure | None = None


class Quantity(Frozen):
    """The weight or volume of the product, and what may stand for it."""

    bases: tuple[t.Basis, ...]
    measure: t.Measure


class Excluded(Frozen):
    """What a change of classification must not come from; `product`: the product's own place as well."""

    product: bool
    materials: Materials


class ChangeFrom(Frozen):
    """Where a change may come from: another chapter, heading or subheading, from within, from certain codes."""

    level: Level | None = None
    within: Level | None = None
    within_group: bool = False
    outside_group: bool = False
    places: tuple[t.ScopeItem, ...] = ()
    place_exceptions: tuple[t.ScopeItem, ...] = ()
    excluded: Materials | None = None


class WhetherOrNot(Frozen):
    """The change that materials may make besides the one the rule speaks of."""

    level: Level
    excluded: Materials | None = None


# -- changes --------------------------------------------------------------------------------------------------------


class Add(Frozen):
    """A test that holds besides those before it; `excluded` is what "these materials" then means, `inputs` "their"."""

    test: t.Test
    excluded: Materials | None = None
    inputs: tuple[t.ScopeItem, ...] = ()


class AllowedIf(Frozen):
    """Up to which bounds, or after which process, materials may be used."""

    bounds: tuple[Bound, ...] = ()
    measure: t.Measure = t.Measure.VALUE
    process: t.Process | None = None


class Allowance(Frozen):
    """Materials that may be used all the same; None: "these materials"."""

    materials: Materials | None
    allowed_if: tuple[AllowedIf, ...] = ()


class TheirShare(Frozen):
    """A bound on the materials that the rule has just named."""

    measure: t.Measure
    bound: Bound


class Period(Frozen):
    """Between which days the rule holds."""

    valid_from: date | None = None
    valid_until: date | None = None


class Quota(Frozen):
    """The rule holds within an origin quota."""

    name: str = "origin-quota"


class Direction(Frozen):
    """The rule holds in one direction of trade, or for products of one partner."""

    exported_from: str | None = None
    imported_into: str | None = None
    partner: str | None = None


class Note(Frozen):
    """A reference to a note, without effect on the verdict."""

    text: str


class WithoutTolerance(Frozen):
    """The tolerance does not apply, to these items or at all."""

    items: tuple[t.ScopeItem, ...]


class PredominantGroup(Frozen):
    """The limit before applies to the group that predominates by weight only."""

    groups: tuple[tuple[HsRange, ...], tuple[HsRange, ...]]


class Cumulative(Frozen):
    """The product must meet every rule that applies to it."""


class ForPartner(Frozen):
    """Another rule, for products that originate in a partner country."""

    partner: str
    test: t.Test


class OrElse(Frozen):
    """A test that holds besides those before it, or another one that holds instead of them all."""

    test: t.Test
    instead: t.Test


Change = (
    ForPartner
    | OrElse
    | Add
    | Allowance
    | TheirShare
    | Period
    | Quota
    | Direction
    | Note
    | WithoutTolerance
    | PredominantGroup
    | Cumulative
)


class Draft(Frozen):
    """A rule as far as it has been read."""

    test: t.Test | None = None
    product: str | None = None
    excluded: Materials | None = None
    inputs: tuple[t.ScopeItem, ...] = ()
    period: Period = Period()
    quota: str | None = None
    direction: Direction = Direction()
    notes: tuple[str, ...] = ()
    without_tolerance: tuple[t.ScopeItem, ...] | None = None
    cumulative: bool = False
    for_partner: tuple[str, t.Test] | None = None


class Closing(Frozen):
    """What the paragraphs behind all the rules of an entry add to each of them."""

    changes: tuple[Change, ...] = ()


class ReadAlternatives(Frozen):
    """The rules of a text, each with what closes the text, and what that is."""

    drafts: tuple[Draft, ...]
    closing: Closing = Closing()


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
            test = _about_others(test, draft.inputs)
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


def all_of(tests: Sequence[t.Test]) -> t.Test:
    """All the tests, those inside one another side by side, each once."""
    found: list[t.Test] = []
    for test in tests:
        parts = test.tests if isinstance(test, t.AllOf) else (test,)
        found += [part for part in parts if part not in found]
    return found[0] if len(found) == 1 else t.AllOf(tuple(found))


def any_of(tests: Sequence[t.Test]) -> t.Test:
    """Any of the tests, those inside one another side by side, each once."""
    found: list[t.Test] = []
    for test in tests:
        parts = test.tests if isinstance(test, t.AnyOf) else (test,)
        found += [part for part in parts if part not in found]
    return found[0] if len(found) == 1 else t.AnyOf(tuple(found))


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


OTHERS = t.Named("other materials", quoted=True)
"""Stands for "all the other materials" until it is known besides which."""


GOODS = t.Named("goods", quoted=True)
"""Stands in front of goods of which a text does not say that they are used, until it is known what else it asks for."""


def about_goods(test: t.Test, alone: bool = True) -> t.Test:
    """The test with such goods understood: as the product where nothing else is asked for, else as materials."""
    match test:
        case t.AnyOf(tests):
            return any_of([about_goods(part, alone) for part in tests])
        case t.AllOf(tests):
            return all_of([about_goods(part, alone=False) for part in tests])
        case t.Each(scope=scope, condition=condition) if GOODS in scope.items:
            if alone:
                return t.Each(t.THE_PRODUCT, condition)
            return replace(test, scope=replace(scope, items=tuple(item for item in scope.items if item != GOODS)))
        case t.Allow(inner):
            return replace(test, test=about_goods(inner, alone))
        case _:
            return test


def _about_others(test: t.Test, inputs: tuple[t.ScopeItem, ...]) -> t.Test:
    """The test with "all the other materials" and "the cloth" said in full, once the inputs are known."""
    if not inputs:
        return test
    match test:
        case t.AllOf(tests):
            return t.AllOf(tuple(_about_others(part, inputs) for part in tests))
        case t.AnyOf(tests):
            return t.AnyOf(tuple(_about_others(part, inputs) for part in tests))
        case t.Each(scope=scope) if OTHERS in scope.items:
            return replace(test, scope=replace(scope, items=ALL_CODES, excepted=inputs))
        case t.Share(scope=scope) if scope.items:
            return replace(test, scope=replace(scope, items=tuple(_meant(item, inputs) for item in scope.items)))
        case _:
            return test


def _meant(item: t.ScopeItem, inputs: tuple[t.ScopeItem, ...]) -> t.ScopeItem:
    """The input that a shorter name means: "the cloth" is the "cotton cloth already made up" of before."""
    if not (isinstance(item, t.Named) and item.quoted and not item.codes):
        return item
    words = set(item.name.split())
    named = [one for one in inputs if isinstance(one, t.Named) and words <= set(one.name.replace("-", " ").split())]
    return named[0] if len(named) == 1 else item


def mentions_others(test: t.Test) -> bool:
    """Whether "all the other materials" is still open."""
    match test:
        case t.AllOf(tests) | t.AnyOf(tests):
            return any(map(mentions_others, tests))
        case t.Each(scope=scope):
            return OTHERS in scope.items
        case _:
            return False


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


# -- items of lists -------------------------------------------------------------------------------------------------


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


# -- words ----------------------------------------------------------------------------------------------------------

_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9}) (\d{4})|(\d{1,2})\.(\d{1,2})\.(\d{4})", re.IGNORECASE)


def period(text: str) -> Period:
    """The days of "(until 31 December 2023)", "(1st Jan 2021 to 31st Dec 2024)", "(1st Jan 2025 onwards)"."""
    try:
        days = [_day(found) for found in _DAY.finditer(text)]
    except ValueError as error:
        raise Unreadable(text, "a day of the calendar") from error
    if not days:
        raise Unreadable(text, "a day of the calendar")
    words = text.lower().strip("( ,")
    if "onwards" in words or (
        words.removeprefix("as ").startswith("from") and " to " not in words and " until " not in words
    ):
        return Period(valid_from=days[0])
    if len(days) == 2:
        return Period(*days)
    return Period(valid_until=days[0])


def _day(found: re.Match[str]) -> date:
    if found[4]:
        return date(int(found[6]), int(found[5]), int(found[4]))
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(found[2].lower())]
    if len(months) != 1:
        raise ValueError(found[2])
    return date(int(found[3]), months[0], int(found[1] or 1))


def country(name: str) -> str:
    """The code of a country of which a rule speaks by name, or by that code."""
    words = name.strip()
    found = words if re.fullmatch(r"[A-Z]{2}", words) else wordings().countries.get(letters(words))
    if found is None:
        raise Unreadable(name, "a partner country")
    return found


def notes(text: str) -> list[Change]:
    """References to notes, without the words around them; any other note is told as one.

    A rule "in accordance with" an appendix is the appendix's own, which stands beside the list's (Cameroon, Article on
    sufficient working, paragraph 1: the conditions of Appendix 2 "or in Appendix 2A").
    """
    found = re.findall(
        r"(?:Introductory Notes? [\d. ]*\d(?: and [\d.]*\d)?|Appendix \w+|Annex \w+|\bNotes? \d[\d.]*)",
        text,
        re.IGNORECASE,
    )
    return [Note(reference) for reference in found] or [Note("note in the published rule")]


def defined_name(text: str) -> str:
    """The name of a requirement that the agreement defines elsewhere."""
    words = re.sub(r"^the (?:requirement of )?| is met$", "", text.lower())
    return {"ff": "fabric-finishing", "processing rule": "process-rule"}.get(words, re.sub(r"[^a-z]+", "-", words))


def change_of_classification(origin: ChangeFrom, besides: WhetherOrNot | None, products: tuple[HsRange, ...]) -> t.Test:
    """A change "from ..." as a test of each non-originating material.

    "From within this heading or any other" asks for nothing; "from X, whether or not there is also a change from any
    other heading" allows X besides a change of heading (CETA, Annex 5, note 8(b) and (f)).
    """
    level = besides.level if besides is not None else origin.level
    excluded = origin.excluded or (besides.excluded if besides is not None else None) or Materials()
    items, excepted = excluded.items, excluded.excepted
    if origin.outside_group:
        if not products:
            raise Unreadable("outside this group", "a rule whose codes are known")
        items = (*products, *items)
        return t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, items, excepted))
    free = origin.within is not None and (level is None or origin.within in (level, origin.level))
    if free or (origin.within_group and level is None):
        return t.Each(t.ALL_NON_ORIGINATING, t.Shift(None, items, excepted))
    if level is None:
        if not origin.places:
            raise Unreadable("a change", "from where")
        return t.Each(t.ALL_NON_ORIGINATING, t.FromInputs(origin.places))
    test: t.Test = t.Each(t.ALL_NON_ORIGINATING, t.Shift(level, items, excepted))
    places: tuple[t.ScopeItem, ...] = origin.places
    if origin.within is not None:
        places = (_WITHIN[origin.within], *places) if not origin.within_group else (*products, *places)
    if places:
        test = t.Allow(test, t.Scope(t.Standing.NON_ORIGINATING, places, origin.place_exceptions))
    return test


_WITHIN = {Level.CHAPTER: t.Same.CHAPTER, Level.HEADING: t.Same.HEADING, Level.SUBHEADING: t.Same.SUBHEADING}
