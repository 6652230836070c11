"""The general provisions of all families: each met, not met, and not known for want of a fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from origin.agreements.agreement import Party
from origin.agreements.law import Law
from origin.agreements.provisions import (
    Absorption,
    AbsorptionKind,
    Averaging,
    BuiltUp,
    ChapterNote,
    ComponentOnly,
    CountedUpTo,
    Cumulation,
    CumulationPartners,
    DeemedMaterials,
    DeemedProducts,
    DerivedPrice,
    Exhibitions,
    GoodsAndParts,
    InsufficientOperations,
    JourneyEvidence,
    KindOfProduct,
    Link,
    LookThrough,
    MaterialValue,
    MinimumWorking,
    NetCost,
    NoDrawback,
    NonAlteration,
    NotForgiven,
    Operation,
    OriginBy,
    OutwardProcessing,
    PartLimit,
    SecondaryGoods,
    SetLimit,
    Sets,
    Territoriality,
    Tolerance,
    Valuation,
    ValueContentWaiver,
    VesselConditions,
    WhollyObtainedCategory,
    WhollyObtainedProducts,
)
from origin.determination.determination import Presumption
from origin.determination.fact_sets import Ask
from origin.determination.missing_facts import decisive_facts
from origin.dossier.model import Abroad, Exhibition, Journey, Maker, Money, Product, Production, Role, Vessel
from origin.explanation.sections import explain
from origin.explanation.text import text_of
from origin.language import tree as t
from origin.language.parser import parse_rule
from tests.determination.build import (
    DAY,
    EXW,
    NOM,
    OM,
    Part,
    ask,
    codes,
    decide,
    dossier,
    eu_uk_with,
    intermediate,
    law_of,
    material,
    money,
    no,
    paper,
    product,
    steps,
    tolerance,
    unknown,
    yes,
)

TRANSACTION = t.PriceBasis((t.Price.TRANSACTION_VALUE,))


def certain(law: Law, made: Product, *parts: Part, **more: Any) -> str:
    """The verdict from stated facts alone."""
    return decide(law, made, *parts, certain=True, **more)


def of(made: Product, **facts: Any) -> Product:
    """A product with facts of its own."""
    return replace(made, **facts)


def rule(text: str) -> t.Rule:
    """A rule in our notation."""
    read = parse_rule(text)
    assert read.value is not None
    return read.value


# -- cumulation --------------------------------------------------------------------------------------------------------

NORWAY = CumulationPartners("norway", "materials of Norway", ("NO",), "Article 4")
BILATERAL = Cumulation(bilateral=True, full=False, citation="Article 3")


def lent(*partners: CumulationPartners, **more: Any) -> Law:
    """A law by which nothing foreign may be used, with cumulation."""
    return law_of("no NOM", cumulation=replace(BILATERAL, partners=partners, **more), exclusively_originating="all")


@pytest.mark.parametrize(
    ("partners", "origin", "verdict"),
    [
        ((), "FR", yes),
        ((), "NO", no),
        ((NORWAY,), "NO", yes),
        ((NORWAY,), "CN", no),
        ((replace(NORWAY, materials=codes("73")),), "NO", yes),
        ((replace(NORWAY, materials=codes("39")),), "NO", no),
        ((replace(NORWAY, products=codes("85")),), "NO", yes),
        ((replace(NORWAY, products=codes("84")),), "NO", no),
        ((replace(NORWAY, made_in=("GB",)),), "NO", yes),
        ((replace(NORWAY, made_in=("EU",)),), "NO", no),
        ((replace(NORWAY, imported_into=("EU",)),), "NO", yes),
        ((replace(NORWAY, imported_into=("GB",)),), "NO", no),
        ((replace(NORWAY, valid_until=date(2025, 5, 31)),), "NO", no),
        ((replace(NORWAY, valid_from=DAY),), "NO", yes),
        ((replace(NORWAY, kind="listed"),), "NO", unknown),
        ((replace(NORWAY, evidence=("eur-1",)),), "NO", unknown),
    ],
)
def test_who_lends_origin(partners: tuple[CumulationPartners, ...], origin: str, verdict: str) -> None:
    """A material of the other party, or of a partner whose conditions hold, counts as originating."""
    assert verdict == certain(lent(*partners), product(), material("7318.15", 10, OM, origin=origin))


def test_the_trace_names_who_lends() -> None:
    """The status of a material names the country that lends its origin, and the article."""
    found = ask(lent(NORWAY), dossier(product(), material("7318.15", 10, OM, id="bolts", origin="NO")))
    status = found.statuses["bolts"]
    assert status.lent is not None
    assert (status.lent.country, status.lent.citation) == ("NO", "Article 4")


def test_only_some_parties_lend() -> None:
    """Where the agreement names who lends, the others do not."""
    assert no == certain(lent(lenders=("GB",)), product(), material("7318.15", 10, OM, origin="FR"))
    assert yes == certain(lent(lenders=("EU",)), product(), material("7318.15", 10, OM, origin="FR"))


PEM = replace(NORWAY, matrix="pem")
LINKS = (Link(("NO", "GB"), date(2021, 1, 1), "pem"), Link(("NO", "EU"), date(2012, 1, 1), "pem"))


@pytest.mark.parametrize(
    ("links", "verdict"),
    [
        (LINKS, yes),
        (LINKS[:1], no),
        ((), no),
        ((LINKS[0], replace(LINKS[1], rules="other")), no),
        ((LINKS[0], replace(LINKS[1], valid_until=date(2025, 1, 1))), no),
    ],
)
def test_the_matrix_of_agreements(links: tuple[Link, ...], verdict: str) -> None:
    """Diagonal cumulation needs links in force on the day, with identical rules, to both sides."""
    law = lent(PEM, matrix=links)
    assert verdict == certain(law, product(), material("7318.15", 10, OM, origin="NO"))


def test_the_matrix_hangs_on_where_goods_go() -> None:
    """Where the importing party is not stated, its link is not known."""
    made = product(imported_into=None)
    assert unknown == certain(lent(PEM, matrix=LINKS), made, material("7318.15", 10, OM, origin="NO"))


def test_a_partner_judged_by_this_agreement() -> None:
    """What a partner made is judged by this agreement's rules where its own do not count."""
    as_if = replace(NORWAY, origin_by=OriginBy.THIS_AGREEMENT)
    absorption = Absorption(AbsorptionKind.AUTOMATIC, LookThrough.SELF_PRODUCED, "absorption")
    law = law_of("CTH", cumulation=replace(BILATERAL, partners=(as_if,)), absorption=absorption)
    supplied = intermediate("8501", 50, material("7318.15", 10), by=Maker.SUPPLIER, where="NO")
    failing = intermediate("8501", 50, material("8501.20", 10), by=Maker.SUPPLIER, where="NO")
    assert yes == certain(law, product(), supplied)
    assert no == certain(law, product(), failing)


