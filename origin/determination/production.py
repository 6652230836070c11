"""One production to judge by a rule: the product, its materials with their status, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from origin.agreements.law import Law
from origin.determination.truth import Truth
from origin.determination.workings import Figures, Line, Span, scaled
from origin.dossier.model import Article, ProcessStep
from origin.language.tree import Measure, Price


@dataclass(frozen=True)
class Production:
    """What a rule is evaluated on. Sequences run parallel to `lines`.

    `originating` and `wholly_obtained` are each line's status; `unrestricted` tells which lines no shift or process
    requirement restricts. `steps` are the operations that took place in a territory that counts, those on
    intermediates included, and `own_steps` those on the product itself; they are all there were only where `complete`
    and `own_complete` say so. `stated` is False where the dossier names no materials at all.
    """

    law: Law
    on: date
    article: Article
    spans: tuple[Span, ...]
    prices: dict[Price, Fraction]
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
            match measure:
                case Measure.VALUE:
                    found = scaled(tuple([line.value for line in self.lines]), *self.prices.values())
                case Measure.WEIGHT:
                    found = scaled(tuple([line.weight for line in self.lines]), self.article.weight)
                case Measure.DRY_WEIGHT:
                    found = scaled(tuple([line.dry_weight for line in self.lines]), self.article.dry_weight)
                case Measure.VOLUME:
                    found = scaled(tuple([line.volume for line in self.lines]), self.article.volume)
            self._figures[measure] = found
        return found

    def price(self, basis: Price) -> int | None:
        """A price on the scale of the values; None where it is not stated."""
        price = self.prices.get(basis)
        return None if price is None else int(price * self.amounts(Measure.VALUE).scale)

    def own_amount(self, measure: Measure) -> int | None:
        """The product's own weight or volume, on the scale of the lines' amounts; None where it is not stated."""
        match measure:
            case Measure.WEIGHT:
                amount = self.article.weight
            case Measure.DRY_WEIGHT:
                amount = self.article.dry_weight
            case Measure.VOLUME:
                amount = self.article.volume
            case Measure.VALUE:
                amount = None
        return None if amount is None else int(amount * self.amounts(measure).scale)

    @cached_property
    def all_originating(self) -> Truth:
        """True where every material is originating; unknown where none is stated."""
        if not self.stated:
            return None
        if False in self.originating:
            return False
        return None if None in self.originating else True
