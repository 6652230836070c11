"""Each general provision of the EU-UK agreement: met, not met, and not known.

The provisions are those of the pack; the rules are made for the test, so that only one provision decides.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from origin.agreements.law import Law
from origin.agreements.provisions import Cumulation, CumulationPartners, Link, SecondaryGoods
from origin.agreements.registry import read_law
from origin.determination.determination import Presumption
from origin.determination.fact_sets import Ask
from origin.determination.missing_facts import decisive_facts
from origin.dossier.model import Evidence, Journey, Maker, ProcessStep, Product, Role
from tests.determination.build import (
    NOM,
    OM,
    Part,
    ask,
    decide,
    dossier,
    eu_uk,
    eu_uk_with,
    intermediate,
    material,
    no,
    paper,
    product,
    unknown,
    yes,
)

CTH = "CTH"


def of_rule(rule: str, made: Product, *parts: Part, certain: bool = True) -> str:
    """The verdict by a rule under the pack's provisions, with every presumption out unless asked for."""
    return decide(eu_uk_with(rule), made, *parts, certain=certain)


# -- Article 2: what originates --------------------------------------------------------------------------------------


def test_exclusively_from_originating_materials() -> None:
    """Article 2(1)(b): what is made of originating materials only needs to meet no rule."""
    assert yes == of_rule("CC", product(), material("8501.20", 90, OM, origin="GB"))
    assert no == of_rule("CC", product(), material("8501.20", 90, OM, origin="GB"), material("8503", "10.01"))
    assert unknown == of_rule("CC", product(), material("8501.20", 90, None, origin="GB"))


def test_made_nowhere_that_counts() -> None:
    """Article 2(1): production takes place in a party; where it does not say, nothing is decided."""
    assert yes == of_rule(CTH, product(where="GB"), material("8503", 10))
    assert no == of_rule(CTH, product(where="CN"), material("8503", 10))
    assert unknown == of_rule(CTH, product(where=None), material("8503", 10))


def test_made_of_nothing_that_is_foreign() -> None:
    """A product of which the claimant states that no materials went into it used no foreign ones."""
    made = product()
    assert made.article.production is not None
    of_nothing = replace(made.article, production=replace(made.article.production, materials_stated=True))
    assert yes == of_rule("MaxNOM 10% (EXW)", replace(made, article=of_nothing))
    assert unknown == of_rule("MaxNOM 10% (EXW)", made)


# -- Article 2(2): absorption and look-through -----------------------------------------------------------------------

LISTED = {"8503": "CTH"}


def absorbed(rule: str, made: Product, *parts: Part, certain: bool = True) -> str:
    """The verdict where parts of 8503 have a change of heading for their rule."""
    return decide(eu_uk_with(rule, LISTED), made, *parts, certain=certain)


def test_an_intermediate_that_meets_its_rule_counts_whole() -> None:
    """Article 2(2): the foreign materials of an intermediate that originates are no longer foreign."""
    assert yes == absorbed("MaxNOM 10% (EXW)", product(), intermediate("8503", 60, material("7204", 55)), screws())
    assert no == absorbed("MaxNOM 10% (EXW)", product(), material("7204", 55), screws())


def screws(value: int = 10) -> Part:
    """Foreign screws of 7318."""
    return material("7318", value)


def test_an_intermediate_that_fails_is_looked_through() -> None:
    """Open point 4: of a self-produced intermediate that fails its rule, only its own foreign materials count."""
    failing = intermediate("8503", 60, material("8503.00", 30), material("7318", 10, OM, origin="GB"))
    assert yes == absorbed("MaxNOM 30% (EXW)", product(), failing)
    assert no == absorbed("MaxNOM 29% (EXW)", product(), failing)


def test_an_intermediate_whose_rule_is_open() -> None:
    """An intermediate of which it is not known whether it meets its rule leaves the product open, if it matters."""
    doubtful = intermediate("8503", 60, material(None, 30))
    assert unknown == absorbed("MaxNOM 29% (EXW)", product(), doubtful)
    assert yes == absorbed("MaxNOM 30% (EXW)", product(), doubtful)


def test_two_levels_down() -> None:
    """Absorption and look-through work at every level: a failing part of a failing part is opened up too."""
    inner = intermediate("8503", 40, material("8503.00", 20), id="inner")
    outer = intermediate("8503", 60, inner, material("7318", 5), id="outer")
    assert yes == absorbed("MaxNOM 25% (EXW)", product(), outer)
    assert no == absorbed("MaxNOM 24% (EXW)", product(), outer)


def test_the_tolerance_serves_an_intermediate_too() -> None:
    """An intermediate that meets its rule by the tolerance on its own price counts whole."""
    assert yes == absorbed("MaxNOM 5% (EXW)", product(), intermediate("8503", 60, material("8503.00", 6)))
    assert no == absorbed("MaxNOM 5% (EXW)", product(), intermediate("8503", 60, material("8503.00", "6.01")))


def test_a_bought_intermediate_that_fails_counts_whole() -> None:
    """A supplier's intermediate from a third country is a foreign material like any other."""
    bought = intermediate("8503", 60, material("7204", 30), by=Maker.SUPPLIER, where="CN")
    assert no == absorbed("MaxNOM 59% (EXW)", product(), bought)
    assert yes == absorbed("MaxNOM 60% (EXW)", product(), bought)


def test_an_intermediate_that_the_producer_made_abroad() -> None:
    """Article 2(1): working done outside the parties gives no origin, whoever did it, and is not looked through."""
    abroad = intermediate("8503", 60, material("7204", 30), where="CN")
    assert no == absorbed("MaxNOM 59% (EXW)", product(), abroad)
    assert yes == absorbed("MaxNOM 60% (EXW)", product(), abroad)


