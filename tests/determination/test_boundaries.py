"""On the threshold and a hair beside it: cents, thirds, long figures, rates, bounds, codes of another precision."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from origin.agreements.law import Law
from origin.dossier.model import Product
from origin.language.tree import Measure
from tests.determination.build import (
    NOM,
    OM,
    Part,
    ask,
    decide,
    dossier,
    law_of,
    material,
    no,
    product,
    tolerance,
    unknown,
    yes,
)

MAX_NOM_45 = "MaxNOM 45% (EXW)"
CENT = Fraction(1, 100)


def verdict(law: Law, made: Product, *parts: Part, edition: int = 2017, **more: object) -> str:
    """The verdict on a dossier with every presumption out, on codes of an edition, with exchange rates."""
    return ask(law, dossier(made, *parts, edition=edition, **more), certain=True).verdict.value  # type: ignore[arg-type]


# -- a share ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "expected"), [("44.99", yes), ("45.00", yes), ("45.01", no), ("0", yes)])
def test_a_ceiling_is_met_at_the_figure_and_broken_a_cent_above(value: str, expected: str) -> None:
    """A MaxNOM of 45 % of 100.00 is met at 45.00 and broken at 45.01."""
    assert expected == decide(law_of(MAX_NOM_45), product(), material("8503", value))


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ("value of NOM < 45% of EXW", "45", no),
        ("value of NOM < 45% of EXW", "44.99", yes),
        ("value of NOM >= 45% of EXW", "45", yes),
        ("value of NOM > 45% of EXW", "45", no),
        ("RVC 55% (EXW)", "45", yes),
        ("RVC 55% (EXW)", "45.01", no),
        ("MaxNOM 33.3% (EXW)", "33.3", yes),
        ("MaxNOM 33.3% (EXW)", "33.300000000000001", no),
    ],
)
def test_each_relation_at_its_bound(rule: str, value: str, expected: str) -> None:
    """Every relation, and the regional value content by build-down, is exact at its own bound."""
    assert expected == decide(law_of(rule), product(), material("8503", value))


@pytest.mark.parametrize(("value", "expected"), [("40", yes), ("39.99", no)])
def test_build_up_counts_what_originates(value: str, expected: str) -> None:
    """Regional value content by build-up of 40 % is met by originating materials worth 40 of 100, not by 39.99."""
    assert expected == decide(
        law_of("RVC build-up 40% (EXW)"), product(), material("8503", value, OM), material("73", 5)
    )


@pytest.mark.parametrize(("value", "expected"), [("0", yes), ("0.01", no)])
def test_a_ceiling_of_nothing(value: str, expected: str) -> None:
    """A ceiling of 0 % admits a material that costs nothing, and no other."""
    assert expected == decide(law_of("MaxNOM 0% (EXW)"), product(), material("8503", value))


def test_a_free_material_still_has_to_change_its_heading() -> None:
    """A material of no value is used all the same: it fails a change of heading."""
    assert no == decide(law_of("CTH"), product(), material("8501.20", 0))


def test_figures_of_28_digits_keep_their_last_cent() -> None:
    """Figures longer than any float or decimal context are compared to the last cent."""
    price = "9999999999999999999999999999.00"
    ceiling = Fraction(price) * 45 / 100
    assert yes == decide(law_of(MAX_NOM_45), product(exw=price), material("8503", ceiling))
    assert no == decide(law_of(MAX_NOM_45), product(exw=price), material("8503", ceiling + CENT))
    assert yes == decide(law_of(MAX_NOM_45), product(exw=price), material("8503", ceiling - CENT))


@pytest.mark.parametrize(("beside", "expected"), [("0", yes), ("1/1000000000000000000000000", no)])
def test_three_thirds_are_a_whole(beside: str, expected: str) -> None:
    """Three lines of a third of the ceiling come to the ceiling exactly, and anything more is too much."""
    lines = [material("8503", "50/3", id=f"third-{number}") for number in range(3)]
    assert expected == decide(law_of("MaxNOM 50% (EXW)"), product(), *lines, material("7318", beside))


@pytest.mark.parametrize(("value", "expected"), [("45", yes), ("45.01", no)])
def test_thirds_of_a_unit(value: str, expected: str) -> None:
    """Three lines of a third of a unit come to one unit."""
    whole = material("8503", value, id="whole", quantity="1/3")
    assert expected == decide(law_of(MAX_NOM_45), product(), whole, whole, whole)


@pytest.mark.parametrize(("scrap", "expected"), [("1/20", yes), ("51/1000", no)])
def test_scrap_is_consumed_and_counts(scrap: str, expected: str) -> None:
    """What is lost on the way was used: 2 units with 5 % scrap cost as much as 2.1."""
    assert expected == decide(law_of("MaxNOM 42% (EXW)"), product(), material("8503", 20, quantity=2, scrap=scrap))


@pytest.mark.parametrize(("weight", "expected"), [("20", yes), ("20.001", no)])
def test_a_share_by_weight(weight: str, expected: str) -> None:
    """A ceiling on weight is a share of the product's own weight."""
    law = law_of("weight of NOM[1701, 1702] <= 20% of product")
    assert expected == decide(law, product("2106.90", weight=100), material("1701", 90, weight=weight))


