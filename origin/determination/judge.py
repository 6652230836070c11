"""Judges the product and every intermediate of a dossier, from the bottom of the bill of materials upwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from origin.agreements.law import Law
from origin.agreements.provisions import AbsorptionKind, LookThrough
from origin.determination.evaluate import evaluate
from origin.determination.findings import Found, ShareFound
from origin.determination.insufficient_operations import InsufficientFound, evaluate_insufficient
from origin.determination.judgement import AlternativeFound, CandidateFound, Judgement
from origin.determination.membership import contains
from origin.determination.production import Production
from origin.determination.selection import Candidate, Selection, select
from origin.determination.sets import SetFound, evaluate_set
from origin.determination.status import MaterialStatus, Reason, by_country, stated_status
from origin.determination.textile_tolerance import basic_textile_tolerance, textile_materials_tolerance
from origin.determination.tolerance import ToleranceFound, general_tolerance
from origin.determination.truth import Truth, all_of, any_of, negated
from origin.determination.workings import DISREGARDED, SECONDARY, Line, Span, Workings, times
from origin.dossier.model import Article, Maker, ProcessStep
from origin.language import tree as t


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a determination is made under: the day, the direction, the presumptions that are on, a rule given by hand."""

    on: date
    exported_from: str | None = None
    imported_into: str | None = None
    presume_unknown_origin: bool = True
    presume_beyond_insufficient: bool = True
    presume_unaltered: bool = True
    within_quota: bool | None = None
    rule: t.Rule | None = None