def test_an_intermediate_made_who_knows_where() -> None:
    """Where an intermediate was made is a fact that decides whether it can originate."""
    assert unknown == absorbed(
        "MaxNOM 59% (EXW)", product(), intermediate("8503", 60, material("7204", 30), where=None)
    )


def test_a_useless_paper_does_not_undo_own_production() -> None:
    """An expired declaration proves nothing; it does not take away the origin that an intermediate's own rule gives."""
    expired = (paper(valid_until=date(2024, 1, 1)),)
    part = intermediate("8503", 60, material("7204", 55), evidence=expired)
    assert yes == absorbed("MaxNOM 10% (EXW)", product(), part)


def test_an_open_intermediate_in_a_share_of_originating_materials() -> None:
    """A floor on originating materials is not missed while an intermediate worth enough may yet originate."""
    part = intermediate("8503", 60, material(None, 20))
    assert unknown == decide(eu_uk_with("RVC build-up 50% (EXW)", LISTED), product(), part, screws(), certain=True)


def test_an_open_intermediate_where_materials_must_be_wholly_obtained() -> None:
    """An intermediate in scope that may originate, and is not wholly obtained, is not passed over by opening it up."""
    law = eu_uk_with("WO[04]", {"0406": "MaxNOM 30% (EXW)"}, tolerances=())
    part = intermediate("0406.10", 60, material("1701.99", 20, None))
    assert unknown == decide(law, product("2106.90"), part, certain=True)


# -- Article 3: cumulation -------------------------------------------------------------------------------------------

BILATERAL = "no NOM[8501]"
DAY_BEFORE, DAY, DAY_AFTER = date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 2)


@pytest.mark.parametrize(
    ("evidence", "presumed", "certain"),
    [
        (paper(), yes, yes),
        (paper(valid_from=DAY, valid_until=DAY), yes, yes),
        (paper(valid_until=DAY_BEFORE), no, unknown),
        (paper(valid_from=DAY_AFTER), no, unknown),
        (paper(agreement="eu-japan"), no, unknown),
        (paper(country="CN"), no, unknown),
        (paper(agreement=None), unknown, unknown),
    ],
)
def test_evidence_of_the_other_party_s_materials(evidence: Evidence, presumed: str, certain: str) -> None:
    """Article 3(1): the other party's materials count on a paper of this agreement, valid on the day, from a party."""
    part = material("8501.20", 50, None, evidence=(evidence,))
    assert presumed == of_rule(BILATERAL, product(), part, certain=False)
    assert certain == of_rule(BILATERAL, product(), part)


def test_a_second_paper_may_serve() -> None:
    """One valid paper among several is enough."""
    papers = (paper(agreement="eu-japan"), paper())
    assert yes == of_rule(BILATERAL, product(), material("8501.20", 50, None, evidence=papers))


def test_origin_in_a_third_country() -> None:
    """A material said to come from a third country is foreign; one said to come from a party is not shown."""
    assert no == of_rule(BILATERAL, product(), material("8501.20", 50, None, origin="CN"))
    assert unknown == of_rule(BILATERAL, product(), material("8501.20", 50, None, origin="FR"))
    assert no == of_rule(BILATERAL, product(), material("8501.20", 50, None, origin="FR"), certain=False)


def test_the_presumption_that_unknown_origin_is_foreign_is_named() -> None:
    """A material whose origin is not shown is presumed foreign, and the determination says so."""
    found = ask(eu_uk_with(BILATERAL), dossier(product(), material("8501.20", 50, None)))
    assert (no, (Presumption.UNKNOWN_ORIGIN,)) == (found.verdict.value, found.presumed)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (("machining",), yes),
        (("assembly!",), no),
        (("assembly",), yes),
        (("assembly?",), unknown),
        (None, unknown),
    ],
)
def test_cumulation_needs_more_than_insufficient_operations(done: tuple[str, ...] | None, expected: str) -> None:
    """Article 3(3): the other party's materials lend no origin to what is only put together simply."""
    part = material("8501.20", 50, None, evidence=(paper(),))
    assert expected == of_rule(CTH, product(done=done), part)


def test_one_s_own_materials_may_be_put_together_simply() -> None:
    """Article 6 speaks of foreign materials: what is made of the same party's materials only keeps its origin."""
    part = material("8501.20", 50, None, evidence=(paper(country="GB"),))
    assert yes == of_rule(CTH, product(done=("assembly!",)), part)


def test_what_the_other_party_grew_is_not_grown_here() -> None:
    """Articles 3(3) and 4: wholly obtained in the other party is not wholly obtained here, and washing adds nothing."""
    apples = material("0808.10", 50, None, wholly_obtained="grown", wholly_obtained_in="FR", id="apples")
    assert yes == of_rule("WO[08]", product("0808.10", done=("machining",)), apples)
    assert no == of_rule("WO[08]", product("0808.10", done=("washing",)), apples)
    assert yes == of_rule("WO[08]", product("0808.10", done=("washing",)), material("0808.10", 50, "WO"))


def diagonal(*links: Link, complete: bool = True) -> Cumulation:
    """Cumulation with Switzerland while agreements of one family are in force."""
    swiss = CumulationPartners("swiss", "Swiss materials", ("CH",), "Article 3(2)", matrix="pem")
    return Cumulation(True, False, "Article 3(1)", partners=(swiss,), matrix=links, matrix_complete=complete)


IN_FORCE = (Link(("GB", "CH"), DAY, "pem"), Link(("EU", "CH"), DAY, "pem"))


