"""Whether one material meets the condition of an Each."""

from __future__ import annotations

from typing import assert_never

from origin.determination.membership import contains, differs, in_items
from origin.determination.processes import process_done
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet


def meets(condition: t.Condition, number: int, production: Production) -> Truth:
    """Whether line `number` of the production meets the condition."""
    line = production.lines[number]
    match condition:
        case t.Shift(level, excluding, excepted):
            shifted: Truth = True if level is None else differs(level, line.spans, production.spans)
            if not excluding or shifted is False:
                return shifted
            excluded = in_items(excluding, line, production)
            if excepted and excluded is not False:
                excluded = all_of((excluded, negated(in_items(excepted, line, production))))
            return all_of((shifted, negated(excluded)))
        case t.WhollyObtained():
            return production.wholly_obtained[number]
        case t.Originating() | t.OwnRule():
            return production.originating[number]
        case t.Unused():
            return False
        case t.FromInputs(inputs):
            return early_enough(inputs, number, production)
        case t.Undergoes(process):
            return process_done(process, production, on=line.article.id)
        case t.RetainsOrigin():
            return line.article.kinds.get("origin retained")
        case _:
            assert_never(condition)


def early_enough(inputs: tuple[t.ScopeItem, ...], number: int, production: Production) -> Truth:
    """Whether a line may enter where a product is made from these inputs.

    It is one of them, or of an earlier stage; or the requirement does not concern it, since by its nature it could
    never satisfy it.
    """
    line = production.lines[number]
    concerned, earlier = production.law.once("inputs", inputs, lambda: _reach(inputs, production.law.glossary))
    restricted = contains(concerned, line.spans) if concerned.ranges else None
    if restricted is False:
        return True
    allowed = any_of((in_items(inputs, line, production), contains(earlier, line.spans) if earlier.ranges else False))
    return any_of((negated(restricted), allowed))


def concerned_by(inputs: tuple[t.ScopeItem, ...], glossary: Glossary) -> HsSet:
    """The codes of the materials that a requirement of these inputs restricts."""
    return _reach(inputs, glossary)[0]


def _reach(inputs: tuple[t.ScopeItem, ...], glossary: Glossary) -> tuple[HsSet, HsSet]:
    """The codes that a "from" rule concerns, and those of the stages before its inputs."""
    concerned, earlier = HsSet(), HsSet()
    for item in inputs:
        if isinstance(item, HsRange):
            concerned |= _chapters((item,))
        elif isinstance(item, t.Named):
            entry = glossary.materials.get(item.name)
            if entry is not None:
                concerned |= entry.concerns or _chapters(entry.codes.ranges if entry.codes else ())
                earlier |= entry.earlier or HsSet()
            if item.codes:
                concerned |= _chapters(item.codes)
    return concerned, earlier


def _chapters(ranges: tuple[HsRange, ...]) -> HsSet:
    """The whole chapters of some ranges."""
    return HsSet(tuple(HsRange(part.first.chapter, part.last.chapter) for part in ranges))
