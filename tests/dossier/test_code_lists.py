"""The code lists of countries and currencies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from origin.dossier.code_lists import countries, country_spellings, currencies

CODES = Path(__file__).resolve().parents[3] / "shared" / "data" / "codes"


def test_customs_territories_beyond_the_standard() -> None:
    """What customs name besides the countries of ISO 3166 is there, and what they call otherwise leads to it."""
    assert {"EU", "XK", "XI", "XC", "XL", "GB", "NO"} <= countries().keys()
    assert "UK" not in countries()
    assert country_spellings()["UK"] == "GB"
    assert set(country_spellings().values()) <= countries().keys()


@pytest.mark.skipif(not CODES.is_dir(), reason="needs the public code lists in shared/data/codes")
def test_lists_are_complete() -> None:
    """Every country of ISO 3166 and every currency of ISO 4217 is in the lists; XXX and XTS are no currencies."""
    names = json.loads((CODES / "iso3166-1.json").read_text())["3166-1"]
    assert {country["alpha_2"] for country in names} - countries().keys() == set()
    assert countries().keys() - {country["alpha_2"] for country in names} == {"EU", "XK", "XI", "XC", "XL"}
    money = json.loads((CODES / "iso4217.json").read_text())["4217"]
    assert {currency["alpha_3"] for currency in money} - currencies() == {"XXX", "XTS"}
