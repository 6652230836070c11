"""Judges the product and every intermediate of a dossier, from the bottom of the bill of materials upwards."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import field

from origin.agreements.law import Law
from origin.determination.alternatives import agreed, judge_candidate
from origin.determination.circumstances import Circumstances
from origin.determination.insufficient_operations import InsufficientFound, evaluate_insufficient
from origin.determination.judgement import CandidateFound, Judgement
from origin.determination.materials import Materials, MaterialsOf
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.selection import Candidate, Selection, select
from origin.determination.sets import SetFound, evaluate_set
from origin.determination.status import stated_status
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import SECONDARY, Line, Span, Workings
from origin.dossier.model import Article, ProcessStep
from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import HsCode


class Judge(Frozen):
    """Judges the articles of one dossier under one law; each article once."""

    workings: Workings
    law: Law
    circumstances: Circumstances
    materials: MaterialsOf
    judgements: dict[str, Judgement] = field(default_factory=dict)

    def product(self) -> Judgement:
        """The judgement of the product, after those of everything it is made of."""
        bom = self.workings.dossier.bom
        for name in bom.production_order:
            self.judgements[name] = self._judge(bom.articles[name], is_root=name == bom.root)
        return self.judgements[bom.root]

    def _judge(self, article: Article, is_root: bool) -> Judgement:
        materials = self.materials.of(article)
        production = self._production(article, materials)
        wholly = production.product_wholly_obtained
        exclusive = production.all_originating if self.law.agreement.provisions.exclusively_originating else False
        selection, candidates = self._rules(article, production, is_root)
        rule = agreed([candidate.truth for candidate in candidates]) if candidates else None
        matters = self._operations_matter(production)
        insufficient = self._insufficient(production, wholly, matters)
        beyond = any_of((negated(insufficient.truth), negated(matters)))
        truth = any_of((wholly, all_of((any_of((exclusive, rule)), beyond))))
        as_set = self._as_set(production) if is_root else None
        if as_set is not None:
            of_set = any_of((wholly, as_set.truth))
            truth = of_set if self.workings.dossier.product.is_set else agreed([truth, of_set])
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
        )

    def _as_set(self, production: Production) -> SetFound | None:
        """What the set article says; None where the product is no set, or the agreement has no such article."""
        provision = self.law.agreement.provisions.sets
        if provision is None or self.workings.dossier.product.is_set is False:
            return None
        return evaluate_set(provision, production)

    # -- insufficient operations --

    def _operations_matter(self, production: Production) -> Truth:
        """Whether production must go beyond the insufficient operations.

        It must on non-originating materials, and on materials that owe their origin to another party (cumulation).
        """
        if not production.stated:
            return None
        cumulation = self.law.agreement.provisions.cumulation
        found: list[Truth] = []
        foreign = production.standing(t.Standing.NON_ORIGINATING)
        for line, is_foreign in zip(production.lines, foreign, strict=True):
            if line.article.role in SECONDARY:
                continue
            if is_foreign is True:
                return True
            found.append(is_foreign)
            if cumulation is not None and cumulation.beyond_insufficient:
                found.append(negated(self._of_own_party(line, production.article)))
        return any_of(found)

    def _insufficient(self, production: Production, wholly: Truth, matters: Truth) -> InsufficientFound:
        if wholly is True or matters is False:
            return InsufficientFound(False)
        return evaluate_insufficient(
            self.law,
            production.spans,
            production.steps,
            production.complete,
            self.circumstances.presume_beyond_insufficient,
        )

    def _home(self, article: Article) -> str | None:
        """The party in which an article was made; of a product that does not say, the party it is exported from."""
        where = article.production.where if article.production else None
        party = None if where is None else self.law.agreement.party_of(where)
        if party is not None:
            return party.id
        is_root = article.id == self.workings.dossier.bom.root
        return self.circumstances.exported_from if is_root and where is None else None

    def _of_own_party(self, line: Line, made: Article) -> Truth:
        """Whether an originating material owes its origin to the party where `made` was made; unknown if not stated."""
        article, made_in = line.article, self._home(made)
        countries = [paper.country for paper in article.evidence] + [article.wholly_obtained_in, article.origin]
        if article.production is not None:
            countries.append(article.production.where)
        for country in countries:
            if country is not None and (party := self.law.agreement.party_of(country)) is not None:
                return None if made_in is None else party.id == made_in
        return None

    # -- the production an article came from --

    def _production(self, article: Article, materials: Materials) -> Production:
        own, own_complete = self._own_steps(article)
        steps, complete = self._all_steps(article, own, own_complete)
        spans = self.workings.spans(article.hs)
        stated = article.id in self.workings.dossier.bom.materials_of or bool(
            article.production and article.production.materials_stated
        )
        direct = self.workings.direct(article.id)
        is_direct = materials.lines is direct.lines
        return Production(
            law=self.law,
            workings=self.workings,
            article=article,
            spans=spans,
            lines=materials.lines,
            originating=materials.originating,
            non_originating=[None if truth is None else not truth for truth in materials.originating],
            wholly_obtained=materials.wholly_obtained,
            present=materials.present,
            unrestricted=self._unrestricted(materials.lines, spans),
            product_wholly_obtained=self._wholly_obtained(article, materials),
            own_steps=own,
            own_complete=own_complete,
            steps=steps,
            complete=complete,
            figures=direct.figures if is_direct else {},
            nearby=direct.nearby if is_direct else {},
            stated=stated,
        )

    def _unrestricted(self, lines: Sequence[Line], spans: tuple[Span, ...]) -> Sequence[Truth]:
        """Accessories and retail packing, and what an introductory note leaves free, need meet no shift or process."""
        free = [
            (note, applies)
            for note in self.law.agreement.provisions.unrestricted_materials
            if (applies := contains(note.products, spans)) is not False
        ]
        if not free and not self.workings.has_secondary_goods:
            return ()
        return [
            True
            if line.article.role in SECONDARY
            else any_of([all_of((applies, contains(note.materials, line.spans))) for note, applies in free])
            for line in lines
        ]

    def _wholly_obtained(self, article: Article, materials: Materials) -> Truth:
        """Whether the article itself is wholly obtained in its own party, not in the other one.

        Also what is produced there exclusively from products wholly obtained there is: the last point of the usual
        list. Not known where the dossier says nothing that excludes it.
        """
        if article.wholly_obtained is not None:
            status = stated_status(article, self.law, self.circumstances.on, presume=False)
            where = article.wholly_obtained_in or article.origin
            return all_of((status.wholly_obtained, self._at_home(article, where)))
        found: list[Truth] = []
        for line, obtained, here in zip(materials.lines, materials.wholly_obtained, materials.present, strict=True):
            if line.article.role in SECONDARY:
                continue
            if obtained is False and here is True:
                return False
            found.append(any_of((negated(here), all_of((obtained, self._of_own_party(line, article))))))
        return all_of(found) if found else None

    def _at_home(self, article: Article, country: str | None) -> Truth:
        """Whether a country belongs to the party in which an article was made."""
        party = None if country is None else self.law.agreement.party_of(country)
        home = self._home(article)
        return None if party is None or home is None else party.id == home

    def _own_steps(self, article: Article) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article itself that took place where they count, and whether they are all."""
        production = article.production
        if production is None or production.processes is None:
            return (), False
        counted = [
            step
            for step in production.processes
            if (where := step.where or production.where) is None or where in self.law.countries
        ]
        return tuple(counted), True

    def _all_steps(
        self, article: Article, own: tuple[ProcessStep, ...], own_complete: bool
    ) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article and on the intermediates made for it in the territory."""
        if not self.judgements:
            return own, own_complete
        steps, complete = list(own), own_complete
        for line in self.workings.direct(article.id).lines:
            inner = self.judgements.get(line.article.id)
            here = False if inner is None else self.materials.made_in_territory(line.article)
            if inner is None or here is False:
                continue
            if here is True:
                steps.extend(inner.production.steps)
            complete = complete and here is True and inner.production.complete
        return tuple(steps), complete

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
        name = f"rules for {code.digits} of {edition}, {option}"
        return self.law.once(name, self.law.rules, lambda: select(code, edition, option, self.law))