@pytest.mark.parametrize(
    ("cumulation", "presumed", "certain"),
    [
        (diagonal(*IN_FORCE), yes, yes),
        (diagonal(IN_FORCE[0]), no, no),
        (diagonal(IN_FORCE[0], complete=False), no, unknown),
        (diagonal(complete=False), no, unknown),
        (diagonal(*IN_FORCE, complete=False), yes, yes),
    ],
)
def test_a_link_that_is_not_listed(cumulation: Cumulation, presumed: str, certain: str) -> None:
    """A link of the matrix that is not listed is none, or is not known where the matrix may be incomplete."""
    law = eu_uk_with(BILATERAL, cumulation=cumulation)
    made = product()
    part = material("8501.20", 50, OM, origin="CH")
    assert presumed == decide(law, made, part)
    assert certain == decide(law, made, part, certain=True)


def test_what_is_missing_where_a_link_is_not_known() -> None:
    """The law is what is missing where the pack does not know whether cumulation applies."""
    law = eu_uk_with(BILATERAL, cumulation=diagonal(complete=False))
    made = product()
    found = ask(law, dossier(made, material("8501.20", 50, OM, origin="CH", id="motor")), certain=True)
    assert ("law", "motor", "whether cumulation with CH applies") in {
        (fact.ask, fact.subject, fact.detail) for fact in decisive_facts(found).facts
    }


def test_production_in_the_other_party_counts() -> None:
    """Article 3(2): a supplier's foreign intermediate made in the other party is looked through."""
    supplied = intermediate("8503", 60, material("8503.00", 30), by=Maker.SUPPLIER, where="FR")
    assert yes == absorbed("MaxNOM 30% (EXW)", product(), supplied)
    assert no == absorbed("MaxNOM 29% (EXW)", product(), supplied)


@pytest.mark.parametrize("by", list(Maker))
def test_a_failing_intermediate_made_who_knows_where(by: Maker) -> None:
    """Whether a failing intermediate is looked through depends on where it was made; not stated is not known."""
    part = intermediate("8503", 60, material("8503.00", 30), by=by, where=None)
    assert unknown == absorbed("MaxNOM 30% (EXW)", product(), part)


def test_the_other_party_puts_its_own_materials_together() -> None:
    """Articles 2(1)(b) and 3(3): French parts simply put together in France are still originating in the Union."""
    law = eu_uk_with("RVC build-up 50% (EXW)", LISTED)
    parts = (material("8503.00", 30, OM, origin="FR"), material("7318", 1, OM, origin="FR"))
    put = intermediate("8503", 60, *parts, by=Maker.SUPPLIER, where="FR", done=("assembly!",))
    assert yes == decide(law, product(), put, screws(), certain=True)


def test_the_other_party_puts_our_materials_together() -> None:
    """Article 3(3): British parts simply put together in France become no product of the Union."""
    law = eu_uk_with("RVC build-up 50% (EXW)", LISTED)
    parts = (material("8503.00", 30, OM, origin="GB"), material("7318", 1, OM, origin="GB"))
    put = intermediate("8503", 60, *parts, by=Maker.SUPPLIER, where="FR", done=("assembly!",))
    assert no == decide(law, product(), put, screws(), certain=True)


def test_an_operation_done_in_the_other_party_counts() -> None:
    """Article 3(2): a process that the rule asks for may take place in the other party."""
    steps = (ProcessStep("chemical-reaction", where="FR"), ProcessStep("machining"))
    assert yes == of_rule("done(chemical-reaction)", product("2905.11", done=steps), material("2902.11", 5))
    elsewhere = (ProcessStep("chemical-reaction", where="CN"), ProcessStep("machining"))
    assert no == of_rule("done(chemical-reaction)", product("2905.11", done=elsewhere), material("2902.11", 5))
    assert unknown == of_rule("done(chemical-reaction)", product("2905.11", done=None), material("2902.11", 5))


# -- Article 4: wholly obtained --------------------------------------------------------------------------------------


def test_wholly_obtained_materials() -> None:
    """Article 4: a material is wholly obtained under a category of the article, in a party."""
    law = eu_uk_with("WO[04]", tolerances=())
    made = product("2106.90", weight=100)
    grown: dict[str, Any] = {"wholly_obtained": "from-live-animals", "weight": 90, "id": "milk"}
    assert yes == decide(law, made, material("0401", 50, None, wholly_obtained_in="GB", **grown), screws())
    assert yes == decide(law, made, material("0401", 50, None, wholly_obtained_in="FR", **grown), screws())
    assert no == decide(law, made, material("0401", 50, None, wholly_obtained_in="CN", **grown), screws())
    assert unknown == decide(law, made, material("0401", 50, None, **grown), screws(), certain=True)
    assert unknown == decide(law, made, material("0401", 50, OM, weight=90, origin="GB"), screws(), certain=True)


def test_a_wholly_obtained_product() -> None:
    """Article 4(1): a product that is itself wholly obtained in a party needs no rule."""
    stated: dict[str, Any] = {"wholly_obtained": "grown", "where": None, "done": None}
    assert yes == of_rule("WO", product("0808.10", wholly_obtained_in="GB", **stated))
    assert no == of_rule("WO", product("0808.10", wholly_obtained_in="CN", **stated))
    assert unknown == of_rule("WO", product("0808.10", **stated))


def test_made_of_wholly_obtained_products_only() -> None:
    """Article 4(1)(m): what is made of wholly obtained products only is wholly obtained."""
    fruit = material("0808.10", 50, "WO")
    assert yes == of_rule("WO", product("2007.99", done=("cooking",)), fruit)
    assert no == of_rule("WO", product("2007.99", done=("cooking",)), fruit, material("1701.99", 1))


def test_no_tolerance_for_a_wholly_obtained_product() -> None:
    """Article 5(3): the tolerance is not for products that must be wholly obtained, but for materials that must."""
    made = product("0406.10", weight=100)
    milk, foreign = material("0401", 80, "WO", weight=90), material("0401", 5, weight=10)
    assert no == of_rule("WO", made, milk, foreign)
    assert yes == of_rule("WO[04]", made, milk, foreign)