@pytest.mark.parametrize(("papers", "verdict"), [(("supplier-statement",), unknown), ((), yes)])
def test_full_cumulation_needs_its_statement(papers: tuple[str, ...], verdict: str) -> None:
    """Production of a supplier counts with the statement the agreement asks for; without it, that is open."""
    absorption = Absorption(AbsorptionKind.AUTOMATIC, LookThrough.SELF_PRODUCED, "absorption")
    cumulation = replace(BILATERAL, full=True, full_papers=papers)
    law = law_of("MaxNOM 30% (EXW)", {"8503": "CTH"}, cumulation=cumulation, absorption=absorption)

    def supplied(**more: Any) -> Part:
        return intermediate("8503", 60, material("8503.00", 30), by=Maker.SUPPLIER, where="FR", **more)

    assert verdict == certain(law, product(), supplied())
    assert yes == certain(law, product(), supplied(evidence=(paper(kind="supplier-statement"),)))


INSUFFICIENT = InsufficientOperations((Operation("washing", ("washing",), "point"),), "Article 6", "simple")


@pytest.mark.parametrize(
    ("price", "verdict", "country"), [(100, yes, "GB"), (60, no, "EU"), (None, unknown, None), (80, no, "EU")]
)
def test_who_has_the_origin_without_working(price: int | None, verdict: str, country: str | None) -> None:
    """Without sufficient working the last party has the origin only if more value was added there than elsewhere."""
    law = law_of(
        "no NOM",
        cumulation=replace(BILATERAL, value_added_citation="Article 3(4)"),
        insufficient_operations=INSUFFICIENT,
        exclusively_originating="all",
    )
    found = ask(
        law, dossier(product(exw=price, done=("washing",)), material("8501.10", 40, OM, origin="FR")), certain=True
    )
    assert verdict == found.verdict.value
    assert country == found.origin


def test_more_working_for_textiles() -> None:
    """A partner's materials may ask for more than the insufficient operations in the last country."""
    sewing_on = MinimumWorking(codes("85"), ("assembly",), "Regulation 18(3)(f)")
    law = law_of(
        "no NOM",
        cumulation=replace(BILATERAL, partners=(replace(NORWAY, minimum_working=sewing_on),)),
        insufficient_operations=INSUFFICIENT,
        exclusively_originating="all",
    )
    bolts = material("7318.15", 10, OM, origin="NO")
    assert no == certain(law, product(done=("assembly",)), bolts)
    assert yes == certain(law, product(done=("assembly", "machining")), bolts)


# -- absorption by designation -----------------------------------------------------------------------------------------

BY_DESIGNATION = Absorption(AbsorptionKind.DESIGNATION, LookThrough.SELF_PRODUCED, "Section 8(4)")


def made_here(code: str, value: int, *inside: Part, designated: bool | None, **facts: Any) -> Part:
    """An intermediate that the producer makes and designates, or not."""
    production = Production(Maker.PRODUCER, "GB", steps(("machining",)), designated=designated)
    return material(code, value, None, *inside, made=production, id=f"{code}-{value}", **facts)


@pytest.mark.parametrize(("designated", "verdict"), [(True, yes), (False, no), (None, unknown)])
def test_designation_is_an_election(designated: bool | None, verdict: str) -> None:
    """An intermediate counts whole in values only if the producer says so; silence is not known."""
    law = law_of("RVC 60% (EXW)", {"8503": "CTH"}, absorption=BY_DESIGNATION)
    inside = made_here("8503.00", 60, material("7318.15", 50), designated=designated)
    assert verdict == certain(law, product(), inside)


@pytest.mark.parametrize("inside", ["7318.15", "8501.20"])
def test_the_shift_is_tested_at_either(inside: str) -> None:
    """A change of classification may be tested at a self-produced material, or at what it was made of."""
    law = law_of("CTH", {"8503": "CC"}, absorption=BY_DESIGNATION)
    assert yes == certain(law, product(), made_here("8503.00", 60, material(inside, 50), designated=False))
    same = made_here("8501.20", 60, material("8501.20", 50), designated=False)
    assert no == certain(law, product(), same)


def test_nested_designations() -> None:
    """Of two designated materials that rest on a value content, the outer one's designation does not stand."""
    once = replace(BY_DESIGNATION, nested_value_content=False)
    others = {"8503": "RVC 30% (EXW)", "8507": "RVC 30% (EXW)"}
    for absorption, verdict in ((once, no), (BY_DESIGNATION, yes)):
        law = law_of("RVC 75% (EXW)", others, absorption=absorption)
        inner = made_here("8507.60", 40, material("8507.90", 20), designated=True)
        outer = made_here("8503.00", 70, inner, material("8503.00", 28), designated=True)
        assert verdict == certain(law, product(), outer)


# -- tolerances --------------------------------------------------------------------------------------------------------


def tolerated(percent: int = 10, rule_text: str = "CTH", **more: Any) -> Law:
    """A law with one tolerance."""
    return law_of(rule_text, tolerances=(tolerance(percent, **more),))


