"""General provisions of the agreements made after the European model: what they share, and where they differ."""

from __future__ import annotations

from decimal import Decimal

import pytest

from origin.agreements.agreement import Agreement
from origin.agreements.provisions import LookThrough
from origin.agreements.registry import agreement_ids, read_agreement
from origin.data_folder import data_folder

AGREEMENTS = data_folder("agreements")

PARTNERS = {
    "albania": "AL",
    "egypt": "EG",
    "faroe-islands": "FO",
    "georgia": "GE",
    "israel": "IL",
    "jordan": "JO",
    "kosovo": "XK",
    "moldova": "MD",
    "morocco": "MA",
    "north-macedonia": "MK",
    "palestinian-authority": "PS",
    "serbia": "RS",
    "tunisia": "TN",
    "ukraine": "UA",
}
"""The pan-Euro-Mediterranean family: the schemes and their countries."""

WITHOUT_SUGAR = {"israel", "jordan", "morocco", "tunisia"}
DRAWBACK_WITH_PARTNERS = {
    "egypt",
    "georgia",
    "jordan",
    "moldova",
    "morocco",
    "palestinian-authority",
    "tunisia",
    "ukraine",
}
FAMILY = [
    f"{first}-{scheme}" for first in ("uk", "eu") for scheme in PARTNERS if f"{first}-{scheme}" in agreement_ids()
]


def agreement_of(pack: str) -> Agreement:
    """The agreement of a pack."""
    agreement = read_agreement(AGREEMENTS / pack / "agreement.yaml").value
    assert agreement is not None
    return agreement


@pytest.mark.parametrize("pack", FAMILY)
def test_what_the_family_shares(pack: str) -> None:
    """Ten per cent of value, fifteen for sets, direct transport to be shown, outward processing, segregation."""
    found = agreement_of(pack).provisions
    (tolerance,) = found.tolerances
    stated = (str(tolerance.products), tolerance.percent, tolerance.citation)
    assert stated == ("01-49, 64-97", Decimal(10), "Article 6(2)")
    assert found.sets
    assert found.non_alteration
    assert found.territoriality
    assert found.accounting_segregation
    assert ("Article 10", Decimal(15)) == (found.sets.citation, found.sets.percent)
    assert (found.non_alteration.citation, found.non_alteration.evidence.value) == ("Article 13", "required")
    assert found.territoriality.outward_processing is not None
    assert found.accounting_segregation.authorisation


@pytest.mark.parametrize("pack", FAMILY)
def test_where_the_family_differs(pack: str) -> None:
    """Mixing sugar, drawback with some partners only, work done abroad, and whose nationals own the vessels."""
    first, scheme = pack.split("-", 1)
    found = agreement_of(pack).provisions
    assert found.insufficient_operations
    assert found.no_drawback
    assert found.cumulation
    operations = {one.citation: one.processes for one in found.insufficient_operations.operations}
    listed = {term for processes in operations.values() for term in processes}
    assert (scheme in WITHOUT_SUGAR) == ("mixing-with-sugar" not in listed)
    assert operations[f"Article 7(1)({'p' if scheme in WITHOUT_SUGAR else 'q'})"] == ("slaughter",)
    assert (scheme in DRAWBACK_WITH_PARTNERS) == bool(found.no_drawback.only_with_partners)
    assert set(found.no_drawback.only_with_partners) <= {one.id for one in found.cumulation.partners}
    assert (scheme in {"morocco", "tunisia"}) == found.cumulation.full
    assert (first == "uk") == ("eu" in {one.id for one in found.cumulation.partners})
    assert found.wholly_obtained is not None
    assert found.wholly_obtained.vessels is not None
    nationals = found.wholly_obtained.vessels.nationals_of
    assert nationals == (("GB", "EU", PARTNERS[scheme]) if first == "uk" else ())


def test_articles_of_another_order() -> None:
    """Chile, Korea, Viet Nam, Central America and Iceland-Norway number the shared provisions by their own articles."""
    cited = {
        pack: (sets.citation, insufficient.citation, tolerances[0].citation)
        for pack in ("uk-chile", "uk-south-korea", "uk-vietnam", "uk-central-america", "uk-iceland-norway")
        for found in (agreement_of(pack).provisions,)
        for sets, insufficient, tolerances in ((found.sets, found.insufficient_operations, found.tolerances),)
        if sets is not None and insufficient is not None
    }
    assert cited == {
        "uk-chile": ("Article 9", "Article 6(1)", "Article 5(3)"),
        "uk-south-korea": ("Article 9", "Article 6(1)", "Article 5(2)"),
        "uk-vietnam": ("Article 9", "Article 6(1)", "Article 5(3)(a)"),
        "uk-central-america": ("Article 9", "Article 6", "Article 5(2)"),
        "uk-iceland-norway": ("Article 13", "Article 7(1)", "Article 6(1)(a)"),
    }


@pytest.mark.parametrize(
    ("pack", "evidence", "through", "splitting", "supervision", "free_circulation"),
    [
        ("uk-albania", "required", (), False, True, True),
        ("uk-lebanon", "required", ("EU", "BARCELONA", "TR"), False, True, True),
        ("uk-chile", "on-doubt", ("EU",), True, True, True),
        ("eu-chile", "on-doubt", (), True, True, True),
        ("uk-south-korea", "required", ("EU",), False, False, False),
        ("uk-vietnam", "on-doubt", (), True, True, True),
        ("uk-central-america", "required", ("EU",), False, True, True),
        ("uk-iceland-norway", "on-doubt", (), True, True, True),
    ],
)
def test_journeys(
    pack: str, evidence: str, through: tuple[str, ...], splitting: bool, supervision: bool, free_circulation: bool
) -> None:
    """What each agreement asks of the journey: evidence, countries on the way, one consignment, supervision."""
    found = agreement_of(pack).provisions.non_alteration
    assert found is not None
    expected = (evidence, through, splitting, supervision, free_circulation)
    assert expected == (found.evidence.value, found.through, found.splitting, found.supervision, found.free_circulation)


def test_korea_opens_bought_intermediates() -> None:
    """Korea's Article 5(1)(b) looks into any intermediate that fails, its sister agreements into self-produced ones."""
    found = {
        pack: absorption.look_through
        for pack in ("uk-south-korea", "uk-chile")
        if (absorption := agreement_of(pack).provisions.absorption) is not None
    }
    assert found == {"uk-south-korea": LookThrough.ALL, "uk-chile": LookThrough.SELF_PRODUCED}


def test_no_vessel_condition_where_the_text_has_none() -> None:
    """Viet Nam asks for no crew, Iceland and Norway for no owner either; Albania asks for all."""
    asked = {}
    for pack in ("uk-vietnam", "uk-iceland-norway", "uk-albania"):
        obtained = agreement_of(pack).provisions.wholly_obtained
        assert obtained is not None
        assert obtained.vessels is not None
        asked[pack] = (obtained.vessels.owned_percent, obtained.vessels.officers, obtained.vessels.crew_percent)
    assert asked == {
        "uk-vietnam": (50, False, None),
        "uk-iceland-norway": (None, False, None),
        "uk-albania": (50, True, 75),
    }