# -- Article 5: tolerance --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hs", "weight", "expected"),
    [
        ("2106.90", "15", yes),
        ("2106.90", "15.001", no),
        ("0401.10", "15", yes),
        ("2403.19", "15", yes),
        ("2106.90", None, unknown),
    ],
)
def test_agricultural_products_by_weight(hs: str, weight: str | None, expected: str) -> None:
    """Article 5(1)(a): in chapters 2 and 4 to 24, offenders up to 15 % of the weight, whatever they cost."""
    assert expected == of_rule("CC", product(hs, weight=100), material(hs, 99, weight=weight))


@pytest.mark.parametrize("hs", ["0304.11", "1604.14", "1605.10"])
def test_fish_and_its_preparations_by_value(hs: str) -> None:
    """Article 5(1)(a) and (b): fish, and processed fishery products of chapter 16, go by value."""
    assert yes == of_rule("CC", product(hs, weight=100), material(hs, 10, weight=90))
    assert no == of_rule("CC", product(hs, weight=100), material(hs, "10.01", weight=1))


@pytest.mark.parametrize(("value", "expected"), [("10", yes), ("10.01", no), (None, unknown)])
def test_industrial_products_by_value(value: str | None, expected: str) -> None:
    """Article 5(1)(b): other products go by value, up to 10 % of the ex-works price."""
    assert expected == of_rule(CTH, product(), material("8501.20", value), screws(80))


def test_the_weight_of_the_product_is_needed() -> None:
    """A tolerance by weight is open while the product's weight is not known."""
    assert unknown == of_rule("CC", product("2106.90"), material("2106.90", 1, weight="0.1"))


def test_no_tolerance_beyond_a_ceiling_of_the_rule() -> None:
    """Article 5(2): the tolerance does not help where a ceiling of the rule itself is passed."""
    assert no == of_rule("weight of NOM[17] <= 5% of product", product("2106.90", weight=100), sugar(6))
    assert no == of_rule("MaxNOM 5% (EXW)", product(), screws(6))


def sugar(weight: int) -> Part:
    """Foreign sugar."""
    return material("1701.99", 1, weight=weight)


def test_no_tolerance_beyond_an_allowance_of_the_rule() -> None:
    """Article 5(2): where the rule allows so many per cent, the tolerance adds none."""
    rule = "CTH allowing NOM[same heading] up to 5% of EXW"
    assert yes == of_rule(rule, product(), material("8501.20", 5))
    assert no == of_rule(rule, product(), material("8501.20", 7))


def test_an_allowance_counts_offenders_only() -> None:
    """The limit of an allowance is on the offenders: what meets the rule without it does not use it up."""
    rule = "CTH allowing NOM up to 20% of EXW"
    assert yes == of_rule(rule, product(), material("8501.20", 15), screws(30))


def test_an_allowance_for_foreign_materials_only() -> None:
    """An allowance for foreign materials does not forgive an originating one that had to be wholly obtained."""
    law = eu_uk_with("WO[04] allowing NOM[04]", {"0406": "any"}, tolerances=())
    cheese = intermediate("0406.10", 60, material("0401", 20))
    assert no == decide(law, product("2106.90"), cheese, screws())


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ([ProcessStep("retanning", simple=False)], yes),
        ([ProcessStep("retanning", on=("crust",), simple=False)], yes),
        ([ProcessStep("retanning", on=("other",), simple=False)], no),
        ([ProcessStep("cutting", simple=False)], no),
        (None, unknown),
    ],
)
def test_an_allowance_for_what_undergoes_a_process(done: list[ProcessStep] | None, verdict: str) -> None:
    """Annex 3, headings 4107 to 4114: crust leather of the excepted subheadings may be used if it is retanned here."""
    rule = "CTH except [4104.41] allowing NOM[4104.41] if (retanning)"
    parts = [material("4104.41", 50, id="crust"), material("3201.10", 5, id="other")]
    assert verdict == of_rule(rule, product("4107.11", done=done), *parts)


def test_an_allowance_over_alternatives() -> None:
    """Where an allowance covers alternatives, each alternative has its own offenders for the tolerance."""
    rule = "(CC or CTH) allowing NOM[7318] up to 20% of EXW"
    assert yes == of_rule(rule, product(), material("8501.20", 5), material("8503", 50))


# -- Annex 2, Note 7: basic textile materials ------------------------------------------------------------------------

FABRIC = "no NOM[50-63]"
WOOL, POLYESTER, ELASTANE, STRIP = "5107.10", "5509.21", "5402.44", "5605.00"


def yarn(hs: str, weight: int | str | None, status: object = NOM, **facts: object) -> Part:
    """A yarn by its weight."""
    return material(hs, 1, status, weight=weight, id=f"{hs}-{weight}-{status}", **facts)  # type: ignore[arg-type]


def fabric(*yarns: Part) -> str:
    """The verdict on a fabric of these yarns under a rule that admits no foreign textile material."""
    return of_rule(FABRIC, product("5112.11", weight=100), *yarns)


@pytest.mark.parametrize(("weight", "expected"), [("10", yes), ("10.001", no), (None, unknown)])
def test_note_7_ten_per_cent(weight: str | None, expected: str) -> None:
    """Note 7.2: foreign basic textile materials up to 10 % of the weight of all basic textile materials."""
    rest = 100 if weight is None else "89.999" if weight == "10.001" else "90"
    assert expected == fabric(yarn(WOOL, rest, OM, fibre="wool"), yarn(POLYESTER, weight))


def test_note_7_counts_the_weight_of_basic_textile_materials_only() -> None:
    """Note 7.2: what is no basic textile material is no part of the weight the 10 % are taken of."""
    wool, foreign = yarn(WOOL, 89, OM, fibre="wool"), yarn(POLYESTER, 10)
    assert no == fabric(wool, foreign, material("8308.90", 1, weight=900))