def test_a_choice_of_bases() -> None:
    """A tolerance of one price or another takes whichever serves."""
    either = t.PriceBasis((t.Price.TRANSACTION_VALUE, t.Price.TOTAL_COST))
    law = law_of("CTH", tolerances=(replace(tolerance(10), basis=either),))
    for prices, verdict in (
        ({"transaction-value": 100, "total-cost": 80}, yes),
        ({"transaction-value": 80, "total-cost": 100}, yes),
        ({"transaction-value": 80, "total-cost": 90}, no),
        ({"transaction-value": 80}, unknown),
    ):
        assert verdict == certain(law, product(prices=prices), material("8501.20", 10))


def test_a_tolerance_of_shifts_only() -> None:
    """Where only a missing change of classification is forgiven, a missing process is not."""
    shifts = tolerated(processes=False)
    assert yes == certain(shifts, product(), material("8501.20", 10))
    law = law_of("from [7318]", tolerances=(tolerance(10, processes=False),))
    assert no == certain(law, product(), material("7320.10", 10))
    assert yes == certain(tolerated(rule_text="from [7318]"), product(), material("7320.10", 10))


def test_what_a_tolerance_is_not_for() -> None:
    """Materials that are left out are not forgiven; where their kind decides, it must be stated."""
    batteries = NotForgiven("Article 11(7)", materials=codes("8507"))
    law = law_of("CC", tolerances=(tolerance(10, not_forgiven=(batteries,)),))
    assert no == certain(law, product(), material("8507.60", 5))
    assert yes == certain(law, product(), material("8503.00", 5))
    kind = replace(batteries, kind="rechargeable")
    law = law_of("CC", tolerances=(tolerance(10, not_forgiven=(kind,)),))
    for kinds, verdict in (({"rechargeable": True}, no), ({"rechargeable": False}, yes), ({}, unknown)):
        assert verdict == certain(law, product(), material("8507.60", 5, kinds=kinds))


@pytest.mark.parametrize(("code", "verdict"), [("8409.91", yes), ("8407.34", no), ("8407", unknown)])
def test_not_for_the_same_subheading(code: str, verdict: str) -> None:
    """A tolerance may leave out materials of the product's own subheading."""
    excluding = (NotForgiven("Section 5(3)", same=t.Same.SUBHEADING),)
    law = law_of("CC", tolerances=(replace(tolerance(10), not_forgiven=excluding),))
    assert verdict == certain(law, product("8407.34"), material(code, 5))


def test_the_stated_price_is_taken_for_the_one_chosen() -> None:
    """Of two prices on offer the one that is stated counts; with that presumption off, the other one may yet serve."""
    either = t.PriceBasis((t.Price.TRANSACTION_VALUE, t.Price.TOTAL_COST))
    law = law_of("CTH", tolerances=(replace(tolerance(10), basis=either),))
    made = of(product(exw=None), prices={"transaction-value": money(100)})
    parts = (material(made.article.hs.digits[:4] if made.article.hs else "", 11),)
    found = ask(law, dossier(made, *parts))
    assert no == found.verdict.value
    assert Presumption.VALUES_AS_STATED in found.presumed
    assert "the stated one is taken: transaction value" in " ".join(text_of(explain(found), 120).split())
    assert unknown == certain(law, made, *parts)


def test_a_partners_goods_are_not_a_third_countrys() -> None:
    """What comes from a partner may originate there: without its status nothing is certain, in either direction."""
    law = lent(NORWAY)
    assert no == decide(law, product(), material("7318.15", 10, None, origin="NO"))
    assert unknown == certain(law, product(), material("7318.15", 10, None, origin="NO"))
    assert no == certain(law, product(), material("7318.15", 10, None, origin="CN"))
    assert unknown == certain(law, product(), material("7318.15", 10, OM))  # of which country is not said


@pytest.mark.parametrize(("where", "verdict", "rule"), [("FR", yes, True), ("GB", no, False), (None, unknown, None)])
def test_a_tolerance_of_one_party(where: str | None, verdict: str, rule: bool | None) -> None:
    """A tolerance may be for the products of one party only; whether it helps is open where the party is."""
    law = law_of("CTH", tolerances=(replace(tolerance(10), made_in=("EU",)),))
    made = product(where=where, exported_from=None, imported_into=None)
    found = ask(law, dossier(made, material("8501.20", 5)), certain=True)
    assert (verdict, rule) == (found.verdict.value, found.judgement.rule)


def test_a_limit_within_a_tolerance() -> None:
    """Materials of a kind may have a smaller share of their own."""
    law = tolerated(part_limits=(PartLimit("elastic", Decimal(7), "point"),))
    for value, kinds, verdict in ((7, True, yes), (8, True, no), (8, False, yes), (8, None, unknown)):
        stated = {} if kinds is None else {"elastic": kinds}
        assert verdict == certain(law, product(), material("8501.20", value, kinds=stated))


def test_materials_that_must_originate() -> None:
    """A product with foreign material of a named kind has no tolerance at all."""
    law = tolerated(must_originate=("elastic",))
    offender = material("8501.20", 5, kinds={"elastic": False})
    assert yes == certain(law, product(), offender, material("7318.15", 1, OM, origin="GB", kinds={"elastic": True}))
    assert no == certain(law, product(), offender, material("7318.15", 1, kinds={"elastic": True}))
    assert unknown == certain(law, product(), offender, material("7318.15", 1))


@pytest.mark.parametrize(("value", "verdict"), [("10", yes), ("10.01", no), (None, unknown)])
def test_the_second_kind_waives_a_value_content(value: str | None, verdict: str) -> None:
    """Where all foreign materials are small together, no value content is asked; the rest of the rule still is."""
    waiver = ValueContentWaiver(Decimal(10), TRANSACTION, "Section 5(4)")
    law = law_of("CTH and RVC 95% (EXW)", value_content_waiver=waiver)
    priced = product(prices={"transaction-value": 100})
    assert verdict == certain(law, priced, material("7318.15", value))
    assert no == certain(law, priced, material("8501.20", 5))


