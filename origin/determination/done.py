"""Done: a process that took place in the territory, on the materials that needed it."""

from __future__ import annotations

from collections.abc import Sequence

from origin.determination.conditions import early_enough
from origin.determination.findings import DoneFound
from origin.determination.membership import contains
from origin.determination.processes import made_by, nested, step_done
from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.nomenclature.code_set import HsSet


def evaluate_done(test: t.Done, production: Production, forgiven: Sequence[Truth] | None = None) -> DoneFound:
    """Whether each step took place, and which non-originating materials came in after it.

    A step that makes a material of its own (weaving makes fabric) is bypassed by a non-originating material of that
    kind; it is also fulfilled where that material is bought in as originating. Where no non-originating material of
    the trade is used at all, nothing is left to be worked.
    """
    process, glossary = test.process, production.law.glossary
    makes = production.law.once("makes", process, lambda: _makes(process, glossary))
    on_intermediates = nested(process, production)
    steps = [step_done(step, production, on_intermediates) for step in process.steps]
    if not any(made.ranges for made in makes):
        return DoneFound(test, all_of(steps), tuple(steps))
    if not production.stated:
        return DoneFound(test, None, tuple(steps))
    trade = production.law.once("trade", process, lambda: _trade(process, makes))
    offenders, doubtful, needed = _late_materials(test, makes, trade, production, forgiven)
    for number, made in enumerate(makes):
        if steps[number] is not True and made.ranges:
            steps[number] = any_of((steps[number], _bought_originating(made, production)))
    took_place = all_of(steps)
    clean: Truth = False if offenders else None if doubtful else True
    truth = all_of((took_place, clean))
    if needed is False:
        return DoneFound(test, True, tuple(steps), not_needed=True)
    if needed is None and truth is False:
        truth = None
    return DoneFound(test, truth, tuple(steps), tuple(offenders), tuple(doubtful))


def _late_materials(
    test: t.Done,
    makes: tuple[HsSet, ...],
    trade: HsSet,
    production: Production,
    forgiven: Sequence[Truth] | None,
) -> tuple[list[int], list[int], Truth]:
    """Lines that bypassed a step, lines that may have, and whether any line needs the process at all."""
    inputs = tuple(item for operation in test.process.steps[0].options for item in operation.inputs)
    inputs = production.law.once("first inputs", test.process, lambda: inputs)
    offenders: list[int] = []
    doubtful: list[int] = []
    needed: Truth = False
    for number, line in enumerate(production.lines):
        originating = production.originating[number]
        if originating is True:
            continue
        of_trade = contains(trade, line.spans)
        if of_trade is False:
            continue
        foreign = negated(originating)
        excused: Truth = forgiven[number] if forgiven else False
        if production.unrestricted:
            excused = any_of((excused, production.unrestricted[number]))
        if excused is True:
            continue
        needed = any_of((needed, all_of((foreign, of_trade, negated(excused)))))
        if inputs:
            late = negated(early_enough(inputs, number, production))
        else:
            late = any_of([contains(made, line.spans) for made in makes if made.ranges])
        if late is False:
            continue
        if late is True and foreign is True and excused is False:
            offenders.append(number)
        else:
            doubtful.append(number)
    return offenders, doubtful, needed


def _bought_originating(made: HsSet, production: Production) -> Truth:
    """Whether what the step would make is used as an originating material."""
    return any_of(
        all_of((production.originating[number], contains(made, line.spans)))
        for number, line in enumerate(production.lines)
        if production.originating[number] is not False
    )


def _makes(process: t.Process, glossary: Glossary) -> tuple[HsSet, ...]:
    """For each step, the codes of what any of its operations makes."""
    found = []
    for step in process.steps:
        codes = HsSet()
        for operation in step.options:
            codes |= made_by(operation, glossary)
        found.append(codes)
    return tuple(found)


def _trade(process: t.Process, makes: tuple[HsSet, ...]) -> HsSet:
    """The materials a chain is about: the chapters of all that its steps make, and of their inputs."""
    codes = HsSet()
    for made in makes:
        codes |= made
    chapters = {low // 10_000 for low in codes.lows} | {high // 10_000 for high in codes.highs}
    low, high = min(chapters), max(chapters)
    if 50 <= low and high <= 63:  # Section XI is one trade: fibres, yarns, fabrics and what is made up of them
        low, high = 50, 63
    return HsSet.from_intervals(((low * 10_000, high * 10_000 + 9_999),))
