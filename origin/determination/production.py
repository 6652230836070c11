"""One production to judge by a rule: the product, its materials with their status, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from origin.agreements.law import Law
from origin.determination.truth import Truth
from origin.determination.workings import Figures, Line, Span, Workings
from origin.dossier.model import Article, ProcessStep
from origin.language.tree import Measure, Price, Standing


@dataclass(frozen=True)
class Production:
    """What a rule is evaluated on. Sequences run parallel to `lines`.

    `originating` and `wholly_obtained` are each line's status; `unrestricted` tells which lines no shift or process
    requirement restricts. `steps` are the operations that took place in a territory that counts, those on
    intermediates included, and `own_steps` those on the product itself; they are all there were only where `complete`
    and `own_complete` say so. `stated` is False where the dossier names no materials at all.
    """

    law: Law
    workings: Workings
    article: Article
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    originating: Sequence[Truth]
    wholly_obtained: Sequence[Truth]
    unrestricted: Sequence[Truth]
    product_wholly_obtained: Truth
    own_steps: tuple[ProcessStep, ...]
    own_complete: bool
    steps: tuple[ProcessStep, ...]
    complete: bool
    stated: bool = True
    _figures: dict[Measure, Figures] = field(default_factory=dict, compare=False, repr=False)

    def amounts(self, measure: Measure) -> Figures:
        """The lines' amounts of a measure as integers; for values the scale holds every stated price as well."""
        found = self._figures.get(measure)
        if found is None:
            found = self._figures[measure] = self.workings.figures(self.article, self.lines, measure)
        return found

    def price(self, basis: Price) -> int | None:
        """A price on the scale of the values; None where it is not stated."""
        return self.amounts(Measure.VALUE).prices.get(basis)

    def own_amount(self, measure: Measure) -> int | None:
        """The product's own weight or volume, on the scale of the lines' amounts; None where it is not stated."""
        return self.amounts(measure).own

    @cached_property
    def non_originating(self) -> tuple[Truth, ...]:
        """For each line whether it is non-originating."""
        return tuple([None if truth is None else not truth for truth in self.originating])

    def standing(self, wanted: Standing) -> Sequence[Truth]:
        """For each line whether it has the standing that a scope asks for."""
        match wanted:
            case Standing.NON_ORIGINATING:
                return self.non_originating
            case Standing.ORIGINATING:
                return self.originating
            case Standing.WHOLLY_OBTAINED:
                return self.wholly_obtained
            case Standing.ANY | Standing.PRODUCT:
                return (True,) * len(self.lines)

    @cached_property
    def all_originating(self) -> Truth:
        """True where every material is originating; unknown where none is stated."""
        if not self.stated:
            return None
        if False in self.originating:
            return False
        return None if None in self.originating else True