def test_a_share_of_the_component() -> None:
    """A tolerance by weight of the component is measured against that alone."""
    law = law_of(
        "CTH",
        component_only=(ComponentOnly(codes("85"), "Note 2"),),
        tolerances=(tolerance(10, measure=t.Measure.WEIGHT, of_component=True),),
    )
    main = material("7318.15", 1, OM, weight=90, id="main", origin="GB", determines_classification=True)
    other = material("8501.20", 1, weight=500, id="other", determines_classification=False)
    for weight, verdict in ((10, yes), (11, no)):
        offender = material("8501.52", 1, weight=weight, determines_classification=True)
        assert verdict == certain(law, product(weight=1000), main, offender, other)


# -- what a rule looks at ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("component", "verdict"), [(False, yes), (True, no), (None, unknown)])
def test_only_the_component_counts(component: bool | None, verdict: str) -> None:
    """Materials that are no part of the component are disregarded; whether they are must be stated."""
    law = law_of("CTH", component_only=(ComponentOnly(codes("85"), "Note 2"),))
    assert verdict == certain(law, product(), material("8501.20", 5, determines_classification=component))


def test_a_note_asks_for_more() -> None:
    """A chapter note must be kept besides the rule, on the days and for the products it is for."""
    note = ChapterNote("elastic", "elastic is made here", codes("85"), rule("originating[elastic]"), "Note 3")
    law = law_of("CTH", chapter_notes=(note,))
    for kinds, status, verdict in (({"elastic": True}, NOM, no), ({"elastic": False}, NOM, yes), ({}, NOM, unknown)):
        assert verdict == certain(law, product(), material("7318.15", 5, status, kinds=kinds))
    late = law_of("CTH", chapter_notes=(replace(note, valid_from=date(2030, 1, 1)),))
    assert yes == certain(late, product(), material("7318.15", 5, kinds={"elastic": True}))
    coarse = law_of("CTH", chapter_notes=(replace(note, unless=KindOfProduct(codes("85"), "coarse")),))
    assert yes == certain(coarse, product(kinds={"coarse": True}), material("7318.15", 5, kinds={"elastic": True}))
    assert unknown == certain(coarse, product(), material("7318.15", 5, kinds={"elastic": True}))


def test_no_tolerance_lifts_a_note() -> None:
    """However small the material is, a note is not forgiven."""
    note = ChapterNote("elastic", "elastic is made here", codes("85"), rule("originating[elastic]"), "Note 3")
    law = law_of("CTH", chapter_notes=(note,), tolerances=(tolerance(50),))
    assert no == certain(law, product(), material("7318.15", "0.01", kinds={"elastic": True}))


# -- lists and last resorts --------------------------------------------------------------------------------------------


def test_materials_that_count_as_originating() -> None:
    """A material on a list counts as originating; where its kind decides, it must be stated."""
    scarce = DeemedMaterials("scarce", "short supply list", "Annex 4", materials=codes("7318"), kind="scarce")
    law = law_of("no NOM", deemed_materials=(scarce,), exclusively_originating="all")
    for kinds, verdict in (({"scarce": True}, yes), ({"scarce": False}, no), ({}, unknown)):
        assert verdict == certain(law, product(), material("7318.15", 5, kinds=kinds))
    assert no == certain(law, product(), material("7320.10", 5, kinds={"scarce": True}))


def test_recovered_materials() -> None:
    """Recovered materials count in a remanufactured good only, and from the countries named."""
    recovered = DeemedMaterials(
        "recovered", "recovered", "Section 4", kind="recovered", product_kind="remanufactured", countries=("GB", "EU")
    )
    law = law_of("no NOM", deemed_materials=(recovered,), exclusively_originating="all")
    part = material("7318.15", 5, None, origin="GB", kinds={"recovered": True})
    foreign = material("7318.15", 5, NOM, origin="GB", kinds={"recovered": True})
    assert yes == certain(law, product(kinds={"remanufactured": True}), part)
    assert unknown == certain(law, product(kinds={"remanufactured": False}), part)
    assert no == certain(law, product(kinds={"remanufactured": False}), foreign)
    assert unknown == certain(law, product(), part)


def test_products_that_need_no_production() -> None:
    """A product of the list originates when it comes from a party, wherever it was made."""
    law = law_of("no NOM", deemed_products=(DeemedProducts("tech", "technology", codes("85"), "Schedule 2"),))
    made = product(where="CN", done=())
    assert yes == certain(law, made, material("8501.10", 50))
    assert no == certain(law, of(made, exported_from="CN"), material("8501.10", 50))
    assert unknown == certain(law, of(made, exported_from=None), material("8501.10", 50))


@pytest.mark.parametrize(("kinds", "value", "verdict"), [({"part": True}, 40, yes), ({"part": True}, 60, no)])
def test_goods_and_parts(kinds: dict[str, bool], value: int, verdict: str) -> None:
    """Where only parts of its own subheading fail a product's rule, a value content may take its place."""
    last = GoodsAndParts(rule("RVC 50% (EXW)"), "Section 3(4)(a)", "part")
    law = law_of("CTSH", goods_and_parts=last)
    assert verdict == certain(law, product(), material("8501.10", value, kinds=kinds))


def test_goods_that_are_no_parts() -> None:
    """What is no part of the product does not open the rule of last resort; what may be one leaves it open."""
    law = law_of("CTSH", goods_and_parts=GoodsAndParts(rule("RVC 50% (EXW)"), "Section 3(4)(a)", "part"))
    assert no == certain(law, product(), material("8501.10", 40, kinds={"part": False}))
    assert unknown == certain(law, product(), material("8501.10", 40))
    found = ask(law, dossier(product(), material("8501.10", 40)), certain=True)
    assert ("kind", "part") in [(fact.ask, fact.detail) for fact in decisive_facts(found).facts]


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [({"kit": True}, yes), ({"part": False, "kit": True}, yes), ({"part": False}, no), ({}, unknown)],
)
def test_goods_that_came_in_unassembled(kinds: dict[str, bool], verdict: str) -> None:
    """A good that came in unassembled, classified as the good itself, may use the rule of last resort too."""
    last = GoodsAndParts(rule("RVC 50% (EXW)"), "Section 3(4)", "part", unassembled="kit")
    assert verdict == certain(law_of("CTSH", goods_and_parts=last), product(), material("8501.10", 40, kinds=kinds))


