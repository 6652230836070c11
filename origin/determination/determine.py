"""`determine`: a dossier under an agreement, on a day."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.provisions import Provisions
from origin.determination.circumstances import Circumstances
from origin.determination.cost import is_silent
from origin.determination.determination import Determination, Presumption, Verdict
from origin.determination.drawback import DrawbackFound, evaluate_drawback
from origin.determination.judge import Judge
from origin.determination.judgement import Judgement
from origin.determination.lending import Lending
from origin.determination.materials import MaterialsOf
from origin.determination.non_alteration import JourneyFound, evaluate_journey
from origin.determination.prices import is_silent_on
from origin.determination.production_of import ProductionOf
from origin.determination.territoriality import AbroadFound, kept_abroad
from origin.determination.truth import Truth, all_of, any_of
from origin.determination.workings import Workings
from origin.dossier.dossier import Dossier
from origin.dossier.model import Product
from origin.language.tree import Price, PriceBasis, Rule, Share, Standing, Test
from origin.language.walk import words

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
        exported_from=_party(exported_from or product.exported_from or _in_party(made_in, law), law),
        imported_into=_party(imported_into or product.imported_into, law),
        presume_unknown_origin=Presumption.UNKNOWN_ORIGIN in presumptions,
        presume_beyond_insufficient=Presumption.BEYOND_INSUFFICIENT in presumptions,
        presume_unaltered=Presumption.UNALTERED in presumptions,
        presume_no_drawback=Presumption.NO_DRAWBACK in presumptions,
        presume_values_as_stated=Presumption.VALUES_AS_STATED in presumptions,
        within_quota=product.within_quota,
        rule=rule,
    )
    judgements: dict[str, Judgement] = {}
    lending = Lending(law, on, circumstances.imported_into)
    materials = MaterialsOf(workings, law, circumstances, lending, judgements)
    productions = ProductionOf(workings, law, lending, materials, judgements)
    judge = Judge(workings, law, circumstances, materials, productions, judgements)
    judgement = judge.product()
    journey = evaluate_journey(law, product.journey, circumstances.presume_unaltered)
    in_territory = _in_territory(judgement, materials)
    returned = _returned(judgement, law, workings)
    drawback = _drawback(judgement, law, product, circumstances)
    other_party = _of_another_party(judgement, law, circumstances)
    truth = all_of((in_territory, other_party, judgement.truth, returned.truth, journey.truth, drawback.truth))
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
        other_party=other_party,
        returned=returned,
        drawback=drawback,
        presumed=_presumed(judge, journey, drawback),
    )


def without_presumptions(determination: Determination) -> Determination:
    """The same determination with every presumption off: what is certain from the stated facts alone."""
    circumstances = replace(
        determination.circumstances,
        presume_unknown_origin=False,
        presume_beyond_insufficient=False,
        presume_unaltered=False,
        presume_no_drawback=False,
        presume_values_as_stated=False,
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


def _in_party(country: str | None, law: Law) -> str | None:
    """A country of production, from which goods are taken to be exported, if it is a party's."""
    return country if country is not None and law.agreement.party_of(country) is not None else None


def _party(country: str | None, law: Law) -> str | None:
    """The party a country belongs to, or the country itself where it belongs to none."""
    if country is None:
        return None
    party = law.agreement.party_of(country)
    return country if party is None else party.id


def _in_territory(judgement: Judgement, materials: MaterialsOf) -> Truth:
    """Whether the product was made, or obtained, where it may acquire origin; not known where it does not say.

    What is deemed to originate need not have been made there.
    """
    article = judgement.production.article
    where = article.production.where if article.production else None
    where = where or article.wholly_obtained_in
    deemed = judgement.deemed.truth if judgement.deemed is not None else False
    here: Truth = None if where is None else materials.law.agreement.party_of(where) is not None
    return any_of((deemed, here))


def _of_another_party(judgement: Judgement, law: Law, circumstances: Circumstances) -> Truth:
    """Whether the product is of another party than the importing one, where only such products have preference."""
    provision = law.agreement.provisions.territoriality
    if provision is None or provision.other_party_citation is None:
        return True
    origin = _party(judgement.country, law) or judgement.production.party
    if origin is None:
        return True
    if circumstances.imported_into is None:  # what leaves the party that it is of goes to another one
        return True if circumstances.exported_from in (None, origin) else None
    return origin != circumstances.imported_into


