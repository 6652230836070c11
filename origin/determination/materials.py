"""What counts as a material of something: its lines with their status, and failing intermediates opened up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import field
from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.provisions import AbsorptionKind, LookThrough
from origin.determination.circumstances import Circumstances
from origin.determination.cost import UNKNOWN, Cost, adjusted, own_cost
from origin.determination.designation import is_refused
from origin.determination.judgement import Judgement
from origin.determination.lending import Lending, Place
from origin.determination.production import Choice
from origin.determination.status import MaterialStatus, Reason, Use, stated_status
from origin.determination.territoriality import kept_abroad
from origin.determination.truth import Truth, all_of, negated
from origin.determination.workings import DISREGARDED, Direct, Line, Workings, times
from origin.dossier.model import Article, Maker
from origin.frozen import Frozen


class Materials(Frozen):
    """Lines that count, in parallel: the status to tell, whether each is a material at all, and its status if it is.

    `component` tells of each whether it is part of the component that determines the classification, `costs` what the
    article and what was opened up in it cost besides materials.
    """

    lines: tuple[Line, ...]
    statuses: Sequence[MaterialStatus]
    present: Sequence[Truth]
    originating: Sequence[Truth]
    non_originating: Sequence[Truth]
    wholly_obtained: Sequence[Truth]
    component: Sequence[Truth]
    choices: tuple[Choice, ...] = ()
    costs: Cost = UNKNOWN


class Count(Frozen):
    """Whether a material counts whole, what its status is if it does, and whether what it was made of counts.

    `choice` tells whether changes of classification may be tested at it or at what it was made of.
    """

    whole: Truth
    whole_originating: Truth
    opened: Truth
    choice: bool = False


BY_OWN_RULE = (
    Reason.OWN_RULE_MET,
    Reason.OWN_RULE_NOT_MET,
    Reason.OWN_RULE_UNKNOWN,
    Reason.NOT_DESIGNATED,
    Reason.DESIGNATION_REFUSED,
)


LEFT_OPEN = (Reason.NOT_SHOWN, Reason.EVIDENCE_FAILS)
"""What is stated and shown does not settle a status: an intermediate's own production may."""