# -- values ------------------------------------------------------------------------------------------------------------


def costed(costs: int | None, include: int | None, **facts: Any) -> Product:
    """A product with costs besides its materials, and royalties within them."""
    made = product(exw=None, **facts)
    production = made.article.production
    assert production is not None
    stated = replace(
        production,
        costs=None if costs is None else {"labour": Money(Fraction(costs), "EUR")},
        costs_include=None if include is None else {"royalties": Money(Fraction(include), "EUR")},
    )
    return of(made, article=replace(made.article, production=stated))


@pytest.mark.parametrize(
    ("costs", "include", "verdict"), [(60, 10, no), (60, 0, yes), (None, None, unknown), (60, None, unknown)]
)
def test_net_cost(costs: int | None, include: int | None, verdict: str) -> None:
    """Net cost is total cost less what the agreement leaves out: 100 less royalties, of which 45 foreign."""
    law = law_of("RVC 55% (net-cost)", valuation=Valuation(net_cost=NetCost("Section 7", ("royalties",))))
    parts = (material("7318.15", 40), material("7320.10", 0, OM, origin="GB"))
    assert verdict == certain(law, costed(costs, include), *parts, material("7318.16", 5))


@pytest.mark.parametrize(("price_includes", "verdict"), [({"freight": 20}, no), ({"freight": 0}, yes), ({}, unknown)])
def test_a_price_worked_out_from_another(price_includes: dict[str, int], verdict: str) -> None:
    """An adjusted value is a transaction value less the costs it includes; unstated, it is only known to be no more."""
    derived = DerivedPrice(t.Price.ADJUSTED_VALUE, t.Price.TRANSACTION_VALUE, "Article 1", ("freight",))
    law = law_of("MaxNOM 50% (adjusted-value)", valuation=Valuation(prices=(derived,)))
    made = of(
        product(exw=None, prices={"transaction-value": 100}),
        price_includes={name: money(cost) for name, cost in price_includes.items()},
    )
    assert verdict == certain(law, made, material("7318.15", 45))
    assert no == certain(law, made, material("7318.15", 51))


@pytest.mark.parametrize(("freight", "verdict"), [(6, yes), (4, no), (None, unknown)])
def test_freight_out_of_the_value_of_a_material(freight: int | None, verdict: str) -> None:
    """Freight that a value includes comes out of it; with presumptions off, silence leaves the value open."""
    law = law_of("MaxNOM 50% (EXW)", valuation=Valuation(materials=MaterialValue("Article 3.8", deducted=("freight",))))
    includes = None if freight is None else {"freight": Money(Fraction(freight), "EUR")}
    assert verdict == certain(law, product(), material("7318.15", 55, includes=includes))
    assert no == decide(law, product(), material("7318.15", 55))


def test_assists_are_added() -> None:
    """Assists count in the value of a material, whatever its price."""
    law = law_of("MaxNOM 50% (EXW)", valuation=Valuation(materials=MaterialValue("Art", always_added=("assists",))))
    for assist, verdict in ((5, yes), (6, no)):
        besides = {"assists": Money(Fraction(assist), "EUR")}
        assert verdict == certain(law, product(), material("7318.15", 45, besides=besides))


@pytest.mark.parametrize(("months", "verdict"), [(None, yes), (12, yes), (2, unknown)])
def test_averages(months: int | None, verdict: str) -> None:
    """Averages count over the months that the agreement allows; over fewer, or not allowed, nothing is known."""
    law = law_of("MaxNOM 50% (EXW)", valuation=Valuation(averaging=Averaging("Article 7", 3)))
    assert verdict == certain(law, of(product(), averaged_over=months), material("7318.15", 45))
    if months is not None:
        bare = law_of("MaxNOM 50% (EXW)")
        assert unknown == certain(bare, of(product(), averaged_over=months), material("7318.15", 45))


@pytest.mark.parametrize(
    ("made", "sent", "into", "verdict"),
    [
        ("GB", "GB", "EU", yes),
        ("FR", "GB", "EU", no),
        ("FR", "GB", None, unknown),
        ("FR", "FR", None, yes),
        ("GB", None, "GB", no),
    ],
)
def test_products_of_the_importing_party(made: str, sent: str | None, into: str | None, verdict: str) -> None:
    """Where preference is for products of the other party, what comes back to the party that made it has none."""
    own = Territoriality("Article 2", other_party_citation="Article 16(1)")
    parts = (material("7318.15", 40),)
    where = of(product(where=made), exported_from=sent, imported_into=into)
    assert verdict == decide(law_of("CTH", territoriality=own), where, *parts)
    assert yes == decide(law_of("CTH", territoriality=Territoriality("Article 2")), where, *parts)


@pytest.mark.parametrize(
    ("weight", "kinds", "verdict"),
    [
        (10, {"trimming": True, "lining": False}, yes),
        (11, {"trimming": True, "lining": False}, no),
        (10, {"trimming": True, "lining": True}, no),
        (10, {"trimming": False, "lining": False}, no),
        (10, {"lining": False}, unknown),
        (10, {"trimming": True}, unknown),
        (None, {"trimming": True, "lining": False}, unknown),
    ],
)
def test_a_share_of_some_materials(weight: int | None, kinds: dict[str, bool], verdict: str) -> None:
    """A tolerance of trimmings, linings left out, may be a share of the weight of the textile materials alone."""
    textiles = t.MaterialsBasis(t.Scope(t.Standing.ANY, codes("50-63").ranges))
    trimmings = Tolerance(
        "trimmings",
        codes("61-62"),
        t.Measure.WEIGHT,
        Decimal(10),
        textiles,
        "Note 6.1",
        kind="trimming",
        not_forgiven=(NotForgiven("Note 6.1", kind="lining"),),
    )
    law = law_of("no NOM[58]", tolerances=(trimmings,))
    cloth = material("5208.11", 1, OM, origin="GB", weight=100 - (weight or 10))
    ribbon = material("5806.32", 1, weight=weight, kinds=kinds)
    assert verdict == certain(law, product("6206.30"), cloth, ribbon, material("9606.22", 1, weight=500))


