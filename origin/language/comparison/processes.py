"""When one process of production includes another: every production that undergoes it has undergone the other."""

from __future__ import annotations

from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.language.reach import first_inputs, made_by, makes_of, trade_of
from origin.nomenclature.code_set import HsSet


def includes(process: t.Process, other: t.Process, glossary: Glossary) -> bool:
    """True where whoever meets "done(process)" has met "done(other)" as well.

    A step that makes a material of its own is bypassed by non-originating materials of that kind, and fulfilled where
    such a material is bought in as originating. So of two processes with such steps the other must also speak of the
    same trade, and let in whatever comes in behind the first.
    """
    return process == other or glossary.once("includes", (process, other), lambda: _includes(process, other, glossary))


def _includes(process: t.Process, other: t.Process, glossary: Glossary) -> bool:
    if _counts_intermediates(process, glossary) and not _counts_intermediates(other, glossary):
        return False  # what was done on an intermediate is no step on the product itself
    ours, theirs = makes_of(process, glossary), makes_of(other, glossary)
    inputs, of_other = first_inputs(process), first_inputs(other)
    restricts, other_restricts = bool(inputs) or _any(ours), bool(of_other) or _any(theirs)
    if restricts != other_restricts:
        return False
    if restricts:
        if set(inputs) != set(of_other) or not trade_of(process, glossary).same_as(trade_of(other, glossary)):
            return False
        if not inputs and not _union(theirs).is_subset(_union(ours)):
            return False
    return _in_order(process, other, ours, theirs, glossary)


def _in_order(
    process: t.Process, other: t.Process, ours: tuple[HsSet, ...], theirs: tuple[HsSet, ...], glossary: Glossary
) -> bool:
    """Whether each step of the other process is found in this one, and in its order where that matters."""
    ordered = other.ordered and len(other.steps) > 1
    if ordered and not process.ordered:
        return False
    at = 0
    for number, wanted in enumerate(other.steps):
        found = next(
            (
                place
                for place in range(at, len(process.steps))
                if _step_includes(process.steps[place], wanted, glossary)
                and (ours[place].is_empty or ours[place].is_subset(theirs[number]))
            ),
            None,
        )
        if found is None:
            return False
        at = found + 1 if ordered else 0
    return True


def _step_includes(step: t.Step, other: t.Step, glossary: Glossary) -> bool:
    """Whether each operation that fulfils one step fulfils the other."""
    return all(any(_is_a(one, another, glossary) for another in other.options) for one in step.options)


def _is_a(operation: t.Operation, other: t.Operation, glossary: Glossary) -> bool:
    """Whether an operation is one that is asked for: the same as often, or a member of the group."""
    if other.inputs and set(operation.inputs) != set(other.inputs):
        return False
    if operation.quoted or other.quoted:
        return (operation.term, operation.quoted, operation.count) == (other.term, other.quoted, other.count)
    if operation.term == other.term:
        return operation.count >= other.count
    own, group = glossary.processes.get(operation.term), glossary.processes.get(other.term)
    is_group = own is not None and bool(own.members)
    return group is not None and operation.term in group.members and other.count == 1 and not is_group


def _counts_intermediates(process: t.Process, glossary: Glossary) -> bool:
    return len(process.steps) > 1 or any(
        made_by(operation, glossary).ranges for step in process.steps for operation in step.options
    )


def _any(sets: tuple[HsSet, ...]) -> bool:
    return any(codes.ranges for codes in sets)


def _union(sets: tuple[HsSet, ...]) -> HsSet:
    joined = HsSet()
    for codes in sets:
        joined |= codes
    return joined
