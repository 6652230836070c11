"""`determine`: a dossier under an agreement, on a day."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.determination.circumstances import Circumstances
from origin.determination.determination import Determination, Presumption, Verdict
from origin.determination.judge import Judge
from origin.determination.judgement import Judgement
from origin.determination.materials import MaterialsOf
from origin.determination.non_alteration import JourneyFound, evaluate_journey
from origin.determination.truth import Truth, all_of
from origin.determination.workings import Workings
from origin.dossier.dossier import Dossier
from origin.language.tree import Rule

ALL_PRESUMPTIONS = frozenset(Presumption)

_VERDICTS = {True: Verdict.ORIGINATING, False: Verdict.NON_ORIGINATING, None: Verdict.UNDETERMINED}


def determine(
    dossier: Dossier,
    law: Law,
    on: date,
    *,
    presumptions: frozenset[Presumption] = ALL_PRESUMPTIONS,
    exported_from: str | None = None,
    imported_into: str | None = None,
    rule: Rule | None = None,
    workings: Workings | None = None,
) -> Determination:
    """Whether the product of a dossier originates under the law of an agreement on a day, with all that led to it.

    `presumptions` are those of the law to apply where facts are missing. `rule` judges by a rule given by hand in
    place of the list's. The direction is taken from the dossier where it is not given. `workings` saves preparing the
    same dossier again for another agreement on the same HS edition. The same input gives the same answer.
    """
    if workings is None or workings.edition != law.rules.edition:
        workings = Workings(dossier, law.rules.edition)
    product = dossier.product
    made_in = product.article.production.where if product.article.production else None
    circumstances = Circumstances(
        on=on,
        exported_from=_party(exported_from or product.exported_from or made_in, law),
        imported_into=_party(imported_into or product.imported_into, law),
        presume_unknown_origin=Presumption.UNKNOWN_ORIGIN in presumptions,
        presume_beyond_insufficient=Presumption.BEYOND_INSUFFICIENT in presumptions,
        presume_unaltered=Presumption.UNALTERED in presumptions,
        within_quota=product.within_quota,
        rule=rule,
    )
    judgements: dict[str, Judgement] = {}
    judge = Judge(workings, law, circumstances, MaterialsOf(workings, law, circumstances, judgements), judgements)
    judgement = judge.product()
    journey = evaluate_journey(law, product.journey, circumstances.presume_unaltered)
    in_territory = _in_territory(judgement, law)
    truth = all_of((in_territory, judgement.truth, journey.truth))
    return Determination(
        verdict=_VERDICTS[truth],
        law=law,
        workings=workings,
        circumstances=circumstances,
        judgement=judgement,
        judgements=judge.judgements,
        statuses=judge.materials.statuses,
        journey=journey,
        in_territory=in_territory,
        presumed=_presumed(judge, judgement, journey),
    )


def without_presumptions(determination: Determination) -> Determination:
    """The same determination with every presumption off: what is certain from the stated facts alone."""
    circumstances = replace(
        determination.circumstances,
        presume_unknown_origin=False,
        presume_beyond_insufficient=False,
        presume_unaltered=False,
    )
    return determine(
        determination.workings.dossier,
        determination.law,
        circumstances.on,
        presumptions=frozenset(),
        exported_from=circumstances.exported_from,
        imported_into=circumstances.imported_into,
        rule=circumstances.rule,
        workings=determination.workings,
    )


def _party(country: str | None, law: Law) -> str | None:
    """The party a country belongs to, or the country itself where it belongs to none."""
    if country is None:
        return None
    party = law.agreement.party_of(country)
    return country if party is None else party.id


def _in_territory(judgement: Judgement, law: Law) -> Truth:
    """Whether the product was made, or obtained, in the territory of a party; not known where it does not say."""
    article = judgement.production.article
    where = article.production.where if article.production else None
    where = where or article.wholly_obtained_in
    return None if where is None else where in law.countries


def _presumed(judge: Judge, judgement: Judgement, journey: JourneyFound) -> tuple[Presumption, ...]:
    found: list[Presumption] = []
    if True in [status.presumed for status in judge.materials.statuses.values()]:
        found.append(Presumption.UNKNOWN_ORIGIN)
    if any(one.insufficient.presumed for one in judge.judgements.values()):
        found.append(Presumption.BEYOND_INSUFFICIENT)
    if journey.presumed:
        found.append(Presumption.UNALTERED)
    return tuple(found)
