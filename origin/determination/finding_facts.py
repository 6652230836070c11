"""Which missing facts would give a finding the wanted truth: tests, materials, values, production steps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import assert_never

from origin.determination.conditions import early_enough, meets
from origin.determination.determination import Determination
from origin.determination.fact_sets import (
    IMPOSSIBLE,
    NOTHING,
    Ask,
    Fact,
    FactSet,
    Sets,
    every,
    one_of,
)
from origin.determination.findings import (
    AllowFound,
    DefinedFound,
    DoneFound,
    EachFound,
    Found,
    JoinFound,
    ShareFound,
    TextFound,
    dones,
    eaches,
)
from origin.determination.judgement import Judgement
from origin.determination.materials import BY_OWN_RULE
from origin.determination.membership import contains, in_items, in_scope
from origin.determination.production import Production
from origin.determination.share import compare, ratio_of
from origin.determination.status import MaterialStatus, Reason
from origin.determination.tolerance import ToleranceFound
from origin.determination.tolerance_facts import amounts_asked, fibres_asked, kinds_asked
from origin.determination.truth import Truth
from origin.dossier.model import Article, Maker
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.reach import first_inputs

_MEASURES = {
    t.Measure.VALUE: Ask.VALUE,
    t.Measure.WEIGHT: Ask.WEIGHT,
    t.Measure.DRY_WEIGHT: Ask.DRY_WEIGHT,
    t.Measure.VOLUME: Ask.VOLUME,
}


class FindingFacts(Frozen):
    """The sets of facts that settle findings of one determination."""

    determination: Determination

    def judgement(self, judgement: Judgement, wanted: bool) -> Sets:
        """The facts that would settle whether an intermediate originates."""
        raise NotImplementedError

    def tolerance(
        self, found: ToleranceFound, production: Production, wanted: bool, strict: Found | None = None
    ) -> Sets:
        """Facts on whether a tolerance forgives the offenders against a test (`strict`)."""
        if found.truth is not None:
            return NOTHING if found.truth is wanted else IMPOSSIBLE
        facts: list[Sets] = [self._offender(number, production, strict) for number in found.doubtful]
        amounts = production.amounts(found.measure).amounts
        ask = _MEASURES[found.measure]
        for number in found.offenders:
            if amounts[number] is None:
                facts.append((frozenset({Fact(ask.value, production.lines[number].article.id)}),))
        if found.basis_high is None or found.basis_low != found.basis_high:
            of_materials = amounts_asked(found, production, ask)
            basis = [self._basis_fact(found.measure, production, found.price)] if of_materials is None else of_materials
            facts += [(frozenset({fact}),) for fact in basis]
        asked = (*fibres_asked(found, production), *kinds_asked(found, production))
        facts += [(frozenset({fact}),) for fact in asked]
        return every(facts) if wanted else one_of(facts)

    def _offender(self, number: int, production: Production, strict: Found | None) -> Sets:
        """Facts on whether a line offends against the test at all: those that the test itself hangs on."""
        if strict is None:
            return self.line(number, production)
        ways = [self.condition(one.test, number, production) for one in eaches(strict) if number in one.doubtful]
        ways += [self.late(number, one.test.process, production) for one in dones(strict) if number in one.doubtful]
        return one_of(ways) or self.line(number, production)

    def _basis_fact(self, measure: t.Measure, production: Production, price: t.Price | None = None) -> Fact:
        product = production.article.id
        if measure is t.Measure.VALUE:
            return Fact(Ask.PRICE.value, product, (price or t.Price.EX_WORKS).value)
        return Fact(_MEASURES[measure].value, product)

    # -- tests --

    def found(self, found: Found, production: Production, wanted: bool) -> Sets:
        """The sets of facts that would give a finding the wanted truth."""
        if found.truth is not None:
            return NOTHING if found.truth is wanted else IMPOSSIBLE
        match found:
            case EachFound():
                return self.each(found, production, wanted)
            case ShareFound():
                return self.share(found, production, wanted)
            case DoneFound():
                return self.done(found, production, wanted)
            case JoinFound(test, _, parts):
                sets = [self.found(part, production, wanted) for part in parts]
                return every(sets) if isinstance(test, t.AllOf) is wanted else one_of(sets)
            case AllowFound():
                return self.allow(found, production, wanted)
            case DefinedFound(_, _, inner):
                return IMPOSSIBLE if inner is None else self.found(inner, production, wanted)
            case TextFound(test):
                return (frozenset({Fact(Ask.LAW.value, production.article.id, test.wording)}),)
            case _:
                assert_never(found)

    def each(self, found: EachFound, production: Production, wanted: bool) -> Sets:
        """Facts on the materials that may fail a condition."""
        scope = found.test.scope
        if scope.standing is t.Standing.PRODUCT:
            return (frozenset({Fact(Ask.WHOLLY_OBTAINED.value, production.article.id)}),)
        if not production.stated:
            return (frozenset({Fact(Ask.MATERIALS.value, production.article.id)}),)
        sets = [self.condition(found.test, number, production) for number in found.doubtful]
        return every(sets) if wanted else one_of(sets)

    def condition(self, test: t.Each, number: int, production: Production) -> Sets:
        """Each a single fact of a line that would take it out of doubt, favourably answered."""
        line = production.lines[number]
        ways: list[Sets] = []
        if self._component_open(number, production):
            ways.append((frozenset({Fact(Ask.COMPONENT.value, line.article.id)}),))
        elif production.standing(test.scope.standing)[number] is None:
            ways.append(self.origin(number, production, True))
        if in_scope(test.scope, line, production) is None:
            ways.append((self.identity(number, production, test.scope.items + test.scope.excepted),))
        if meets(test.condition, number, production) is None:
            match test.condition:
                case t.WhollyObtained():
                    ways.append((frozenset({Fact(Ask.WHOLLY_OBTAINED.value, line.article.id)}),))
                case t.Originating() | t.OwnRule():
                    ways.append(self.origin(number, production, True))
                case t.Shift(_, excluding, excepted):
                    ways.append((self.identity(number, production, excluding + excepted),))
                case t.FromInputs(inputs):
                    ways.append((self.identity(number, production, inputs),))
                case t.Undergoes(process):
                    term = process.steps[0].options[0].term
                    ways.append((frozenset({Fact(Ask.PROCESS.value, production.article.id, term)}),))
                case t.Unused() | t.RetainsOrigin():
                    ways.append((self.identity(number, production, test.scope.items),))
                case _:
                    assert_never(test.condition)
        return one_of(ways) or self.line(number, production)

    @staticmethod
    def _component_open(number: int, production: Production) -> bool:
        """Whether it is not known if a line is part of the component that a rule looks at."""
        return (
            bool(production.component)
            and production.component[number] is None
            and any(
                contains(one.products, production.spans) is not False
                for one in production.law.agreement.provisions.component_only
            )
        )

    def identity(self, number: int, production: Production, items: Iterable[t.ScopeItem]) -> FactSet:
        """What must be known of a line to tell whether it is among some items: its code, or a description."""
        line = production.lines[number]
        if len(line.spans) != 1 or line.spans[0][0] != line.spans[0][1]:
            return frozenset({Fact(Ask.HS_CODE.value, line.article.id)})
        names = [item.name for item in items if isinstance(item, t.Named) and item.name not in line.article.kinds]
        if t.Same.DESCRIPTION in items and t.Same.DESCRIPTION.value not in line.article.kinds:
            names.append(t.Same.DESCRIPTION.value)
        return frozenset({Fact(Ask.KIND.value, line.article.id, name) for name in names[:1]}) or frozenset(
            {Fact(Ask.HS_CODE.value, line.article.id)}
        )

    def origin(self, number: int, production: Production, wanted: bool) -> Sets:
        """What would settle a line's status: proof of its origin, or whatever its own production lacks."""
        line = production.lines[number]
        article = line.article
        asked: Sets = (frozenset({Fact(Ask.ORIGIN.value, article.id)}),)
        status, judgements = self.determination.statuses.get(article.id), self.determination.judgements
        if status is not None:
            asked = one_of([asked, *self._otherwise(article, status)])
        if status is not None and status.reason in BY_OWN_RULE:
            if status.originating is True or article.production is None:
                return asked
            if article.production.where is None:
                return one_of([(frozenset({Fact(Ask.PLACE.value, article.id)}),), asked])
            return self.judgement(judgements[article.id], wanted) or asked
        if production.present[number] is None and line.parent != production.article.id:
            # The intermediate it is part of may yet originate, and then it does not count.
            return self.judgement(judgements[line.parent], wanted) or asked
        return asked

    @staticmethod
    def _otherwise(article: Article, status: MaterialStatus) -> list[Sets]:
        """Other facts than its origin that would settle a status: lists, designation, a vessel, a stay abroad."""
        facts: list[Fact] = []
        if status.deemed is not None and status.deemed.truth is None and status.deemed.provision.kind is not None:
            facts.append(Fact(Ask.KIND.value, article.id, status.deemed.provision.kind))
        if status.reason is Reason.NOT_DESIGNATED or status.reason in BY_OWN_RULE:
            production = article.production
            if production is not None and production.by is Maker.PRODUCER and production.designated is None:
                facts.append(Fact(Ask.DESIGNATION.value, article.id))
        if status.reason is Reason.NOT_LENT and status.lent is not None and status.lent.truth is None:
            partners = status.lent.partners
            if partners is not None and partners.matrix is not None:
                facts.append(Fact(Ask.LAW.value, article.id, f"whether cumulation with {status.lent.country} applies"))
        if article.wholly_obtained is not None and article.vessel is None and status.reason is Reason.NOT_SHOWN:
            facts.append(Fact(Ask.VESSEL.value, article.id))
        if status.reason is Reason.LEFT_TERRITORY:
            facts.append(Fact(Ask.STAY.value, article.id))
        return [(frozenset({fact}),) for fact in facts]

    def line(self, number: int, production: Production) -> Sets:
        """A fact of a line in doubt: its origin where that is open, else its code."""
        if production.standing(t.Standing.NON_ORIGINATING)[number] is None:
            return self.origin(number, production, True)
        article = production.lines[number].article
        spans = production.lines[number].spans
        if len(spans) == 1 and spans[0][0] == spans[0][1]:
            return (frozenset({Fact(Ask.FIBRE.value, article.id)}),)
        return (frozenset({Fact(Ask.HS_CODE.value, article.id)}),)

    def share(self, found: ShareFound, production: Production, wanted: bool) -> Sets:
        """Facts on the amounts and the basis of a bound."""
        if not production.stated:
            return (frozenset({Fact(Ask.MATERIALS.value, production.article.id)}),)
        basis: list[Sets] = []
        if isinstance(found.test.basis, t.MaterialsBasis):
            pass
        elif found.basis_high is None or found.basis_low != found.basis_high:
            basis = [(frozenset({self._basis_fact(found.test.measure, production, found.price)}),)]
        lines = [(number, self._amount_facts(found, number, production)) for number in found.doubtful]
        if isinstance(found.test.basis, t.MaterialsBasis) or basis:
            return every([*basis, *[sets for _, sets in lines]])
        return self._fewest(found, production, lines, wanted)

    def _amount_facts(self, found: ShareFound, number: int, production: Production) -> Sets:
        article = production.lines[number].article
        scope = found.test.scope
        ways: list[Sets] = []
        if production.standing(scope.standing)[number] is None:
            ways.append(self.origin(number, production, True))
        if in_scope(scope, production.lines[number], production) is None:
            ways.append((self.identity(number, production, scope.items + scope.excepted),))
        if production.amounts(found.test.measure).amounts[number] is None:
            ways.append((frozenset({Fact(_MEASURES[found.test.measure].value, article.id)}),))
        if not ways:  # it counts in full or in part, by its country
            ways.append((frozenset({Fact(Ask.ORIGIN.value, article.id)}),))
        return one_of(ways)

    def _fewest(self, found: ShareFound, production: Production, lines: list[tuple[int, Sets]], wanted: bool) -> Sets:
        """The fewest lines in doubt which, settled the wanted way, decide the bound: the heaviest first."""
        ratio = ratio_of(found.test)
        amounts = production.amounts(found.test.measure).amounts
        upper = ratio.relation in (t.Relation.AT_MOST, t.Relation.LESS)
        drop = upper is wanted  # the wanted answer needs lines taken out, not counted in
        low = found.low
        rest = sorted(lines, key=lambda pair: (amounts[pair[0]] is not None, -(amounts[pair[0]] or 0), pair[0]))
        decide = partial(compare, basis_low=found.basis_low, basis_high=found.basis_high or 0, ratio=ratio)
        chosen: list[Sets] = []
        while rest:
            number, sets = rest.pop(0)
            chosen.append(sets)
            amount = amounts[number]
            low += 0 if drop else amount or 0
            unbounded = any(amounts[other] is None for other, _ in rest)
            high = None if unbounded else low + sum(amounts[other] or 0 for other, _ in rest)
            settled: Truth = decide(low, high)
            if settled is wanted or (amount is None and not drop):
                break
        return every(chosen)

    def done(self, found: DoneFound, production: Production, wanted: bool) -> Sets:
        """Facts on whether a process took place, and on the materials that may have come in after it."""
        parts: list[Sets] = []
        for step, truth in zip(found.test.process.steps, found.steps, strict=True):
            if truth is None:
                parts.append((frozenset({Fact(Ask.PROCESS.value, production.article.id, step.options[0].term)}),))
            elif truth is False and wanted:
                parts.append(IMPOSSIBLE)
        parts += [self.late(number, found.test.process, production) for number in found.doubtful]
        if not production.stated:
            parts.append((frozenset({Fact(Ask.MATERIALS.value, production.article.id)}),))
        if wanted:
            return every(parts)
        return one_of(parts)

    def late(self, number: int, process: t.Process, production: Production) -> Sets:
        """A fact of a line that may have come in too late: whether it is what the process is worked on, where open."""
        inputs, line = first_inputs(process), production.lines[number]
        unsure = [item for item in inputs if isinstance(item, t.Named) and in_items((item,), line, production) is None]
        settled = production.standing(t.Standing.NON_ORIGINATING)[number] is not None
        if settled and unsure and early_enough(inputs, number, production) is None:
            return (self.identity(number, production, unsure),)
        return self.line(number, production)

    def allow(self, found: AllowFound, production: Production, wanted: bool) -> Sets:
        """Facts on a test with an allowance."""
        strict = self.found(found.strict, production, wanted)
        inner = [self.found(part, production, wanted) for part in (found.lenient, found.bound) if part is not None]
        eased = every(inner) if wanted else one_of(inner)
        return one_of([strict, eased]) if wanted else every([strict, eased])
