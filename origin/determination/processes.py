"""Whether the operations a rule asks for took place, and which materials came too late to undergo them."""

from __future__ import annotations

import re

from origin.determination.production import Production
from origin.determination.truth import Truth, all_of, any_of
from origin.dossier.model import ProcessStep
from origin.language import tree as t
from origin.language.glossary import Glossary
from origin.language.reach import made_by


def process_done(process: t.Process, production: Production, on: str | None = None) -> Truth:
    """Whether every step took place; `on` asks whether it was worked on that material."""
    return all_of(step_done(step, production, nested(process, production), on) for step in process.steps)


def nested(process: t.Process, production: Production) -> bool:
    """Whether steps on intermediates count: in a chain, or where the step makes a material of its own."""
    return len(process.steps) > 1 or any(
        made_by(operation, production.law.glossary).ranges for step in process.steps for operation in step.options
    )


def step_done(step: t.Step, production: Production, on_intermediates: bool, on: str | None = None) -> Truth:
    """Whether any operation of the step took place; not known where production is not fully described."""
    if on_intermediates:
        stated, complete = production.steps, production.complete
    else:
        stated, complete = production.own_steps, production.own_complete
    done = any_of([operation_done(operation, stated, production.law.glossary, on) for operation in step.options])
    return None if done is False and not complete else done


def operation_done(
    operation: t.Operation, stated: tuple[ProcessStep, ...], glossary: Glossary, on: str | None = None
) -> Truth:
    """Whether the operation is among those stated, as often as asked; `on` asks whether on that material.

    An operation that the rule describes in words of its own is done where the dossier states it by the same words.
    Other words may mean it as well: only where nothing at all was done is it known not to be.
    """
    done = _terms(stated, on)
    if operation.quoted:
        if operation.count == 1 and plain_words(operation.term) in map(plain_words, done):
            return True
        return None if done else False
    if _times(operation.term, done, glossary) >= operation.count:
        return True
    # A group stated as such ("preparatory or finishing operations") leaves open which took place, and how many.
    if glossary.groups.isdisjoint(done):
        return False
    possible = _possible(done, glossary)
    return None if operation.term in done or _times(operation.term, possible, glossary) >= operation.count else False


def composed(process: t.Process, production: Production) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each step, the operations stated that are together one it asks for, where that was not stated itself."""
    stated = production.steps if nested(process, production) else production.own_steps
    done = _terms(stated, None)
    return tuple([_composed(step, done, production.law.glossary) for step in process.steps])


def _composed(step: t.Step, done: set[str], glossary: Glossary) -> tuple[tuple[str, ...], ...]:
    """The operations that together are one of the step, one of each part."""
    found: list[tuple[str, ...]] = []
    for operation in step.options:
        entry = None if operation.quoted else glossary.processes.get(operation.term)
        for term in (operation.term, *entry.members) if entry else ():
            if term not in done and _is_composed(term, done, glossary):
                parts = glossary.composed[term]
                found.append(tuple([next(one for one in part if one in done) for part in parts]))
    return tuple(found)


def _terms(stated: tuple[ProcessStep, ...], on: str | None) -> set[str]:
    """The operations stated, or those worked on a material."""
    return {step.term for step in stated if on is None or not step.on or on in step.on}


def _times(term: str, done: set[str], glossary: Glossary) -> int:
    """How many different operations of those done are the one asked for, or members of the group asked for."""
    entry, composed = glossary.processes.get(term), glossary.composed
    members = entry.members if entry else ()
    times = len(done.intersection(members)) + (term in done)
    if term not in composed and composed.keys().isdisjoint(members):
        return times
    return times + sum([one not in done and _is_composed(one, done, glossary) for one in (term, *members)])


def _is_composed(term: str, done: set[str], glossary: Glossary) -> bool:
    """Whether operations done are, together, the one of that term: one of each of its parts."""
    parts = glossary.composed.get(term)
    return parts is not None and not any(done.isdisjoint(part) for part in parts)


def _possible(done: set[str], glossary: Glossary) -> set[str]:
    """The operations that may have been done: those stated, and the members of groups that were stated as such."""
    members = {
        member for term in done if (entry := glossary.processes.get(term)) is not None for member in entry.members
    }
    return done if members <= done else _possible(done | members, glossary)


def plain_words(words: str) -> str:
    """The words of an operation as they are compared: capitals, spaces, hyphens and signs make no difference."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
