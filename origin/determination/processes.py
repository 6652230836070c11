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
    done = {step.term for step in stated if on is None or not step.on or on in step.on}
    if operation.quoted:
        if operation.count == 1 and _plain(operation.term) in map(_plain, done):
            return True
        return None if done else False
    entry = glossary.processes.get(operation.term)
    members = entry.members if entry else ()
    times = len(done.intersection(members)) + (operation.term in done)
    if times >= operation.count:
        return True
    # A group stated as such ("preparatory or finishing operations") leaves open which took place, and how many.
    return None if members and operation.term in done else False


def _plain(words: str) -> str:
    """The words of an operation as they are compared: capitals, spaces, hyphens and signs make no difference."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