def test_nothing_but_offenders_is_beyond_any_share() -> None:
    """Where every material that the share is of offends, that is all of their weight, whatever it is."""
    textiles = t.MaterialsBasis(t.Scope(t.Standing.ANY, codes("50-63").ranges))
    small = Tolerance("small", codes("61-62"), t.Measure.WEIGHT, Decimal(10), textiles, "Note 6.1")
    law = law_of("no NOM[50-63]", tolerances=(small,))
    assert no == certain(law, product("6206.30"), material("5806.32", 1), material("9606.22", 1))


# -- sets and what goes with a product ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("freight", "verdict", "surely"), [(0, yes, yes), (20, no, no), (None, yes, unknown)])
def test_a_price_less_what_it_includes(freight: int | None, verdict: str, surely: str) -> None:
    """A price that the agreement takes less a cost; where that is not stated, it is as stated by presumption only."""
    value = t.Price.TRANSACTION_VALUE
    less = DerivedPrice(value, value, "Section 7(2)", ("international-freight",))
    law = law_of("MaxNOM 50% (transaction-value)", valuation=Valuation(prices=(less,)))
    includes = {} if freight is None else {"international-freight": Money(Fraction(freight), "EUR")}
    made = of(product(), prices={"transaction-value": Money(Fraction(100), "EUR")}, price_includes=includes)
    parts = (material("7318.15", 50),)
    assert verdict == decide(law, made, *parts)
    assert surely == certain(law, made, *parts)


@pytest.mark.parametrize(("costs", "verdict"), [(15, yes), (14, no), (None, unknown)])
def test_costs_that_a_value_content_takes_in(costs: int | None, verdict: str) -> None:
    """A value content by build-up may take in direct costs of processing; costs of other kinds do not count."""
    added = Valuation(built_up=BuiltUp("19 CFR 10.178", ("direct-processing",)))
    law = law_of("RVC build-up 35% (EXW)", valuation=added)
    made = product()
    assert made.article.production is not None
    stated = None if costs is None else {"direct-processing": Money(Fraction(costs), "EUR"), "rent": money(50)}
    made = replace(made, article=replace(made.article, production=replace(made.article.production, costs=stated)))
    parts = (material("7318.15", 20, OM, origin="GB"), material("8503", 40))
    assert verdict == certain(law, made, *parts)
    if costs is None:
        assert no == decide(law, made, *parts)


def counted_up_to(own: int | str, theirs: int, country: str | None) -> list[str]:
    """The verdict, and what is asked, where 15 % of the materials of the other party count."""
    limit = CountedUpTo(("FR",), Decimal(15), "General Note 18(b)")
    added = Valuation(built_up=BuiltUp("19 CFR 10.178", (), (limit,)))
    law = law_of("RVC build-up 35% (EXW)", valuation=added, cumulation=BILATERAL)
    made = dossier(
        product(),
        material("7318.15", own, OM, origin="GB"),
        material("8503", theirs, OM, origin=country),
        material("8504", 10),
    )
    found = ask(law, made)
    return [found.verdict.value, *[fact.ask for fact in decisive_facts(found).facts]]


@pytest.mark.parametrize(
    ("own", "country", "theirs", "verdict"),
    [(20, "FR", 30, yes), ("19.99", "FR", 30, no), (20, "FR", 14, no), (5, "GB", 30, yes), (20, None, 30, yes)],
)
def test_materials_that_count_up_to_a_share(own: int | str, country: str | None, theirs: int, verdict: str) -> None:
    """Of the materials of some country a value content by build-up takes in a share of the price, and no more."""
    assert counted_up_to(own, theirs, country) == [verdict]


def test_materials_of_a_country_that_nobody_states() -> None:
    """Such a material may be of the country whose materials count up to a share only, so the answer is open."""
    assert counted_up_to(20, 30, None) == [yes]
    assert counted_up_to(10, 30, None) == [unknown, Ask.ORIGIN.value]
    assert counted_up_to(4, 30, None) == [no]


def test_sets_of_some_letters_only() -> None:
    """Sets classified otherwise follow their rule; where the letter is not stated, both must agree."""
    law = law_of("CTH", sets=Sets(Decimal(10), EXW, "Article 17", classified_by=("3c",)))
    parts = (material("8501.20", 5, role=Role.SET_COMPONENT), material("7318.15", 50, OM, origin="GB"))
    for letter, verdict in (("3c", yes), ("3b", no), (None, unknown)):
        made = of(product(is_set=True), set_classified_by=letter)
        assert verdict == certain(law, made, *parts)


def test_limits_within_sets() -> None:
    """Components of some codes may have a smaller share, and one of all must originate."""
    limits = (SetLimit(codes("01-24"), Decimal(15)),)
    law = law_of("CTH", sets=Sets(Decimal(25), EXW, "Article 12", limits=limits, one_originating=True))
    own = material("7318.15", 50, OM, origin="GB")
    assert yes == certain(law, product(is_set=True), material("2106.90", 15), own)
    assert no == certain(law, product(is_set=True), material("2106.90", 16), own)
    assert yes == certain(law, product(is_set=True), material("7320.10", 25), own)
    assert no == certain(law, product(is_set=True), material("7320.10", 25))


@pytest.mark.parametrize(("bound", "verdict"), [(False, yes), (True, no)])
def test_packing_that_must_meet_the_rule(bound: bool, verdict: str) -> None:
    """Retail packing is left aside by the rule, unless the agreement takes it for a material."""
    law = law_of("CTH", retail_packing=SecondaryGoods(True, "Article 9", counted_in_shift=bound))
    assert verdict == certain(law, product(), material("8501.20", 5, role=Role.RETAIL_PACKING), material("7318.15", 5))