@dataclass(frozen=True)
class Judge:
    """Judges the articles of one dossier under one law; each article once."""

    workings: Workings
    law: Law
    circumstances: Circumstances
    judgements: dict[str, Judgement] = field(default_factory=dict)
    statuses: dict[str, MaterialStatus] = field(default_factory=dict)

    def product(self) -> Judgement:
        """The judgement of the product, after those of everything it is made of."""
        bom = self.workings.dossier.bom
        for name in bom.production_order:
            self.judgements[name] = self._judge(bom.articles[name], is_root=name == bom.root)
        return self.judgements[bom.root]

    def status(self, article: Article) -> MaterialStatus:
        """The status of a material: as stated or shown, else by its own production."""
        found = self.statuses.get(article.id)
        if found is None:
            stated = stated_status(
                article, self.law, self.circumstances.on, self.circumstances.presume_unknown_origin
            )
            found = stated
            if stated.reason is Reason.NOT_SHOWN and article.production is not None:
                found = self._by_own_production(article) or stated
            self.statuses[article.id] = found
        return found

    def _by_own_production(self, article: Article) -> MaterialStatus | None:
        """The status that an intermediate's own production gives it; None where nothing is known of that production."""
        if not self._made_in_territory(article):
            outside = article.production is not None and article.production.where is not None
            return MaterialStatus(False, False, Reason.THIRD_COUNTRY) if outside else None
        judgement = self.judgements.get(article.id)
        absorption = self.law.agreement.provisions.absorption
        if judgement is None or absorption is None or absorption.kind is not AbsorptionKind.AUTOMATIC:
            return None
        reason = {True: Reason.OWN_RULE_MET, False: Reason.OWN_RULE_NOT_MET, None: Reason.OWN_RULE_UNKNOWN}
        return MaterialStatus(
            judgement.truth, judgement.wholly_obtained, reason[judgement.truth], absorption.citation
        )

    def _looked_through(self, article: Article) -> bool:
        """Whether a failing intermediate is replaced by the materials it was made of."""
        provisions, production = self.law.agreement.provisions, article.production
        if production is None or article.id not in self.judgements or not self._made_in_territory(article):
            return False
        if production.by is Maker.PRODUCER:
            return provisions.absorption is not None and provisions.absorption.look_through is not LookThrough.NONE
        full = provisions.cumulation is not None and provisions.cumulation.full
        return full or (provisions.absorption is not None and provisions.absorption.look_through is LookThrough.ALL)

    def _materials(self, article: Article) -> tuple[tuple[Line, ...], list[MaterialStatus]]:
        """What counts as material of an article: its lines, with failing intermediates opened up."""
        direct = self.workings.lines(article.id)
        if not self.judgements and not self.workings.has_disregarded_goods:
            return direct, self._direct_statuses(article.id, direct)
        lines: list[Line] = []
        statuses: list[MaterialStatus] = []
        for line in direct:
            material = line.article
            if material.role in DISREGARDED:
                continue
            status = self.status(material)
            if status.originating is not True and self._looked_through(material):
                inner = self.judgements[material.id]
                pairs = zip(inner.production.lines, inner.statuses, strict=True)
                for inside, inner_status in pairs:
                    lines.append(times(inside, line.consumed))
                    statuses.append(_inside(inner_status, status))
            else:
                lines.append(line)
                statuses.append(status)
        return tuple(lines), statuses

    def _direct_statuses(self, parent: str, lines: tuple[Line, ...]) -> list[MaterialStatus]:
        """The statuses of bought materials; those of which only a country is stated share one for each country."""
        presume = self.circumstances.presume_unknown_origin
        known: dict[str | None, MaterialStatus] = self.law.once(f"by country, {presume}", self.law, dict)
        found: list[MaterialStatus] = []
        for line, origin in zip(lines, self.workings.bare_origins(parent), strict=True):
            if origin is True or origin is False:
                found.append(self.status(line.article))
                continue
            status = known.get(origin)
            if status is None:
                status = known[origin] = by_country(origin, self.law, presume)
            found.append(status)
        self.statuses.update(zip(self.workings.material_ids(parent), found, strict=True))
        return found

    def _judge(self, article: Article, is_root: bool) -> Judgement:
        lines, statuses = self._materials(article)
        production = self._production(article, lines, statuses, is_root)
        provisions = self.law.agreement.provisions
        wholly = production.product_wholly_obtained
        exclusive = production.all_originating if provisions.exclusively_originating else False
        selection, candidates = self._rules(article, production)
        rule = agreed([candidate.truth for candidate in candidates]) if candidates else None
        matters = self._operations_matter(article, production)
        insufficient = self._insufficient(production, wholly, matters)
        as_set: SetFound | None = None
        dossier_product = self.workings.dossier.product
        if is_root and dossier_product.is_set and provisions.sets is not None:
            as_set = evaluate_set(provisions.sets, production)
            truth = any_of((wholly, as_set.truth))
        else:
            beyond = any_of((negated(insufficient.truth), negated(matters)))
            truth = any_of((wholly, all_of((any_of((exclusive, rule)), beyond))))
        return Judgement(
            production, truth, wholly, exclusive, rule, selection, candidates, insufficient, tuple(statuses), as_set
        )

    def _operations_matter(self, article: Article, production: Production) -> Truth:
        """Whether production must go beyond the insufficient operations.

        It must on non-originating materials, and on materials that owe their origin to another party (cumulation).
        """
        if not production.stated or False in production.originating:
            return production.stated or None
        cumulation = self.law.agreement.provisions.cumulation
        made_in = self.circumstances.exported_from
        found: list[Truth] = []
        for line, originating in zip(production.lines, production.originating, strict=True):
            if originating is not True:
                found.append(None if originating is None else True)
            elif cumulation is not None and cumulation.beyond_insufficient:
                party = self._party_of_origin(line.article)
                found.append(None if party is None or made_in is None else party != made_in)
        return any_of(found)

    def _party_of_origin(self, article: Article) -> str | None:
        """The party an originating material owes its origin to, where that is stated."""
        countries = [paper.country for paper in article.evidence] + [article.wholly_obtained_in, article.origin]
        if article.production is not None:
            countries.append(article.production.where)
        for country in countries:
            if country is not None and (party := self.law.agreement.party_of(country)) is not None:
                return party.id
        return None

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

    # -- the production an article came from --

    def _production(
        self, article: Article, lines: tuple[Line, ...], statuses: list[MaterialStatus], is_root: bool
    ) -> Production:
        workings, provisions = self.workings, self.law.agreement.provisions
        own, own_complete = self._own_steps(article)
        steps, complete = self._all_steps(article, own, own_complete)
        spans = workings.spans(article.hs)
        # Nothing is made of nothing: an empty list of materials says no more than none at all.
        stated = article.id in workings.dossier.bom.materials_of
        return Production(
            law=self.law,
            workings=workings,
            article=article,
            spans=spans,
            lines=lines,
            originating=[status.originating for status in statuses],
            wholly_obtained=[status.wholly_obtained for status in statuses],
            unrestricted=self._unrestricted(lines, spans),
            product_wholly_obtained=self._wholly_obtained(article, lines, statuses, is_root),
            own_steps=own,
            own_complete=own_complete,
            steps=steps,
            complete=complete,
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

    def _wholly_obtained(
        self, article: Article, lines: tuple[Line, ...], statuses: list[MaterialStatus], is_root: bool
    ) -> Truth:
        """Whether the article itself is wholly obtained; not known where the dossier says nothing that excludes it."""
        if article.wholly_obtained is not None:
            return stated_status(article, self.law, self.circumstances.on, presume=False).wholly_obtained
        if lines:
            # Point (m) of the usual list: produced exclusively from wholly obtained products.
            return all_of([status.wholly_obtained for status in statuses])
        return None

    def _own_steps(self, article: Article) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article itself that took place where they count, and whether they are all."""
        production = article.production
        if production is None or production.processes is None:
            return (), False
        counts = self.law.countries
        return (
            tuple([step for step in production.processes if (step.where or production.where or "") in counts or (step.where is None and production.where is None)]),
            True,
        )

    def _all_steps(
        self, article: Article, own: tuple[ProcessStep, ...], own_complete: bool
    ) -> tuple[tuple[ProcessStep, ...], bool]:
        """The operations on the article and on the intermediates made for it in the territory."""
        if not self.judgements:
            return own, own_complete
        steps, complete = list(own), own_complete
        for line in self.workings.lines(article.id):
            inner = self.judgements.get(line.article.id)
            if inner is None or not self._made_in_territory(line.article):
                continue
            steps.extend(inner.production.steps)
            complete = complete and inner.production.complete
        return tuple(steps), complete

    def _made_in_territory(self, article: Article) -> bool:
        """Whether an intermediate was made in a party; where that is not stated, the producer's was made at home."""
        production = article.production
        if production is None:
            return False
        return production.where in self.law.countries or (production.where is None and production.by is Maker.PRODUCER)

    # -- the rules --

    def _rules(self, article: Article, production: Production) -> tuple[Selection | None, tuple[CandidateFound, ...]]:
        given = self.circumstances.rule
        is_root = article.id == self.workings.dossier.bom.root
        if article.hs is None:
            return None, ()
        if given is not None and is_root:
            entry = t.Entry((), given)
            candidate = Candidate(article.hs, None, None, (entry,))
            return None, (self._candidate(candidate, production),)
        option = self.workings.dossier.product.option if is_root else None
        key = (article.hs.digits, self.workings.dossier.edition, option)
        selection = self.law.once(f"select {key}", self.law.rules, lambda: select(article.hs, key[1], option, self.law))  # type: ignore[arg-type]
        return selection, tuple([self._candidate(candidate, production) for candidate in selection.candidates])

    def _candidate(self, candidate: Candidate, production: Production) -> CandidateFound:
        alternatives: list[AlternativeFound] = []
        required: list[Truth] = []
        free: list[Truth] = []
        for entry in candidate.entries:
            found = [self._alternative(alternative, production) for alternative in entry.rule.alternatives]
            alternatives.extend(found)
            if entry.cumulative:
                required.append(any_of([one.truth for one in found]))
            else:
                free.extend([one.truth for one in found])
        truth = all_of([*required, any_of(free)] if free else required)
        return CandidateFound(candidate, truth, tuple(alternatives))

    def _alternative(self, alternative: t.Alternative, production: Production) -> AlternativeFound:
        is_open, because = self._open(alternative)
        if is_open is False:
            return AlternativeFound(alternative, False, False, None, (), because)
        found = evaluate(alternative.test, production)
        tolerances = () if found.truth is True else self._tolerances(alternative, found, production)
        truth = all_of((is_open, any_of([found.truth, *[one.truth for one in tolerances]])))
        return AlternativeFound(alternative, truth, is_open, found, tolerances, because)

    def _tolerances(
        self, alternative: t.Alternative, found: Found, production: Production
    ) -> tuple[ToleranceFound, ...]:
        if isinstance(found, ShareFound):
            return ()  # a value or weight limit is never lifted
        if alternative.no_tolerance is not None and not alternative.no_tolerance.items:
            return ()
        provisions = self.law.agreement.provisions
        tried = [general_tolerance(provision, alternative, found, production) for provision in provisions.tolerances]
        if provisions.basic_textiles is not None:
            tried.append(basic_textile_tolerance(provisions.basic_textiles, found, production))
        if provisions.textile_materials is not None:
            tried.append(textile_materials_tolerance(provisions.textile_materials, found, production))
        return tuple([one for one in tried if one is not None and (one.offenders or one.doubtful)])

    def _open(self, alternative: t.Alternative) -> tuple[Truth, str | None]:
        """Whether an alternative may be used: by its dates, its quota, its direction."""
        now = self.circumstances
        if alternative.valid_from is not None and now.on < alternative.valid_from:
            return False, f"applies from {alternative.valid_from}"
        if alternative.valid_until is not None and now.on > alternative.valid_until:
            return False, f"applied until {alternative.valid_until}"
        truth: Truth = True
        because: str | None = None
        for wanted, stated, what in (
            (alternative.exported_from, now.exported_from, "exports from"),
            (alternative.imported_into, now.imported_into, "imports into"),
            (alternative.partner, now.exported_from, "goods originating in"),
        ):
            if wanted is not None and stated != wanted:
                if stated is not None:
                    return False, f"only for {what} {wanted}"
                truth, because = None, f"only for {what} {wanted}"
        if alternative.quota is not None:
            if now.within_quota is False:
                return False, "the goods are outside the origin quota"
            if now.within_quota is None:
                return None, "only within the origin quota"
        return truth, because


def agreed(truths: list[Truth]) -> Truth:
    """The truth on which all candidates agree; unknown where they differ, since only one of them applies."""
    first = truths[0]
    return first if all(truth is first for truth in truths) else None


def _inside(status: MaterialStatus, intermediate: MaterialStatus) -> MaterialStatus:
    """The status of a material inside an intermediate: if that may yet originate, so may all that it holds."""
    if intermediate.originating is None and status.originating is False:
        return MaterialStatus(None, status.wholly_obtained, Reason.INSIDE_INTERMEDIATE)
    return status


