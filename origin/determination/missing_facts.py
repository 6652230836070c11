"""Which missing facts would settle an undetermined verdict: the smallest sets, each way."""

from __future__ import annotations

from origin.determination.chapter_notes import NoteFound
from origin.determination.determination import Determination
from origin.determination.fact_sets import (
    IMPOSSIBLE,
    NOTHING,
    Ask,
    Decisive,
    Fact,
    Sets,
    every,
    leaf,
    one_of,
    smallest,
)
from origin.determination.finding_facts import FindingFacts
from origin.determination.goods_and_parts import kinds_asked
from origin.determination.judgement import AlternativeFound, CandidateFound, Judgement, PartsFound, WaiverFound
from origin.determination.production import Production
from origin.determination.sets import SetFound
from origin.language import tree as t

NO_RULE = "no rule"
"""Asked of the law where the list of a pack has no rule for the product."""


def decisive_facts(determination: Determination) -> Decisive:
    """The facts that would settle the verdict; nothing where it is settled already."""
    return Decisive(*(_Settling(determination).verdict(wanted) for wanted in (True, False)))


class _Settling(FindingFacts):
    """The sets of facts that settle the verdict."""

    def verdict(self, wanted: bool) -> Sets:
        judgement = self.determination.judgement
        product = judgement.production.article.id
        journey = self.determination.journey
        place = leaf(self.determination.in_territory, wanted, Fact(Ask.PLACE.value, product))
        travel = leaf(journey.truth, wanted, *[Fact(Ask.JOURNEY.value, product, ask) for ask in journey.asks])
        stay = leaf(self.determination.returned.truth, wanted, Fact(Ask.STAY.value, product))
        drawback = leaf(self.determination.drawback.truth, wanted, Fact(Ask.DRAWBACK.value, product))
        other = leaf(self.determination.other_party, wanted, Fact(Ask.DIRECTION.value, product))
        parts = [place, other, self.judgement(judgement, wanted), stay, travel, drawback]
        return every(parts) if wanted else one_of(parts)

    def judgement(self, judgement: Judgement, wanted: bool) -> Sets:
        if judgement.truth is not None:
            return NOTHING if judgement.truth is wanted else IMPOSSIBLE
        deemed = self._deemed(judgement, wanted)
        if deemed:
            return deemed
        production = judgement.production
        product = production.article.id
        if not production.stated and judgement.wholly_obtained is None:
            return (frozenset({Fact(Ask.MATERIALS.value, product)}), *self._whole(judgement))
        if production.article.hs is None:
            return (frozenset({Fact(Ask.HS_CODE.value, product)}),)
        if judgement.as_set is not None:
            return self._as_set(judgement.as_set, production, wanted)
        rule = self._rule(judgement, wanted)
        beyond = self.operations(judgement, wanted)
        ways = [every([rule, beyond]) if wanted else one_of([rule, beyond])]
        if wanted:
            ways += [self._whole(judgement), self._all_originating(judgement)]
            return one_of(ways)
        return one_of(ways)

    def _deemed(self, judgement: Judgement, wanted: bool) -> Sets:
        """Facts on whether the product is on a list of goods that originate without production."""
        found = judgement.deemed
        if found is None or found.truth is not None or not wanted:
            return IMPOSSIBLE
        product = judgement.production.article
        if found.provision.kind is not None and found.provision.kind not in product.kinds:
            return (frozenset({Fact(Ask.KIND.value, product.id, found.provision.kind)}),)
        if self.determination.circumstances.exported_from is None:
            return (frozenset({Fact(Ask.DIRECTION.value, product.id)}),)
        return (frozenset({Fact(Ask.HS_CODE.value, product.id)}),)

    def _as_set(self, found: SetFound, production: Production, wanted: bool) -> Sets:
        """Facts on a set: its shares, and by which letter of the rule of interpretation it is classified."""
        parts = [self.found(share, production, wanted) for share in (found.share, *found.limits)]
        sets = every(parts) if wanted else one_of(parts)
        which = frozenset({Fact(Ask.SET_RULE.value, production.article.id)})
        return sets if found.governs is True else every([sets, (which,)])

    def _rule(self, judgement: Judgement, wanted: bool) -> Sets:
        """Facts on the rule, the rule of last resort and the notes to chapters."""
        rule = self.candidates(judgement, wanted)
        parts = judgement.parts
        if parts is not None:
            production = judgement.looked_at
            last = [self.alternative(one, production, wanted) for one in parts.alternatives]
            kinds = self._parts(parts, production)
            if wanted:
                rule = one_of([rule, every([*kinds, one_of(last)])])
            else:
                rule = every([rule, one_of([*kinds, every(last)])])
        notes = [self._note(note, judgement.production, wanted) for note in judgement.notes]
        return every([rule, *notes]) if wanted else one_of([rule, *notes])

    def _parts(self, parts: PartsFound, production: Production) -> list[Sets]:
        """Which materials of the product's own classification are parts of it, where that is open."""
        provision = production.law.agreement.provisions.goods_and_parts
        if parts.only_parts is not None or provision is None:
            return []
        return [(frozenset({Fact(Ask.KIND.value, *asked)}),) for asked in kinds_asked(provision, production)]

    def _note(self, note: NoteFound, production: Production, wanted: bool) -> Sets:
        """Facts on whether a note concerns the product and is kept."""
        if note.truth is not None:
            return NOTHING if note.truth is wanted else IMPOSSIBLE
        parts = [self.found(one, production, wanted) for one in note.found]
        sets = one_of(parts) if wanted else every(parts)
        if note.applies is None:
            unless = note.note.unless
            fact = Fact(Ask.HS_CODE.value, production.article.id)
            if unless is not None and unless.kind not in production.article.kinds:
                fact = Fact(Ask.KIND.value, production.article.id, unless.kind)
            own: Sets = (frozenset({fact}),)
            sets = one_of([sets, own]) if wanted else every([sets, own])
        return sets

    def _whole(self, judgement: Judgement) -> Sets:
        if judgement.wholly_obtained is not None or judgement.production.lines:
            return IMPOSSIBLE
        return (frozenset({Fact(Ask.WHOLLY_OBTAINED.value, judgement.production.article.id)}),)

    def _all_originating(self, judgement: Judgement) -> Sets:
        if judgement.exclusively_originating is not None:
            return IMPOSSIBLE
        foreign = judgement.production.standing(t.Standing.NON_ORIGINATING)
        doubtful = [number for number, truth in enumerate(foreign) if truth is None]
        return every([self.origin(number, judgement.production, True) for number in doubtful])

    def operations(self, judgement: Judgement, wanted: bool) -> Sets:
        """Facts on whether production goes beyond the insufficient operations."""
        found, product = judgement.insufficient, judgement.production.article.id
        if found.truth is not None:
            return NOTHING if found.truth is not wanted else IMPOSSIBLE
        open_steps = [Fact(Ask.SIMPLE.value, product, one.step.term) for one in found.steps if one.insufficient is None]
        if not judgement.production.complete or not open_steps:
            return (frozenset({Fact(Ask.PROCESS.value, product)}),)
        return tuple(frozenset({fact}) for fact in open_steps) if wanted else (frozenset(open_steps),)

    def candidates(self, judgement: Judgement, wanted: bool) -> Sets:
        """Facts on the rules that may apply; which of them does is one where they differ."""
        if not judgement.candidates:
            return (frozenset({Fact(Ask.LAW.value, judgement.production.article.id, NO_RULE)}),)
        production = judgement.looked_at
        each = [self.candidate(candidate, production, wanted) for candidate in judgement.candidates]
        if len(each) == 1:
            return each[0]
        which = Fact(Ask.OPTION.value, production.article.id)
        if len({candidate.candidate.option for candidate in judgement.candidates}) == 1:
            which = Fact(Ask.HS_CODE.value, production.article.id)
        return smallest([*every(each), *[facts | {which} for sets in each for facts in sets]])

    def candidate(self, candidate: CandidateFound, production: Production, wanted: bool) -> Sets:
        if candidate.truth is not None:
            return NOTHING if candidate.truth is wanted else IMPOSSIBLE
        parts = [self.alternative(one, production, wanted) for one in candidate.alternatives]
        return one_of(parts) if wanted else every(parts)

    def alternative(self, one: AlternativeFound, production: Production, wanted: bool) -> Sets:
        if one.truth is not None:
            return NOTHING if one.truth is wanted else IMPOSSIBLE
        product = production.article.id
        opened: list[Fact] = []
        if one.open is None:
            quota = one.alternative.quota
            opened = [Fact(Ask.QUOTA.value, product, quota) if quota else Fact(Ask.DIRECTION.value, product)]
            if quota and self.determination.circumstances.within_quota and one.closed_because:
                opened = [Fact(Ask.LAW.value, product, one.closed_because)]
        gate = leaf(one.open, wanted, *opened)
        tests = [self.found(one.found, production, wanted)] if one.found is not None else []
        tests += [self.tolerance(tolerance, production, wanted, one.found) for tolerance in one.tolerances]
        if one.waiver is not None:
            tests.append(self._waiver(one.waiver, production, wanted))
        inner = one_of(tests) if wanted else every(tests)
        return every([gate, inner]) if wanted else one_of([gate, inner])

    def _waiver(self, waiver: WaiverFound, production: Production, wanted: bool) -> Sets:
        """Facts on whether a regional value content is waived, and what is left of the rule is met."""
        if waiver.truth is not None:
            return NOTHING if waiver.truth is wanted else IMPOSSIBLE
        rest = [self.found(waiver.found, production, wanted)]
        rest += [self.tolerance(tolerance, production, wanted, waiver.found) for tolerance in waiver.tolerances]
        small = self.found(waiver.share, production, wanted)
        return every([small, one_of(rest)]) if wanted else one_of([small, every(rest)])
