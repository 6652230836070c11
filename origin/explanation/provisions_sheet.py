"""The general provisions of a pack in words: one line each, with its parameters and its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from origin.agreements.agreement import Agreement
from origin.agreements.provisions import (
    Cumulation,
    CumulationPartners,
    NonAlteration,
    Operation,
    Provisions,
    Tolerance,
    VesselConditions,
)
from origin.explanation.document import Point
from origin.explanation.words import codes_text, country_name
from origin.language import tree as t
from origin.language.english_words import day, joined, percentage

_EVIDENCE = {"presumed": "presumed", "on-doubt": "asked for on doubt", "required": "to be supplied"}


def provision_points(agreement: Agreement) -> Iterator[Point]:
    """Every provision that the pack switches on, in the order of the agreements."""
    provisions = agreement.provisions
    yield from _acquiring(provisions)
    if provisions.cumulation is not None:
        yield from _cumulation(provisions.cumulation)
    yield from _values(provisions)
    yield from _other_goods(provisions)
    yield from _territory(provisions)
    yield from _deemed(provisions)


def _acquiring(provisions: Provisions) -> Iterator[Point]:
    """What is wholly obtained, sufficiently worked, or not."""
    if provisions.exclusively_originating is not None:
        text = "What is made of originating materials only originates"
        yield Point(text, citation=provisions.exclusively_originating)
    if (obtained := provisions.wholly_obtained) is not None:
        yield Point(f"Wholly obtained products, {len(obtained.categories)} categories", citation=obtained.citation)
        if obtained.vessels is not None:
            yield Point(f"Vessels: {_vessels(obtained.vessels)}", citation=obtained.vessels.citation)
    for tolerance in provisions.tolerances:
        yield Point(_tolerance(tolerance), citation=tolerance.citation)
    if (waiver := provisions.value_content_waiver) is not None:
        text = f"No regional value content is asked for with up to {percentage(waiver.percent)} non-originating"
        yield Point(text, citation=waiver.citation)
    if (textiles := provisions.basic_textiles) is not None:
        share = percentage(textiles.percent)
        text = f"Tolerance of {share} by weight for basic textile materials in {textiles.products}"
        yield Point(text, citation=textiles.citation)
    if (fabrics := provisions.textile_materials) is not None:
        text = f"Tolerance of {percentage(fabrics.percent)} by value for textile materials in {fabrics.products}"
        yield Point(text, citation=fabrics.citation)
    for free in provisions.unrestricted_materials:
        text = f"Materials of {free.materials} in products of {free.products} are not restricted"
        yield Point(text, citation=free.citation)
    for part in provisions.component_only:
        text = f"The rule looks at the component that determines the classification, in {part.products}"
        yield Point(text, citation=part.citation)
    for note in provisions.chapter_notes:
        yield Point(f"Note for {note.products}: {note.label}", citation=note.citation)
    if (absorption := provisions.absorption) is not None:
        text = f"Absorption, {absorption.kind.value}; failing intermediates opened up: {absorption.look_through.value}"
        yield Point(text, citation=absorption.citation)
    if (insufficient := provisions.insufficient_operations) is not None:
        text = f"Insufficient operations: {'; '.join(_operations(insufficient.operations))}"
        yield Point(text, citation=insufficient.citation)
        yield Point(f"An operation is simple where: {insufficient.simple}", citation=insufficient.citation)


def _vessels(conditions: VesselConditions) -> str:
    asked = [word for word, on in (("registered", conditions.registered), ("under the flag", conditions.flag)) if on]
    found = [f"{joined(asked, 'and')} of a party"] if asked else []
    if conditions.owned_percent is not None:
        found.append(f"{percentage(conditions.owned_percent)} owned by nationals")
    if conditions.officers:
        found.append("officers are nationals")
    if conditions.crew_percent is not None:
        found.append(f"{percentage(conditions.crew_percent)} of the crew are nationals")
    nationals = f" (nationals of {', '.join(conditions.nationals_of)})" if conditions.nationals_of else ""
    return f"{'; '.join(found)}{nationals}"


def _tolerance(tolerance: Tolerance) -> str:
    basis = tolerance.basis
    prices = "/".join(price.value for price in basis.prices) if isinstance(basis, t.PriceBasis) else ""
    of = " of the component that determines the classification" if tolerance.of_component else prices and f" ({prices})"
    share = percentage(tolerance.percent)
    made = f", made in {joined(tolerance.made_in, 'or')}" if tolerance.made_in else ""
    return f"Tolerance of {share} by {tolerance.measure.value}{of} for {tolerance.products}{made}"


def _operations(operations: Iterable[Operation]) -> Iterator[str]:
    for one in operations:
        yield f"{one.label} ({one.products})" if one.products is not None else one.label


def _cumulation(cumulation: Cumulation) -> Iterator[Point]:
    if cumulation.bilateral:
        yield Point("Cumulation, bilateral: originating materials of the other party", citation=cumulation.citation)
    if cumulation.full:
        citation = cumulation.full_citation or cumulation.citation
        yield Point("Cumulation, full: production in the other party", citation=citation)
    if cumulation.beyond_insufficient and (cumulation.bilateral or cumulation.full or cumulation.partners):
        text = "Cumulation asks the last party to go beyond the insufficient operations"
        yield Point(text, citation=cumulation.condition_citation or cumulation.citation)
    if cumulation.value_added_citation is not None:
        text = "Where it does not, the country with the most value has the origin"
        yield Point(text, citation=cumulation.value_added_citation)
    for one in cumulation.partners:
        yield Point(f"Cumulation: {_partners(one)}", citation=one.citation)
    for link in cumulation.matrix:
        text = f"In force between {' and '.join(link.between)}: {link.rules}{_days(link.valid_from, link.valid_until)}"
        yield Point(text, citation=link.citation)


def _partners(one: CumulationPartners) -> str:
    limits = []
    if one.materials is not None:
        limits.append(f"materials of {one.materials}")
    if one.products is not None:
        limits.append(f"products of {one.products}")
    if one.made_in:
        limits.append(f"made in {joined(one.made_in, 'or')}")
    if one.imported_into:
        limits.append(f"sent to {joined(one.imported_into, 'or')}")
    if one.matrix is not None:
        limits.append("while agreements are in force between the countries")
    return ", ".join((one.label, *limits)) + _days(one.valid_from, one.valid_until)


def _days(start: date | None, end: date | None) -> str:
    since = f", since {day(start)}" if start is not None else ""
    return f"{since}, until {day(end)}" if end is not None else since


def _values(provisions: Provisions) -> Iterator[Point]:
    valuation = provisions.valuation
    if valuation is None:
        return
    for price in valuation.prices:
        less = f" less {', '.join(price.less)}" if price.less else ""
        yield Point(f"{price.basis.value} is {price.derived_from.value}{less}", citation=price.citation)
    if valuation.net_cost is not None:
        text = f"Net cost leaves out {', '.join(valuation.net_cost.excluded)}"
        yield Point(text, citation=valuation.net_cost.citation)
    if valuation.materials is not None:
        yield Point("Value of materials: what it leaves out and takes in", citation=valuation.materials.citation)
    if valuation.built_up is not None:
        costs = joined([cost.replace("-", " ") for cost in valuation.built_up.costs], "and")
        yield Point(f"A value content by build-up takes in costs: {costs}", citation=valuation.built_up.citation)
        for limit in valuation.built_up.limits:
            names = joined([country_name(country) for country in limit.countries], "and")
            text = f"A value content by build-up takes in materials of {names} up to {percentage(limit.percent)}"
            yield Point(f"{text} of the price", citation=limit.citation)
    if valuation.averaging is not None:
        months = valuation.averaging.least_months
        text = "Prices and values may be averages" + (f" over {months} months or more" if months is not None else "")
        yield Point(text, citation=valuation.averaging.citation)


def _other_goods(provisions: Provisions) -> Iterator[Point]:
    if provisions.unit_of_qualification is not None:
        yield Point("Unit of qualification", citation=provisions.unit_of_qualification)
    if (sets := provisions.sets) is not None:
        yield Point(f"Sets: up to {percentage(sets.percent)} of the price non-originating", citation=sets.citation)
    for what, provision in (
        ("Accessories, spare parts and tools", provisions.accessories),
        ("Packing for retail sale", provisions.retail_packing),
        ("Packing for shipment", provisions.shipment_packing),
        ("Neutral elements", provisions.neutral_elements),
    ):
        if provision is not None:
            yield Point(what, citation=provision.citation)
    if (segregation := provisions.accounting_segregation) is not None:
        of = "materials and goods" if segregation.goods else "materials"
        if segregation.goods and segregation.goods_products is not None:
            of += f" of {codes_text(segregation.goods_products)}"
        methods = ", ".join(method.value for method in segregation.methods)
        asked = ", when authorised" if segregation.authorisation else ""
        yield Point(f"Accounting segregation of {of}{asked}: {methods}", citation=segregation.citation)


def _territory(provisions: Provisions) -> Iterator[Point]:
    if (territoriality := provisions.territoriality) is not None:
        yield Point("Territoriality", citation=territoriality.citation)
        if territoriality.other_party_citation is not None:
            text = "Preference is for products of the other party only"
            yield Point(text, citation=territoriality.other_party_citation)
        if (outward := territoriality.outward_processing) is not None:
            but = f", not for {outward.excluded}" if outward.excluded is not None else ""
            text = f"Outward processing up to {percentage(outward.percent)} of the price{but}"
            yield Point(text, citation=outward.citation)
    if (journey := provisions.non_alteration) is not None:
        yield Point(_journey(journey), citation=journey.citation)
    if (drawback := provisions.no_drawback) is not None:
        only = drawback.only_with_partners
        limit = f", with cumulation with {joined(only, 'or')} only" if only else ""
        text = f"No drawback{limit}{_days(drawback.valid_from, drawback.valid_until)}"
        yield Point(text, citation=drawback.citation)


def _journey(journey: NonAlteration) -> str:
    asked = [f"evidence {_EVIDENCE[journey.evidence.value]}"]
    if not journey.splitting:
        asked.append("one consignment")
    if journey.supervision:
        asked.append("under customs supervision on the way")
    if not journey.free_circulation:
        asked.append("not released to free circulation on the way")
    if journey.through:
        asked.append(f"freely through {', '.join(journey.through)}")
    if journey.exhibitions is not None:
        asked.append(f"products sold at exhibitions ({journey.exhibitions.citation})")
    return f"Non-alteration or direct transport: {'; '.join(asked)}"


def _deemed(provisions: Provisions) -> Iterator[Point]:
    for material in provisions.deemed_materials:
        yield Point(f"Materials that count as originating: {material.label}", citation=material.citation)
    for product in provisions.deemed_products:
        yield Point(f"Products that count as originating: {product.label}", citation=product.citation)
    if provisions.goods_and_parts is not None:
        yield Point("A rule of last resort for a product and its parts", citation=provisions.goods_and_parts.citation)