@pytest.mark.parametrize(("foreign", "expected"), [("30", yes), ("30.001", no)])
def test_a_share_of_the_materials_used(foreign: str, expected: str) -> None:
    """A share of materials is taken of all materials in its scope, and of nothing else."""
    law = law_of("weight of NOM[2401] <= 30% of materials[24]")
    own = Fraction(100) - Fraction(foreign)
    parts = (material("2401", 1, weight=foreign), material("2403", 1, OM, weight=own), material("4813", 1, weight=900))
    assert expected == decide(law, product("2402.10"), *parts)


def test_a_share_of_materials_that_are_not_used() -> None:
    """Where no material of the scope is used at all, nothing is a share of nothing and the ceiling is met."""
    law = law_of("weight of NOM[2401] <= 30% of materials[24]")
    assert yes == decide(law, product("2402.10"), material("4813", 1, weight=9))


# -- tolerance -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "expected"), [("9.99", yes), ("10.00", yes), ("10.01", no)])
def test_tolerance_by_value(value: str, expected: str) -> None:
    """A tolerance of 10 % forgives offenders worth 10.00 of 100.00 and not a cent more."""
    law = law_of("CTH", tolerances=(tolerance(10),))
    assert expected == decide(law, product(), material("8501.20", value), material("7318", 80))


@pytest.mark.parametrize(("weight", "expected"), [("15", yes), ("15.0001", no)])
def test_tolerance_by_weight(weight: str, expected: str) -> None:
    """A tolerance by weight is a share of the product's weight."""
    law = law_of("CTH", tolerances=(tolerance(15, measure=Measure.WEIGHT),))
    assert expected == decide(law, product(weight=100), material("8501.20", 99, weight=weight))


def test_offenders_add_up() -> None:
    """Offenders against different parts of a conjunction are counted together, each once."""
    law = law_of("CTH and no NOM[7318, 8501]", tolerances=(tolerance(10),))
    assert yes == decide(law, product(), material("8501.20", 5), material("7318", 5))
    assert no == decide(law, product(), material("8501.20", 5), material("7318", "5.01"))


def test_each_alternative_has_its_own_offenders() -> None:
    """The offenders against one alternative do not burden another."""
    law = law_of("CC or no NOM[7318]", tolerances=(tolerance(10),))
    assert yes == decide(law, product(), material("8503", 60), material("7318", 9))
    assert no == decide(law, product(), material("8503", 60), material("7318", 11))


def test_tolerance_does_not_lift_a_ceiling() -> None:
    """A tolerance never makes good a ceiling of the rule, not by a cent."""
    law = law_of("CTH and MaxNOM 45% (EXW)", tolerances=(tolerance(10),))
    assert yes == decide(law, product(), material("8501.20", 10), material("7318", 35))
    assert no == decide(law, product(), material("8501.20", 10), material("7318", "35.01"))


# -- rates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rate", "expected"),
    [
        ("13.5 GBP", "10/3", yes),
        ("13.51 GBP", "10/3", no),
        ("315 GBP", "1/7", yes),
        ("315.01 GBP", "1/7", no),
    ],
)
def test_rates_that_repeat_forever(value: str, rate: str, expected: str) -> None:
    """A rate of 3.333… or 0.142857… is applied as the fraction it is."""
    assert expected == verdict(law_of(MAX_NOM_45), product(), material("8503", value), rates=[("GBP", "EUR", rate)])