# -- vessels, territory, journey, drawback -----------------------------------------------------------------------------

FISHING = WhollyObtainedProducts(
    (WhollyObtainedCategory("sea-fishing", "taken from the sea", "Article 4(1)(h)", vessel=True),),
    "Article 4",
    VesselConditions("Article 4(2)", owned_percent=Decimal(50), crew_percent=Decimal(75)),
)
OURS = Vessel("FR", "FR", {"FR": Fraction(1, 2), "CN": Fraction(1, 2)}, crew_share=Fraction(3, 4))


@pytest.mark.parametrize(
    ("vessel", "verdict"),
    [
        (OURS, yes),
        (replace(OURS, flag="PA"), no),
        (replace(OURS, registered_in="PA"), no),
        (replace(OURS, owned_by={"CN": Fraction(1)}, owned_by_qualifying_company=False), no),
        (replace(OURS, owned_by={"CN": Fraction(1)}, owned_by_qualifying_company=True), yes),
        (replace(OURS, owned_by=None), unknown),
        (replace(OURS, owned_by=None, owned_by_qualifying_company=False), unknown),
        (replace(OURS, owned_by=None, owned_by_qualifying_company=True), yes),
        (replace(OURS, owned_by={"CN": Fraction(1)}), unknown),
        (replace(OURS, registered_in=None), unknown),
        (replace(OURS, flag=None), unknown),
        (replace(OURS, crew_share=Fraction(74, 100)), no),
        (replace(OURS, crew_share=None), unknown),
        (None, unknown),
    ],
)
def test_vessels(vessel: Vessel | None, verdict: str) -> None:
    """What was taken from the sea is wholly obtained only by a vessel that fulfils the agreement's conditions."""
    law = law_of("WO[03]", wholly_obtained=FISHING, cumulation=BILATERAL)
    fish = material("0303.42", 5, None, wholly_obtained="sea-fishing", wholly_obtained_in="GB", vessel=vessel)
    assert verdict == certain(law, product("1604.14"), fish)


TERRITORY = Territoriality("Article 12", "Article 12(2)")
OUTWARD = replace(TERRITORY, outward_processing=OutwardProcessing(Decimal(10), EXW, "Article 12(3)", codes("50-63")))


@pytest.mark.parametrize(
    ("provision", "abroad", "verdict"),
    [
        (TERRITORY, Abroad("US", worked=False, same_goods=True), yes),
        (TERRITORY, Abroad("US", worked=True), no),
        (TERRITORY, Abroad("US", worked=False), unknown),
        (TERRITORY, Abroad("US", same_goods=True), unknown),
        (TERRITORY, Abroad(None, worked=False, same_goods=True), yes),
        (TERRITORY, Abroad(None, worked=True), no),
        (TERRITORY, Abroad("FR", worked=True), yes),
        (OUTWARD, Abroad("US", worked=True, value_added=Money(Fraction(10), "EUR")), yes),
        (OUTWARD, Abroad("US", worked=True, value_added=Money(Fraction(11), "EUR")), no),
        (OUTWARD, Abroad("US", worked=True), unknown),
    ],
)
def test_what_left_and_came_back(provision: Territoriality, abroad: Abroad, verdict: str) -> None:
    """Origin is lost by working outside the parties, beyond what the agreement allows; of materials and products."""
    law = law_of("no NOM", territoriality=provision, exclusively_originating="all", cumulation=BILATERAL)
    assert verdict == certain(law, product(), material("7318.15", 5, OM, origin="GB", abroad=abroad))
    assert verdict == certain(law, product(abroad=abroad), material("7318.15", 5, OM, origin="GB"))


ON_DOUBT = NonAlteration(JourneyEvidence.ON_DOUBT, "Article 15")
THROUGH = Journey(("CH",), False, True, True)


@pytest.mark.parametrize(
    ("provision", "journey", "verdict"),
    [
        (ON_DOUBT, THROUGH, yes),
        (ON_DOUBT, replace(THROUGH, split=False, split_by_exporter=None), yes),
        (ON_DOUBT, replace(THROUGH, split_by_exporter=False), no),
        (replace(ON_DOUBT, split_by_exporter=False), replace(THROUGH, split_by_exporter=False), yes),
        (replace(ON_DOUBT, splitting=False), replace(THROUGH, split=True), no),
        (replace(ON_DOUBT, splitting=False), THROUGH, unknown),
        (replace(ON_DOUBT, supervision=False), replace(THROUGH, under_customs_supervision=None), yes),
        (replace(ON_DOUBT, free_circulation=False), replace(THROUGH, free_circulation=False), yes),
        (replace(ON_DOUBT, free_circulation=False), replace(THROUGH, free_circulation=True), no),
        (replace(ON_DOUBT, free_circulation=False), THROUGH, unknown),
        (replace(ON_DOUBT, through=("CH",)), replace(THROUGH, under_customs_supervision=None), yes),
        (ON_DOUBT, replace(THROUGH, operations=("packing",)), no),
        (replace(ON_DOUBT, operations=("packing",)), replace(THROUGH, operations=("packing",)), yes),
        (ON_DOUBT, Journey(), unknown),
    ],
)
def test_on_the_way(provision: NonAlteration, journey: Journey, verdict: str) -> None:
    """What may be done on the way, and under whose eyes, is for the agreement to say."""
    law = law_of("CTH", non_alteration=provision)
    assert verdict == certain(law, product(journey=journey), material("7318.15", 5))


FAIR = NonAlteration(JourneyEvidence.REQUIRED, "Article 13", splitting=False, exhibitions=Exhibitions("Article 14"))
SHOWN = Journey(("AE",), False, True, exhibition=Exhibition("AE", True, True, True))