def test_note_7_needs_two_materials() -> None:
    """Note 7.2(a): a product of one basic textile material has no such tolerance."""
    assert no == fabric(yarn(WOOL, 95, OM, fibre="wool"), yarn("5106.10", 5, fibre="wool"))
    assert yes == fabric(yarn(WOOL, 95, OM, fibre="wool"), yarn("5106.10", 5, fibre="fine-animal-hair"))


def test_note_7_its_own_example() -> None:
    """Note 7.2, example: wool of 5107 with synthetic staple fibre yarn of 5509 contains two basic textile materials."""
    assert yes == fabric(yarn("5107", 91, OM), yarn("5509", 9))


@pytest.mark.parametrize(
    ("elastane", "other", "expected"), [(20, 0, yes), (21, 0, no), (10, 10, yes), (9, 11, no), (5, 10, yes)]
)
def test_note_7_elastomeric_yarn(elastane: int, other: int, expected: str) -> None:
    """Note 7.3: with segmented polyurethane yarn the tolerance is 20 %, of which others at most 10 %."""
    rest = yarn(WOOL, 100 - elastane - other, OM, fibre="wool")
    foreign = yarn(ELASTANE, elastane, fibre="polyurethane-polyether-yarn")
    assert expected == fabric(rest, foreign, yarn(POLYESTER, other))


@pytest.mark.parametrize(("strip", "other", "expected"), [(30, 0, yes), (31, 0, no), (20, 10, yes), (19, 11, no)])
def test_note_7_metallised_strip(strip: int, other: int, expected: str) -> None:
    """Note 7.4: with metallised strip the tolerance is 30 %, of which others at most 10 %."""
    rest = yarn(WOOL, 100 - strip - other, OM, fibre="wool")
    foreign = yarn(STRIP, strip, fibre="metallised-strip-yarn")
    assert expected == fabric(rest, foreign, yarn(POLYESTER, other))


def test_note_7_a_yarn_that_may_be_elastomeric() -> None:
    """A yarn of 5402.44 may be of the kind with the larger tolerance: until that is stated, the verdict is open."""
    rest = yarn(WOOL, 85, OM, fibre="wool")
    assert unknown == fabric(rest, yarn(ELASTANE, 15))
    assert yes == fabric(rest, yarn(ELASTANE, 15, fibre="polyurethane-polyether-yarn"))
    assert no == fabric(rest, yarn(ELASTANE, 15, fibre="polyurethane-polyester-yarn"))


@pytest.mark.parametrize(("elastane", "cotton", "expected"), [(20, 0, yes), (12, 8, yes), (9, 11, no), (15, 6, no)])
def test_note_7_counts_the_parts_of_a_mixture(elastane: int, cotton: int, expected: str) -> None:
    """Note 7.3: of a mixed foreign yarn, the elastane has the larger tolerance and the rest the usual one."""
    whole = elastane + cotton
    parts = {"polyurethane-polyether-yarn": Fraction(elastane, whole), "cotton": Fraction(cotton, whole)}
    assert expected == fabric(yarn(WOOL, 100 - whole, OM, fibre="wool"), yarn(ELASTANE, whole, fibre=parts))


def test_note_7_codes_that_may_be_mixed() -> None:
    """Note 5.2 of the EU-style notes, third example: fabric of 5210 may be mixed or not, and only the dossier tells."""
    own = material("5201.00", 1, OM, weight=95, fibre="cotton")
    mixed, single = {"cotton": Fraction(3, 5), "polyester-staple-fibres": Fraction(2, 5)}, "cotton"
    verdicts = [fabric(own, yarn("5210.11", 5, fibre=stated)) for stated in (mixed, single, None)]
    assert [yes, no, unknown] == verdicts


def test_note_7_all_is_beyond_any_share() -> None:
    """Note 7.2: where every basic textile material offends, that is all of their weight, whatever it is."""
    assert no == fabric(yarn(WOOL, None, fibre="wool"), yarn(POLYESTER, None))
    assert unknown == fabric(yarn(WOOL, None, OM, fibre="wool"), yarn(POLYESTER, None))


def test_note_7_a_mixture_is_of_two_materials() -> None:
    """Note 7.2(a): a single yarn of two basic textile materials makes a product of two."""
    half = {"cotton": Fraction(1, 2), "wool": Fraction(1, 2)}
    assert no == fabric(yarn(WOOL, 95, OM, fibre="wool"), yarn("5106.10", 5, fibre="wool"))
    assert yes == fabric(yarn(WOOL, 95, OM, fibre="wool"), yarn("5106.10", 5, fibre=half))


def test_note_7_tolerates_what_came_late_and_nothing_else() -> None:
    """Note 7.2: five kilograms of tolerated fabric do not excuse ninety of foreign yarn that was never printed."""
    rule, made = "done(weaving with printing)", product("5208.11", done=("weaving",))
    own, foreign = yarn(WOOL, 10, OM, fibre="wool"), yarn(WOOL, 90, fibre="wool")
    assert no == of_rule(rule, made, own, foreign)
    assert no == of_rule(rule, made, own, foreign, yarn("5208.11", 5))
    assert yes == of_rule(rule, product("5208.11", done=("weaving", "printing")), own, foreign, yarn("5208.11", 5))


# -- Annex 2, Note 8: other textile tolerances -----------------------------------------------------------------------


def garment(*parts: Part) -> str:
    """The verdict on a garment of 6203, worth 100, of these parts."""
    return of_rule(FABRIC, product("6203.11", weight=100), *parts)


def cloth(value: int | str, hs: str = "5407.10", lining: bool | None = False) -> Part:
    """A foreign cloth, of which it is stated whether it is a lining."""
    kinds = {} if lining is None else {"lining": lining, "interlining": False}
    return material(hs, value, weight=50, id=f"{hs}-{value}-{lining}", kinds=kinds, fibre="wool")