class MaterialsOf(Frozen):
    """Works out the materials of the articles of a dossier; `judgements` are those of the intermediates so far."""

    workings: Workings
    law: Law
    circumstances: Circumstances
    lending: Lending
    judgements: Mapping[str, Judgement]
    statuses: dict[str, MaterialStatus] = field(default_factory=dict)

    def of(self, article: Article, place: Place) -> Materials:
        """The materials of an article that is made at a place.

        An intermediate that fails its own rule is opened up where the agreement says so. One that may or may not
        meet it stands there whole, as originating, beside what it was made of: one or the other counts.
        """
        direct = self.workings.direct(article.id)
        provisions = self.law.agreement.provisions
        net_cost = provisions.valuation.net_cost if provisions.valuation is not None else None
        values = provisions.valuation.materials if provisions.valuation is not None else None
        costs = own_cost(article, net_cost, self.workings)
        if self._plain:
            return self._direct(article, direct, costs, place)
        lines: list[Line] = []
        told: list[MaterialStatus] = []
        present: list[Truth] = []
        originating: list[Truth] = []
        wholly_obtained: list[Truth] = []
        component: list[Truth] = []
        choices: list[Choice] = []
        for line in direct.lines:
            if line.article.role in DISREGARDED:
                continue
            status = self.status(line.article, article, place)
            count = self._count(line.article, status, place)
            inner = self.judgements.get(line.article.id)
            whole_at = len(lines)
            if count.whole is not False or count.choice:
                worth, as_stated = self._worth(line, inner), self.circumstances.presume_values_as_stated
                lines.append(adjusted(worth, count.whole_originating, values, self.workings, as_stated))
                told.append(status)
                present.append(count.whole)
                originating.append(count.whole_originating)
                wholly_obtained.append(status.wholly_obtained)
                component.append(line.article.determines_classification)
            if count.opened is False or inner is None:
                continue
            start, production = len(lines), inner.production
            for number, inside in enumerate(production.lines):
                lines.append(times(inside, line.consumed))
                told.append(_told(inner.statuses[number], count))
                present.append(all_of((count.opened, production.present[number])))
                originating.append(production.originating[number])
                wholly_obtained.append(production.wholly_obtained[number])
                stated = line.article.determines_classification
                component.append(production.component[number] if stated is None else stated)
            choices += [
                Choice(one.whole + start, tuple(number + start for number in one.inside), one.originating)
                for one in production.choices
            ]
            if count.choice:
                choices.append(Choice(whole_at, tuple(range(start, len(lines))), status.originating))
            costs = costs.plus(production.costs, line.consumed) if count.opened is True else UNKNOWN
        return Materials(
            tuple(lines),
            told,
            present,
            originating,
            [negated(truth) for truth in originating],
            wholly_obtained,
            component,
            tuple(choices),
            costs,
        )

    @property
    def _plain(self) -> bool:
        """True where every direct material simply counts."""
        provisions = self.law.agreement.provisions
        return not (
            self.judgements
            or self.workings.has_disregarded_goods
            or self.workings.has_stays_abroad
            or provisions.deemed_materials
            or self.lending.depends_on_place
            or (provisions.valuation is not None and provisions.valuation.materials is not None)
        )

    def place(self, article: Article) -> Place:
        """Where an article is made, and what it is."""
        return Place(self.home(article), self.workings.spans(article.hs))

    def home(self, article: Article) -> str | None:
        """The party, or the country beyond the parties, in which an article was made.

        Of a product that does not say, the party it is exported from.
        """
        where = article.production.where if article.production else None
        if where is not None:
            party = self.law.agreement.party_of(where)
            return where if party is None else party.id
        return self.circumstances.exported_from if article.id == self.workings.dossier.bom.root else None

    def status(self, article: Article, product: Article, place: Place) -> MaterialStatus:
        """The status of a material of a product: as stated or shown, else by its own production.

        It is kept by material; where it depends on what it goes into, the last use is kept.
        """
        found = self.statuses.get(article.id)
        if found is not None and not self._depends_on_use:
            return found
        use = Use(product, place, self.workings.spans(article.hs))
        found = stated_status(article, use, self.lending, self.circumstances.presume_unknown_origin)
        if found.reason in LEFT_OPEN and article.production is not None:
            found = self._by_own_production(article, place) or found
        if article.abroad is not None and found.originating is not False:
            found = self._came_back(article, found)
        self.statuses[article.id] = found
        return found

    @property
    def _depends_on_use(self) -> bool:
        return self.lending.depends_on_place or bool(self.law.agreement.provisions.deemed_materials)

    def _direct(self, article: Article, direct: Direct, costs: Cost, place: Place) -> Materials:
        """Bought materials, all of which count; those of which the same is stated share their status."""
        of_groups = [self._of_group(one, article, place) for one in direct.alike.examples]
        statuses = direct.alike.each(of_groups)
        self.statuses.update(zip(direct.ids, statuses, strict=True))
        return Materials(
            direct.lines,
            statuses,
            (True,) * len(statuses),
            direct.alike.each([status.originating for status in of_groups]),
            direct.alike.each([negated(status.originating) for status in of_groups]),
            direct.alike.each([status.wholly_obtained for status in of_groups]),
            direct.component,
            costs=costs,
        )

    def _of_group(self, one: Article, product: Article, place: Place) -> MaterialStatus:
        """The status of bought materials, where it depends on no use: from what is stated alone, once for a law."""
        if one.evidence or one.wholly_obtained or one.production:
            return self.status(one, product, place)
        name = ("status", one.status, one.origin, place.party, self.circumstances.presume_unknown_origin)
        found = self.law.once(name, self.law.agreement, lambda _: self.status(one, product, place))
        self.statuses[one.id] = found
        return found

    def _came_back(self, article: Article, status: MaterialStatus) -> MaterialStatus:
        """The status of a material that left the parties and came back."""
        assert article.abroad is not None
        added = self.workings.in_currency(article.abroad.value_added)
        spans = self.workings.spans(article.hs)
        kept = kept_abroad(self.law, article.abroad, spans, added, self.workings.prices)
        if kept.truth is True:
            return status
        originating = all_of((status.originating, kept.truth))
        return MaterialStatus(originating, originating, Reason.LEFT_TERRITORY, kept.citation, evidence=status.evidence)

    def _by_own_production(self, article: Article, place: Place) -> MaterialStatus | None:
        """The status that an intermediate's own production gives it; None where nothing is known of that production."""
        here = self.made_in_territory(article)
        if here is False:
            return MaterialStatus(False, False, Reason.THIRD_COUNTRY)
        judgement = self.judgements.get(article.id)
        absorption = self.law.agreement.provisions.absorption
        if judgement is None or absorption is None:
            return None
        production = article.production
        assert production is not None
        lent = self.lending.of_material(production.where, article, self.workings.spans(article.hs), place)
        truth = all_of((here, judgement.truth, lent.truth))
        reason = {True: Reason.OWN_RULE_MET, False: Reason.OWN_RULE_NOT_MET, None: Reason.OWN_RULE_UNKNOWN}[truth]
        citation = absorption.citation
        if self._elective(article) and truth is True and production.designated is not True:
            reason = Reason.NOT_DESIGNATED
        elif self._refused(article) is True:
            reason, citation = Reason.DESIGNATION_REFUSED, absorption.nested_citation or absorption.citation
        whole = all_of((here, judgement.wholly_obtained, lent.truth))
        return MaterialStatus(truth, whole, reason, citation, lent=None if lent.own else lent)

    def _elective(self, article: Article) -> bool:
        """Whether it is the producer's election that an intermediate counts whole."""
        absorption, production = self.law.agreement.provisions.absorption, article.production
        return (
            absorption is not None
            and absorption.kind is AbsorptionKind.DESIGNATION
            and production is not None
            and production.by is Maker.PRODUCER
        )

    def _refused(self, article: Article) -> Truth:
        """Whether the producer's designation of an intermediate does not stand."""
        absorption = self.law.agreement.provisions.absorption
        if absorption is None or not self._elective(article):
            return False
        return is_refused(article, self.workings.dossier.bom, absorption, self.judgements)

    def _count(self, article: Article, status: MaterialStatus, place: Place) -> Count:
        """How a material counts: whole, opened up into what it was made of, or one of the two."""
        may = self._may_be_opened(article, status, place)
        if may is False:
            return Count(True, status.originating, False)
        own = self.judgements[article.id].truth
        if self._elective(article) and may is True:
            assert article.production is not None
            elected = all_of((article.production.designated, negated(self._refused(article))))
            if elected is False or own is False:
                return Count(False, status.originating, True, choice=True)
            if elected is None or own is None:
                return Count(None, True, None, choice=True)
        if status.originating is True:
            return Count(True, True, False)
        here = self.made_in_territory(article)
        if own is True:  # it originates, or was made elsewhere: whole in either case
            return Count(True, status.originating, False)
        if here is True and may is True:
            return Count(False, None, True) if own is False else Count(None, True, None)
        return Count(None, False if own is False else None, None)

    def _may_be_opened(self, article: Article, status: MaterialStatus, place: Place) -> Truth:
        """Whether the agreement replaces a failing intermediate by its materials, if it was made where that counts."""
        production, judgement = article.production, self.judgements.get(article.id)
        if production is None or judgement is None or self.made_in_territory(article) is False:
            return False
        if status.reason not in BY_OWN_RULE or not judgement.production.stated:
            return False
        absorption, cumulation = self.law.agreement.provisions.absorption, self.lending.provision
        work = self.lending.of_work(production.where, place)
        if production.by is Maker.PRODUCER:
            looked_through = absorption is not None and absorption.look_through is not LookThrough.NONE
            return work.truth if looked_through else False
        if absorption is not None and absorption.look_through is LookThrough.ALL:
            return work.truth
        if work.own and not (cumulation is not None and cumulation.full):
            return False
        return all_of((work.truth, self._papers_for_full(article, work.partners is None)))

    def _papers_for_full(self, article: Article, bilateral: bool) -> Truth:
        """Whether the supplier's statement is there that full cumulation asks for; where presumed, silence is no."""
        cumulation = self.lending.provision
        wanted = cumulation.full_papers if cumulation is not None and bilateral else ()
        if not wanted or any(paper.kind in wanted for paper in article.evidence):
            return True
        return False if self.circumstances.presume_unknown_origin else None

    def _worth(self, line: Line, inner: Judgement | None) -> Line:
        """The line of an intermediate of which no value is stated, at its total cost where that is known."""
        if line.value is not None or inner is None:
            return line
        total = inner.production.total_cost
        return line if total is None else replace(line, value=total * line.consumed)

    def made_in_territory(self, article: Article) -> Truth:
        """Whether an intermediate was made where it may acquire origin under this agreement."""
        production = article.production
        if production is None:
            return False
        if production.where is None:
            return None
        return self.lending.by_own_rule(production.where)


def _told(status: MaterialStatus, count: Count) -> MaterialStatus:
    """The status to tell of a material inside an intermediate: it may yet not count."""
    if count.opened is None and status.originating is False:
        return MaterialStatus(None, status.wholly_obtained, Reason.INSIDE_INTERMEDIATE)
    return status
