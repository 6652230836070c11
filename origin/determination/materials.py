"""What counts as a material of something: its lines with their status, and failing intermediates opened up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import field

from origin.agreements.law import Law
from origin.agreements.provisions import AbsorptionKind, LookThrough
from origin.determination.circumstances import Circumstances
from origin.determination.judgement import Judgement
from origin.determination.status import MaterialStatus, Reason, stated_status
from origin.determination.truth import Truth, all_of
from origin.determination.workings import DISREGARDED, Direct, Line, Workings, times
from origin.dossier.model import Article, Maker
from origin.frozen import Frozen


class Materials(Frozen):
    """Lines that count, in parallel: the status to tell, whether each is a material at all, and its status if it is."""

    lines: tuple[Line, ...]
    statuses: list[MaterialStatus]
    present: Sequence[Truth]
    originating: Sequence[Truth]
    wholly_obtained: Sequence[Truth]


class Count(Frozen):
    """Whether a material counts whole, what its status is if it does, and whether what it was made of counts."""

    whole: Truth
    whole_originating: Truth
    opened: Truth


BY_OWN_RULE = (Reason.OWN_RULE_MET, Reason.OWN_RULE_NOT_MET, Reason.OWN_RULE_UNKNOWN)


class MaterialsOf(Frozen):
    """Works out the materials of the articles of a dossier; `judgements` are those of the intermediates so far."""

    workings: Workings
    law: Law
    circumstances: Circumstances
    judgements: Mapping[str, Judgement]
    statuses: dict[str, MaterialStatus] = field(default_factory=dict)

    def of(self, article: Article) -> Materials:
        """The materials of an article.

        An intermediate that fails its own rule is opened up where the agreement says so. One that may or may not
        meet it stands there whole, as originating, beside what it was made of: one or the other counts.
        """
        direct = self.workings.direct(article.id)
        if not self.judgements and not self.workings.has_disregarded_goods:
            return self._direct(direct)
        lines: list[Line] = []
        told: list[MaterialStatus] = []
        present: list[Truth] = []
        originating: list[Truth] = []
        wholly_obtained: list[Truth] = []
        for line in direct.lines:
            if line.article.role in DISREGARDED:
                continue
            status = self.status(line.article)
            count = self._count(line.article, status)
            if count.whole is not False:
                lines.append(line)
                told.append(status)
                present.append(count.whole)
                originating.append(count.whole_originating)
                wholly_obtained.append(status.wholly_obtained)
            if count.opened is not False:
                inner = self.judgements[line.article.id]
                for number, inside in enumerate(inner.production.lines):
                    lines.append(times(inside, line.consumed))
                    told.append(_told(inner.statuses[number], count))
                    present.append(all_of((count.opened, inner.production.present[number])))
                    originating.append(inner.production.originating[number])
                    wholly_obtained.append(inner.production.wholly_obtained[number])
        return Materials(tuple(lines), told, present, originating, wholly_obtained)

    def status(self, article: Article) -> MaterialStatus:
        """The status of a material: as stated or shown, else by its own production."""
        found = self.statuses.get(article.id)
        if found is None:
            found = stated_status(article, self.law, self.circumstances.on, self.circumstances.presume_unknown_origin)
            if found.reason in (Reason.NOT_SHOWN, Reason.EVIDENCE_FAILS) and article.production is not None:
                found = self._by_own_production(article) or found
            self.statuses[article.id] = found
        return found

    def _direct(self, direct: Direct) -> Materials:
        """Bought materials, all of which count; those of which the same is stated share their status."""
        of_groups = [self.status(article) for article in direct.alike.examples]
        statuses = [of_groups[group] for group in direct.alike.groups]
        self.statuses.update(zip(direct.ids, statuses, strict=True))
        return Materials(
            direct.lines,
            statuses,
            (True,) * len(statuses),
            [status.originating for status in statuses],
            [status.wholly_obtained for status in statuses],
        )

    def _by_own_production(self, article: Article) -> MaterialStatus | None:
        """The status that an intermediate's own production gives it; None where nothing is known of that production."""
        here = self.made_in_territory(article)
        if here is False:
            return MaterialStatus(False, False, Reason.THIRD_COUNTRY)
        judgement = self.judgements.get(article.id)
        absorption = self.law.agreement.provisions.absorption
        if judgement is None or absorption is None or absorption.kind is not AbsorptionKind.AUTOMATIC:
            return None
        reason = {True: Reason.OWN_RULE_MET, False: Reason.OWN_RULE_NOT_MET, None: Reason.OWN_RULE_UNKNOWN}
        truth = all_of((here, judgement.truth))
        return MaterialStatus(truth, all_of((here, judgement.wholly_obtained)), reason[truth], absorption.citation)

    def _count(self, article: Article, status: MaterialStatus) -> Count:
        """How a material counts: whole, opened up into what it was made of, or one of the two."""
        if status.originating is True or not self._may_be_opened(article):
            return Count(True, status.originating, False)
        here, own = self.made_in_territory(article), self.judgements[article.id].truth
        if own is True:  # it originates, or was made elsewhere: whole in either case
            return Count(True, None, False)
        if here is True:
            return Count(False, None, True) if own is False else Count(None, True, None)
        return Count(None, False if own is False else None, None)

    def _may_be_opened(self, article: Article) -> bool:
        """Whether the agreement replaces a failing intermediate by its materials, if it was made in a party."""
        provisions, production = self.law.agreement.provisions, article.production
        if production is None or article.id not in self.judgements or self.made_in_territory(article) is False:
            return False
        if self.statuses[article.id].reason not in BY_OWN_RULE or not self.judgements[article.id].production.stated:
            return False
        absorption, cumulation = provisions.absorption, provisions.cumulation
        if production.by is Maker.PRODUCER:
            return absorption is not None and absorption.look_through is not LookThrough.NONE
        full = cumulation is not None and cumulation.full
        return full or (absorption is not None and absorption.look_through is LookThrough.ALL)

    def made_in_territory(self, article: Article) -> Truth:
        """Whether an intermediate was made in a party."""
        production = article.production
        if production is None:
            return False
        return None if production.where is None else production.where in self.law.countries


def _told(status: MaterialStatus, count: Count) -> MaterialStatus:
    """The status to tell of a material inside an intermediate: it may yet not count."""
    if count.opened is None and status.originating is False:
        return MaterialStatus(None, status.wholly_obtained, Reason.INSIDE_INTERMEDIATE)
    return status
