"""Insufficient (minimal) operations: production that consists of nothing else does not confer origin."""

from __future__ import annotations

from dataclasses import dataclass

from origin.agreements.law import Law
from origin.agreements.provisions import InsufficientOperations, Operation
from origin.determination.membership import contains
from origin.determination.truth import Truth, all_of
from origin.determination.workings import Span
from origin.dossier.model import ProcessStep


@dataclass(frozen=True, slots=True)
class StepFound:
    """One operation, whether the agreement counts it as insufficient, and the point of its list that says so."""

    step: ProcessStep
    insufficient: Truth
    listed: Operation | None


@dataclass(frozen=True, slots=True)
class InsufficientFound:
    """Whether production consists only of insufficient operations; `presumed` where that was taken not to be so."""

    truth: Truth
    steps: tuple[StepFound, ...] = ()
    presumed: bool = False
    citation: str | None = None


def evaluate_insufficient(
    law: Law, spans: tuple[Span, ...], steps: tuple[ProcessStep, ...], complete: bool, presume: bool
) -> InsufficientFound:
    """Whether all that was done is on the agreement's list.

    One operation beyond it is enough to go beyond. Where production is not fully described, or an operation may be
    simple or not, `presume` takes it to go beyond.
    """
    provision = law.agreement.provisions.insufficient_operations
    if provision is None:
        return InsufficientFound(False)
    found = tuple([_step(provision, step, spans, law) for step in steps])
    truth = all_of([one.insufficient for one in found])
    if truth is True and not complete:
        truth = None
    if truth is None and presume:
        return InsufficientFound(False, found, presumed=True, citation=provision.citation)
    return InsufficientFound(truth, found, citation=provision.citation)


def _step(provision: InsufficientOperations, step: ProcessStep, spans: tuple[Span, ...], law: Law) -> StepFound:
    listed = [one for one in provision.operations if _names(one, step, law) and _concerns(one, spans) is not False]
    doubtful: Operation | None = None
    for one in listed:
        if _concerns(one, spans) is None:
            doubtful = one
        elif not one.only_if_simple or step.simple is True:
            return StepFound(step, True, one)
        elif step.simple is None:
            doubtful = one
    return StepFound(step, False if doubtful is None else None, doubtful)


def _names(operation: Operation, step: ProcessStep, law: Law) -> bool:
    return step.term in operation.processes


def _concerns(operation: Operation, spans: tuple[Span, ...]) -> Truth:
    return True if operation.products is None else contains(operation.products, spans)