@pytest.mark.parametrize(("value", "expected"), [("8", yes), ("8.01", no)])
def test_note_8_eight_per_cent(value: str, expected: str) -> None:
    """Note 8.1: foreign textile materials of another heading, up to 8 % of the ex-works price."""
    assert expected == garment(cloth(value))


@pytest.mark.parametrize("agreement", ["uk-japan", "eu-japan"])
@pytest.mark.parametrize(("value", "expected"), [("8", yes), ("12", yes), ("12.01", no)])
def test_eight_per_cent_of_either_price(value: str, expected: str, agreement: str) -> None:
    """UK-Japan and EU-Japan, Annex A Note 8.1: up to 8 % of the ex-works or of the free-on-board price."""
    read = read_law(agreement)
    assert read.value is not None
    law = eu_uk_with(FABRIC, textile_materials=read.value.agreement.provisions.textile_materials)
    assert expected == decide(law, product("6203.11", fob=150, weight=100), cloth(value), certain=True)


def test_note_8_not_for_linings() -> None:
    """Note 8.1: linings and interlinings are left out, and whether a cloth is one must be stated."""
    assert no == garment(cloth(5, lining=True))
    assert unknown == garment(cloth(5, lining=None))
    assert yes == garment(cloth(5, lining=False))


def test_note_8_not_for_the_product_s_own_heading() -> None:
    """Note 8.1: a textile material of the product's heading is left out."""
    assert no == garment(cloth(5, hs="6203.11"))
    assert yes == garment(cloth(5, hs="6204.11"))


def test_note_8_not_for_fabrics() -> None:
    """Note 8.1 is for made-up products: a fabric has no tolerance by value."""
    assert no == of_rule(FABRIC, product("5112.11"), cloth(5))


def test_note_8_forgives_what_came_in_late_alone() -> None:
    """A yarn that was not woven is no late material to be forgiven, and a forgiven cloth must still be made up."""
    rule = "done(weaving with making-up)"
    made, unmade = (product("6203.11", done=steps) for steps in (("weaving", "making-up"), ("machining",)))
    verdicts = {
        hs: [of_rule(rule, one, cloth(5, hs=hs)) for one in (made, unmade)] for hs in ("5111.11", "5107.10", "51")
    }
    assert {"5111.11": [yes, no], "5107.10": [yes, no], "51": [yes, unknown]} == verdicts


@pytest.mark.parametrize(
    ("done", "expected"), [(["making-up"], yes), ([], no), (["machining"], no), (["weaving"], no), (None, unknown)]
)
@pytest.mark.parametrize("own", [True, False])
def test_note_8_leaves_the_other_requirements(done: list[str] | None, expected: str, own: bool) -> None:
    """Note 8.1 lets cloth be used that was not woven there; that the product is made up there remains required."""
    rest = [material("5112.11", 60, OM, weight=50, fibre="wool")] if own else []
    rule = "done(weaving with making-up)"
    assert expected == of_rule(rule, product("6203.11", done=done), cloth(5), *rest)


def test_what_may_not_be_there_takes_no_place_in_a_process() -> None:
    """A free material inside an intermediate that may count whole leaves open whether there is anything to weave."""
    free = material("5208.11", 1, weight=1, role=Role.ACCESSORY)
    rule = "done(spinning[natural-fibres] with weaving)"
    verdicts = [
        of_rule(rule, product("5112.11"), material("8503.00", 1), intermediate(hs, 21, free, weight=1))
        for hs in (None, "8503.00")
    ]
    assert [unknown, no] == verdicts


def test_note_8_materials_of_other_chapters_are_free() -> None:
    """Note 8.2: materials outside chapters 50 to 63 may be used without restriction, but for ceilings (Note 8.3)."""
    buttons = material("9606.21", 40)
    assert yes == of_rule("no NOM", product("6203.11"), buttons)
    assert yes == of_rule("MaxNOM 40% (EXW)", product("6203.11"), buttons)
    assert no == of_rule("MaxNOM 39% (EXW)", product("6203.11"), buttons)
    assert unknown == of_rule("no NOM", product("6203.11"), material(None, 40))


def test_textiles_have_no_other_tolerance() -> None:
    """Article 5(1)(c): chapters 50 to 63 have the tolerances of the notes and not the 10 % by value."""
    assert no == of_rule(FABRIC, product("5112.11"), yarn(WOOL, 100, fibre="wool"))
    assert no == garment(cloth(9))


# -- Article 6: insufficient production ------------------------------------------------------------------------------


def test_every_listed_operation_is_insufficient() -> None:
    """Article 6: each operation of the list, done simply, confers no origin; the same that is not simple may."""
    listed = eu_uk().agreement.provisions.insufficient_operations
    assert listed is not None
    law = eu_uk_with("any")
    for operation in listed.operations:
        hs = "8501.10" if operation.products is None else f"{operation.products.lows[0]:06}"
        for term in operation.processes:
            made = product(hs, done=[ProcessStep(term, simple=True)])
            assert no == decide(law, made, screws()), term
            made = product(hs, done=[ProcessStep(term, simple=False)])
            assert (yes if operation.only_if_simple else no) == decide(law, made, screws()), term


def test_the_list_speaks_the_words_of_the_glossary() -> None:
    """Article 6: a dossier states operations in the words of the glossary, so the list must use no others, and all."""
    law = eu_uk()
    listed = law.agreement.provisions.insufficient_operations
    assert listed is not None
    terms = {term for operation in listed.operations for term in operation.processes}
    assert set() == terms - set(law.glossary.processes)
    minimal = {term: one.source or "" for term, one in law.glossary.processes.items() if one.minimal}
    assert set() == {term for term, source in minimal.items() if source.startswith("EU-UK")} - terms


