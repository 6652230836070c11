"""Done: a process that took place in the territory, on the materials that needed it."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination.conditions import early_enough
from origin.determination.findings import DoneFound
from origin.determination.membership import contains
from origin.determination.processes import nested, step_done
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.reach import first_inputs, makes_of, trade_of
from origin.nomenclature.code_set import HsSet


def evaluate_done(test: t.Done, production: Production, forgiven: Sequence[Truth] | None = None) -> DoneFound:
    """Whether each step took place, and which non-originating materials came in after it.

    A step that makes a material of its own (weaving makes fabric) is bypassed by a non-originating material of that
    kind; it is also fulfilled where that material is bought in as originating. Where no non-originating material of
    the trade is used at all, nothing is left to be worked. A material that a tolerance forgives stands in for what the
    steps up to its own stage would have made, and the steps after it must have taken place.
    """
    process, glossary = test.process, production.law.glossary
    makes = production.law.once("makes", process, makes_of, glossary)
    inputs = production.law.once("first inputs", process, first_inputs)
    on_intermediates = nested(process, production)
    steps = [step_done(step, production, on_intermediates) for step in process.steps]
    if not inputs and not any(made.ranges for made in makes):
        return DoneFound(test, all_of(steps), tuple(steps))
    if not production.stated:
        return DoneFound(test, None, tuple(steps))
    trade = production.law.once("trade", process, trade_of, glossary)
    late = _late_materials(inputs, makes, trade, production, forgiven)
    for number, made in enumerate(makes):
        if steps[number] is not True and made.ranges:
            steps[number] = any_of((steps[number], _bought_originating(made, production)))
    took_place = all_of(steps)
    worked = [_worked(truth, number, makes, steps, production) for number, truth in late.forgiven]
    clean: Truth = False if late.offenders else None if late.doubtful else True
    idle = all_of((negated(late.needed), late.own, *worked))
    truth = any_of((idle, all_of((took_place, clean))))
    not_needed = idle is True and took_place is not True
    return DoneFound(test, truth, tuple(steps), tuple(late.offenders), tuple(late.doubtful), not_needed)


class Late(Frozen):
    """Lines that bypassed a step, and those that may have.

    `needed` tells whether any non-originating material of the trade is there to be worked, `own` whether any
    originating one is. `forgiven` are lines that a tolerance pardons, or may, with
    whether they are there at all.
    """

    offenders: list[int]
    doubtful: list[int]
    needed: Truth
    own: Truth
    forgiven: list[tuple[int, Truth]]


def _late_materials(
    inputs: tuple[t.ScopeItem, ...],
    makes: tuple[HsSet, ...],
    trade: HsSet,
    production: Production,
    forgiven: Sequence[Truth] | None,
) -> Late:
    offenders: list[int] = []
    doubtful: list[int] = []
    needed: Truth = False
    own: Truth = False
    spared: list[tuple[int, Truth]] = []
    foreigners = production.standing(t.Standing.NON_ORIGINATING)
    owned = production.standing(t.Standing.ORIGINATING)
    for number, line in enumerate(production.lines):
        of_trade = contains(trade, line.spans)
        if of_trade is False:
            continue
        own = any_of((own, all_of((owned[number], of_trade))))
        foreign = foreigners[number]
        if foreign is False:
            continue
        if inputs:
            late = negated(early_enough(inputs, number, production))
        else:
            late = any_of([contains(made, line.spans) for made in makes if made.ranges])
        pardon: Truth = forgiven[number] if forgiven else False
        free: Truth = production.unrestricted[number] if production.unrestricted else False
        excused = any_of((free, all_of((pardon, late))))  # a pardon is for what came in late, and for nothing else
        if excused is not False:
            # Where it is there at all, it stands in for what the process would have made.
            there = all_of((production.present[number], of_trade, excused))
            own = any_of((own, there))
            if free is not True:
                spared.append((number, all_of((foreign, there))))
        if excused is True:
            continue
        needed = any_of((needed, all_of((foreign, of_trade, negated(excused)))))
        offends = all_of((foreign, late, negated(pardon), negated(free)))
        if offends is True:
            offenders.append(number)
        elif offends is None:
            doubtful.append(number)
    return Late(offenders, doubtful, needed, own, spared)


def _worked(
    there: Truth, number: int, makes: tuple[HsSet, ...], steps: Sequence[Truth], production: Production
) -> Truth:
    """Whether a forgiven line is not there, or went through every step beyond the last one that makes such a thing."""
    spans = production.lines[number].spans
    reached: Truth = False
    beyond: list[Truth] = []
    for made, step in zip(reversed(makes), reversed(steps), strict=True):
        reached = any_of((reached, contains(made, spans) if made.ranges else False))
        beyond.append(any_of((reached, step)))
    return any_of((negated(there), all_of(beyond)))


def _bought_originating(made: HsSet, production: Production) -> Truth:
    """Whether what the step would make is used as an originating material."""
    return any_of(
        all_of((originating, contains(made, line.spans)))
        for line, originating in zip(production.lines, production.standing(t.Standing.ORIGINATING), strict=True)
        if originating is not False
    )