def test_rates_the_other_way_round() -> None:
    """A rate stated from the base currency is inverted exactly."""
    rates = [("EUR", "GBP", "0.3")]
    assert yes == verdict(law_of(MAX_NOM_45), product(), material("8503", "13.5 GBP"), rates=rates)
    assert no == verdict(law_of(MAX_NOM_45), product(), material("8503", "13.51 GBP"), rates=rates)


def test_rates_through_a_third_currency() -> None:
    """Rates join: dollars to pounds to euros."""
    rates = [("USD", "GBP", "3"), ("GBP", "EUR", "1/3")]
    assert yes == verdict(law_of(MAX_NOM_45), product(), material("8503", "45 USD"), rates=rates)
    assert no == verdict(law_of(MAX_NOM_45), product(), material("8503", "45.01 USD"), rates=rates)


def test_without_a_rate_the_value_is_not_known() -> None:
    """A value in a currency that no rate reaches is an unknown value."""
    assert unknown == verdict(law_of(MAX_NOM_45), product(), material("8503", "1 USD"))
    assert yes == verdict(law_of("CTH"), product(), material("8503", "1 USD"))


# -- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "expected"), [("0", yes), ("0.01", unknown), ("45", unknown), ("45.01", no)])
def test_free_on_board_bounds_the_ex_works_price(value: str, expected: str) -> None:
    """Ex-works is not above free on board: a ceiling broken there is broken, one met there is not yet met."""
    assert expected == verdict(law_of(MAX_NOM_45), product(exw=None, fob=100), material("8503", value))


@pytest.mark.parametrize(("value", "expected"), [("45", yes), ("45.01", unknown), ("1000000", unknown)])
def test_ex_works_bounds_the_free_on_board_price(value: str, expected: str) -> None:
    """A ceiling on free on board that is met at the ex-works price is met; no ex-works price breaks it."""
    assert expected == verdict(law_of("MaxNOM 45% (FOB)"), product(), material("8503", value))


@pytest.mark.parametrize(("value", "expected"), [("40", unknown), ("39.99", no)])
def test_a_floor_on_free_on_board(value: str, expected: str) -> None:
    """A floor missed at the ex-works price is missed; one met there may still be missed at a higher price."""
    assert expected == verdict(
        law_of("RVC build-up 40% (FOB)"), product(), material("8503", value, OM), material("73", 1)
    )


@pytest.mark.parametrize(("fob", "expected"), [("120", no), ("140", unknown)])
def test_a_tolerance_at_a_bound(fob: str, expected: str) -> None:
    """The bound on the price serves the tolerance too: 13 is more than 10 % of 120, and may be within 10 % of 140."""
    law = law_of("CTH", tolerances=(tolerance(10),))
    assert expected == verdict(law, product(exw=None, fob=fob), material("8501.20", 13))


def test_without_any_price_a_ceiling_is_open() -> None:
    """Without a price the ceiling is open, unless nothing foreign is used."""
    assert unknown == verdict(law_of(MAX_NOM_45), product(exw=None), material("8503", 1))
    assert yes == verdict(law_of(MAX_NOM_45), product(exw=None), material("8503", 1, OM), material("73", 0))


@pytest.mark.parametrize(("known", "expected"), [("45.01", no), ("45", unknown)])
def test_one_value_unknown(known: str, expected: str) -> None:
    """A ceiling that the known values break alone is broken, whatever the unknown value is."""
    assert expected == verdict(law_of(MAX_NOM_45), product(), material("8503", known), material("7318", None))


@pytest.mark.parametrize(("value", "expected"), [("45", yes), ("45.01", unknown)])
def test_one_origin_unknown(value: str, expected: str) -> None:
    """A ceiling kept even if the material is foreign is kept; else its origin decides."""
    assert expected == verdict(law_of(MAX_NOM_45), product(), material("8503", value, None), material("73", 0))


# -- codes -----------------------------------------------------------------------------------------------------------

EXCEPT = "CTH except [7326.90]"


@pytest.mark.parametrize(
    ("hs", "expected"),
    [
        ("7326.90", no),
        ("7326.19", yes),
        ("7318", yes),
        ("7326", unknown),
        ("73", unknown),
        ("72", yes),
        ("8501", no),
        ("8503", yes),
        ("85", unknown),
        (None, unknown),
    ],
)
def test_a_code_too_short_for_an_exception(hs: str | None, expected: str) -> None:
    """A heading is known to differ or not; whether it is the excepted subheading only its further digits tell."""
    assert expected == verdict(law_of(EXCEPT), product(), material(hs, 10))