@pytest.mark.parametrize(
    ("done", "presumed", "certain"),
    [
        (("assembly?",), yes, unknown),
        (("assembly?", "washing"), yes, unknown),
        (("assembly!", "washing"), no, no),
        (("assembly", "washing"), yes, yes),
        (("machining", "washing"), yes, yes),
        (None, yes, unknown),
    ],
)
def test_what_silence_about_operations_means(done: tuple[str, ...] | None, presumed: str, certain: str) -> None:
    """Article 6: one operation beyond the list is enough; what is not stated is presumed sufficient, or left open."""
    assert presumed == of_rule("any", product(done=done), screws(), certain=False)
    assert certain == of_rule("any", product(done=done), screws())


def test_operations_on_an_intermediate_count_as_production() -> None:
    """Production is all that was done in the party: packing what one machined oneself is more than packing."""
    law = eu_uk_with("any", {"8503": "MaxNOM 1% (EXW)"})
    machined = intermediate("8503", 60, material("7204", 30), done=("machining",))
    packed = intermediate("8503", 60, material("7204", 30), done=("washing",))
    assert yes == decide(law, product(done=("packing!",)), machined, certain=True)
    assert no == decide(law, product(done=("packing!",)), packed, certain=True)


# -- Articles 8 to 12: what stands aside -----------------------------------------------------------------------------

ASIDE = [Role.ACCESSORY, Role.RETAIL_PACKING]


@pytest.mark.parametrize("role", ASIDE)
@pytest.mark.parametrize(
    ("rule", "expected"),
    [("CTH", yes), ("no NOM[8501]", yes), ("MaxNOM 45% (EXW)", yes), ("MaxNOM 44% (EXW)", no), ("CTSH", yes)],
)
def test_accessories_and_retail_packing(role: Role, rule: str, expected: str) -> None:
    """Articles 9 and 10: they need not change their classification, yet their value counts against a ceiling."""
    assert expected == of_rule(rule, product(), screws(40), material("8501.10", 5, role=role))


@pytest.mark.parametrize("role", ASIDE)
def test_originating_accessories_do_not_burden_a_ceiling(role: Role) -> None:
    """Articles 9 and 10: only foreign accessories count against a ceiling, and unknown ones leave it open."""
    assert yes == of_rule("MaxNOM 40% (EXW)", product(), screws(40), material("8501.10", 5, OM, role=role, origin="GB"))
    assert unknown == of_rule("MaxNOM 40% (EXW)", product(), screws(40), material("8501.10", 5, None, role=role))


@pytest.mark.parametrize("role", ASIDE)
def test_packing_has_no_part_in_a_net_weight(role: Role) -> None:
    """Annex 2, Note 1.3: weights are net, without packing."""
    rule = "weight of NOM <= 5% of product"
    assert yes == of_rule(rule, product("2106.90", weight=100), sugar(5), material("4819", 1, role=role, weight=50))


@pytest.mark.parametrize("role", ASIDE)
def test_a_foreign_box_does_not_spoil_what_is_made_of_originating_materials_only(role: Role) -> None:
    """Articles 2(1)(b), 9 and 10: the box is disregarded, since no ceiling is asked about."""
    parts = (material("8501.20", 50, OM, origin="GB"), material("4819", 5, role=role))
    assert yes == of_rule("done(chemical-reaction)", product(), *parts)


@pytest.mark.parametrize("role", ASIDE)
def test_a_foreign_box_does_not_spoil_what_is_wholly_obtained(role: Role) -> None:
    """Articles 4, 9 and 10: apples in a foreign box are wholly obtained apples."""
    parts = (material("0808.10", 50, "WO"), material("4819", 5, role=role))
    assert yes == of_rule("WO", product("0808.10", done=("washing",)), *parts)


def test_an_agreement_may_leave_packing_out_of_ceilings() -> None:
    """A pack that does not count accessories or packing in values keeps them out of its ceilings."""
    law = eu_uk_with("MaxNOM 40% (EXW)", retail_packing=SecondaryGoods(counted_in_value=False, citation="-"))
    assert yes == decide(law, product(), screws(40), material("4819", 5, role=Role.RETAIL_PACKING))
    assert no == decide(law, product(), screws(40), material("4819", 5, role=Role.ACCESSORY))


@pytest.mark.parametrize("role", [Role.SHIPMENT_PACKING, Role.NEUTRAL_ELEMENT])
@pytest.mark.parametrize("rule", ["CTH", "MaxNOM 40% (EXW)", "no NOM[8501]"])
def test_shipment_packing_and_neutral_elements_are_ignored(role: Role, rule: str) -> None:
    """Articles 8 and 12: their origin is never asked, nor their value."""
    assert yes == of_rule(rule, product(), screws(40), material("8501.10", 60, None, role=role))


# -- Article 11: sets ------------------------------------------------------------------------------------------------


def the_set(*parts: Part, is_set: bool | None = True, rule: str = "no NOM", certain: bool = True) -> str:
    """The verdict on a set worth 100."""
    return of_rule(rule, product(is_set=is_set, done=("making-up-of-sets",)), *parts, certain=certain)


def component(value: str, status: object = NOM) -> Part:
    """A component of a set."""
    return material("8501.20", value, status, role=Role.SET_COMPONENT, origin="GB" if status is OM else None)  # type: ignore[arg-type]


def test_sets() -> None:
    """Article 11: a set originates if its foreign components are worth at most 15 % of its price."""
    assert yes == the_set(component("15"), component("70", OM))
    assert no == the_set(component("15.01"), component("70", OM))
    assert yes == the_set(component("90", OM))
    assert unknown == the_set(component("15.01", None), component("70", OM))
    assert yes == the_set(component("15", None), component("70", OM))


def test_a_product_that_is_no_set_has_no_such_share() -> None:
    """Article 11 is for sets: anything else goes by its rule."""
    assert no == the_set(component("15"), component("70", OM), is_set=False)


