"""One production to judge by a rule: the product, its materials with their status, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec
from msgspec.structs import replace

from origin.agreements.law import Law
from origin.determination.cost import UNKNOWN, Cost, added_up
from origin.determination.prices import NO_PRICES, Prices, averages_allowed, prices_of
from origin.determination.truth import Truth, all_of
from origin.determination.workings import SECONDARY, Figures, Line, Span, Workings, near
from origin.dossier.model import Article, ProcessStep, Role
from origin.frozen import Frozen
from origin.language.tree import Measure, Price, Standing
from origin.nomenclature.code import Level

VALUE = Measure.VALUE

UNITS = {Level.CHAPTER: 10_000, Level.HEADING: 100, Level.SUBHEADING: 1}
"""How many numbers of the six-digit scale a chapter, heading or subheading takes up."""


class Choice(Frozen):
    """A self-produced intermediate at which, or at whose materials, a change of classification may be tested.

    `originating` is whether it has acquired origin itself, designated or not.
    """

    whole: int
    inside: tuple[int, ...]
    originating: Truth = None


class Production(Frozen):
    """What a rule is evaluated on. Sequences run parallel to `lines`.

    `originating`, `non_originating` and `wholly_obtained` are each line's status, if it is a material at all: `present`
    is None for an intermediate that may count whole, and for the materials it was made of, which count if it does not.
    `unrestricted` tells which lines no shift or process requirement restricts. `steps` are the operations that took
    place in a territory that counts, those on intermediates included, and `own_steps` those on the product itself; they
    are all there were only where `complete` and `own_complete` say so. `stated` is False where the dossier names no
    materials. `figures` and `nearby` keep what was worked out of the lines. `component` tells which lines are part of
    the component that determines the classification, `choices` at which self-produced intermediates a change of
    classification may be tested. `costs` are all costs besides materials. `as_stated` is True where values and prices
    are taken as the dossier states them: of several prices to choose from, those that it states. `party` is where it
    took place: a party, or a country beyond them; None where that is not known.
    """

    law: Law
    workings: Workings
    article: Article
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    originating: Sequence[Truth]
    non_originating: Sequence[Truth]
    wholly_obtained: Sequence[Truth]
    present: Sequence[Truth]
    unrestricted: Sequence[Truth]
    product_wholly_obtained: Truth
    own_steps: tuple[ProcessStep, ...]
    own_complete: bool
    steps: tuple[ProcessStep, ...]
    complete: bool
    figures: dict[Measure, Figures]
    nearby: dict[Level, tuple[int, ...]]
    stated: bool = True
    component: Sequence[Truth] = ()
    choices: tuple[Choice, ...] = ()
    costs: Cost = UNKNOWN
    as_stated: bool = False
    party: str | None = None

    @property
    def uncounted(self) -> tuple[Role, ...]:
        """The roles of goods that no value limit counts."""
        if not self.workings.has_secondary_goods:
            return ()
        provisions = self.law.agreement.provisions
        pairs = ((Role.ACCESSORY, provisions.accessories), (Role.RETAIL_PACKING, provisions.retail_packing))
        return tuple(role for role, provision in pairs if provision is None or not provision.counted_in_value)

    def aside(self, measure: Measure) -> tuple[Role, ...]:
        """The roles of goods that limits of a measure leave aside.

        Packing and accessories are no part of a net weight, and of a value only where the agreement says so.
        """
        if measure is VALUE:
            return self.uncounted
        return SECONDARY if self.workings.has_secondary_goods else ()

    def seeing(self, present: Sequence[Truth]) -> Production:
        """The same production, with other lines counting as its materials."""
        return msgspec.structs.replace(self, present=present)

    def amounts(self, measure: Measure) -> Figures:
        """The lines' amounts of a measure as integers; for values the scale holds every known price as well."""
        found = self.figures.get(measure)
        if found is None:
            prices = self.prices if measure is VALUE else NO_PRICES
            added = self.built_up_costs if measure is VALUE else None
            percents = self._percents if measure is VALUE else ()
            found = self.workings.scaled(self.article, self.lines, measure, prices, added, percents)
            if measure is VALUE and not averages_allowed(self.law, self.workings.dossier.product):
                found = replace(found, amounts=(None,) * len(found.amounts), missing=True)
            self.figures[measure] = found
        return found

    def near(self, level: Level) -> tuple[int, ...]:
        """The numbers of the lines that are not for certain classified in another chapter (heading, …) than it is."""
        found = self.nearby.get(level)
        if found is None:
            found = self.nearby[level] = near(self.lines, self.spans, UNITS[level])
        return found

    @property
    def prices(self) -> Prices:
        """The prices that are stated, and those that the agreement works out from them."""
        return prices_of(self.law, self.workings, self.article, self.total_cost, self.net_cost, self.as_stated)

    def price(self, basis: Price) -> int | None:
        """A price on the scale of the values; None where it is not known."""
        return self.amounts(VALUE).prices.get(basis)

    def price_ceiling(self, basis: Price) -> int | None:
        """What a price that is not known can be at most, on the scale of the values; None where nothing tells."""
        return self.amounts(VALUE).ceilings.get(basis)

    @property
    def total_cost(self) -> Fraction | None:
        """What one unit costs, materials included; None where a part of that is not known."""
        total = self.costs.total
        if total is None or not self.stated:
            return None
        for line, here in zip(self.lines, self.present, strict=True):
            if here is None or (here is True and line.value is None):
                return None
            if here is True:
                total += line.value or 0
        return total

    @property
    def built_up_costs(self) -> Fraction | None:
        """Costs of production that a value content by build-up takes in; None where that is not known, or not asked."""
        valuation = self.law.agreement.provisions.valuation
        if valuation is None or valuation.built_up is None:
            return None
        production = self.article.production
        costs = (production.costs if production is not None else None) or {}
        wanted = {name: cost for name, cost in costs.items() if name in valuation.built_up.costs}
        if not wanted and not self.as_stated:
            return None
        return added_up(wanted, self.workings)

    @property
    def _percents(self) -> tuple[Fraction, ...]:
        """Shares of the prices that a value content by build-up knows."""
        valuation = self.law.agreement.provisions.valuation
        limits = valuation.built_up.limits if valuation is not None and valuation.built_up is not None else ()
        return tuple([Fraction(limit.percent) for limit in limits])

    @property
    def net_cost(self) -> Fraction | None:
        """Total cost less what net cost leaves out; None where either is not known."""
        total, excluded = self.total_cost, self.costs.excluded
        return None if total is None or excluded is None else total - excluded

    def own_amount(self, measure: Measure) -> int | None:
        """The product's own weight or volume, on the scale of the lines' amounts; None where it is not stated."""
        return self.amounts(measure).own

    def standing(self, wanted: Standing) -> Sequence[Truth]:
        """For each line whether it is a material with the standing that a scope asks for."""
        found: Sequence[Truth]
        match wanted:
            case Standing.NON_ORIGINATING:
                found = self.non_originating
            case Standing.ORIGINATING:
                found = self.originating
            case Standing.WHOLLY_OBTAINED:
                found = self.wholly_obtained
            case Standing.ANY | Standing.PRODUCT:
                found = self.present
        if all(self.present):
            return found
        return [all_of(pair) for pair in zip(found, self.present, strict=True)]

    @property
    def all_originating(self) -> Truth:
        """True where every material is originating, packing and accessories left aside.

        Unknown where none is stated; nothing is made exclusively of originating materials where there are none.
        """
        if not self.stated:
            return None
        if not self.lines:
            return False
        foreign = self.standing(Standing.NON_ORIGINATING)
        if self.workings.has_secondary_goods:
            if all(line.article.role in SECONDARY for line in self.lines):
                return False
            foreign = [
                False if line.article.role in SECONDARY else truth
                for line, truth in zip(self.lines, foreign, strict=True)
            ]
        if True in foreign:
            return False
        return None if None in foreign else True
