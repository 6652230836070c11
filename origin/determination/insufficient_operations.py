"""Insufficient (minimal) operations: production that consists of nothing else does not confer origin."""

from __future__ import annotations

from origin.agreements.law import Law
from origin.agreements.provisions import InsufficientOperations, MinimumWorking, Operation
from origin.determination.membership import contains
from origin.determination.truth import Truth, all_of
from origin.determination.workings import Span
from origin.dossier.model import ProcessStep
from origin.frozen import Frozen


class StepFound(Frozen):
    """One operation, whether the agreement counts it as insufficient, and the point of its list that says so."""

    step: ProcessStep
    insufficient: Truth
    listed: Operation | None


class InsufficientFound(Frozen):
    """Whether production consists only of insufficient operations; `presumed` where that was taken not to be so."""

    truth: Truth
    steps: tuple[StepFound, ...] = ()
    presumed: bool = False
    citation: str | None = None


def evaluate_insufficient(
    law: Law,
    spans: tuple[Span, ...],
    steps: tuple[ProcessStep, ...],
    complete: bool,
    presume: bool,
    besides: tuple[MinimumWorking, ...] = (),
) -> InsufficientFound:
    """Whether all that was done is on the agreement's list, or among operations that are not enough `besides`.

    One operation beyond it is enough to go beyond. Where production is not fully described, an operation may be simple
    or not, or is stated in words that may mean any, `presume` takes it to go beyond.
    """
    provision = law.agreement.provisions.insufficient_operations
    if provision is None:
        return InsufficientFound(False)
    listed = law.once("insufficient", provision, _by_term)
    known = law.glossary.processes
    found = tuple(
        [
            _step(step, listed.get(step.term, ()), besides, spans)
            if step.term in known or step.term in listed or step.simple is False
            else StepFound(step, None, None)  # words of one's own may stand for an operation of the list
            for step in steps
        ]
    )
    truth = all_of([one.insufficient for one in found])
    if truth is True and not complete:
        truth = None
    if truth is None and presume:
        return InsufficientFound(False, found, presumed=True, citation=provision.citation)
    return InsufficientFound(truth, found, citation=provision.citation)


def _by_term(provision: InsufficientOperations) -> dict[str, tuple[Operation, ...]]:
    """The operations of the list by the terms that name them."""
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in provision.operations:
        for term in operation.processes:
            found[term] = (*found.get(term, ()), operation)
    return found


def _more(step: ProcessStep, besides: tuple[MinimumWorking, ...]) -> list[Operation]:
    """An operation that is not enough in the last country, as one of the list."""
    return [
        Operation("not enough in the last country", (step.term,), one.citation, products=one.products)
        for one in besides
        if step.term in one.operations
    ]


def _step(
    step: ProcessStep, listed: tuple[Operation, ...], besides: tuple[MinimumWorking, ...], spans: tuple[Span, ...]
) -> StepFound:
    doubtful: Operation | None = None
    if besides:
        listed = (*listed, *_more(step, besides))
    for one in listed:
        concerned: Truth = True if one.products is None else contains(one.products, spans)
        if concerned is False:
            continue
        if concerned is True and (not one.only_if_simple or step.simple is True):
            return StepFound(step, True, one)
        if concerned is None or step.simple is None:
            doubtful = one
    return StepFound(step, False if doubtful is None else None, doubtful)