@pytest.mark.parametrize(
    ("rule", "hs", "expected"),
    [
        ("CTSH", "8501", unknown),
        ("CTSH", "8501.10", no),
        ("CTSH", "8501.20", yes),
        ("CC", "85", no),
        ("CC", "84", yes),
        ("CTH allowing NOM[8501.20]", "8501", unknown),
    ],
)
def test_a_code_too_short_for_a_shift(rule: str, hs: str, expected: str) -> None:
    """A shift is decided by as many digits as it looks at."""
    assert expected == verdict(law_of(rule), product(), material(hs, 10))


@pytest.mark.parametrize(("value", "expected"), [("10", yes), ("10.01", unknown)])
def test_tolerance_settles_an_unknown_code(value: str, expected: str) -> None:
    """Where the material would be tolerated even if it offends, its further digits need not be asked for."""
    law = law_of(EXCEPT, tolerances=(tolerance(10),))
    assert expected == verdict(law, product(), material("7326", value), material("7318", 10))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("10", yes), ("30", unknown), ("50", unknown), ("60", no)],
)
def test_a_product_code_too_short_for_the_list(value: str, expected: str) -> None:
    """A product of heading 8507 may be under either of two rules; only a difference in verdict is asked about."""
    law = law_of("CTH", {"8507.10-8507.50": "MaxNOM 20% (EXW)", "8507.60-8507.90": "MaxNOM 50% (EXW)"})
    assert expected == verdict(law, product("8507"), material("7318", value))


# -- editions --------------------------------------------------------------------------------------------------------
# 8485.30 of HS 2022 (machines for additive manufacturing of glass) was 8475.29 or 8479.89 in HS 2017.


@pytest.mark.parametrize(
    ("hs", "expected"), [("8501.10", yes), ("8479.81", unknown), ("8475.10", unknown), ("8501.20", yes)]
)
def test_a_material_whose_code_the_edition_splits(hs: str, expected: str) -> None:
    """The candidates of a split code are tried, and only where they differ is the answer open."""
    assert expected == verdict(law_of("CTH"), product(hs), material("8485.30", 10), edition=2022)


def test_a_split_where_every_candidate_fails() -> None:
    """A split code that fails the rule under each candidate fails it."""
    assert no == verdict(law_of("CC"), product("8479.81"), material("8485.30", 10), edition=2022)


@pytest.mark.parametrize(("value", "expected"), [("10", yes), ("10.01", unknown), ("40", unknown), ("40.01", no)])
def test_a_product_whose_code_the_edition_splits(value: str, expected: str) -> None:
    """A product that may be under either of two rules is decided where both give the same verdict."""
    law = law_of("CTH", {"8475": "MaxNOM 10% (EXW)", "8479": "MaxNOM 40% (EXW)"})
    assert expected == verdict(law, product("8485.30"), material("7318", value), edition=2022)


@pytest.mark.parametrize(("edition", "expected"), [(2022, yes), (2017, unknown)])
def test_a_code_is_read_in_its_own_edition(edition: int, expected: str) -> None:
    """8549 (electrical waste) exists only since HS 2022; its goods were not of chapter 87 before either."""
    made, part = product("8712.00"), material("8549.11" if edition == 2022 else None, 10)
    assert expected == verdict(law_of("CTH"), made, part, edition=edition)


# -- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 12, 31), no),
        (date(2024, 1, 1), yes),
        (date(2026, 12, 31), yes),
        (date(2027, 1, 1), no),
    ],
)
def test_the_days_of_an_alternative_are_inclusive(on: date, expected: str) -> None:
    """An alternative applies on its first day and on its last, and not the day before or after."""
    law = law_of("CTH or MaxNOM 70% (EXW) from 2024-01-01 until 2026-12-31")
    assert expected == decide(law, product(), material("8501.20", 70), on=on)


@pytest.mark.parametrize(
    ("price", "value", "expected"),
    [
        ("0.3", "0.135", yes),
        ("1.1", "0.495", yes),
        ("4.35", "1.9575", yes),
        ("0.7", "0.3150001", no),
        ("1e-30", "45e-32", yes),
    ],
)
def test_figures_that_floats_get_wrong(price: str, value: str, expected: str) -> None:
    """Shares that binary floats misjudge are judged right."""
    assert expected == decide(law_of(MAX_NOM_45), product(exw=price), material("8503", value, NOM))