def test_whether_it_is_a_set_is_a_fact() -> None:
    """Where the dossier does not say whether the product is a set, and it matters, the verdict is open."""
    assert unknown == the_set(component("12"), component("70", OM), is_set=None)


# -- Article 15: non-alteration --------------------------------------------------------------------------------------

SAFE = Journey(through=("CH",), altered=False, under_customs_supervision=True, split_by_exporter=True)


@pytest.mark.parametrize(
    ("journey", "presumed", "certain"),
    [
        (Journey(through=(), altered=False), yes, yes),
        (SAFE, yes, yes),
        (replace(SAFE, altered=True), no, no),
        (Journey(through=(), altered=True), no, no),
        (replace(SAFE, under_customs_supervision=False), no, no),
        (replace(SAFE, split_by_exporter=False), no, no),
        (replace(SAFE, altered=None), yes, unknown),
        (replace(SAFE, under_customs_supervision=None), yes, unknown),
        (Journey(), yes, unknown),
    ],
)
def test_non_alteration(journey: Journey, presumed: str, certain: str) -> None:
    """Article 15: not altered, and in third countries under supervision and split only by the exporter."""
    assert presumed == of_rule(CTH, product(journey=journey), screws(), certain=False)
    assert certain == of_rule(CTH, product(journey=journey), screws())


def test_who_split_the_consignment_is_a_fact() -> None:
    """Article 15(3): in a third country only the exporter splits a consignment; not stated is not known."""
    assert unknown == of_rule(CTH, product(journey=replace(SAFE, split_by_exporter=None)), screws())


def test_a_way_through_the_parties() -> None:
    """Article 15(2) and (3) speak of third countries: on a way through a party no supervision is needed."""
    journey = Journey(through=("FR",), altered=False, under_customs_supervision=False, split_by_exporter=False)
    assert yes == of_rule(CTH, product(journey=journey), screws())


# -- the list: quotas, days, direction -------------------------------------------------------------------------------


@pytest.mark.parametrize(("within", "expected"), [(True, yes), (False, no), (None, unknown)])
def test_a_rule_within_a_quota(within: bool | None, expected: str) -> None:
    """Annex 4: a laxer rule is open only to goods within the quota, and whether they are must be known."""
    tuna = material("0303.42", 80, weight=90)
    made = product("1604.14", within_quota=within, done=("cooking",), weight=100)
    assert expected == decide(eu_uk(), made, tuna, certain=True)


@pytest.mark.parametrize(
    ("on", "hs", "confirmed", "expected"),
    [
        (date(2026, 12, 31), "7608.20", True, yes),
        (date(2027, 1, 1), "7604.10", True, yes),
        (date(2027, 1, 1), "7608.20", True, no),
        (date(2027, 1, 1), "7608.20", False, unknown),
        (date(2020, 12, 31), "7604.10", True, no),
        (date(2020, 12, 31), "7604.10", False, unknown),
    ],
)
def test_the_periods_of_a_quota(on: date, hs: str, confirmed: bool, expected: str) -> None:
    """A quota is open to the codes of the period; where the pack does not confirm it, what it closes stays open."""
    law = eu_uk_with('CTH within quota "aluminium"')
    quotas = tuple([replace(one, confirmed=confirmed) for one in law.agreement.quotas])
    law = Law(replace(law.agreement, quotas=quotas, valid_from=date(2020, 1, 1)), law.rules, law.glossary)
    made = product(hs, within_quota=True, done=("extrusion",))
    found = ask(law, dossier(made, material("7601.10", 80)), on=on, certain=True)
    assert expected == found.verdict.value
    if expected == unknown:
        assert Ask.LAW.value in {fact.ask for fact in decisive_facts(found).facts}


def test_the_general_rule_stands_beside_the_quota() -> None:
    """Annex 4: what meets the general rule needs no quota."""
    tuna = material("0303.42", 80, "WO", weight=90)
    made = product("1604.14", within_quota=False, done=("cooking",), weight=100)
    assert yes == decide(eu_uk(), made, tuna, material("1509", 5, weight=5), certain=True)


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 12, 31), yes), (date(2027, 1, 1), no)])
def test_the_transitional_rules_of_accumulators(on: date, expected: str) -> None:
    """Annex 5 as amended: battery packs that drive vehicles have laxer rules until the end of 2026."""
    made = product("8507.60", option="traction-battery-packs")
    assert expected == decide(eu_uk(), made, material("8507.90", 70), on=on, certain=True)


@pytest.mark.parametrize(("exported_from", "expected"), [("GB", yes), ("EU", no), ("FR", no)])
def test_a_rule_for_one_direction(exported_from: str, expected: str) -> None:
    """A rule for exports from one party is closed to the other's."""
    law = eu_uk_with("no NOM or any exported from GB")
    assert expected == decide(law, product(exported_from=exported_from), screws(40), certain=True)


@pytest.mark.parametrize(("imported_into", "expected"), [("EU", yes), ("FR", yes), ("GB", no), (None, unknown)])
def test_a_rule_for_imports_into_one_party(imported_into: str | None, expected: str) -> None:
    """A rule for imports into one party is open to goods for any of its countries, if the direction is known."""
    law = eu_uk_with("no NOM or any imported into EU")
    assert expected == decide(law, product(imported_into=imported_into), screws(40), certain=True)


def test_a_rule_without_tolerance() -> None:
    """A rule may switch the tolerance off, for all materials or for some."""
    assert yes == of_rule("CTH", product(), material("8501.20", 5))
    assert no == of_rule("CTH without tolerance", product(), material("8501.20", 5))
    assert no == of_rule("CTH without tolerance [8501.20]", product(), material("8501.20", 5))
    assert yes == of_rule("CTH without tolerance [8501.10]", product(), material("8501.20", 5))
