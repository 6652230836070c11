"""The production an article came from: its materials, what was done, and where that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from origin.agreements.law import Law
from origin.determination.judgement import Judgement
from origin.determination.lending import Lending, Place
from origin.determination.materials import Materials, MaterialsOf
from origin.determination.membership import contains, differs
from origin.determination.production import Production
from origin.determination.status import MaterialStatus, Use, shown_status
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import SECONDARY, Line, Span, Workings
from origin.dossier.model import Article, ProcessStep, Role
from origin.frozen import Frozen
from origin.nomenclature.code import Level


class ProductionOf(Frozen):
    """Works out how the articles of a dossier were made; `judgements` are those of the intermediates so far."""

    workings: Workings
    law: Law
    lending: Lending
    materials_of: MaterialsOf
    judgements: Mapping[str, Judgement]

    def of(self, article: Article, materials: Materials, place: Place) -> Production:
        """The production of an article, at a place, from these materials."""
        own, own_complete = self._own_steps(article, place)
        steps, complete = self._all_steps(article, own, own_complete, place)
        stated = article.id in self.workings.dossier.bom.materials_of or bool(
            article.production and article.production.materials_stated
        )
        direct = self.workings.direct(article.id)
        is_direct = materials.lines is direct.lines
        return Production(
            law=self.law,
            workings=self.workings,
            article=article,
            spans=place.spans,
            lines=materials.lines,
            originating=materials.originating,
            non_originating=materials.non_originating,
            wholly_obtained=materials.wholly_obtained,
            present=materials.present,
            unrestricted=self._unrestricted(materials.lines, place.spans),
            product_wholly_obtained=self._wholly_obtained(article, materials, place),
            own_steps=own,
            own_complete=own_complete,
            steps=steps,
            complete=complete,
            figures=direct.figures if is_direct and self._plainly_priced(article) else {},
            nearby=direct.nearby if is_direct else {},
            stated=stated,
            component=materials.component,
            choices=materials.choices,
            costs=materials.costs,
            as_stated=self.materials_of.circumstances.presume_values_as_stated,
            party=place.party,
        )

    def _plainly_priced(self, article: Article) -> bool:
        """True where prices are the stated ones under any agreement, so that figures may be kept for all of them."""
        production = article.production
        return (
            article.id == self.workings.dossier.bom.root
            and self.law.agreement.provisions.valuation is None
            and self.workings.dossier.product.averaged_over is None
            and (production is None or production.costs is None)
        )

    def _unrestricted(self, lines: Sequence[Line], spans: tuple[Span, ...]) -> Sequence[Truth]:
        """Accessories and retail packing, and what a note leaves free, need meet no shift or process."""
        provisions = self.law.agreement.provisions
        free = [
            (note, applies)
            for note in provisions.unrestricted_materials
            if (applies := contains(note.products, spans)) is not False
        ]
        if not free and not self.workings.has_secondary_goods:
            return ()
        bound = {
            role
            for role, provision in (
                (Role.ACCESSORY, provisions.accessories),
                (Role.RETAIL_PACKING, provisions.retail_packing),
            )
            if provision is not None and provision.counted_in_shift
        }
        return [
            True
            if line.article.role in SECONDARY and line.article.role not in bound
            else any_of(
                [
                    all_of(
                        (
                            applies,
                            contains(note.materials, line.spans),
                            True if note.kind is None else line.article.kinds.get(note.kind),
                        )
                    )
                    for note, applies in free
                ]
            )
            for line in lines
        ]

    def _wholly_obtained(self, article: Article, materials: Materials, place: Place) -> Truth:
        """Whether the article itself is wholly obtained in its own party, not in the other one.

        Also what is produced there exclusively from products wholly obtained there is: the last point of the usual
        list. Not known where the dossier says nothing that excludes it.
        """
        if article.wholly_obtained is not None:
            status = shown_status(article, Use(article, place, place.spans), self.lending, presume=False)
            where = article.wholly_obtained_in or article.origin
            return all_of((status.wholly_obtained, self._at_home(place, where)))
        lines, obtained_lines, present = materials.lines, materials.wholly_obtained, materials.present
        for line, obtained, here in zip(lines, obtained_lines, present, strict=True):
            if obtained is False and here is True and line.article.role not in SECONDARY:
                return None if self._may_be_grown(place, materials) else False
        found: list[Truth] = []
        for line, status, obtained, here in zip(lines, materials.statuses, obtained_lines, present, strict=True):
            if line.article.role in SECONDARY:
                continue
            found.append(any_of((negated(here), all_of((obtained, self.owes_to(place, line, status))))))
        if not found:
            return None
        together = all_of(found)
        return None if together is False and self._may_be_grown(place, materials) else together

    def _may_be_grown(self, place: Place, materials: Materials) -> bool:
        """Whether an article of which nobody says how it was obtained may be wholly obtained, whatever went into it.

        What is made of materials of its own chapter was made, and not grown or raised from seed or young.
        Where presumptions are on, silence means that it was not.
        """
        provision = self.law.agreement.provisions.wholly_obtained
        if provision is None or self.materials_of.circumstances.presume_unknown_origin:
            return False
        if any(differs(Level.CHAPTER, line.spans, place.spans) is False for line in materials.lines):
            return False
        return any(
            one.products is not None and contains(one.products, place.spans) is not False
            for one in provision.categories
        )

    def _at_home(self, place: Place, country: str | None) -> Truth:
        """Whether a country belongs to the party of production."""
        party = None if country is None else self.law.agreement.party_of(country)
        return None if party is None or place.party is None else party.id == place.party

    def owes_to(self, place: Place, line: Line, status: MaterialStatus) -> Truth:
        """Whether an originating material owes its origin to the party of production; unknown if not stated."""
        if status.lent is not None and status.lent.country is not None and status.lent.own:
            return True
        article = line.article
        countries = [paper.country for paper in article.evidence] + [article.wholly_obtained_in, article.origin]
        if article.production is not None:
            countries.append(article.production.where)
        for country in countries:
            if country is not None:
                party = self.law.agreement.party_of(country)
                if party is not None:
                    return None if place.party is None else party.id == place.party
                if status.lent is not None and status.lent.partners is not None:
                    return False
        return None

    def _own_steps(self, article: Article, place: Place) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article itself that took place where they count, and whether they are all."""
        production = article.production
        if production is None or production.processes is None:
            return (), False
        counted: list[ProcessStep] = []
        complete = True
        for step in production.processes:
            counts = self.lending.of_work(step.where or production.where, place).truth
            if counts is True:
                counted.append(step)
            complete = complete and counts is not None
        return tuple(counted), complete

    def _all_steps(
        self, article: Article, own: tuple[ProcessStep, ...], own_complete: bool, place: Place
    ) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article and on the intermediates made for it where that counts."""
        if not self.judgements:
            return own, own_complete
        steps, complete = list(own), own_complete
        for line in self.workings.direct(article.id).lines:
            inner = self.judgements.get(line.article.id)
            if inner is None or self.materials_of.made_in_territory(line.article) is False:
                continue
            production = line.article.production
            where = production.where if production is not None else None
            here = None if where is None else self.lending.of_work(where, place).truth
            if here is True:
                steps.extend(inner.production.steps)
            if here is not False:
                complete = complete and here is True and inner.production.complete
        return tuple(steps), complete
