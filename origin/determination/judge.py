"""Judges the product and every intermediate of a dossier, from the bottom of the bill of materials upwards."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import field

from origin.agreements.law import Law
from origin.agreements.provisions import MinimumWorking
from origin.determination.allocation import AllocationFound, allocate
from origin.determination.alternatives import agreed, judge_candidate, judge_parts
from origin.determination.chapter_notes import evaluate_notes
from origin.determination.circumstances import Circumstances
from origin.determination.component import component_of, seen
from origin.determination.deemed import DeemedFound, deemed_product
from origin.determination.insufficient_operations import InsufficientFound, evaluate_insufficient
from origin.determination.judgement import CandidateFound, Judgement
from origin.determination.lending import Place
from origin.determination.materials import Materials, MaterialsOf
from origin.determination.production import Production
from origin.determination.production_of import ProductionOf
from origin.determination.selection import Candidate, Selection, select
from origin.determination.sets import SetFound, evaluate_set
from origin.determination.status import MaterialStatus
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import SECONDARY, Workings
from origin.dossier.model import Article
from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import HsCode


class Judge(Frozen):
    """Judges the articles of one dossier under one law; each article once."""

    workings: Workings
    law: Law
    circumstances: Circumstances
    materials: MaterialsOf
    productions: ProductionOf
    judgements: dict[str, Judgement] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The id of the product."""
        return self.workings.dossier.bom.root

    def product(self) -> Judgement:
        """The judgement of the product, after those of everything it is made of."""
        bom = self.workings.dossier.bom
        for name in bom.production_order:
            self.judgements[name] = self._judge(bom.articles[name], is_root=name == bom.root)
        return self.judgements[bom.root]

    def _judge(self, article: Article, is_root: bool) -> Judgement:
        place = self.materials.place(article)
        materials = self.materials.of(article, place)
        production = self.productions.of(article, materials, place)
        wholly = production.product_wholly_obtained
        exclusive = production.all_originating if self.law.agreement.provisions.exclusively_originating else False
        component = component_of(production)
        looked_at = seen(component, production)
        selection, candidates = self._rules(article, looked_at, is_root)
        rule = agreed([candidate.truth for candidate in candidates]) if candidates else None
        parts = judge_parts(candidates, looked_at, self.circumstances)
        notes = evaluate_notes(production, self.circumstances.on)
        met = all_of((rule if parts is None else any_of((rule, parts.truth)), *[note.truth for note in notes]))
        matters = self._operations_matter(production, materials, place)
        insufficient = self._insufficient(production, materials, wholly, matters)
        beyond = any_of((negated(insufficient.truth), negated(matters)))
        allocation = self._allocation(production, materials, place) if beyond is not True else None
        enough = beyond if allocation is None else any_of((beyond, all_of((exclusive, allocation.truth))))
        deemed = self._deemed(article, place) if is_root else None
        truth = any_of((wholly, all_of((any_of((exclusive, met)), enough))))
        as_set = self._as_set(production) if is_root else None
        if as_set is not None:
            of_set = any_of((wholly, as_set.truth))
            governs = all_of((self.workings.dossier.product.is_set, as_set.governs))
            truth = of_set if governs is True else agreed([truth, of_set])
        if deemed is not None:
            truth = any_of((deemed.truth, truth))
        return Judgement(
            production,
            truth,
            wholly,
            exclusive,
            rule,
            selection,
            candidates,
            insufficient,
            tuple(materials.statuses),
            as_set,
            component,
            notes,
            parts,
            deemed,
            allocation,
            self._country(truth, place, deemed, beyond, exclusive, allocation),
            None if component is None else looked_at,
        )

    def _as_set(self, production: Production) -> SetFound | None:
        """What the set article says; None where the product is no set, or the agreement has no such article for it."""
        provision, product = self.law.agreement.provisions.sets, self.workings.dossier.product
        if provision is None or product.is_set is False:
            return None
        found = evaluate_set(provision, production, product.set_classified_by)
        return None if found.governs is False else found

    def _deemed(self, article: Article, place: Place) -> DeemedFound | None:
        """The list of products deemed to originate that the product is on, or may be."""
        if not self.law.agreement.provisions.deemed_products:
            return None
        now = self.circumstances
        return deemed_product(article, place.spans, now.exported_from, self.law, now.on)

    # -- insufficient operations --

    def _operations_matter(self, production: Production, materials: Materials, place: Place) -> Truth:
        """Whether production must go beyond the insufficient operations.

        It must on non-originating materials, and on materials that owe their origin to another country (cumulation).
        """
        if not production.stated:
            return None
        cumulation = self.law.agreement.provisions.cumulation
        found: list[Truth] = []
        foreign = production.standing(t.Standing.NON_ORIGINATING)
        for line, is_foreign in zip(production.lines, foreign, strict=True):
            if is_foreign is True and line.article.role not in SECONDARY:
                return True
        for line, status, is_foreign in zip(production.lines, materials.statuses, foreign, strict=True):
            if line.article.role in SECONDARY:
                continue
            found.append(is_foreign)
            if cumulation is not None and cumulation.beyond_insufficient:
                found.append(negated(self.productions.owes_to(place, line, status)))
        return any_of(found)

    def _insufficient(
        self, production: Production, materials: Materials, wholly: Truth, matters: Truth
    ) -> InsufficientFound:
        if wholly is True or matters is False:
            return InsufficientFound(False)
        cumulation = self.law.agreement.provisions.cumulation
        return evaluate_insufficient(
            self.law,
            production.spans,
            production.steps,
            production.complete,
            self.circumstances.presume_beyond_insufficient,
            _asked_by_partners(materials.statuses) if cumulation is not None and cumulation.partners else (),
        )

    def _allocation(self, production: Production, materials: Materials, place: Place) -> AllocationFound | None:
        """Which country has the origin of what was not worked enough; None where the agreement does not ask that."""
        cumulation = self.law.agreement.provisions.cumulation
        if cumulation is None or cumulation.value_added_citation is None:
            return None
        values: dict[str | None, Fraction | None] = {}
        for line, status, here in zip(production.lines, materials.statuses, production.present, strict=True):
            if here is False:
                continue
            country = status.lent.country if status.lent is not None else None
            group = None if country is None else self.law.agreement.group_of(country)
            known = values.get(group, Fraction(0))
            values[group] = None if known is None or line.value is None or here is None else known + line.value
        prices = production.prices.known
        price = next((prices[one] for one in self.law.agreement.price_bases if one in prices), None)
        return allocate(cumulation.value_added_citation, place.party, price, values)

    @staticmethod
    def _country(
        truth: Truth,
        place: Place,
        deemed: DeemedFound | None,
        beyond: Truth,
        exclusive: Truth,
        allocation: AllocationFound | None,
    ) -> str | None:
        """The party or country of origin, as far as it is known."""
        if truth is False and beyond is False and exclusive is True and allocation is not None:
            return allocation.country
        return place.party if truth is True and (deemed is None or deemed.truth is not True) else None

    # -- the rules --

    def _rules(
        self, article: Article, production: Production, is_root: bool
    ) -> tuple[Selection | None, tuple[CandidateFound, ...]]:
        if article.hs is None:
            return None, ()
        given = self.circumstances.rule
        if given is not None and is_root:
            by_hand = Candidate(article.hs, None, None, (t.Entry((), given),))
            return None, (judge_candidate(by_hand, production, self.circumstances),)
        option = self.workings.dossier.product.option if is_root else None
        selection = self._selection(article.hs, option)
        return selection, tuple(
            [judge_candidate(candidate, production, self.circumstances) for candidate in selection.candidates]
        )

    def _selection(self, code: HsCode, option: str | None) -> Selection:
        edition = self.workings.dossier.edition
        name = ("rules", code.digits, edition, option)
        return self.law.once(name, self.law.rules, lambda _: select(code, edition, option, self.law))


def _asked_by_partners(statuses: Sequence[MaterialStatus]) -> tuple[MinimumWorking, ...]:
    """The working that partners' provisions ask for in the last country, where their materials are used."""
    found = {
        id(working): working
        for status in statuses
        if status.lent is not None
        and status.lent.truth is not False
        and status.lent.partners is not None
        and (working := status.lent.partners.minimum_working) is not None
    }
    return tuple(found.values())
