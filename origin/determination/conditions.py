"""Whether one material meets the condition of an Each."""

from __future__ import annotations

from typing import assert_never

from origin.determination.membership import contains, differs, in_items
from origin.determination.processes import process_done
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t
from origin.language.reach import reach
from origin.nomenclature.code import Level


def meets(condition: t.Condition, number: int, production: Production) -> Truth:
    """Whether line `number` of the production meets the condition."""
    line = production.lines[number]
    match condition:
        case t.Shift():
            level = condition.level
            shifted: Truth = True if level is None else differs(level, line.spans, production.spans)
            if not condition.excluding or shifted is False:
                return shifted
            excluded = in_items(condition.excluding, line, production)
            if condition.excepted and excluded is not False:
                excluded = all_of((excluded, negated(in_items(condition.excepted, line, production))))
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
    law = production.law
    reached = law.once("inputs", inputs, reach, law.glossary)
    restricted: Truth = contains(reached.concerned, line.spans) if reached.concerned.ranges else None
    if reached.own_chapter and restricted is not True:
        restricted = any_of((restricted, negated(differs(Level.CHAPTER, line.spans, production.spans))))
    if restricted is False:
        return True
    earlier = contains(reached.earlier, line.spans) if reached.earlier.ranges else False
    allowed = any_of((in_items(inputs, line, production), earlier))
    return any_of((negated(restricted), allowed))