def _returned(judgement: Judgement, law: Law, workings: Workings) -> AbroadFound:
    """What became of a product that left the parties and came back."""
    production = judgement.production
    abroad = production.article.abroad
    if abroad is None:
        return AbroadFound(True)
    added = workings.in_currency(abroad.value_added)
    return kept_abroad(law, abroad, production.spans, added, workings.prices)


def _drawback(judgement: Judgement, law: Law, product: Product, circumstances: Circumstances) -> DrawbackFound:
    """Whether the prohibition of drawback stands in the way."""
    provision = law.agreement.provisions.no_drawback
    if provision is None:
        return DrawbackFound(True)
    production = judgement.production
    partners = any_of(
        [
            all_of((originating, here))
            for status, originating, here in zip(
                judgement.statuses, production.originating, production.present, strict=True
            )
            if status.lent is not None
            and status.lent.partners is not None
            and status.lent.partners.id in provision.only_with_partners
        ]
    )
    foreign = any_of(production.standing(Standing.NON_ORIGINATING)) if production.stated else None
    on, presume = circumstances.on, circumstances.presume_no_drawback
    return evaluate_drawback(law, product.drawback, foreign, partners, on, presume)


def _presumed(judge: Judge, journey: JourneyFound, drawback: DrawbackFound) -> tuple[Presumption, ...]:
    found: list[Presumption] = []
    if True in [status.presumed for status in judge.materials.statuses.values()]:
        found.append(Presumption.UNKNOWN_ORIGIN)
    if True in [one.insufficient.presumed for one in judge.judgements.values()]:
        found.append(Presumption.BEYOND_INSUFFICIENT)
    if journey.presumed:
        found.append(Presumption.UNALTERED)
    if drawback.presumed:
        found.append(Presumption.NO_DRAWBACK)
    valuation = judge.law.agreement.provisions.valuation
    values = valuation.materials if valuation is not None else None
    if judge.circumstances.presume_values_as_stated:
        judgement = judge.judgements[judge.root]
        silent = values is not None and any(is_silent(line.article, values) for line in judgement.production.lines)
        if silent or prices_chosen(judgement) or _silent_price(judgement, judge.workings.dossier.product):
            found.append(Presumption.VALUES_AS_STATED)
    return tuple(found)


def _silent_price(judgement: Judgement, product: Product) -> bool:
    """True where a price of the product is taken as stated that the agreement takes less costs it may include."""
    valuation = judgement.production.law.agreement.provisions.valuation
    return any(
        one.basis is one.derived_from and one.basis.value in product.prices and is_silent_on(one, product)
        for one in (valuation.prices if valuation is not None else ())
    )


def prices_chosen(judgement: Judgement) -> tuple[Price, ...]:
    """The prices that were taken to be chosen, as the dossier states them and not the others on offer.

    They are those of the tests and provisions that were looked at for the product.
    """
    production = judgement.production
    law = production.law
    on_offer = list(law.once("prices on offer", law.agreement.provisions, _offered))
    for candidate in judgement.candidates:
        for one in candidate.alternatives:
            test = one.alternative.test
            on_offer += law.once("prices on offer", test, _offered_by)
    chosen: dict[Price, None] = {}
    for basis in on_offer:
        stated = [price for price in basis.prices if production.price(price) is not None]
        if len(stated) < len(basis.prices):
            chosen.update(dict.fromkeys(stated))
    return tuple(chosen)


def _offered(provisions: Provisions) -> tuple[PriceBasis, ...]:
    """The choices of price that the general provisions leave."""
    bases = [one.basis for one in provisions.tolerances]
    bases += [one.basis for one in (provisions.value_content_waiver, provisions.sets) if one is not None]
    return tuple([basis for basis in bases if isinstance(basis, PriceBasis) and len(basis.prices) > 1])


def _offered_by(test: Test) -> tuple[PriceBasis, ...]:
    """The choices of price that a rule leaves."""
    bases = [word.test.basis for word in words(test) if isinstance(word.test, Share)]
    return tuple([basis for basis in bases if isinstance(basis, PriceBasis) and len(basis.prices) > 1])
