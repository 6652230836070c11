"""Whether a material is in a scope: yes, no, or not known from what is stated."""

from __future__ import annotations

from origin.agreements.law import Law
from origin.determination.production import UNITS, Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import Line, Span
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.glossary import Glossary, NamedMaterial
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet

_SAME_LEVEL = {t.Same.CHAPTER: Level.CHAPTER, t.Same.HEADING: Level.HEADING, t.Same.SUBHEADING: Level.SUBHEADING}


class NamedItem(Frozen):
    """A named material with its glossary entry, if any, and the codes the rule narrows it to."""

    name: str
    entry: NamedMaterial | None
    within: HsSet | None


class Matcher(Frozen):
    """Items of a scope, worked out once: all plain codes as one set, and the rest."""

    codes: HsSet
    same: tuple[t.Same, ...]
    named: tuple[NamedItem, ...]
    heaviest: tuple[t.Heaviest, ...]


def matcher(items: tuple[t.ScopeItem, ...], glossary: Glossary) -> Matcher:
    """The matcher for some items of a scope."""
    return Matcher(
        codes=HsSet(tuple(item for item in items if isinstance(item, HsRange))),
        same=tuple(item for item in items if isinstance(item, t.Same)),
        named=tuple(
            NamedItem(item.name, glossary.materials.get(item.name), HsSet(item.codes) if item.codes else None)
            for item in items
            if isinstance(item, t.Named)
        ),
        heaviest=tuple(item for item in items if isinstance(item, t.Heaviest)),
    )


def items_matcher(law: Law, items: tuple[t.ScopeItem, ...]) -> Matcher:
    """The matcher for items of a rule, worked out once per law."""
    return law.once("matcher", items, matcher, law.glossary)


def in_scope(scope: t.Scope, line: Line, production: Production) -> Truth:
    """Whether the line is among the scope's items (all, where it names none) and not among the excepted ones."""
    inside: Truth = in_items(scope.items, line, production) if scope.items else True
    if inside is False or not scope.excepted:
        return inside
    return all_of((inside, negated(in_items(scope.excepted, line, production))))


def in_items(items: tuple[t.ScopeItem, ...], line: Line, production: Production) -> Truth:
    """Whether the line is any of the items."""
    found = items_matcher(production.law, items)
    result = contains(found.codes, line.spans) if found.codes.ranges else False
    if result is True or not (found.same or found.named or found.heaviest):
        return result
    others = [same(kind, line, production) for kind in found.same]
    others += [is_named(item, line) for item in found.named]
    others += [_in_heaviest(item, line, production) for item in found.heaviest]
    return any_of([result, *others])


def contains(codes: HsSet, spans: tuple[Span, ...]) -> Truth:
    """Whether goods that may have any of these codes are in the set: known only where all codes agree."""
    if len(spans) == 1:
        first, last = spans[0]
        return codes.contains_span(first, last)
    if not spans:
        return None
    answers = {codes.contains_span(*span) for span in spans}
    return answers.pop() if len(answers) == 1 else None


def differs(level: Level, spans: tuple[Span, ...], product: tuple[Span, ...]) -> Truth:
    """Whether the goods are classified in another chapter, heading or subheading than the product."""
    if len(spans) == 1 and len(product) == 1:
        return _differ(UNITS[level], spans[0], product[0])
    if not spans or not product:
        return None
    unit = UNITS[level]
    answers = {_differ(unit, ours, theirs) for ours in spans for theirs in product}
    return answers.pop() if len(answers) == 1 else None


def _differ(unit: int, ours: Span, theirs: Span) -> Truth:
    first, last = ours[0] // unit, ours[1] // unit
    product_first, product_last = theirs[0] // unit, theirs[1] // unit
    if last < product_first or first > product_last:
        return True
    return False if first == last == product_first == product_last else None


def same(kind: t.Same, line: Line, production: Production) -> Truth:
    """Whether the line shares the product's chapter, heading, subheading or description."""
    if kind is t.Same.DESCRIPTION:
        if differs(Level.HEADING, line.spans, production.spans) is True:
            return False
        return line.article.kinds.get(kind.value)
    return negated(differs(_SAME_LEVEL[kind], line.spans, production.spans))


def is_named(item: NamedItem, line: Line) -> Truth:
    """Whether the line is a named material: as its code tells where that decides, else as the dossier states."""
    inside: Truth = True if item.within is None else contains(item.within, line.spans)
    if item.entry is not None and item.entry.codes is not None:
        by_code = contains(item.entry.codes, line.spans)
        if by_code is False or item.entry.exact:
            return all_of((inside, by_code))
        if item.entry.certain is not None and contains(item.entry.certain, line.spans) is True:
            return inside
    return all_of((inside, line.article.kinds.get(item.name)))


def _in_heaviest(item: t.Heaviest, line: Line, production: Production) -> Truth:
    """Whether the line is in the group of codes whose materials predominate by weight."""
    groups = [HsSet(group) for group in item.groups]
    inside = [contains(group, line.spans) for group in groups]
    if all(truth is False for truth in inside):
        return False
    weights = production.amounts(t.Measure.WEIGHT).amounts
    totals = [0] * len(groups)
    for other, weight in zip(production.lines, weights, strict=True):
        for number, group in enumerate(groups):
            part = contains(group, other.spans)
            if part is None or (part and weight is None):
                return None
            totals[number] += (weight or 0) if part else 0
    heaviest = max(totals)
    return any_of(truth if total == heaviest else False for truth, total in zip(inside, totals, strict=True))