@pytest.mark.parametrize(
    ("provision", "journey", "verdict"),
    [
        (FAIR, SHOWN, yes),
        (FAIR, replace(SHOWN, through=()), yes),
        (FAIR, replace(SHOWN, exhibition=Exhibition("AE", False, True, True)), no),
        (FAIR, replace(SHOWN, exhibition=Exhibition("AE", True, False, True)), no),
        (FAIR, replace(SHOWN, exhibition=Exhibition("AE", True, True, False)), no),
        (FAIR, replace(SHOWN, exhibition=Exhibition("AE", True, True, None)), unknown),
        (FAIR, replace(SHOWN, under_customs_supervision=None), unknown),
        (FAIR, replace(SHOWN, under_customs_supervision=False), no),
        (FAIR, replace(SHOWN, through=("AE", "CH")), unknown),  # of Switzerland nothing is said: was it split there?
        (replace(FAIR, exhibitions=None), SHOWN, unknown),
        (replace(FAIR, exhibitions=None), replace(SHOWN, split=False, split_by_exporter=None), yes),
        (FAIR, Journey((), False, exhibition=Exhibition("FR")), yes),  # in a party it is nobody's business
    ],
)
def test_sold_at_an_exhibition(provision: NonAlteration, journey: Journey, verdict: str) -> None:
    """What the exporter sold at a fair abroad keeps its origin, if it was sent on at once and only shown."""
    assert verdict == certain(law_of("CTH", non_alteration=provision), product(journey=journey), material("7318.15", 5))


def test_evidence_that_must_be_supplied() -> None:
    """Where evidence of the journey is required, silence is not taken for compliance."""
    for evidence, verdict in ((JourneyEvidence.REQUIRED, unknown), (JourneyEvidence.PRESUMED, yes)):
        law = law_of("CTH", non_alteration=replace(ON_DOUBT, evidence=evidence))
        assert verdict == decide(law, product(journey=Journey()), material("7318.15", 5))


@pytest.mark.parametrize(("drawback", "verdict"), [(False, yes), (True, no), (None, unknown)])
def test_no_drawback(drawback: bool | None, verdict: str) -> None:
    """Duty drawn back on foreign materials takes the preference; on originating ones there is none to draw back."""
    law = law_of("CTH", no_drawback=NoDrawback("Article 14"))
    assert verdict == certain(law, of(product(), drawback=drawback), material("7318.15", 5))
    assert yes == certain(law, of(product(), drawback=drawback), material("7318.15", 5, OM, origin="GB"))


BEFORE, AFTER = date(2025, 5, 31), date(2025, 6, 2)  # of the day by which the tests judge


@pytest.mark.parametrize(
    ("first", "last", "applies"),
    [
        (None, None, True),
        (DAY, None, True),
        (AFTER, None, False),
        (None, DAY, True),
        (None, BEFORE, False),
        (DAY, DAY, True),
    ],
)
def test_the_days_of_a_provision(first: date | None, last: date | None, applies: bool) -> None:
    """The first and the last day of a provision count: of the prohibition of drawback, and of lists."""
    prohibition = NoDrawback("Article 14", valid_from=first, valid_until=last)
    law = law_of("CTH", no_drawback=prohibition)
    assert (no if applies else yes) == certain(law, of(product(), drawback=True), material("7318.15", 5))
    scarce = DeemedMaterials("scarce", "list", "Annex 4", materials=codes("7318"), valid_from=first, valid_until=last)
    listed = law_of("no NOM", deemed_materials=(scarce,), exclusively_originating="all")
    assert (yes if applies else no) == certain(listed, product(), material("7318.15", 5))
    goods = DeemedProducts("tech", "technology", codes("85"), "Schedule 2", valid_from=first, valid_until=last)
    traded = law_of("no NOM", deemed_products=(goods,))
    assert (yes if applies else no) == certain(traded, product(where="CN", done=()), material("8501.10", 50))


def test_drawback_is_presumed_not_to_have_been_claimed() -> None:
    """Silence on drawback is taken to mean that there was none, and the answer says so."""
    law = law_of("CTH", no_drawback=NoDrawback("Article 14"))
    found = ask(law, dossier(product(), material("7318.15", 5)))
    assert found.drawback.presumed
    assert yes == found.verdict.value


@pytest.mark.parametrize(("into", "verdict"), [("EU", yes), ("GB", no), (None, unknown)])
def test_a_partner_that_lends_for_one_destination(into: str | None, verdict: str) -> None:
    """Where a partner lends its origin for goods that go into one party only, it is open while nobody says where to."""
    law = lent(replace(NORWAY, imported_into=("EU",)))
    made = product(exported_from="GB" if into == "EU" else None, imported_into=into)
    assert verdict == certain(law, made, material("7318.15", 10, OM, origin="NO"))


@pytest.mark.parametrize(
    ("done", "presumed", "certain"),
    [
        (["freezing?"], yes, unknown),
        (["freezing"], yes, yes),
        (["freezing!"], yes, unknown),
        (["freezing?", "washing?"], yes, unknown),
        (["freezing?", "machining?"], yes, yes),
        (["washing?"], no, no),
    ],
)
def test_an_operation_in_words_of_one_s_own(done: list[str], presumed: str, certain: str) -> None:
    """Words that are no term may mean an insufficient operation, unless it is stated that it is not a simple one."""
    law, made = eu_uk_with("CTH"), product(done=done)
    assert presumed == decide(law, made, material("7318.15", 10))
    assert certain == decide(law, made, material("7318.15", 10), certain=True)


def test_the_members_of_a_group() -> None:
    """A partner may be named by a group of countries that the agreement defines."""
    law = lent(replace(NORWAY, countries=("EFTA",)))
    grouped = replace(law.agreement, groups=(Party("EFTA", "EFTA", ("NO", "CH")),))
    with_group = Law(grouped, law.rules, law.glossary)
    assert yes == certain(with_group, product(), material("7318.15", 10, OM, origin="CH"))
    assert no == certain(law, product(), material("7318.15", 10, OM, origin="CH"))
